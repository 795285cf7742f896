//! What waits for time: each thing leaves as long after the restart as it would have left after the stop.

use core::convert::Infallible;
use core::hint::black_box;
use core::pin::Pin;
use core::task::Context;

use serde::{Deserializer, Serializer};
use streamz::boundary::{Boundary, Next};
use streamz::operator::{AnyTick, Node};
use streamz::prelude::*;
use streamz::snapshot::{Shift, Snapshot};
use streamz::time::{Every, Missed, NEVER, Ticks};

use crate::driven::{Clocks, timed, timed_by};
use crate::support::Log;

/// `waits!(|s| chain)`: a chain with a sink that always has room; with storage of both kinds.
macro_rules! waits {
    ($clocks:expr, |$s:ident| $chain:expr) => {
        waits!($clocks, [], |$s| $chain)
    };
    ($clocks:expr, $may_refuse:expr, |$s:ident| $chain:expr) => {
        timed($clocks, &$may_refuse, |log: Log| {
            pipeline!(
                #[snapshot]
                move |$s: i32| {
                    let chain = $chain;
                    chain.sink(|x| log.push(x));
                }
            )
        })
    };
}

#[test]
fn delay() {
    let n = black_box(3);
    waits!(Clocks::Any, |s| s.delay(25, 64));
    // One more than it holds waits at the gate.
    waits!(Clocks::Late, |s| s.delay(25, n));
}

#[test]
fn rate_limit() {
    let n = black_box(3);
    waits!(Clocks::Any, |s| s.rate_limit(15));
    waits!(Clocks::Late, |s| s.buffer(4).rate_limit(15));
    waits!(Clocks::Late, |s| s.buffer(n).rate_limit(15));
    waits!(Clocks::Late, |s| s.buffer_unbounded().rate_limit(15));
    waits!(Clocks::Late, |s| s.latest().rate_limit(15));
}

#[test]
fn the_newest() {
    waits!(Clocks::Any, |s| s.debounce(12));
    waits!(Clocks::Any, |s| s.throttle(12));
    waits!(Clocks::Any, |s| s.sample(17));
    waits!(Clocks::Late, |s| s.debounce(12).rate_limit(30));
    waits!(Clocks::Late, |s| s.throttle(12).rate_limit(30));
    for missed in [Missed::Skip, Missed::Burst] {
        waits!(Clocks::Late, |s| s
            .sample(Every::from(17).at_once().missed(missed))
            .rate_limit(30));
    }
    waits!(Clocks::Any, |s| s.sample(Every::from(17).missed(Missed::Delay)));
}

#[test]
fn timed_window() {
    let n = black_box(3);
    waits!(Clocks::Any, |s| s.timed_window(20, 64));
    waits!(Clocks::Any, |s| s.timed_window_unbounded(20));
    waits!(Clocks::Late, |s| s.timed_window(20, n));
    waits!(Clocks::Any, |s| s
        .timed_window(Every::from(20).missed(Missed::Delay), 64));
    for missed in [Missed::Skip, Missed::Burst] {
        waits!(Clocks::Late, |s| s
            .timed_window(Every::from(20).at_once().missed(missed), 64)
            .map(|w| w.to_vec())
            .rate_limit(30));
    }
}

#[test]
fn timed_window_unique() {
    let n = black_box(3);
    for keep in [Keep::First, Keep::Last] {
        waits!(Clocks::Any, |s| s.timed_window_unique(40, 64, keep));
        waits!(Clocks::Late, |s| s.timed_window_unique_by(40, n, keep, |x| x % 4));
    }
}

#[test]
fn partition_timeout() {
    let (n, keys) = (black_box(3), black_box(2));
    waits!(Clocks::Any, |s| s.partition_timeout(4, 30));
    waits!(Clocks::Any, |s| s.partition_timeout(n, 30));
    waits!(Clocks::Any, |s| s.partition_timeout(3, NEVER));
    waits!(Clocks::Late, |s| s
        .partition_timeout(n, 30)
        .map(|w| w.to_vec())
        .rate_limit(40));
    waits!(Clocks::Any, |s| s.partition_timeout_by(3, 8, 30, |x| x % 4));
    waits!(Clocks::Late, |s| s.partition_timeout_by(n, keys, 30, |x| x % 4));
    waits!(Clocks::Late, |s| s
        .partition_timeout_by(n, keys, 30, |x| x % 4)
        .map(|w| w.to_vec())
        .rate_limit(40));
}

