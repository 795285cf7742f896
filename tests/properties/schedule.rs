//! Driving a pipeline by hand through a random schedule, and checking on the way what holds for all of them.

use core::cell::Cell;
use core::task::Poll;

use proptest::collection::vec;
use proptest::prelude::*;
use streamz::drive::PushError;
use streamz::prelude::*;
use streamz::time::{NEVER, Ticks};

/// When which item comes.
pub(crate) type Schedule = Vec<(Ticks, i32)>;

/// Items that come in bunches and after pauses, beginning at 0 or later.
pub(crate) fn schedules() -> impl Strategy<Value = Schedule> {
    let gap = prop_oneof![Just(0_u64), 1..12_u64, Just(10), 30..90_u64];
    vec((gap, -9..9_i32), 0..40).prop_map(|steps| {
        let mut now = 0;
        let come = steps.into_iter().map(|(gap, x)| {
            now += gap;
            (now, x)
        });
        come.collect()
    })
}

/// Where a pipeline notes what leaves it, and when.
#[derive(Default)]
pub(crate) struct Clock(Cell<Ticks>);

impl Clock {
    pub(crate) fn now(&self) -> Ticks {
        self.0.get()
    }
}

/// Polls at `now`. Afterwards either the pipeline has ended, or its next deadline lies in the future.
fn poll<P: Drive<Output = ()> + Unpin>(p: &mut P, clock: &Clock, now: Ticks) -> bool {
    clock.0.set(now);
    if p.poll(now) == Poll::Ready(()) {
        return true;
    }
    assert!(
        p.deadline() > now,
        "a deadline at {} after a poll at {now}",
        p.deadline()
    );
    false
}

/// Polls at each deadline up to `to`.
fn until<P: Drive<Output = ()> + Unpin>(p: &mut P, clock: &Clock, to: Ticks) {
    while p.deadline() <= to {
        let due = p.deadline();
        poll(p, clock, due);
    }
}

/// Pushes each item at its time, or as soon after as there is room; then closes and drains. The instants at which the items
/// were taken in.
pub(crate) fn run<P: Push<i32> + Drive<Output = ()> + Unpin>(
    p: &mut P,
    clock: &Clock,
    schedule: &Schedule,
) -> Vec<Ticks> {
    let mut taken = Vec::new();
    let mut now = 0;
    for (at, x) in schedule {
        now = now.max(*at);
        until(p, clock, now);
        clock.0.set(now);
        loop {
            match p.try_push(now, *x) {
                Ok(()) => break,
                Err(PushError::Full(_)) => {
                    let due = p.deadline();
                    assert!(due > now && due < NEVER, "full, and nothing will ever make room");
                    now = due;
                    until(p, clock, now);
                    clock.0.set(now);
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(p.deadline() > now);
        taken.push(now);
    }
    p.close();
    while !poll(p, clock, now) {
        now = p.deadline();
        assert!(now < NEVER, "a closed pipeline that never ends");
    }
    taken
}
