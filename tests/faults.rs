//! Faults of Python's streamz (0.6.6) that concern flow, order and acknowledgement, each with a test that shows ours right.
//!
//! Found by running the original. What is quoted is what it does.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::{Cell, RefCell};
use core::pin::pin;
use core::time::Duration;
use std::rc::Rc;

use futures::executor::block_on;
use streamz::drive::advance;
use streamz::prelude::*;
use streamz::tags::{Tag, Tagged};
use streamz::time::VirtualClock;

const MILLI: u64 = 1_000_000;

/// "`async def` sink on a stream without a loop, behind `collect.flush`, or behind `from_tcp`: never executed, no error."
#[test]
fn an_async_sink_is_executed() {
    let seen = RefCell::new(Vec::new());
    {
        let mut p = pin!(pipeline!(|s: i32, f: ()| {
            s.sink(async |x| seen.borrow_mut().push(vec![x]));
            let held = s.collect_unbounded();
            held.map(|batch| batch.to_vec())
                .sink(async |batch| seen.borrow_mut().push(batch));
            f.flush(held);
        }));
        block_on(async {
            p.s(1).await;
            p.s(2).await;
            p.f(()).await;
        });
    }
    assert_eq!(seen.into_inner(), [vec![1], vec![2], vec![1, 2]]);
}

/// "`latest` loses the last element if it arrives while the consumer is busy."
#[test]
fn latest_keeps_the_last() {
    let clock = VirtualClock::new();
    let seen = RefCell::new(Vec::new());
    {
        let mut p = pin!(
            pipeline!(|s: i32| {
                s.latest().sink(async |x| {
                    clock.sleep(Duration::from_millis(250)).await;
                    seen.borrow_mut().push(x);
                });
            })
            .with_timer(clock.clone())
        );
        clock
            .block_on(async {
                for x in 0..3 {
                    p.emit(x).await;
                }
                // Nothing else comes; nobody closes anything.
                let mut busy = pin!(clock.sleep(Duration::from_secs(2)));
                let _ = futures::future::select(&mut busy, p.run()).await;
            })
            .unwrap();
    }
    assert_eq!(seen.into_inner(), [0, 2]);
}

/// "`buffer`, `delay`, `timed_window`, `timed_window_unique`, `latest` stop for ever after one downstream exception; `buffer`
/// then blocks the producer for ever."
#[test]
fn one_failure_stops_nothing() {
    macro_rules! goes_on {
        (|$s:ident| $chain:expr, $right:expr) => {{
            let seen = RefCell::new(Vec::new());
            {
                let mut p = pipeline!(|$s: i32| {
                    let chain = $chain;
                    chain
                        .try_map(|x| if x == 3 { Err("three") } else { Ok(x) })
                        .sink(|x| seen.borrow_mut().push(x));
                });
                let mut failed = 0;
                for x in 0..8 {
                    failed += usize::from(p.try_push(10 * x as u64, x).is_err());
                    failed += usize::from(advance(&mut p, 10 * x as u64 + 9).is_err());
                }
                p.close();
                failed += usize::from(advance(&mut p, 1_000).is_err());
                assert_eq!((failed, p.failures()), (1, 1));
            }
            assert_eq!(seen.into_inner(), $right);
        }};
    }
    goes_on!(|s| s.buffer(2), [0, 1, 2, 4, 5, 6, 7]);
    goes_on!(|s| s.delay(15, 4), [0, 1, 2, 4, 5, 6, 7]);
    goes_on!(|s| s.latest(), [0, 1, 2, 4, 5, 6, 7]);
    goes_on!(
        |s| s.timed_window(10, 4).flat_map(<[i32]>::to_vec),
        [0, 1, 2, 4, 5, 6, 7]
    );
    goes_on!(
        |s| s.timed_window_unique(10, 4, Keep::First).flat_map(<[i32]>::to_vec),
        [0, 1, 2, 4, 5, 6, 7]
    );
}

/// "partition/zip lose the batch or tuple whose downstream raised; `unique` marks a failed element as seen."
///
/// What failed is gone here too, and said to have failed; nothing else is, and joins stay aligned.
#[test]
fn what_failed_is_known_and_nothing_else_is_lost() {
    let (batches, pairs) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let mut p = pipeline!(|s: i32| {
        s.partition(2)
            .try_map(|b| if b[0] == 2 { Err("two") } else { Ok(b.to_vec()) })
            .sink(|b| batches.borrow_mut().push(b));
        let up = s.map(|x| x + 1);
        let checked = s.try_map(|x| if x == 4 { Err("four") } else { Ok(x) });
        up.zip(checked).sink(|pair| pairs.borrow_mut().push(pair));
    });
    let failed: Vec<i32> = (0..8).filter(|x| p.emit(*x).is_err()).collect();
    drop(p);
    assert_eq!(failed, [3, 4]);
    assert_eq!(batches.into_inner(), [[0, 1], [4, 5], [6, 7]]);
    assert_eq!(pairs.into_inner(), [(1, 0), (2, 1), (3, 2), (6, 5), (7, 6), (8, 7)]);
}

