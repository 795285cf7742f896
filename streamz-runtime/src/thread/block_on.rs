//! A future run to its end on the calling thread.

use core::cell::Cell;
use core::pin::pin;
use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::{Acquire, Release};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::Arc;
use std::task::Wake;
use std::thread::{self, Thread};
use std::time::Instant;

std::thread_local! {
    /// When the future on this thread is to be polled again at the latest, and for how long before that the thread is busy.
    static DUE: Cell<Option<(Instant, Duration)>> = const { Cell::new(None) };
}

/// Has the [`block_on`] of this thread poll its future again at `instant`, after being busy for the last `spin` before it.
pub(crate) fn poll_by(instant: Instant, spin: Duration) {
    DUE.with(|due| {
        if due.get().is_none_or(|(earliest, _)| instant < earliest) {
            due.set(Some((instant, spin)));
        }
    });
}

/// Wakes a thread. The flag is there because a park inside the future may use up the thread's only token.
struct Unpark {
    woken: AtomicBool,
    thread: Thread,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // A second wake before the thread has seen the first has nothing to add.
        if !self.woken.swap(true, Release) {
            self.thread.unpark();
        }
    }
}

/// Runs `future` to its end on this thread, which sleeps while there is nothing to do. What waits by a
/// [`ThreadTimer`](crate::time::ThreadTimer) is woken when that is due.
///
/// Allocates once, at the start.
///
/// ```
/// assert_eq!(streamz_runtime::thread::block_on(async { 1 + 1 }), 2);
/// ```
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark {
        woken: AtomicBool::new(false),
        thread: thread::current(),
    });
    let waker = Waker::from(Arc::clone(&unpark));
    let mut cx = Context::from_waker(&waker);
    // One within another leaves to the outer one what that waits for.
    let outer = DUE.take();
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            DUE.set(outer);
            return output;
        }
        let due = DUE.take();
        while !unpark.woken.swap(false, Acquire) {
            let Some((instant, spin)) = due else {
                thread::park();
                continue;
            };
            let wait = instant.saturating_duration_since(Instant::now());
            if wait.is_zero() {
                break;
            }
            match wait.checked_sub(spin) {
                Some(sleep) if !sleep.is_zero() => thread::park_timeout(sleep),
                _ => core::hint::spin_loop(),
            }
        }
    }
}
