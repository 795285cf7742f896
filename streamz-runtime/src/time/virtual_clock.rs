//! Time that passes when there is nothing else to do: for tests.

use alloc::sync::Arc;
use alloc::task::Wake;
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use core::task::{Context, Poll, Waker};

use crate::time::{Interval, NEVER, Ticks, Timer};

/// A clock of its own, beginning at 0, that [`block_on`](Self::block_on) moves on to the next deadline when a future waits
/// for nothing but time. Clones are the same clock.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use streamz::prelude::*;
/// use streamz::time::VirtualClock;
///
/// let clock = VirtualClock::new();
/// let mut p = pipeline!(|s: i32| {
///     let out = s.rate_limit(Duration::from_secs(3600)).sink_to_list(8);
/// })
/// .with_timer(clock.clone());
/// clock
///     .block_on(async {
///         for x in 0..3 {
///             p.emit(x).await;
///         }
///     })
///     .expect("only time was waited for");
/// assert_eq!(clock.elapsed(), Duration::from_secs(2 * 3600));
/// assert_eq!(*p.out(), [0, 1, 2]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct VirtualClock(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    now: AtomicU64,
    // The earliest deadline asked for since time last moved; 0 if none was, for 0 is never later than now.
    next: AtomicU64,
    woken: AtomicBool,
}

impl Wake for Shared {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
    }
}

/// A future waited for something else than time, and nobody was there to wake it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the future waits for something that is not time: at {now} ticks there is no deadline left and nothing woke it"
)]
#[non_exhaustive]
pub struct Stalled {
    /// When it was.
    pub now: Ticks,
}

impl VirtualClock {
    /// A clock that stands at 0.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What time it is, as a span since the beginning.
    #[must_use]
    pub fn elapsed(&self) -> core::time::Duration {
        core::time::Duration::from_nanos(self.now())
    }

    /// Moves the clock on by hand.
    pub fn advance(&self, by: impl Interval) {
        self.0.now.fetch_add(by.ticks(), Ordering::AcqRel);
    }

    /// A future that is ready `interval` from now.
    pub fn sleep(&self, interval: impl Interval) -> Sleep {
        Sleep {
            clock: self.clone(),
            due: self.now().saturating_add(interval.ticks()),
        }
    }

    /// Runs a future to its end, moving the clock on whenever only time can help.
    ///
    /// # Errors
    ///
    /// [`Stalled`] if the future waits for something that nothing will bring.
    pub fn block_on<F: Future>(&self, future: F) -> Result<F::Output, Stalled> {
        let mut future = pin!(future);
        let waker = Waker::from(Arc::clone(&self.0));
        let cx = &mut Context::from_waker(&waker);
        loop {
            self.0.next.store(0, Ordering::Release);
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Ok(output);
            }
            if self.0.woken.swap(false, Ordering::AcqRel) {
                continue;
            }
            match self.0.next.load(Ordering::Acquire) {
                0 => return Err(Stalled { now: self.now() }),
                next => self.0.now.fetch_max(next, Ordering::AcqRel),
            };
        }
    }

    fn ask(&self, deadline: Ticks) -> Poll<()> {
        if self.now() >= deadline {
            return Poll::Ready(());
        }
        if deadline < NEVER {
            let next = self.0.next.load(Ordering::Acquire);
            if next == 0 || deadline < next {
                self.0.next.store(deadline, Ordering::Release);
            }
        }
        Poll::Pending
    }
}

impl Timer for VirtualClock {
    fn now(&self) -> Ticks {
        self.0.now.load(Ordering::Acquire)
    }

    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, _: &mut Context<'_>) -> Poll<()> {
        self.ask(deadline)
    }
}

/// The future of [`VirtualClock::sleep`].
#[derive(Debug)]
#[must_use = "a future does nothing unless it is awaited"]
pub struct Sleep {
    clock: VirtualClock,
    due: Ticks,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        self.clock.ask(self.due)
    }
}
