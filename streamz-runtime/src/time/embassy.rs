//! The clock of embassy.

use core::pin::Pin;
use core::task::{Context, Poll};

use embassy_time::{Instant, TICK_HZ};

use crate::time::{NEVER, Ticks, Timer};

/// Nanoseconds since the start, on embassy's clock, as fine as its ticks are.
///
/// A deadline between two ticks is met at the later one.
#[derive(Debug, Default)]
pub struct EmbassyTimer {
    waiting: Option<(Instant, embassy_time::Timer)>,
}

impl EmbassyTimer {
    /// A timer that waits for nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { waiting: None }
    }
}

const PER_SECOND: u64 = 1_000_000_000;

impl Timer for EmbassyTimer {
    #[inline]
    fn now(&self) -> Ticks {
        // In two parts, for the product of both would overflow within hours.
        let ticks = Instant::now().as_ticks();
        let (seconds, rest) = (ticks / TICK_HZ, ticks % TICK_HZ);
        seconds * PER_SECOND + rest * PER_SECOND / TICK_HZ
    }

    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, cx: &mut Context<'_>) -> Poll<()> {
        if deadline == NEVER {
            return Poll::Pending;
        }
        let (seconds, rest) = (deadline / PER_SECOND, deadline % PER_SECOND);
        let ticks = seconds.saturating_mul(TICK_HZ);
        let instant = Instant::from_ticks(ticks.saturating_add((rest * TICK_HZ).div_ceil(PER_SECOND)));
        let waiting = &mut self.get_mut().waiting;
        if waiting.as_ref().is_none_or(|(known, _)| *known != instant) {
            *waiting = Some((instant, embassy_time::Timer::at(instant)));
        }
        match waiting {
            Some((_, timer)) => Pin::new(timer).poll(cx),
            None => Poll::Pending,
        }
    }
}
