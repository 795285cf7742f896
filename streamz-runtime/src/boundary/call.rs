//! One asynchronous call at a time, of a closure that may change what it captured.

use core::pin::Pin;
use core::task::{Context, Poll};

use crate::storage::Shielded;

/// The one call at a time of a closure of type `F`.
///
/// An asynchronous closure lends itself to its future. Kept side by side the two would refer to one another; so the closure moves
/// into the future for as long as the call lasts, and comes back with what came of it: that is what `C` does,
/// `|mut f, item| async move { let result = f(item).await; (f, result) }`. The expansion of `pipeline!` writes it down where the
/// closure is, for only there is the type of the future known well enough to tell whether it can change threads.
pub(crate) struct Caller<F, C> {
    /// Here between two calls. A closure that panicked went down with its call.
    closure: Option<F>,
    call: C,
    flying: bool,
}

impl<F, C> Caller<F, C> {
    pub(crate) fn new(closure: F, call: C) -> Self {
        Self {
            closure: Some(closure),
            call,
            flying: false,
        }
    }

    /// Whether a call is under way.
    #[inline]
    pub(crate) fn is_flying(&self) -> bool {
        self.flying
    }

    /// Begins a call with an item. Not to be called while one is under way.
    ///
    /// # Panics
    ///
    /// If an earlier call panicked: the closure was lost with it, and nothing can be done with the item.
    #[inline]
    pub(crate) fn start<T, U>(&mut self, mut place: Pin<&mut Option<Shielded<U>>>, item: T)
    where
        C: FnMut(F, T) -> U,
    {
        match self.closure.take() {
            Some(closure) => {
                place.set(Some(Shielded::new((self.call)(closure, item))));
                self.flying = true;
            }
            // Only unwinding leads here, and only where there is a standard library does anything unwind.
            #[cfg(feature = "std")]
            None => panic!("the asynchronous closure of this operator panicked with an earlier item"),
            #[cfg(not(feature = "std"))]
            None => {}
        }
    }

    /// Carries the call on; what came of it, once.
    #[inline]
    pub(crate) fn poll<R, U>(&mut self, mut place: Pin<&mut Option<Shielded<U>>>, cx: &mut Context<'_>) -> Option<R>
    where
        U: Future<Output = (F, R)>,
    {
        if !self.flying {
            return None;
        }
        match place.as_mut().as_pin_mut()?.inside().poll(cx) {
            Poll::Ready((closure, result)) => {
                place.set(None);
                self.closure = Some(closure);
                self.flying = false;
                Some(result)
            }
            Poll::Pending => None,
        }
    }
}
