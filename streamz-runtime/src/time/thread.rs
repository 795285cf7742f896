//! A thread as the executor: it sleeps until something is due or somebody wakes it.

use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::Arc;
use std::task::Wake;
use std::thread::{self, Thread};
use std::time::Instant;

use crate::time::{NEVER, Ticks, Timer};

/// Nanoseconds since it was made, on the machine's monotonic clock; and [`block_on`](Self::block_on), which waits by it.
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
    spin: Ticks,
    next: Arc<AtomicU64>,
}

impl Default for ThreadTimer {
    fn default() -> Self {
        Self::new()
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl ThreadTimer {
    /// A clock that begins now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            origin: Instant::now(),
            spin: 0,
            next: Arc::new(AtomicU64::new(NEVER)),
        }
    }

    /// Keeps the thread busy for the last `spin` before each deadline: exact to the microsecond, at the price of a core.
    ///
    /// 60 to 120 µs cover what a sleep comes late by on an ordinary Linux; `Duration::MAX` never sleeps.
    #[must_use]
    pub fn spinning(mut self, spin: Duration) -> Self {
        self.spin = u64::try_from(spin.as_nanos()).unwrap_or(NEVER);
        self
    }

    /// Runs a future to its end on this thread.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let cx = &mut Context::from_waker(&waker);
        loop {
            self.next.store(NEVER, Ordering::Relaxed);
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return output;
            }
            match self.next.load(Ordering::Relaxed) {
                NEVER => thread::park(),
                next => {
                    let wait = next.saturating_sub(self.now());
                    match wait.checked_sub(self.spin) {
                        Some(sleep) if sleep > 0 => thread::park_timeout(Duration::from_nanos(sleep)),
                        _ => core::hint::spin_loop(),
                    }
                }
            }
        }
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
        self.next.fetch_min(deadline, Ordering::Relaxed);
        Poll::Pending
    }
}
