//! Time without a clock: operators are told what time it is and say when they want to know it again.
//!
//! A tick is a nanosecond with every [`Timer`] of this crate. An application that drives its pipelines by hand may count in
//! whatever it likes, as long as intervals (as `u64`) and the `now` it passes count the same.
//!
//! # The rules
//!
//! * **Equal instants.** What is due at or before `now` leaves before an item that arrives at `now` is taken in: a window
//!   `[start, end)` closes first. Boundaries that are due together fire in the order of the graph, upstream first.
//! * **Missed ticks.** See [`Missed`]: skipped unless said otherwise; the grid never drifts.
//! * **Empty windows** are handed on, as an empty slice; `.filter(|w| !w.is_empty())` leaves them out.
//! * **A clock that steps back** is harmless: nothing fires early, what is due waits for the clock to come by again.

mod backoff;
#[cfg(feature = "embassy")]
mod embassy;
pub(crate) mod schedule;
#[cfg(feature = "std")]
mod thread;
mod timer;
#[cfg(feature = "tokio")]
mod tokio;
#[cfg(feature = "std")]
mod virtual_clock;

pub use backoff::Backoff;
pub use schedule::{Every, Missed};
pub use timer::{NoTimer, NoTimerYet, Timer};

#[cfg(feature = "embassy")]
pub use embassy::EmbassyTimer;
#[cfg(feature = "std")]
pub use thread::ThreadTimer;
#[cfg(feature = "tokio")]
pub use tokio::TokioTimer;
#[cfg(feature = "std")]
pub use virtual_clock::{Sleep, Stalled, VirtualClock};

use core::time::Duration;

/// A point in time, or a span of it.
pub type Ticks = u64;

/// No point in time: later than all others.
pub const NEVER: Ticks = Ticks::MAX;

/// A span of time: a [`Duration`], in nanoseconds, or a number of ticks.
pub trait Interval {
    /// The span in ticks; one of more than 584 years is as good as [`NEVER`].
    fn ticks(self) -> Ticks;
}

impl Interval for Ticks {
    #[inline]
    fn ticks(self) -> Ticks {
        self
    }
}

impl Interval for Duration {
    #[inline]
    fn ticks(self) -> Ticks {
        const PER_SECOND: u64 = 1_000_000_000;
        let seconds = self.as_secs().saturating_mul(PER_SECOND);
        seconds.saturating_add(u64::from(self.subsec_nanos()))
    }
}
