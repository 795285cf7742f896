//! Boundaries with one place, where the newest item counts: `latest`, `debounce`, `sample`, `throttle`.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::tags::Held;
use crate::time::schedule::Schedule;
use crate::time::{Every, Interval, NEVER, Ticks};

/// The boundary of [`Flow::latest`].
pub struct Latest<T> {
    newest: Option<T>,
    /// Whether the newest item took the place of another.
    displaced: bool,
}

/// The boundary of [`Flow::debounce`].
pub struct Debounced<T> {
    quiet: Ticks,
    newest: Option<(Ticks, T)>,
    displaced: bool,
}

/// The boundary of [`Flow::sample`].
pub struct Sampled<T> {
    schedule: Schedule,
    newest: Option<T>,
    displaced: bool,
    closed: bool,
}

/// The boundary of [`Flow::throttle`].
pub struct Throttled<T> {
    interval: Ticks,
    free: Ticks,
    passing: Option<T>,
    /// Whether the last item was not let through.
    dropped: bool,
}

macro_rules! node {
    ($($name:ident),+) => {$(
        impl<T> Node for $name<T> {
            type Out = Own<T>;
            type Rate = AnyTick;
        }
    )+};
}

node!(Latest, Debounced, Sampled, Throttled);

impl<T> Boundary for Latest<T> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, _: Ticks, item: T) -> Result<(), T> {
        self.displaced = self.newest.replace(item).is_some();
        Ok(())
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        self.newest.take().map(Ok)
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.newest.is_none()
    }
}

impl<T> Boundary for Debounced<T> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        // One that has been quiet for long enough is due, and waits for what follows.
        if self.newest.as_ref().is_some_and(|(due, _)| *due <= now) {
            return Err(item);
        }
        let due = now.saturating_add(self.quiet);
        self.displaced = self.newest.replace((due, item)).is_some();
        Ok(())
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let (_, item) = self.newest.take_if(|(due, _)| *due <= now)?;
        Some(Ok(item))
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.newest.is_none()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        self.newest.as_ref().map_or(NEVER, |(due, _)| *due)
    }

    fn close(&mut self, now: Ticks) {
        // Nothing can come any more, so the silence is sure.
        if let Some((due, _)) = &mut self.newest {
            *due = now.min(*due);
        }
    }
}

impl<T> Boundary for Sampled<T> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        if self.newest.is_none() {
            self.schedule.skip_to(now);
        }
        self.displaced = self.newest.replace(item).is_some();
        Ok(())
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        if self.newest.is_none() {
            // Ticks at which there is nothing go by on the grid, whoever looks.
            self.schedule.start(now);
            return None;
        }
        if !self.schedule.tick(now) && !self.closed {
            return None;
        }
        self.newest.take().map(Ok)
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.newest.is_none()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        // Ticks at which there is nothing to hand on wake nobody.
        match self.newest {
            Some(_) if !self.closed => self.schedule.deadline(),
            _ => NEVER,
        }
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

impl<T> Boundary for Throttled<T> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        self.dropped = now < self.free;
        if self.dropped {
            return Ok(());
        }
        if self.passing.is_some() {
            return Err(item);
        }
        self.free = now.saturating_add(self.interval);
        self.passing = Some(item);
        Ok(())
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        self.passing.take().map(Ok)
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.passing.is_none()
    }
}

macro_rules! newest_counts {
    ($($name:ident),+) => {$(
        impl<T> Held for $name<T> {
            fn displaced(&mut self) -> Option<usize> {
                core::mem::take(&mut self.displaced).then_some(0)
            }
        }
    )+};
}

newest_counts!(Latest, Debounced, Sampled);

impl<T> Held for Throttled<T> {
    fn displaced(&mut self) -> Option<usize> {
        core::mem::take(&mut self.dropped).then(|| usize::from(self.passing.is_some()))
    }
}

crate::saved!([T: Value] Latest<T> { part newest });
crate::saved!([T: Value] Debounced<T> { part newest }
    fn restored(&mut self, shift: Shift) {
        if let Some((due, _)) = &mut self.newest {
            *due = shift.of(*due);
        }
    }
);
crate::saved!([T: Value] Sampled<T> { part schedule, part newest }
    fn restored(&mut self, shift: Shift) {
        Snapshot::restored(&mut self.schedule, shift);
    }
);
crate::saved!([T: Value] Throttled<T> { value free, part passing }
    fn restored(&mut self, shift: Shift) {
        self.free = shift.of(self.free);
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Keeps only the newest item while what follows is busy (streamz: `latest`).
    ///
    /// The emitter never waits. The last item of all is always handed on, also when it came while what follows was busy:
    /// in Python it could be lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: i32| {
    ///     let out = s.latest().rate_limit(100).sink_to_list(8);
    /// });
    /// for x in 0..10 {
    ///     p.try_push(0, x).unwrap();
    /// }
    /// let _ = p.poll(100); // 1 came when 0 had just left
    /// let _ = p.poll(200);
    /// assert_eq!(*p.out(), [0, 1, 9]);
    /// ```
    pub fn latest(self) -> Latest<T> {
        Latest {
            newest: None,
            displaced: false,
        }
    }

    /// Hands on an item when none has followed it for `quiet` (Rx: `debounce`). The last one follows at once when the
    /// pipeline is closed.
    ///
    /// Where what follows has no room for an item that is due, the emitter of the next one waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: &'static str| {
    ///     let out = s.debounce(100).sink_to_list(8);
    /// });
    /// for (now, text) in [(0, "s"), (40, "st"), (80, "str"), (300, "stream")] {
    ///     p.try_push(now, text).unwrap();
    /// }
    /// let _ = p.poll(400);
    /// assert_eq!(*p.out(), ["str", "stream"]);
    /// ```
    pub fn debounce(self, quiet: impl Interval) -> Debounced<T> {
        Debounced {
            quiet: quiet.ticks(),
            newest: None,
            displaced: false,
        }
    }

    /// Hands on the newest item at every tick before which one came (Rx: `sample`). The last one follows when the pipeline
    /// is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: i32| {
    ///     let out = s.sample(100).sink_to_list(8);
    /// });
    /// for (now, x) in [(0, 1), (40, 2), (90, 3), (310, 4)] {
    ///     p.try_push(now, x).unwrap();
    /// }
    /// let _ = p.poll(400);
    /// assert_eq!(*p.out(), [3, 4]);
    /// ```
    pub fn sample(self, every: impl Into<Every>) -> Sampled<T> {
        Sampled {
            schedule: Schedule::new(every.into()),
            newest: None,
            displaced: false,
            closed: false,
        }
    }

    /// Hands on an item and drops those that follow within `interval` of it (Rx: `throttleFirst`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|clicks: i32| {
    ///     let out = clicks.throttle(100).sink_to_list(8);
    /// });
    /// for (now, x) in [(0, 1), (40, 2), (99, 3), (100, 4)] {
    ///     p.try_push(now, x).unwrap();
    /// }
    /// assert_eq!(*p.out(), [1, 4]);
    /// ```
    pub fn throttle(self, interval: impl Interval) -> Throttled<T> {
        Throttled {
            interval: interval.ticks(),
            free: 0,
            passing: None,
            dropped: false,
        }
    }
}
