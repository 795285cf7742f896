//! `try_timeout`: silence that lasts too long is a failure.

use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::error::Silence;
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::tags::Held;
use crate::time::{Interval, NEVER, Ticks};

/// The boundary of [`Flow::try_timeout`].
pub struct Timeout<T> {
    interval: Ticks,
    due: Ticks,
    started: bool,
    passing: Option<T>,
}

impl<T> Node for Timeout<T> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T> Boundary for Timeout<T> {
    type In = T;
    type Error = Silence;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        if self.passing.is_some() {
            return Err(item);
        }
        self.passing = Some(item);
        self.started = true;
        self.due = now.saturating_add(self.interval);
        Ok(())
    }

    #[inline]
    fn drive(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> bool {
        if !core::mem::replace(&mut self.started, true) {
            self.due = now.saturating_add(self.interval);
        }
        false
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        if let Some(item) = self.passing.take() {
            return Some(Ok(item));
        }
        if self.due > now {
            return None;
        }
        // Once for each silence: the next item begins to count anew.
        self.due = NEVER;
        Some(Err(Silence::new(self.interval)))
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.passing.is_none()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        self.due
    }

    fn close(&mut self, _: Ticks) {
        // No silence begins any more, not even the first.
        self.started = true;
        self.due = NEVER;
    }
}

impl<T> Held for Timeout<T> {}

crate::saved!([T: Value] Timeout<T> { value due, value started, part passing }
    fn restored(&mut self, shift: Shift) {
        self.due = shift.of(self.due);
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Hands on every item; if none comes for `interval`, fails with [`Silence`], once (Rx: `timeout`).
    ///
    /// The first interval begins when the pipeline is first driven. The stream goes on with the next item.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let (mut seen, mut alarms) = (Vec::new(), 0);
    /// let mut p = pipeline!(|heartbeats: u32| {
    ///     let alive = heartbeats.try_timeout(100);
    ///     alive.sink(|x| seen.push(x));
    ///     alive.catch(|silence| silence).sink(|_| alarms += 1);
    /// });
    /// p.try_push(0, 1).unwrap();
    /// p.try_push(90, 2).unwrap();
    /// let _ = p.poll(500);
    /// p.try_push(600, 3).unwrap();
    /// drop(p);
    /// assert_eq!((seen, alarms), (vec![1, 2, 3], 1));
    /// ```
    pub fn try_timeout(self, interval: impl Interval) -> Timeout<T> {
        Timeout {
            interval: interval.ticks(),
            due: NEVER,
            started: false,
            passing: None,
        }
    }
}