/// "`delay` does not delay."
#[test]
fn delay_delays() {
    let mut p = pipeline!(|s: i32| {
        let out = s.delay(200 * MILLI, 8).sink_to_list(8);
    });
    for (at, x) in [(0, 0), (0, 1), (811 * MILLI, 2)] {
        advance(&mut p, at).unwrap();
        p.try_push(at, x).unwrap();
    }
    assert_eq!(p.deadline(), 1_011 * MILLI);
    assert_eq!(*p.out(), [0, 1]);
    advance(&mut p, 1_010 * MILLI).unwrap();
    assert_eq!(*p.out(), [0, 1]);
    advance(&mut p, 1_011 * MILLI).unwrap();
    assert_eq!(*p.out(), [0, 1, 2]);
}

/// "Checkpoint callbacks fire before the work is done behind async sinks, `rate_limit`, `map_async`; never with
/// `partition_unique`; never when nothing is subscribed."
#[test]
fn acknowledgements_fire_when_the_work_is_done() {
    #[derive(Clone)]
    struct Receipt(Rc<RefCell<Vec<String>>>, usize);

    impl Tag for Receipt {
        fn done(self) {
            self.0.borrow_mut().push(format!("done {}", self.1));
        }

        fn join(tags: &[Option<Self>]) -> Option<Self> {
            tags.iter().flatten().next().cloned()
        }
    }

    let clock = VirtualClock::new();
    let log = Rc::new(RefCell::new(Vec::new()));
    {
        let note = |what: &str, x: usize| {
            log.borrow_mut().push(format!("{what} {x}"));
        };
        let clock = &clock;
        let mut p = pin!(
            pipeline!(|s: Tagged<usize, Receipt>| {
                s.rate_limit(Duration::from_millis(10))
                    .map_async(2, async |x| {
                        clock.sleep(Duration::from_millis(25)).await;
                        note("mapped", x);
                        x
                    })
                    .sink(async |x| {
                        clock.sleep(Duration::from_millis(5)).await;
                        note("sunk", x);
                    });
            })
            .with_timer(clock.clone())
        );
        clock
            .block_on(async {
                for x in 0..3 {
                    p.emit(Tagged(x, Receipt(Rc::clone(&log), x))).await;
                }
                p.shutdown().await;
            })
            .unwrap();
    }
    // A tag is told of every place that has done with the element; the last one is behind the sink.
    for x in 0..3 {
        let log = log.borrow();
        let last = log.iter().rposition(|line| *line == format!("done {x}")).unwrap();
        let sunk = log.iter().position(|line| *line == format!("sunk {x}")).unwrap();
        assert!(last > sunk, "{log:?}");
    }
}

/// "zip of unequal branches of one source + any node needing a loop: self-deadlock (maxsize 10)."
#[test]
fn a_zip_of_unequal_branches_cannot_deadlock() {
    let pairs = RefCell::new(Vec::new());
    let mut p = pipeline!(|s: i32| {
        let rare = s.filter(|x| x % 20 == 0);
        s.zip_unbounded(rare)
            .buffer(4)
            .sink(|pair| pairs.borrow_mut().push(pair));
        s.try_zip(4, rare).buffer(4).sink(|_| ());
    });
    // The unbounded one grows, as it says; the bounded one says when it is full. Neither waits for itself.
    let results: Vec<bool> = (0..40).map(|x| block_on(p.emit(x)).is_ok()).collect();
    drop(p);
    assert!(results.iter().any(|ok| !ok));
    assert_eq!(pairs.into_inner(), [(0, 0), (1, 20)]);
}

