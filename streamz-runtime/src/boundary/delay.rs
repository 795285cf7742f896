//! `delay`: everything, later.

use core::convert::Infallible;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::storage::{Queue, Size};
use crate::tags::Held;
use crate::time::{Interval, NEVER, Ticks};

/// The boundary of [`Flow::delay`].
pub struct Delayed<T, Q> {
    interval: Ticks,
    // When each is due; they are due in the order they came.
    queue: Q,
    item: PhantomData<fn(T) -> T>,
}

impl<T, Q> Node for Delayed<T, Q> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T, Q: Queue<(Ticks, T)>> Boundary for Delayed<T, Q> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        let due = now.saturating_add(self.interval);
        self.queue.push((due, item)).map_err(|(_, item)| item)
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let (due, _) = self.queue.front()?;
        if *due > now {
            return None;
        }
        self.queue.pop().map(|(_, item)| Ok(item))
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        self.queue.front().map_or(NEVER, |(due, _)| *due)
    }
}

impl<T, Q: Queue<(Ticks, T)>> Held for Delayed<T, Q> {}

crate::saved!([T, Q: Queue<(Ticks, T)> + Snapshot] Delayed<T, Q> { part queue }
    fn restored(&mut self, shift: Shift) {
        for _ in 0..self.queue.len() {
            if let Some((due, item)) = self.queue.pop() {
                // The place it had is free.
                let _ = self.queue.push((shift.of(due), item));
            }
        }
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Hands on each item `interval` after it came, in order (Rx: `delay`).
    ///
    /// Up to `size` items are on their way; the emitter of one more waits. Delays run out when the pipeline is closed.
    ///
    /// Python's `delay` is something else: it paces, handing on at once what comes after a pause. That is
    /// [`buffer`](Self::buffer) and [`rate_limit`](Self::rate_limit) here.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: char| {
    ///     let out = s.delay(100, 8).sink_to_list(8);
    /// });
    /// p.try_push(0, 'a').unwrap();
    /// p.try_push(30, 'b').unwrap();
    /// let _ = p.poll(129);
    /// assert_eq!(*p.out(), ['a']);
    /// let _ = p.poll(130);
    /// assert_eq!(*p.out(), ['a', 'b']);
    /// ```
    pub fn delay<N: Size>(self, interval: impl Interval, size: N) -> Delayed<T, N::Queue<(Ticks, T)>> {
        Delayed {
            interval: interval.ticks(),
            queue: size.at_least_one().queue(),
            item: PhantomData,
        }
    }
}
