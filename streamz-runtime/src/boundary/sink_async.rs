//! `sink` with an asynchronous closure: the emitter waits for it.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::call::{Call, Caller, caller};
use crate::boundary::map_async::{Always, Landing, Perhaps};
use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::end_node;
use crate::time::Ticks;

/// The boundary of [`Flow::sink_async`] and [`Flow::try_sink_async`].
pub struct SinkAsync<T, F, R, C: Call<F, T, R>, L: Landing<R>> {
    caller: Caller<F, C>,
    inbox: Option<T>,
    failed: Option<L::Error>,
    kinds: PhantomData<fn() -> (R, L)>,
}

end_node!([T, F, R, C: Call<F, T, R>, L: Landing<R>] SinkAsync<T, F, R, C, L>);

impl<T, F, R, C, L> Boundary for SinkAsync<T, F, R, C, L>
where
    C: Call<F, T, R>,
    L: Landing<R, Item = ()>,
{
    type In = T;
    type Error = L::Error;
    type Pinned = Option<C::Future>;

    fn pinned(&mut self) -> Self::Pinned {
        None
    }

    #[inline]
    fn offer(&mut self, _: Ticks, item: T) -> Result<(), T> {
        if self.inbox.is_some() {
            return Err(item);
        }
        self.inbox = Some(item);
        Ok(())
    }

    #[inline]
    fn drive(&mut self, mut pinned: Pin<&mut Self::Pinned>, _: Ticks, cx: &mut Context<'_>) -> bool {
        if !self.caller.is_flying()
            && self.failed.is_none()
            && let Some(item) = self.inbox.take()
        {
            self.caller.start(pinned.as_mut(), item);
        }
        let Some(result) = self.caller.poll(pinned, cx) else {
            // A call that has begun lets nobody go on.
            return false;
        };
        self.failed = L::land(result).err();
        true
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut Self::Pinned>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        self.failed.take().map(Err)
    }

    #[inline]
    fn is_settled(&self) -> bool {
        self.is_idle()
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.inbox.is_none() && !self.caller.is_flying() && self.failed.is_none()
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Awaits `action` for every item, one at a time; the emitter waits for it to end (streamz: `sink` with a coroutine).
    ///
    /// In `pipeline!` it is written `.sink(async |x| ..)`. To have several at once, end with
    /// [`map_async`](Self::map_async) and a sink; to let the emitter go on meanwhile, put a [`buffer`](Self::buffer) before.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// {
    ///     let mut p = pin!(pipeline!(|s: i32| {
    ///         s.sink(async |x| {
    ///             std::future::ready(()).await;
    ///             seen.push(x);
    ///         });
    ///     }));
    ///     futures::executor::block_on(p.emit(123));
    /// }
    /// assert_eq!(seen, [123]);
    /// ```
    pub fn sink_async<F>(self, action: F) -> SinkAsync<T, F, (), impl Call<F, T, ()> + use<T, F, CLOCK>, Always>
    where
        F: AsyncFnMut(T),
    {
        new(action, caller())
    }

    /// Like [`sink_async`](Self::sink_async), for what can fail; in `pipeline!` it is written `.try_sink(async |x| ..)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let mut p = pin!(pipeline!(|s: i32| {
    ///     s.try_sink(async |x| if x > 0 { Ok(()) } else { Err("too small") });
    /// }));
    /// futures::executor::block_on(async {
    ///     assert_eq!(p.emit(1).await, Ok(()));
    ///     assert_eq!(p.emit(0).await, Err("too small"));
    ///     assert_eq!(p.emit(2).await, Ok(()));
    /// });
    /// ```
    pub fn try_sink_async<E, F>(
        self,
        action: F,
    ) -> SinkAsync<T, F, Result<(), E>, impl Call<F, T, Result<(), E>> + use<T, E, F, CLOCK>, Perhaps>
    where
        F: AsyncFnMut(T) -> Result<(), E>,
    {
        new(action, caller())
    }
}

fn new<T, F, R, C: Call<F, T, R>, L: Landing<R>>(action: F, call: C) -> SinkAsync<T, F, R, C, L> {
    SinkAsync {
        caller: Caller::new(action, call),
        inbox: None,
        failed: None,
        kinds: PhantomData,
    }
}