/// "`timed_window` + `async def` sink: every emit raises RuntimeError (coroutine awaited twice). Feedback loops deeper than ≈120
/// turns and chains longer than ≈490 nodes: RecursionError."
#[test]
fn a_timed_window_feeds_an_async_sink() {
    let clock = VirtualClock::new();
    let seen = RefCell::new(Vec::new());
    {
        let mut p = pin!(
            pipeline!(|s: i32| {
                s.timed_window(Duration::from_millis(100), 8)
                    .map(|window| window.to_vec())
                    .sink(async |window| {
                        clock.sleep(Duration::from_millis(70)).await;
                        seen.borrow_mut().push(window);
                    });
            })
            .with_timer(clock.clone())
        );
        clock
            .block_on(async {
                for x in 0..4 {
                    p.emit(x).await;
                    let mut pause = pin!(clock.sleep(Duration::from_millis(60)));
                    let _ = futures::future::select(&mut pause, p.run()).await;
                }
                p.shutdown().await;
            })
            .unwrap();
    }
    assert_eq!(seen.into_inner().concat(), [0, 1, 2, 3]);
}

/// The same fault, its second half.
#[test]
fn feedback_may_be_as_deep_as_it_likes() {
    let mut turns = 0;
    let mut p = pipeline!(|n: u32| {
        n.sink(|_| turns += 1);
        n.filter(|n| *n > 0).map(|n| n - 1).buffer(1).feedback_unbounded(n);
    });
    block_on(async {
        p.emit(100_000).await;
        p.shutdown().await;
    });
    drop(p);
    assert_eq!(turns, 100_001);
}

/// "`map_async` spins at 100 % CPU while its queue is full; runs parallelism+1 tasks."
#[test]
fn map_async_runs_as_many_as_it_says_and_sleeps_when_full() {
    let clock = VirtualClock::new();
    let (flying, most, polls) = (Cell::new(0), Cell::new(0), Cell::new(0));
    {
        let mut p = pin!(
            pipeline!(|s: u64| {
                s.map_async(3, async |x| {
                    flying.set(flying.get() + 1);
                    most.set(most.get().max(flying.get()));
                    clock.sleep(Duration::from_secs(x)).await;
                    flying.set(flying.get() - 1);
                })
                .sink(|()| ());
            })
            .with_timer(clock.clone())
        );
        clock
            .block_on(async {
                for _ in 0..10 {
                    let mut emitting = p.emit(1000);
                    core::future::poll_fn(|cx| {
                        polls.set(polls.get() + 1);
                        core::pin::Pin::new(&mut emitting).poll(cx)
                    })
                    .await;
                }
                p.shutdown().await;
            })
            .unwrap();
    }
    assert_eq!(most.get(), 3);
    // Once or twice for each emit: nobody looks again before something has happened.
    assert!(polls.get() <= 20, "{} polls", polls.get());
}

/// "One loop-needing node makes every emit 15–40× slower; `partition` always needs one."
///
/// Here a boundary costs what it does, and a branch without one stays a plain call: `emit` needs no executor, no thread, no lock.
#[test]
fn a_boundary_costs_no_round_trip() {
    let (fast, slow) = (Cell::new(0), Cell::new(0));
    let mut p = pipeline!(|s: i32| {
        s.sink(|_| fast.set(fast.get() + 1));
        s.partition(2).sink(|_| ());
        s.buffer(4).sink(|_| slow.set(slow.get() + 1));
    });
    for x in 0..1000 {
        // Ready at the first poll: a block_on that never parks.
        assert_eq!(futures::FutureExt::now_or_never(p.emit(x)), Some(()));
    }
    drop(p);
    assert_eq!((fast.get(), slow.get()), (1000, 1000));
}

/// "It must finish / drain: … tail of `partition` and content of `buffer` lost at exit."
#[test]
fn shutting_down_drains() {
    let clock = VirtualClock::new();
    let seen = RefCell::new(Vec::new());
    {
        let mut p = pin!(
            pipeline!(|s: i32| {
                s.buffer(16)
                    .rate_limit(Duration::from_millis(10))
                    .delay(Duration::from_millis(100), 16)
                    .partition(4)
                    .flat_map(<[i32]>::to_vec)
                    .timed_window(Duration::from_secs(60), 16)
                    .flat_map(<[i32]>::to_vec)
                    .debounce(Duration::from_secs(60))
                    .sink(async |x| {
                        clock.sleep(Duration::from_millis(1)).await;
                        seen.borrow_mut().push(x);
                    });
            })
            .with_timer(clock.clone())
        );
        clock
            .block_on(async {
                for x in 0..10 {
                    p.emit(x).await;
                }
                p.shutdown().await;
            })
            .unwrap();
    }
    // Only the last one is left by the debounce, which is its business; it came through everything that holds.
    assert_eq!(seen.into_inner().last(), Some(&9));
}