#[test]
fn partition_unique_timeout() {
    let n = black_box(3);
    for keep in [Keep::First, Keep::Last] {
        waits!(Clocks::Any, |s| s.partition_unique_timeout(4, 50, keep));
        waits!(Clocks::Any, |s| s.partition_unique_timeout_by(n, 50, keep, |x| x % 5));
    }
}

#[test]
fn silence() {
    timed(Clocks::Any, &[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                let alive = s.try_timeout(35);
                alive.sink(|x| log.push(x));
                alive.catch(|silence| silence).sink(|x| other.push(x));
            }
        )
    });
    // A failure of the pipeline is counted, before the stop as after it.
    waits!(Clocks::Late, |s| s.try_timeout(35).rate_limit(20));
}

/// What is left of many items made of one cannot be saved; what waits for its partners can.
#[test]
fn many_of_one() {
    waits!(Clocks::Late, ["flat_map"], |s| s
        .flat_map(|x| 0..x.rem_euclid(4))
        .rate_limit(15));
    waits!(Clocks::Late, |s| s.partition(3).map(|w| w.len()).delay(20, 8));
    timed(Clocks::Late, &[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let rare = s.filter(|x| *x > 6).delay(50, 8);
                s.zip_latest_unbounded(rare).rate_limit(5).sink(|x| log.push(x));
            }
        )
    });
}

/// Joins between what waits and what does not, and a way back to the source.
#[test]
fn graphs() {
    timed(Clocks::Late, &[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let late = s.delay(30, 64);
                let sums = s.accumulate(|sum, x| sum + x);
                late.zip_unbounded(sums)
                    .union(late.combine_latest(sums))
                    .rate_limit(3)
                    .sink(|x| log.push(x));
            }
        )
    });
    timed(Clocks::Late, &[], |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.filter(|x| *x > 0).map(|x| x / 2).delay(10, 64).feedback(s, 64);
                s.sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn from_periodic() {
    for missed in [Missed::Skip, Missed::Burst, Missed::Delay] {
        timed_by(
            Clocks::Any,
            &[],
            |log: Log| {
                pipeline!(
                    #[snapshot]
                    move || {
                        let counter = log.clone();
                        let ticks = from_periodic(Every::from(13).missed(missed), || counter.count());
                        ticks.sliding_window(3).sink(|w| log.push(w));
                    }
                )
            },
            |_, _, _, _| Ok(()),
        );
    }
}

/// Lets an item through 20 ticks after it came, one at a time.
struct Held(Option<(Ticks, i32)>);

impl Node for Held {
    type Out = Own<i32>;
    type Rate = AnyTick;
}

impl Boundary for Held {
    type In = i32;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    fn offer(&mut self, now: Ticks, item: i32) -> Result<(), i32> {
        if self.0.is_some() {
            return Err(item);
        }
        self.0 = Some((now + 20, item));
        Ok(())
    }

    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let (_, item) = self.0.take_if(|(due, _)| *due <= now)?;
        Some(Ok(item))
    }

    fn is_idle(&self) -> bool {
        self.0.is_none()
    }

    fn deadline(&self) -> Ticks {
        self.0.map_or(NEVER, |(due, _)| due)
    }
}

impl Snapshot for Held {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&self.0, serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.0 = serde::Deserialize::deserialize(saved)?;
        Ok(())
    }

    fn restored(&mut self, shift: Shift) {
        if let Some((due, _)) = &mut self.0 {
            *due = shift.of(*due);
        }
    }
}

#[test]
fn own_boundary() {
    waits!(Clocks::Late, |s| s.through(Held(None)));
}
