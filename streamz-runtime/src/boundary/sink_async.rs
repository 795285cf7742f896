//! `sink` with an asynchronous closure: the emitter waits for it.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::call::Caller;
use crate::boundary::map_async::{Always, Landing, Perhaps};
use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::end_node;
use crate::storage::Shielded;
use crate::tags::Held;
use crate::time::Ticks;

/// The boundary of [`Flow::sink_async`] and [`Flow::try_sink_async`].
pub struct SinkAsync<T, F, R, C, U, L: Landing<R>> {
    caller: Caller<F, C>,
    inbox: Option<T>,
    failed: Option<L::Error>,
    kinds: PhantomData<fn() -> (R, U, L)>,
}

end_node!([T, F, R, C, U, L: Landing<R>] SinkAsync<T, F, R, C, U, L>);

impl<T, F, R, C, U, L> Boundary for SinkAsync<T, F, R, C, U, L>
where
    C: FnMut(F, T) -> U,
    U: Future<Output = (F, R)>,
    L: Landing<R, Item = ()>,
{
    type In = T;
    type Error = L::Error;
    type Pinned = Option<Shielded<U>>;

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

impl<T, F, R, C, U, L> Held for SinkAsync<T, F, R, C, U, L>
where
    C: FnMut(F, T) -> U,
    U: Future<Output = (F, R)>,
    L: Landing<R, Item = ()>,
{
    fn held(&self) -> Option<usize> {
        let called = self.caller.is_flying() || self.failed.is_some();
        Some(usize::from(self.inbox.is_some()) + usize::from(called))
    }
}

crate::saved!([T: Value, F, R, C, U, L: Landing<R>] SinkAsync<T, F, R, C, U, L> { part inbox }
    fn is_at_rest(&self) -> bool {
        !self.caller.is_flying() && self.failed.is_none()
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Awaits `action` for every item, one at a time; the emitter waits for it to end (streamz: `sink` with a coroutine).
    ///
    /// In `pipeline!` it is written `.sink(async |x| ..)`, or `.sink_async(function)`, and the expansion adds `call`, which moves the
    /// closure into its future and back. To have several at once, end with
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
    pub fn sink_async<F, C, U>(self, action: F, call: C) -> SinkAsync<T, F, (), C, U, Always>
    where
        F: AsyncFnMut(T),
        C: FnMut(F, T) -> U,
        U: Future<Output = (F, ())>,
    {
        new(action, call)
    }

    /// Like [`sink_async`](Self::sink_async), for what can fail; in `pipeline!` it is written `.try_sink(async |x| ..)`.
    ///
    /// An `async` closure with a `?` in it has to name its error, as `?` could turn what failed into any other:
    /// `async |x| -> Result<_, E> { .. }`.
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
    ///
    /// let mut sum = 0;
    /// {
    ///     let mut p = pin!(pipeline!(|s: &'static str| {
    ///         s.try_sink(async |text| -> Result<_, std::num::ParseIntError> {
    ///             sum += text.parse::<i32>()?;
    ///             Ok(())
    ///         });
    ///     }));
    ///     futures::executor::block_on(async {
    ///         assert!(p.emit("42").await.is_ok());
    ///         assert!(p.emit("forty").await.is_err());
    ///     });
    /// }
    /// assert_eq!(sum, 42);
    /// ```
    pub fn try_sink_async<E, F, C, U>(self, action: F, call: C) -> SinkAsync<T, F, Result<(), E>, C, U, Perhaps>
    where
        F: AsyncFnMut(T) -> Result<(), E>,
        C: FnMut(F, T) -> U,
        U: Future<Output = (F, Result<(), E>)>,
    {
        new(action, call)
    }
}

fn new<T, F, R, C, U, L: Landing<R>>(action: F, call: C) -> SinkAsync<T, F, R, C, U, L> {
    SinkAsync {
        caller: Caller::new(action, call),
        inbox: None,
        failed: None,
        kinds: PhantomData,
    }
}
