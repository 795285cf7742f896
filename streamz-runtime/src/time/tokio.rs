//! The clock of a tokio runtime.

use alloc::boxed::Box;
use core::pin::Pin;
use core::task::{Context, Poll};

use tokio::time::{Duration, Instant, Sleep, sleep_until};

use crate::time::{NEVER, Ticks, Timer};

/// Nanoseconds since it was made, on tokio's clock.
///
/// Tokio's timers have a grain of one millisecond and round up: deadlines are met up to 1 ms late, 0.5 ms on average, more
/// under load. Where that matters, drive the pipeline with a [`ThreadTimer`](crate::time::ThreadTimer) on a thread of its
/// own. With tokio's clock paused (`start_paused`), time passes as its does.
///
/// Made and used inside a runtime whose time driver is enabled, as `tokio::time::sleep` must be. Allocates once, when it is
/// made.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use streamz::prelude::*;
/// use streamz::time::TokioTimer;
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
/// # runtime.block_on(async {
/// let mut p = pipeline!(|s: i32| {
///     let out = s.rate_limit(Duration::from_secs(60)).sink_to_list(8);
/// })
/// .with_timer(TokioTimer::new());
/// for x in 0..3 {
///     p.emit(x).await;
/// }
/// assert_eq!(*p.out(), [0, 1, 2]);
/// # });
/// ```
#[derive(Debug)]
pub struct TokioTimer {
    origin: Instant,
    // In a place of its own, so that a pipeline can be moved with it.
    sleep: Pin<Box<Sleep>>,
}

impl Default for TokioTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl TokioTimer {
    /// A clock that begins now.
    #[must_use]
    pub fn new() -> Self {
        let origin = Instant::now();
        Self {
            origin,
            sleep: Box::pin(sleep_until(origin)),
        }
    }
}

impl Timer for TokioTimer {
    #[inline]
    fn now(&self) -> Ticks {
        u64::try_from(self.origin.elapsed().as_nanos()).unwrap_or(NEVER)
    }

    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        // A deadline that no clock can hold is as good as none.
        let Some(instant) = this.origin.checked_add(Duration::from_nanos(deadline)) else {
            return Poll::Pending;
        };
        if this.sleep.deadline() != instant {
            this.sleep.as_mut().reset(instant);
        }
        this.sleep.as_mut().poll(cx)
    }
}
