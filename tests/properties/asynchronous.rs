//! Boundaries that wait for somebody else: futures that take a random time, and fail at random.

use core::cell::Cell;
use core::cell::RefCell;
use core::convert::Infallible;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};

use futures::future::{Either, select};
use proptest::collection::vec;
use proptest::prelude::*;
use streamz::boundary::{Boundary, Next};
use streamz::operator::{AnyTick, Node};
use streamz::prelude::*;
use streamz::tags::Tagged;
use streamz::time::{Backoff, NoTimer, Ticks, VirtualClock};

/// For each item the pause before it and the time that its future takes.
fn calls() -> impl Strategy<Value = Vec<(Ticks, Ticks)>> {
    vec(
        (prop_oneof![Just(0_u64), 1..20_u64], prop_oneof![Just(0_u64), 1..60_u64]),
        0..30,
    )
}

/// When each future begins and when its result leaves, if results leave in order and there are `n` places.
fn in_order(calls: &[(Ticks, Ticks)], n: usize) -> Vec<(Ticks, Ticks)> {
    let (mut times, mut now): (Vec<(Ticks, Ticks)>, Ticks) = (Vec::new(), 0);
    for (position, (pause, span)) in calls.iter().enumerate() {
        let place = position.checked_sub(n).map_or(0, |freeing| times[freeing].1);
        now = (now + pause).max(place);
        let leaves = (now + span).max(times.last().map_or(0, |(_, left)| *left));
        times.push((now, leaves));
    }
    times
}

/// Emits the positions of the calls, each after its pause, and drains.
macro_rules! emit_all {
    ($clock:expr, $p:expr, $calls:expr, $item:expr) => {
        $clock
            .block_on(async {
                for (position, (pause, _)) in $calls.iter().enumerate() {
                    // Somebody must drive the pipeline meanwhile.
                    let mut pause = pin!($clock.sleep(*pause));
                    while let Either::Right(_) = select(&mut pause, $p.run()).await {}
                    let _ = $p.emit($item(position)).await;
                }
                while let Err::<(), _>(_) = outcome($p.shutdown().await) {}
            })
            .expect("only time was waited for")
    };
}

/// Either outcome as a `Result`.
fn outcome<O: streamz::drive::Outcome>(outcome: O) -> Result<(), O::Error> {
    outcome.into_result()
}

