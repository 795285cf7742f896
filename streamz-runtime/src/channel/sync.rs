//! The atomics of this module: those of `core`, or those of the model checker under `cfg(loom)`.

#[cfg(not(loom))]
mod real {
    pub(in crate::channel) use alloc::sync::Arc;
    pub(in crate::channel) use core::sync::atomic::{AtomicU8, AtomicUsize, fence};

    pub(in crate::channel) use atomic_waker::AtomicWaker;

    /// `core`'s cell with the interface of the model checker's.
    pub(in crate::channel) struct UnsafeCell<T>(core::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub(in crate::channel) const fn new(value: T) -> Self {
            Self(core::cell::UnsafeCell::new(value))
        }

        #[inline(always)]
        pub(in crate::channel) fn with<R>(&self, read: impl FnOnce(*const T) -> R) -> R {
            read(self.0.get())
        }

        #[inline(always)]
        pub(in crate::channel) fn with_mut<R>(&self, write: impl FnOnce(*mut T) -> R) -> R {
            write(self.0.get())
        }
    }
}

#[cfg(loom)]
mod model {
    pub(in crate::channel) use loom::cell::UnsafeCell;
    pub(in crate::channel) use loom::sync::Arc;
    pub(in crate::channel) use loom::sync::atomic::{AtomicU8, AtomicUsize, fence};

    /// The model checker's waker with the interface of the real one.
    #[derive(Default)]
    pub(in crate::channel) struct AtomicWaker(loom::future::AtomicWaker);

    impl AtomicWaker {
        pub(in crate::channel) fn register(&self, waker: &core::task::Waker) {
            self.0.register_by_ref(waker);
        }

        pub(in crate::channel) fn wake(&self) {
            self.0.wake();
        }
    }
}

#[cfg(loom)]
pub(super) use model::{Arc, AtomicU8, AtomicUsize, AtomicWaker, UnsafeCell, fence};
#[cfg(not(loom))]
pub(super) use real::{Arc, AtomicU8, AtomicUsize, AtomicWaker, UnsafeCell, fence};
