//! Metadata: after a restart the items are there without their tags, and those to come find their places.

use core::hint::black_box;
use core::task::{Context, Poll, Waker};

use futures::stream;
use streamz::drive::PushError;
use streamz::prelude::*;
use streamz::tags::{Tag, Tagged, Tags};

use crate::driven::{Clocks, timed_by, untimed_by};
use crate::support::{Log, emitted};

/// The numbers of elements.
#[derive(Clone, Debug)]
struct Numbers(Vec<usize>);

impl Tag for Numbers {
    fn done(self) {}

    fn join(tags: &[Option<Self>]) -> Option<Self> {
        Some(Self(tags.iter().flatten().flat_map(|tag| &tag.0).copied().collect()))
    }
}

/// The numbers of the elements that came after the stop, if there was one.
fn numbers(log: &Log, tags: Tags<'_, Numbers>) -> Vec<usize> {
    let mut numbers: Vec<usize> = tags.iter().flat_map(|tag| &tag.0).copied().collect();
    numbers.retain(|number| log.is_after_stop(*number));
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// `plain!(|s| { statements } chain)`: which tags everything carries that leaves the chain.
macro_rules! plain {
    (|$s:ident| { $($before:tt)* } $($chain:tt)+) => {
        emitted(
            1,
            |log: Log| {
                pipeline!(
                    #[snapshot]
                    move |$s: Tagged<i32, Numbers>| {
                        $($before)*
                        $($chain)+.sink_tagged(|x, tags| log.push((x, numbers(&log, tags))));
                    }
                )
            },
            |p, number, _, x| p.emit(Tagged(x, Numbers(vec![number]))),
        )
    };
}

/// The same of a pipeline with boundaries.
macro_rules! held {
    ($driven:ident($($how:expr),*), |$s:ident| { $($before:tt)* } $($chain:tt)+) => {
        $driven(
            $($how,)*
            |log: Log| {
                pipeline!(
                    #[snapshot]
                    move |$s: Tagged<i32, Numbers>| {
                        $($before)*
                        $($chain)+.sink_tagged(|x, tags| log.push((x, numbers(&log, tags))));
                    }
                )
            },
            |p, now, number, x| {
                let item = Tagged(x, Numbers(vec![number]));
                let pushed = p.try_push_at(now, item, &mut Context::from_waker(Waker::noop()));
                pushed.map_err(|error| match error {
                    PushError::Full(Tagged(x, _)) => PushError::Full(x),
                    PushError::Failed(error) | PushError::FailedAndFull(error, _) => PushError::Failed(error),
                })
            },
        )
    };
}

#[test]
fn windows_and_batches() {
    plain!(|s| {} s.sliding_window(3).map(|w| w.to_vec()));
    plain!(|s| {} s.sliding_window_full(3).map(|w| w.to_vec()));
    plain!(|s| {} s.partition(3).map(|w| w.to_vec()));
    plain!(|s| {
        let held = s.collect(4);
        s.filter(|x| x % 4 == 0).flush(held);
    } held.map(|w| w.to_vec()));
    plain!(|s| {
        let held = s.collect_unbounded();
        s.filter(|x| x % 4 == 0).flush(held);
    } held.map(|w| w.to_vec()));
}

#[test]
fn joins() {
    plain!(|s| {
        let some = s.filter(|x| x % 3 == 0);
    } s.combine_latest(some));
    plain!(|s| {
        let some = s.filter(|x| x % 3 == 0);
    } s.zip_unbounded(some));
    plain!(|s| {
        let some = s.filter(|x| x % 3 == 0);
    } s.zip_latest_unbounded(some));
    plain!(|s| {
        let window = s.sliding_window(2).map(|w| w.len());
    } s.zip(window));
}

/// What a failure leaves in a queue waits there for the next event.
#[test]
fn feedback() {
    emitted(
        1,
        |log: Log| {
            pipeline!(
                #[snapshot]
                move |s: Tagged<i32, Numbers>| -> Result<(), i32> {
                    s.filter(|x| *x > 1).flat_map(|x| [x / 2, x - 2]).feedback_unbounded(s);
                    s.try_map(|x| if x == 3 { Err(x) } else { Ok(x) })
                        .sink_tagged(|x, tags| log.push((x, numbers(&log, tags))));
                }
            )
        },
        |p, number, _, x| p.emit(Tagged(x, Numbers(vec![number]))),
    );
}

#[test]
fn boundaries() {
    let n = black_box(2);
    held!(timed_by(Clocks::Late, &[]), |s| {} s.buffer(n).rate_limit(15));
    held!(timed_by(Clocks::Late, &[]), |s| {} s.latest().rate_limit(15));
    held!(timed_by(Clocks::Any, &[]), |s| {} s.debounce(12));
    held!(timed_by(Clocks::Any, &[]), |s| {} s.throttle(12));
    held!(timed_by(Clocks::Any, &[]), |s| {} s.timed_window(40, 64).map(|w| w.to_vec()));
    held!(timed_by(Clocks::Any, &[]), |s| {}
        s.timed_window_unique_by(40, 64, Keep::Last, |x| x % 4).map(|w| w.to_vec()));
    held!(timed_by(Clocks::Any, &[]), |s| {}
        s.partition_unique_timeout(3, 60, Keep::First).map(|w| w.to_vec()));
    held!(timed_by(Clocks::Late, &[]), |s| {}
        s.partition_timeout_by(3, n, 30, |x| x % 4).map(|w| w.to_vec()));
    held!(timed_by(Clocks::Late, &["flat_map"]), |s| {} s.flat_map(|x| 0..x.rem_euclid(3)).rate_limit(15));
    held!(untimed_by(&[]), |s| {}
        s.map_async_unordered(2, async |x| x).sliding_window(2).map(|w| w.to_vec()));
}

/// A pulled source whose items come with tags goes on where the caller says that it stopped.
#[test]
fn sources() {
    untimed_by(
        &[],
        |log: Log| {
            pipeline!(
                #[snapshot]
                move || {
                    let counter = log.clone();
                    let stream = stream::poll_fn(move |_| {
                        let number = counter.count();
                        if number % 3 == 2 {
                            return Poll::Pending;
                        }
                        let item = Tagged(number as i32, Numbers(vec![number]));
                        Poll::Ready(Some(item).filter(|_| number < 90))
                    });
                    let items = tagged_source(stream);
                    items.sliding_window(2).map(|w| w.to_vec()).sink(|w| log.push(w));
                }
            )
        },
        |p, now, _, _| {
            let _ = p.poll_at(now, &mut Context::from_waker(Waker::noop()));
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
                    let stream = stream::poll_fn(move |_| {
                        let number = counter.count();
                        if number % 3 == 2 {
                            return Poll::Pending;
                        }
                        let item = Tagged(number as i32, Numbers(vec![number]));
                        Poll::Ready(Some(item).filter(|_| number < 90).map(Ok::<_, &'static str>))
                    });
                    let items = try_tagged_source(stream);
                    items.sliding_window(2).map(|w| w.to_vec()).sink(|w| log.push(w));
                }
            )
        },
        |p, now, _, _| {
            let _ = p.poll_at(now, &mut Context::from_waker(Waker::noop()));
            Ok(())
        },
    );
}
