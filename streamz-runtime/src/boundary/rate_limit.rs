//! `rate_limit`: no more than one item in an interval, losing none.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::tags::Held;
use crate::time::{Interval, NEVER, Ticks};

/// The boundary of [`Flow::rate_limit`].
pub struct RateLimited<T> {
    interval: Ticks,
    // From when on the next item may leave.
    free: Ticks,
    held: Option<(Ticks, T)>,
}

impl<T> Node for RateLimited<T> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T> Boundary for RateLimited<T> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        if self.held.is_some() {
            return Err(item);
        }
        let slot = now.max(self.free);
        self.free = slot.saturating_add(self.interval);
        self.held = Some((slot, item));
        Ok(())
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let (_, item) = self.held.take_if(|(slot, _)| *slot <= now)?;
        Some(Ok(item))
    }

    #[inline]
    fn is_settled(&self) -> bool {
        self.held.is_none()
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.held.is_none()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        self.held.as_ref().map_or(NEVER, |(slot, _)| *slot)
    }
}

impl<T> Held for RateLimited<T> {}

crate::saved!([T: Value] RateLimited<T> { value free, part held }
    fn restored(&mut self, shift: Shift) {
        self.free = shift.of(self.free);
        if let Some((slot, _)) = &mut self.held {
            *slot = shift.of(*slot);
        }
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Hands items on `interval` apart; the emitter of one that comes too early waits (streamz: `rate_limit`).
    ///
    /// An item that comes after a pause of `interval` or more leaves at once. Nothing is dropped: that is
    /// [`throttle`](Self::throttle).
    ///
    /// Each item has its time to leave, and these times are at least `interval` apart. One that leaves late, because the
    /// pipeline was polled late or what follows had no room, does not put off the next, so that the rate is kept: these two
    /// leave closer together.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::drive::PushError;
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: char| {
    ///     let out = s.rate_limit(100).sink_to_list(8);
    /// });
    /// p.try_push(0, 'a').unwrap();
    /// p.try_push(30, 'b').unwrap(); // taken in, and on its way at 100
    /// assert_eq!(p.try_push(40, 'c'), Err(PushError::Full('c')));
    /// let _ = p.poll(100);
    /// assert_eq!(*p.out(), ['a', 'b']);
    /// p.try_push(200, 'c').unwrap();
    /// assert_eq!(*p.out(), ['a', 'b', 'c']);
    ///
    /// p.try_push(210, 'd').unwrap(); // its time is 300, but nobody polls then
    /// let _ = p.poll(1000);
    /// p.try_push(1000, 'e').unwrap();
    /// assert_eq!(*p.out(), ['a', 'b', 'c', 'd', 'e']);
    /// ```
    pub fn rate_limit(self, interval: impl Interval) -> RateLimited<T> {
        RateLimited {
            interval: interval.ticks(),
            free: 0,
            held: None,
        }
    }
}
