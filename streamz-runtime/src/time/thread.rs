//! A thread as the executor: it sleeps until something is due or somebody wakes it.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::time::Instant;

use crate::thread;
use crate::time::{NEVER, Ticks, Timer};

/// Nanoseconds since it was made, on the machine's monotonic clock.
///
/// Its waiting is done by [`thread::block_on`](crate::thread::block_on) and [`thread::spawn`](crate::thread::spawn()), or by
/// [`block_on`](Self::block_on), which is the first of them. Under another executor nobody wakes what waits by it; those have
/// timers of their own.
///
/// Deadlines are absolute, so nothing drifts. A sleeping thread is woken some tens of microseconds late; with
/// [`spinning`](Self::spinning) it is woken early and busy for the rest of the time. Clones are the same clock.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use streamz::prelude::*;
/// use streamz::time::ThreadTimer;
///
/// let timer = ThreadTimer::new();
/// let mut p = pipeline!(|s: i32| {
///     let out = s.rate_limit(Duration::from_millis(2)).sink_to_list(8);
/// })
/// .with_timer(timer.clone());
/// timer.block_on(async {
///     for x in 0..3 {
///         p.emit(x).await;
///     }
/// });
/// assert_eq!(*p.out(), [0, 1, 2]);
/// ```
#[derive(Clone, Debug)]
pub struct ThreadTimer {
    origin: Instant,
    spin: Duration,
}

impl Default for ThreadTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl ThreadTimer {
    /// A clock that begins now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            origin: Instant::now(),
            spin: Duration::ZERO,
        }
    }

    /// Keeps the thread busy for the last `spin` before each deadline: exact to the microsecond, at the price of a core.
    ///
    /// 60 to 120 µs cover what a sleep comes late by on an ordinary Linux; `Duration::MAX` never sleeps.
    #[must_use]
    pub fn spinning(mut self, spin: Duration) -> Self {
        self.spin = spin;
        self
    }

    /// Runs a future to its end on this thread.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        thread::block_on(future)
    }
}

impl Timer for ThreadTimer {
    #[inline]
    fn now(&self) -> Ticks {
        u64::try_from(self.origin.elapsed().as_nanos()).unwrap_or(NEVER)
    }

    #[inline]
    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, _: &mut Context<'_>) -> Poll<()> {
        if self.now() >= deadline {
            return Poll::Ready(());
        }
        // An instant that the clock cannot tell is never reached.
        if let Some(instant) = self.origin.checked_add(Duration::from_nanos(deadline)) {
            thread::poll_by(instant, self.spin);
        }
        Poll::Pending
    }
}
