//! Who drives a pipeline with boundaries, and how often that asks for memory.
//!
//! Whatever drives it lets three milliseconds pass from one element to the next: a millisecond is the grain of tokio's
//! clock, and so the same things come due in each case.

use streamz::time::Ticks;

pub(crate) const EVENTS: u64 = 6_000;

const MS: Ticks = 1_000_000;

/// The time is a number, and the pipeline is polled at every millisecond.
pub(crate) mod by_hand {
    use core::pin::Pin;
    use core::task::Poll;

    use streamz::drive::{Outcome, PushError};
    use streamz::prelude::*;

    use super::{EVENTS, MS};
    use crate::{allocations, scattered};

    pub(crate) fn pushed(mut p: Pin<&mut impl Push<u64>>) -> usize {
        allocations(|| {
            let mut now = 0;
            for i in 0..EVENTS {
                now += 3 * MS;
                let mut item = scattered(i);
                while let Err(PushError::Full(refused) | PushError::FailedAndFull(_, refused)) = p.try_push(now, item) {
                    item = refused;
                    now += MS;
                }
            }
            close(p, now);
        })
    }

    pub(crate) fn pulled(mut p: Pin<&mut impl Drive>) -> usize {
        allocations(|| {
            for i in 0..3 * EVENTS {
                let _ = p.poll(i * MS);
            }
            close(p, 3 * EVENTS * MS);
        })
    }

    fn close(mut p: Pin<&mut impl Drive>, mut now: u64) {
        p.close();
        while !matches!(p.poll(now).map(Outcome::into_result), Poll::Ready(Ok(()))) {
            now += MS;
        }
    }
}

/// As a future on tokio's current-thread runtime, whose paused clock goes on when there is nothing else to do.
#[cfg(feature = "tokio")]
pub(crate) mod on_tokio {
    use core::pin::{Pin, pin};
    use core::time::Duration;

    use streamz::drive::{Emitting, Outcome};
    use streamz::prelude::*;
    use streamz::time::TokioTimer;
    use tokio::runtime::Builder;
    use tokio::time::timeout;

    use super::EVENTS;
    use crate::{ALLOCATIONS, scattered};

    const BETWEEN: Duration = Duration::from_millis(3);

    pub(crate) fn pushed<P: Push<u64, Timer = TokioTimer>>(make: impl FnOnce() -> P) -> usize {
        allocations(make, async |mut p| {
            for i in 0..EVENTS {
                let _ = Emitting::new(p.as_mut(), scattered(i)).await;
                let _ = timeout(BETWEEN, p.run()).await;
            }
        })
    }

    pub(crate) fn pulled<P: Drive<Timer = TokioTimer>>(make: impl FnOnce() -> P) -> usize {
        allocations(make, async |mut p| {
            let _ = timeout(BETWEEN * EVENTS as u32, p.run()).await;
        })
    }

    /// Counts from the first element until all is handed on.
    fn allocations<P: Drive<Timer = TokioTimer>>(
        make: impl FnOnce() -> P,
        elements: impl AsyncFnOnce(Pin<&mut P>),
    ) -> usize {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(async {
            let mut p = pin!(make());
            let before = ALLOCATIONS.get();
            elements(p.as_mut()).await;
            p.close();
            while p.run().await.into_result().is_err() {}
            ALLOCATIONS.get() - before
        })
    }
}
