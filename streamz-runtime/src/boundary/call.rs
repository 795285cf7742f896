//! One asynchronous call at a time, of a closure that may change what it captured.

use core::pin::Pin;
use core::task::{Context, Poll};

/// Calls a closure of type `F` with an item, and gives the closure back with what came of it.
///
/// An asynchronous closure lends itself to its future. Kept side by side the two would refer to one another; so the closure
/// moves into the future for as long as the call lasts.
pub trait Call<F, T, R> {
    /// The call.
    type Future: Future<Output = (F, R)>;

    /// Begins it.
    fn call(&mut self, closure: F, item: T) -> Self::Future;
}

impl<F, T, R, U: Future<Output = (F, R)>, C: FnMut(F, T) -> U> Call<F, T, R> for C {
    type Future = U;

    #[inline(always)]
    fn call(&mut self, closure: F, item: T) -> U {
        self(closure, item)
    }
}

/// How an asynchronous closure is called.
pub(crate) fn caller<F, T, R>() -> impl Call<F, T, R> + use<F, T, R>
where
    F: AsyncFnMut(T) -> R,
{
    |mut closure: F, item: T| async move {
        let result = closure(item).await;
        (closure, result)
    }
}

/// The one call at a time.
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
    pub(crate) fn start<T, R>(&mut self, mut place: Pin<&mut Option<C::Future>>, item: T)
    where
        C: Call<F, T, R>,
    {
        match self.closure.take() {
            Some(closure) => {
                place.set(Some(self.call.call(closure, item)));
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
    pub(crate) fn poll<T, R>(&mut self, mut place: Pin<&mut Option<C::Future>>, cx: &mut Context<'_>) -> Option<R>
    where
        C: Call<F, T, R>,
    {
        if !self.flying {
            return None;
        }
        match place.as_mut().as_pin_mut()?.poll(cx) {
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
