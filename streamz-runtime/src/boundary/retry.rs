//! `try_retry`: what failed is tried again, later and later.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::call::Caller;
use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::storage::Shielded;
use crate::tags::Held;
use crate::time::{Backoff, NEVER, Ticks};

/// The boundary of [`Flow::try_retry`].
pub struct Retry<T, F, O, E, C, U> {
    backoff: Backoff,
    caller: Caller<F, C>,
    item: Option<T>,
    failures: u32,
    pause: Ticks,
    /// When the next attempt begins.
    due: Ticks,
    landed: Option<Result<O, E>>,
    future: PhantomData<fn() -> U>,
}

impl<T, F, O, E, C, U> Node for Retry<T, F, O, E, C, U> {
    type Out = Own<O>;
    type Rate = AnyTick;
}

impl<T, F, O, E, C, U> Boundary for Retry<T, F, O, E, C, U>
where
    T: Clone,
    C: FnMut(F, T) -> U,
    U: Future<Output = (F, Result<O, E>)>,
{
    type In = T;
    type Error = E;
    type Pinned = Option<Shielded<U>>;

    fn pinned(&mut self) -> Self::Pinned {
        None
    }

    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        if self.item.is_some() || self.landed.is_some() {
            return Err(item);
        }
        self.item = Some(item);
        self.failures = 0;
        self.pause = self.backoff.first();
        self.due = now;
        Ok(())
    }

    fn drive(&mut self, mut pinned: Pin<&mut Self::Pinned>, now: Ticks, cx: &mut Context<'_>) -> bool {
        let mut progress = false;
        if self.due <= now
            && !self.caller.is_flying()
            && let Some(item) = &self.item
        {
            self.caller.start(pinned.as_mut(), item.clone());
            self.due = NEVER;
            progress = true;
        }
        let Some(result) = self.caller.poll(pinned, cx) else {
            return progress;
        };
        if result.is_err() {
            self.failures = self.failures.saturating_add(1);
            if self.backoff.has_more(self.failures) {
                self.due = now.saturating_add(self.pause);
                self.pause = self.backoff.longer(self.pause);
                return true;
            }
        }
        self.item = None;
        self.landed = Some(result);
        true
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut Self::Pinned>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        self.landed.take()
    }

    #[inline]
    fn is_settled(&self) -> bool {
        self.is_idle()
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.item.is_none() && self.landed.is_none()
    }

    #[inline]
    fn alarm(&self) -> Ticks {
        self.due
    }
}

impl<T, F, O, E, C, U> Held for Retry<T, F, O, E, C, U>
where
    T: Clone,
    C: FnMut(F, T) -> U,
    U: Future<Output = (F, Result<O, E>)>,
{
}

crate::saved!([T: Value, F, O, E, C, U] Retry<T, F, O, E, C, U> { part item, value failures, value pause, value due }
    fn is_at_rest(&self) -> bool {
        !self.caller.is_flying() && self.landed.is_none()
    }

    fn restored(&mut self, shift: Shift) {
        self.due = shift.of(self.due);
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Hands on what `function` comes to for each item, one at a time. If it fails it is called again, with pauses as
    /// `backoff` says; the last failure is that of the item (Rx: `retry`, for one item instead of a whole stream).
    ///
    /// The emitter waits until the item has succeeded or failed for good. In `pipeline!` the expansion adds `call`, which moves the
    /// closure into its future and back.
    ///
    /// An `async` closure with a `?` in it has to name its error, as `?` could turn what failed into any other:
    /// `async |x| -> Result<_, E> { .. }`.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    /// use streamz::time::Backoff;
    ///
    /// let mut calls = 0;
    /// let mut out = Vec::new();
    /// {
    ///     let mut p = pin!(pipeline!(|s: i32| {
    ///         s.try_retry(Backoff::new(100), async |x| {
    ///             calls += 1;
    ///             if calls < 3 { Err("busy") } else { Ok(x) }
    ///         })
    ///         .sink(|x| out.push(x));
    ///     }));
    ///     p.try_push(0, 7).unwrap();
    ///     assert_eq!(p.deadline(), 100);
    ///     let _ = p.poll(100);
    ///     assert_eq!(p.deadline(), 300);
    ///     let _ = p.poll(300);
    /// }
    /// assert_eq!((calls, out), (3, vec![7]));
    ///
    /// let mut p = pin!(pipeline!(|s: &'static str| {
    ///     s.try_retry(Backoff::new(100), async |text| -> Result<_, std::num::ParseIntError> {
    ///         Ok(2 * text.parse::<i32>()?)
    ///     })
    ///     .sink(|x| assert_eq!(x, 42));
    /// }));
    /// p.try_push(0, "21").unwrap();
    /// ```
    pub fn try_retry<O, E, F, C, U>(self, backoff: Backoff, function: F, call: C) -> Retry<T, F, O, E, C, U>
    where
        T: Clone,
        F: AsyncFnMut(T) -> Result<O, E>,
        C: FnMut(F, T) -> U,
        U: Future<Output = (F, Result<O, E>)>,
    {
        Retry {
            backoff,
            caller: Caller::new(function, call),
            item: None,
            failures: 0,
            pause: 0,
            due: NEVER,
            landed: None,
            future: PhantomData,
        }
    }
}
