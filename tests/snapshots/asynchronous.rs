//! What waits for somebody else. Futures in flight cannot be saved; between two calls everything can.

use core::cell::Cell;
use core::future::poll_fn;
use core::task::Poll;

use futures::SinkExt;
use streamz::prelude::*;
use streamz::time::Backoff;

use crate::driven::{Clocks, timed, untimed, untimed_by};
use crate::support::{Log, sound};

/// Ready when it is polled for the second time.
async fn soon() {
    let asked = Cell::new(false);
    poll_fn(|cx| {
        if asked.replace(true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Futures that are ready at once leave nothing in flight.
#[test]
fn map_async() {
    untimed(&[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.map_async(2, async |x| 2 * x)
                    .map_async_unordered(2, async |x| x + 1)
                    .accumulate(|sum, x| sum + x)
                    .sink(|x| log.push(x));
            }
        )
    });
    untimed(&[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.try_map_async(2, async |x| sound(x))
                    .try_map_async_unordered(2, async |x| sound(x + 1))
                    .sliding_window(2)
                    .sink(|w| log.push(w));
            }
        )
    });
}

/// Behind results that wait for room nothing can be saved; where there is room it can.
#[test]
fn results_that_wait() {
    timed(Clocks::Late, &["map_async"], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.buffer(8)
                    .map_async(2, async |x| 2 * x)
                    .rate_limit(12)
                    .sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn futures_in_flight() {
    timed(Clocks::Late, &["map_async", "map_async_unordered"], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.delay(10, 8)
                    .map_async(2, async |x| {
                        soon().await;
                        x
                    })
                    .map_async_unordered(2, async |x| x)
                    .delay(10, 8)
                    .sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn sinks() {
    untimed(&[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.buffer(3)
                    .accumulate(|sum, x| sum + x)
                    .sink_async(async |x| log.push(x));
            }
        )
    });
    untimed(&[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.accumulate(|sum, x| sum + x).try_sink_async(async |x| {
                    log.push(x);
                    sound(x).map(|_| ())
                });
            }
        )
    });
}

#[test]
fn forward() {
    untimed(&[], |log: Log| {
        let sink = futures::sink::drain().with(move |x: i32| {
            log.push(x);
            futures::future::ready(sound(x).map(|_| ()).map_err(|_| unreachable(x)))
        });
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.map(|x| 3 * x + 1).accumulate(|sum, x| sum + 3 * x).forward(sink);
            }
        )
    });
}

/// All that comes to the sink is sound.
fn unreachable(x: i32) -> core::convert::Infallible {
    panic!("{x} is not sound")
}

/// Between two attempts nothing is in flight, and the next one is due at its time.
#[test]
fn retry() {
    timed(Clocks::Any, &[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let counter = log.clone();
                s.try_retry(Backoff::new(7).attempts(3), async |x| {
                    if counter.count().is_multiple_of(3) {
                        Ok(x)
                    } else {
                        sound(x)
                    }
                })
                .sink(|x| log.push(x));
            }
        )
    });
}

/// A pulled source goes on where the caller says that it stopped.
#[test]
fn sources() {
    untimed_by(
        &[],
        |log: Log| {
            pipeline!(
                #[snapshot]
                move || {
                    let counter = log.clone();
                    let numbers = from_iterable(core::iter::from_fn(|| Some(counter.count()).filter(|n| *n < 300)));
                    numbers
                        .buffer(2)
                        .accumulate(|sum, x| sum + x)
                        .sliding_window(2)
                        .sink(|w| log.push(w));
                }
            )
        },
        |_, _, _, _| Ok(()),
    );
    untimed_by(
        &[],
        |log: Log| {
            pipeline!(
                #[snapshot]
                move || {
                    let counter = log.clone();
                    let stream = futures::stream::poll_fn(move |_| {
                        let number = counter.count();
                        if number % 5 == 4 {
                            return Poll::Pending;
                        }
                        Poll::Ready(Some(number).filter(|n| *n < 30))
                    });
                    let numbers = source(stream);
                    numbers.accumulate(|sum, x| sum + x).sink(|x| log.push(x));
                }
            )
        },
        |p, now, _, _| {
            let _ = p.poll_at(now, &mut core::task::Context::from_waker(core::task::Waker::noop()));
            Ok(())
        },
    );
    untimed_by(
        &[],
        |log: Log| {
            pipeline!(
                #[snapshot]
                move || -> Result<(), &'static str> {
                    let counter = log.clone();
                    let stream = futures::stream::poll_fn(move |_| {
                        let number = counter.count();
                        if number % 5 == 4 {
                            return Poll::Pending;
                        }
                        Poll::Ready(Some(number).filter(|n| *n < 30).map(Ok::<_, &'static str>))
                    });
                    let numbers = try_source(stream);
                    numbers.accumulate(|sum, x| sum + x).sink(|x| log.push(x));
                }
            )
        },
        |p, now, _, _| {
            let _ = p.poll_at(now, &mut core::task::Context::from_waker(core::task::Waker::noop()));
            Ok(())
        },
    );
}
