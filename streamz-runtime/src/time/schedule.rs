//! A repeating instant: its grid, its first tick, and what becomes of ticks that were missed.

use core::num::NonZeroU64;

use crate::time::{Interval, NEVER, Ticks};

/// What becomes of ticks that could not be taken in time, because nobody drove the pipeline or what follows had no room.
///
/// The names are those of tokio's `MissedTickBehavior`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Missed {
    /// One tick stands for all that were missed, and the next one is on the grid `origin + k * interval` again.
    #[default]
    Skip,
    /// Every missed tick fires, one right behind the other, until the grid is caught up with.
    Burst,
    /// The next tick comes one interval after what follows has done with this one, so the grid shifts
    /// (streamz: `timed_window`, `from_periodic`).
    Delay,
}

/// How often something happens: every `interval`, for the first time one interval after the pipeline was first driven.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use streamz::time::{Every, Missed};
///
/// let plain = Every::from(Duration::from_millis(100));
/// let like_python = Every::from(Duration::from_millis(100)).at_once().missed(Missed::Delay);
/// # let _ = (plain, like_python);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Every {
    // Divided by, which a number that cannot be 0 does without a way to panic.
    interval: NonZeroU64,
    at_once: bool,
    missed: Missed,
}

impl<I: Interval> From<I> for Every {
    fn from(interval: I) -> Self {
        Self {
            // An interval of nothing would fire for ever at one instant.
            interval: NonZeroU64::new(interval.ticks()).unwrap_or(NonZeroU64::MIN),
            at_once: false,
            missed: Missed::default(),
        }
    }
}

impl Every {
    /// The first tick comes as soon as the pipeline is driven.
    #[must_use]
    pub const fn at_once(mut self) -> Self {
        self.at_once = true;
        self
    }

    /// What becomes of ticks that were missed.
    #[must_use]
    pub const fn missed(mut self, missed: Missed) -> Self {
        self.missed = missed;
        self
    }
}

/// Where a repetition stands.
#[derive(Debug)]
pub(crate) struct Schedule {
    every: Every,
    next: Next,
}

#[derive(Debug)]
enum Next {
    /// Nobody has said yet what time it is.
    Unstarted,
    At(Ticks),
    /// One interval after whenever somebody looks again.
    Rearm,
}

impl Schedule {
    pub(crate) fn new(every: Every) -> Self {
        Self {
            every,
            next: Next::Unstarted,
        }
    }

    /// Fixes the grid, if it never was.
    #[inline]
    pub(crate) fn start_first(&mut self, now: Ticks) {
        if matches!(self.next, Next::Unstarted) {
            self.start(now);
        }
    }

    /// Fixes the grid, if it is not fixed.
    #[inline]
    pub(crate) fn start(&mut self, now: Ticks) {
        match self.next {
            Next::At(_) => {}
            Next::Unstarted if self.every.at_once => self.next = Next::At(now),
            Next::Unstarted | Next::Rearm => self.next = Next::At(now.saturating_add(self.every.interval.get())),
        }
    }

    /// Whether a tick is due; if so it is taken.
    #[inline]
    pub(crate) fn tick(&mut self, now: Ticks) -> bool {
        self.start(now);
        let Next::At(due) = self.next else {
            return false;
        };
        if due > now {
            return false;
        }
        let interval = self.every.interval;
        self.next = match self.every.missed {
            Missed::Skip => after(now, due, interval),
            Missed::Burst => Next::At(due.saturating_add(interval.get())),
            Missed::Delay => Next::Rearm,
        };
        true
    }

    /// Lets the ticks up to `now` go by, as there is nothing for them; fixes the grid, if it is not fixed.
    #[inline]
    pub(crate) fn skip_to(&mut self, now: Ticks) {
        self.start(now);
        if let Next::At(due) = self.next
            && due <= now
        {
            self.next = after(now, due, self.every.interval);
        }
    }

    /// When the next tick is due.
    #[inline]
    pub(crate) fn deadline(&self) -> Ticks {
        match self.next {
            Next::At(due) => due,
            Next::Unstarted | Next::Rearm => NEVER,
        }
    }
}

/// The first tick after `now` on the grid that `due`, which lies no later, is on.
#[inline]
fn after(now: Ticks, due: Ticks, interval: NonZeroU64) -> Next {
    let behind = (now - due) / interval;
    Next::At(due.saturating_add(behind.saturating_add(1).saturating_mul(interval.get())))
}

#[cfg(feature = "serde")]
impl crate::snapshot::Snapshot for Schedule {
    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (started, due) = match self.next {
            Next::Unstarted => (false, NEVER),
            Next::At(due) => (true, due),
            Next::Rearm => (true, NEVER),
        };
        serde::Serialize::serialize(&(started, due), serializer)
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.next = match serde::Deserialize::deserialize(saved)? {
            (false, _) => Next::Unstarted,
            (true, NEVER) => Next::Rearm,
            (true, due) => Next::At(due),
        };
        Ok(())
    }

    fn restored(&mut self, shift: crate::snapshot::Shift) {
        if let Next::At(due) = &mut self.next {
            *due = shift.of_instant(*due);
        }
    }
}
