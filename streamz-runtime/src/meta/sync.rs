//! The atomics and cells of this module; under `cfg(loom)` those of the model checker, with the same methods.

#[cfg(not(loom))]
pub(super) use core::sync::atomic::AtomicUsize;
#[cfg(loom)]
pub(super) use loom::{cell::UnsafeCell, sync::atomic::AtomicUsize};

#[cfg(not(loom))]
pub(super) use plain::UnsafeCell;

#[cfg(not(loom))]
mod plain {
    /// A cell that is entered by a closure, as the model checker's is.
    #[derive(Debug)]
    pub(in crate::meta) struct UnsafeCell<T>(core::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub(in crate::meta) const fn new(value: T) -> Self {
            Self(core::cell::UnsafeCell::new(value))
        }

        #[inline]
        pub(in crate::meta) fn with<R>(&self, look: impl FnOnce(*const T) -> R) -> R {
            look(self.0.get())
        }

        #[inline]
        pub(in crate::meta) fn with_mut<R>(&self, change: impl FnOnce(*mut T) -> R) -> R {
            change(self.0.get())
        }
    }
}

/// A constructor that is `const`, but not under the model checker, whose atomics are made at run time.
macro_rules! constructor {
    ($(#[$attribute:meta])* $vis:vis fn $name:ident($($argument:ident: $type:ty),*) -> Self $body:block) => {
        $(#[$attribute])*
        #[cfg(not(loom))]
        $vis const fn $name($($argument: $type),*) -> Self $body

        $(#[$attribute])*
        #[cfg(loom)]
        $vis fn $name($($argument: $type),*) -> Self $body
    };
}

pub(super) use constructor;

/// The task that waits for settled elements.
#[derive(Debug)]
pub(super) struct Waiting(
    #[cfg(not(loom))] atomic_waker::AtomicWaker,
    #[cfg(loom)] loom::future::AtomicWaker,
);

impl Waiting {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Self {
        Self(atomic_waker::AtomicWaker::new())
    }

    #[cfg(loom)]
    pub(super) fn new() -> Self {
        Self(loom::future::AtomicWaker::new())
    }

    #[inline]
    pub(super) fn register(&self, waker: &core::task::Waker) {
        #[cfg(not(loom))]
        self.0.register(waker);
        #[cfg(loom)]
        self.0.register_by_ref(waker);
    }

    #[inline]
    pub(super) fn wake(&self) {
        self.0.wake();
    }
}