proptest! {
    #[test]
    fn map_async(calls in calls(), n in 1..5_usize) {
        let (clock, left, begun) = (VirtualClock::new(), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let (flying, most) = (Cell::new(0), Cell::new(0));
        {
            let mut p = pin!(pipeline!(|s: usize| {
                s.map_async(n, async |position| {
                    begun.borrow_mut().push(clock.elapsed().as_nanos() as Ticks);
                    flying.set(flying.get() + 1);
                    most.set(most.get().max(flying.get()));
                    clock.sleep(calls[position].1).await;
                    flying.set(flying.get() - 1);
                    position
                })
                .sink(|position| left.borrow_mut().push((position, clock.elapsed().as_nanos() as Ticks)));
            })
            .with_timer(clock.clone()));
            emit_all!(clock, p, calls, |position| position);
        }
        let right = in_order(&calls, n);
        prop_assert_eq!(begun.into_inner(), right.iter().map(|(begins, _)| *begins).collect::<Vec<_>>());
        prop_assert_eq!(left.into_inner(), right.iter().map(|(_, leaves)| *leaves).enumerate().collect::<Vec<_>>());
        prop_assert!(most.get() <= n);
    }

    #[test]
    fn map_async_unordered(calls in calls(), n in 1..5_usize) {
        let (clock, left) = (VirtualClock::new(), RefCell::new(Vec::new()));
        let (flying, most) = (Cell::new(0), Cell::new(0));
        let begun = RefCell::new(vec![0; calls.len()]);
        {
            let mut p = pin!(pipeline!(|s: usize| {
                s.map_async_unordered(n, async |position| {
                    begun.borrow_mut()[position] = clock.elapsed().as_nanos() as Ticks;
                    flying.set(flying.get() + 1);
                    most.set(most.get().max(flying.get()));
                    clock.sleep(calls[position].1).await;
                    flying.set(flying.get() - 1);
                    position
                })
                .sink(|position| left.borrow_mut().push((position, clock.elapsed().as_nanos() as Ticks)));
            })
            .with_timer(clock.clone()));
            emit_all!(clock, p, calls, |position| position);
        }
        // Each leaves as soon as it is done.
        let (left, begun) = (left.into_inner(), begun.into_inner());
        for (position, at) in &left {
            prop_assert_eq!(*at, begun[*position] + calls[*position].1);
        }
        let mut positions: Vec<_> = left.iter().map(|(position, _)| *position).collect();
        positions.sort_unstable();
        prop_assert_eq!(positions, (0..calls.len()).collect::<Vec<_>>());
        prop_assert!(left.is_sorted_by_key(|(_, at)| *at));
        prop_assert!(most.get() <= n);
    }

    #[test]
    fn failures_leave_the_others_alone(calls in calls(), n in 1..5_usize, unordered in any::<bool>()) {
        let (clock, passed, failed) = (VirtualClock::new(), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        {
            let work = async |position: usize| {
                clock.sleep(calls[position].1).await;
                if calls[position].1.is_multiple_of(3) { Err(position) } else { Ok(position) }
            };
            if unordered {
                let mut p = pin!(pipeline!(|s: usize| {
                    s.try_map_async_unordered(n, work).sink(|position| passed.borrow_mut().push(position));
                })
                .with_timer(clock.clone()));
                emit_all!(clock, p, calls, |position| position);
                prop_assert_eq!(p.failures(), calls.iter().filter(|(_, span)| span.is_multiple_of(3)).count() as u64);
            } else {
                let mut p = pin!(pipeline!(|s: usize| {
                    let worked = s.try_map_async(n, work);
                    worked.sink(|position| passed.borrow_mut().push(position));
                    worked.catch(|position| position).sink(|position| failed.borrow_mut().push(position));
                })
                .with_timer(clock.clone()));
                emit_all!(clock, p, calls, |position| position);
                let bad = (0..calls.len()).filter(|position| calls[*position].1.is_multiple_of(3));
                prop_assert_eq!(&*failed.borrow(), &bad.collect::<Vec<_>>());
                prop_assert!(passed.borrow().is_sorted());
            }
        }
        let mut passed = passed.into_inner();
        passed.sort_unstable();
        let good = (0..calls.len()).filter(|position| !calls[*position].1.is_multiple_of(3));
        prop_assert_eq!(passed, good.collect::<Vec<_>>());
    }

    #[test]
    fn sink_async_and_try_sink_async(calls in calls()) {
        let (clock, log) = (VirtualClock::new(), RefCell::new(Vec::new()));
        {
            let mut p = pin!(pipeline!(|s: usize| {
                s.sink_async(async |position: usize| {
                    clock.sleep(calls[position].1).await;
                    log.borrow_mut().push((position, clock.elapsed().as_nanos() as Ticks));
                });
                s.try_sink_async(async |position: usize| if position.is_multiple_of(3) { Err(position) } else { Ok(()) });
            })
            .with_timer(clock.clone()));
            let failed = RefCell::new(Vec::new());
            let ran = clock.block_on(async {
                for (position, (pause, _)) in calls.iter().enumerate() {
                    clock.sleep(*pause).await;
                    let outcome = p.emit(position).await;
                    failed.borrow_mut().extend(outcome.err());
                }
            });
            prop_assert!(ran.is_ok());
            prop_assert_eq!(failed.into_inner(), (0..calls.len()).step_by(3).collect::<Vec<_>>());
        }
        // One at a time, and the emitter waits for each.
        let mut now = 0;
        let right = calls.iter().map(|(pause, span)| {
            now += pause + span;
            now
        });
        prop_assert_eq!(log.into_inner(), right.enumerate().collect::<Vec<_>>());
    }

    #[test]
    fn try_retry(failures in vec(0..6_u32, 0..12), first in 1..20_u64, factor in 1..4_u32, attempts in 1..5_u32) {
        let (clock, log, passed) = (VirtualClock::new(), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let failed;
        {
            let mut left = failures.clone();
            let mut p = pin!(pipeline!(|s: usize| {
                s.try_retry(Backoff::new(first).factor(factor).at_most(50_u64).attempts(attempts), async |position: usize| {
                    log.borrow_mut().push((position, clock.elapsed().as_nanos() as Ticks));
                    match left[position].checked_sub(1) {
                        Some(fewer) => {
                            left[position] = fewer;
                            Err(position)
                        }
                        None => Ok(position),
                    }
                })
                .sink(|position| passed.borrow_mut().push(position));
            })
            .with_timer(clock.clone()));
            failed = clock.block_on(async {
                let mut failed = Vec::new();
                for position in 0..failures.len() {
                    failed.extend(p.emit(position).await.err());
                }
                failed
            });
        }
        let (mut now, mut right) = (0, Vec::new());
        for (position, failures) in failures.iter().enumerate() {
            let mut pause = first.min(50);
            for attempt in 0..=(*failures).min(attempts - 1) {
                if attempt > 0 {
                    now += pause;
                    pause = (pause * u64::from(factor)).min(50);
                }
                right.push((position, now));
            }
        }
        prop_assert_eq!(log.into_inner(), right);
        let all = 0..failures.len();
        prop_assert_eq!(passed.into_inner(), all.clone().filter(|p| failures[*p] < attempts).collect::<Vec<_>>());
        prop_assert_eq!(failed, Ok(all.filter(|p| failures[*p] >= attempts).collect::<Vec<_>>()));
    }

    #[test]
    fn forward_and_source(items in vec(any::<i32>(), 0..40), room in 0..4_usize) {
        let (sender, receiver) = futures::channel::mpsc::channel(room);
        let mut seen = Vec::new();
        {
            let mut near = pin!(pipeline!(|| {
                let numbers = from_iterable(items.clone());
                numbers.forward(sender);
            }));
            let mut far = pin!(pipeline!(|| {
                let numbers = source(receiver);
                numbers.buffer(2).sink(|x| seen.push(x));
            }));
            let (sent, ()) = futures::executor::block_on(async { futures::join!(near.run(), far.run()) });
            prop_assert_eq!(sent, Ok(()));
        }
        prop_assert_eq!(seen, items);
    }

    #[test]
    fn tagged_source_and_sink_tagged(items in vec(any::<i32>(), 0..20)) {
        let mut seen = Vec::new();
        {
            let mut p = pin!(pipeline!(|| {
                let numbers = tagged_source(futures::stream::iter(items.iter().map(|x| Tagged(*x, Number(*x)))));
                numbers.buffer(2).sink_tagged(|x, tags| seen.push((x, tags.iter().map(|number| number.0).collect::<Vec<_>>())));
            }));
            futures::executor::block_on(p.run());
        }
        prop_assert_eq!(seen, items.iter().map(|x| (*x, vec![*x])).collect::<Vec<_>>());
    }

    #[test]
    fn try_source(items in vec(any::<Result<i8, u8>>(), 0..20)) {
        let (mut seen, mut failed) = (Vec::new(), Vec::new());
        {
            let mut p = pin!(pipeline!(|| -> Result<(), u16> {
                let numbers = try_source(futures::stream::iter(items.clone()));
                numbers.buffer(2).sink(|x| seen.push(x));
            }));
            while let Err(error) = futures::executor::block_on(p.run()) {
                failed.push(error);
            }
        }
        let good: Vec<i8> = items.iter().filter_map(|item| item.ok()).collect();
        prop_assert_eq!(&seen, &good);
        prop_assert_eq!(&failed, &items.iter().filter_map(|item| item.err()).map(u16::from).collect::<Vec<_>>());

        let (mut caught, mut others) = (Vec::new(), Vec::new());
        {
            let mut p = pin!(pipeline!(|| {
                let numbers = try_source(futures::stream::iter(items.clone()));
                numbers.sink(|x| others.push(x));
                numbers.catch(u16::from).sink(|error| caught.push(error));
            }));
            futures::executor::block_on(p.run());
        }
        prop_assert_eq!((others, caught), (good, failed));
    }

    #[test]
    fn try_tagged_source(items in vec(any::<Result<i8, u8>>(), 0..20)) {
        let (mut seen, mut failed) = (Vec::new(), Vec::new());
        {
            let tagged = items.iter().map(|item| item.map(|x| Tagged(x, Number(i32::from(x)))));
            let mut p = pin!(pipeline!(|| {
                let numbers = try_tagged_source(futures::stream::iter(tagged));
                numbers.buffer(2).sink_tagged(|x, tags| seen.push((x, tags.iter().map(|number| number.0).collect::<Vec<_>>())));
            }));
            while let Err(error) = futures::executor::block_on(p.run()) {
                failed.push(error);
            }
        }
        let good = items.iter().filter_map(|item| item.ok());
        prop_assert_eq!(seen, good.map(|x| (x, vec![i32::from(x)])).collect::<Vec<_>>());
        prop_assert_eq!(failed, items.iter().filter_map(|item| item.err()).collect::<Vec<_>>());
    }

    #[test]
    fn through(items in vec(any::<i32>(), 0..20)) {
        let mut seen = Vec::new();
        {
            let mut p = pin!(pipeline!(|s: i32| {
                s.through(Slot(None)).sink(|x| seen.push(x));
            })
            .with_timer(NoTimer));
            futures::executor::block_on(async {
                for x in &items {
                    p.emit(*x).await;
                }
            });
        }
        prop_assert_eq!(seen, items);
    }

    #[test]
    fn a_future_that_is_dropped_loses_nothing(calls in calls(), keep in vec(any::<bool>(), 30)) {
        let (clock, seen, accepted) = (VirtualClock::new(), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        {
            let mut p = pin!(pipeline!(|s: usize| {
                s.buffer(1).sink(async |position| {
                    clock.sleep(calls[position].1).await;
                    seen.borrow_mut().push(position);
                });
            })
            .with_timer(clock.clone()));
            let ran = clock.block_on(async {
                for (position, (pause, _)) in calls.iter().enumerate() {
                    clock.sleep(*pause).await;
                    let mut emitting = p.emit(position);
                    if keep[position] {
                        emitting.await;
                        accepted.borrow_mut().push(position);
                    } else {
                        let first = core::future::poll_fn(|cx| Poll::Ready(Pin::new(&mut emitting).poll(cx)));
                        let _ = first.await;
                        accepted.borrow_mut().extend(emitting.is_accepted().then_some(position));
                    }
                }
                p.shutdown().await;
            });
            prop_assert!(ran.is_ok());
        }
        prop_assert_eq!(seen.into_inner(), accepted.into_inner());
    }
}

/// A tag that is only looked at.
#[derive(Clone)]
struct Number(i32);

impl streamz::tags::Tag for Number {
    fn done(self) {}

    fn join(tags: &[Option<Self>]) -> Option<Self> {
        tags.iter().flatten().next().cloned()
    }
}

/// The plainest boundary there is.
struct Slot(Option<i32>);

impl Node for Slot {
    type Out = Own<i32>;
    type Rate = AnyTick;
}

impl Boundary for Slot {
    type In = i32;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    fn offer(&mut self, _: Ticks, item: i32) -> Result<(), i32> {
        match self.0 {
            Some(_) => Err(item),
            None => {
                self.0 = Some(item);
                Ok(())
            }
        }
    }

    fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        self.0.take().map(Ok)
    }

    fn is_idle(&self) -> bool {
        self.0.is_none()
    }
}
