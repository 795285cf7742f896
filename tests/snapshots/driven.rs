//! Pipelines that are driven by hand through a random schedule, stopped, and driven on by another clock.

use core::cell::Cell;
use core::fmt::Debug;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use streamz::drive::{Outcome, PushError};
use streamz::prelude::*;
use streamz::snapshot::NotAtRest;
use streamz::time::{NEVER, Ticks};

use crate::support::{FORMATS, Format, Log, check};

/// When which item comes, and its number.
type Step = (Ticks, usize, i32);

/// Where and how a run is stopped.
#[derive(Clone, Debug)]
struct Stop {
    before: Index,
    /// How long after the last item, or until the next one comes.
    wait: Ticks,
    /// Whether somebody looks before it is saved.
    look: bool,
    /// What the other clock says, as far as `Clocks` lets it.
    clock: Ticks,
}

/// What the clock of a restored pipeline may say.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Clocks {
    /// Anything, if nothing is overdue.
    Any,
    /// Something later than what was ever due.
    Late,
}

fn runs() -> impl Strategy<Value = (Vec<Step>, Stop)> {
    let gap = prop_oneof![Just(0_u64), 1..12_u64, Just(10), 30..90_u64];
    let steps = vec((gap, -9..9_i32), 0..40).prop_map(|steps| {
        let mut now = 0;
        let come = steps.into_iter().enumerate().map(|(number, (gap, x))| {
            now += gap;
            (now, number, x)
        });
        come.collect()
    });
    let clock = prop_oneof![0..3_u64, 0..10_000_u64];
    let stop = (any::<Index>(), prop_oneof![Just(0), 0..60_u64], any::<bool>(), clock);
    let stop = stop.prop_map(|(before, wait, look, clock)| Stop {
        before,
        wait,
        look,
        clock,
    });
    (steps, stop)
}

/// A pipeline on its way. It has a clock of its own, which says `to` when that of the world says `from`.
struct Run<'p, P, E> {
    p: Pin<&'p mut P>,
    log: Log,
    enter: E,
    from: Ticks,
    to: Ticks,
    now: Ticks,
}

impl<P, E, X> Run<'_, P, E>
where
    P: Drive<Output: Outcome<Error = X>>,
    X: Debug,
    E: Fn(Pin<&mut P>, Ticks, usize, i32) -> Result<(), PushError<i32, X>>,
{
    fn clock(&self) -> Ticks {
        self.now - self.from + self.to
    }

    fn deadline(&self) -> Ticks {
        match self.p.deadline() {
            NEVER => NEVER,
            due => (due + self.from).saturating_sub(self.to),
        }
    }

    /// Polls now, until nothing fails and nothing is due any more; whether that was the end.
    fn poll(&mut self) -> bool {
        self.log.set_now(self.now);
        let cx = &mut Context::from_waker(Waker::noop());
        loop {
            let clock = self.clock();
            match self.p.as_mut().poll_at(clock, cx).map(Outcome::into_result) {
                Poll::Ready(Ok(())) => return true,
                Poll::Ready(Err(error)) => self.log.push(error),
                Poll::Pending if self.deadline() > self.now => return false,
                Poll::Pending => {}
            }
        }
    }

    /// Polls whenever something is due up to `to`.
    fn until(&mut self, to: Ticks) {
        while self.deadline() <= to {
            self.now = self.now.max(self.deadline());
            if self.poll() {
                break;
            }
        }
        self.now = self.now.max(to);
    }

    /// Lets the items come, each at its time or as soon after as there is room.
    fn go(&mut self, steps: &[Step]) {
        for &(at, number, x) in steps {
            self.until(at);
            loop {
                self.log.set_now(self.now);
                let clock = self.clock();
                match (self.enter)(self.p.as_mut(), clock, number, x) {
                    Ok(()) => break,
                    Err(PushError::Failed(error)) => {
                        self.log.push(error);
                        break;
                    }
                    Err(PushError::FailedAndFull(error, _)) => self.log.push(error),
                    Err(PushError::Full(_)) => {
                        let due = self.deadline();
                        assert!(due > self.now && due < NEVER, "full, and nothing will ever make room");
                        self.until(due);
                    }
                }
            }
        }
    }

    fn finish(&mut self) {
        self.p.as_mut().close_pinned();
        while !self.poll() {
            let due = self.deadline();
            assert!(due < NEVER, "a closed pipeline that never ends");
            self.now = due;
        }
    }
}

/// Runs `build`'s pipeline through, and with a stop. `may_refuse` are the operators that may have something under way.
fn stopped<P, E, X>(
    clocks: Clocks,
    may_refuse: &[&str],
    build: impl Fn(Log) -> P,
    enter: E,
    save: impl Fn(&P, Ticks, Format) -> Result<Vec<u8>, NotAtRest>,
    restore: impl Fn(P, Ticks, Format, &[u8]) -> P,
) where
    P: Drive<Output: Outcome<Error = X>>,
    X: Debug,
    E: Fn(Pin<&mut P>, Ticks, usize, i32) -> Result<(), PushError<i32, X>>,
{
    let saved_ones = Cell::new(0);
    check(runs(), |(steps, stop)| {
        let (before, after) = steps.split_at(stop.before.index(steps.len() + 1));
        let fresh = |log: &Log| {
            log.ignore_tags_before(before.len());
            Box::pin(build(log.clone()))
        };
        // Up to the stop; and from there on, to the end.
        let first = |p: Pin<&mut P>, log: &Log| {
            let mut run = Run {
                p,
                log: log.clone(),
                enter: &enter,
                from: 0,
                to: 0,
                now: 0,
            };
            run.go(before);
            let until = after.first().map_or(Ticks::MAX, |(at, ..)| *at).max(run.now);
            run.now = (run.now + stop.wait).min(until);
            if stop.look {
                run.poll();
            }
            run.now
        };
        let second = |p: Pin<&mut P>, log: &Log, from: Ticks, to: Ticks| {
            let mut run = Run {
                p,
                log: log.clone(),
                enter: &enter,
                from,
                to,
                now: from,
            };
            run.poll();
            run.go(after);
            run.finish();
            run.p.failures()
        };
        let whole = Log::default();
        let mut p = fresh(&whole);
        let from = first(p.as_mut(), &whole);
        let failures = second(p.as_mut(), &whole, from, from);

        let log = Log::default();
        let mut p = fresh(&log);
        let from = first(p.as_mut(), &log);
        let to = match clocks {
            Clocks::Any if stop.look => stop.clock,
            _ => from + stop.clock,
        };
        for format in FORMATS {
            let saved = match save(&p, from, format) {
                Ok(saved) => saved,
                Err(refused) => {
                    prop_assert!(may_refuse.contains(&refused.operator), "{}", refused);
                    return Ok(());
                }
            };
            saved_ones.set(saved_ones.get() + 1);
            let log = log.copy();
            let mut p = Box::pin(restore(build(log.clone()), to, format, &saved));
            let counted = second(p.as_mut(), &log, from, to);
            prop_assert_eq!(log.lines(), whole.lines());
            prop_assert_eq!(counted, failures);
        }
        Ok(())
    });
    assert!(saved_ones.get() > 20, "{} could be saved", saved_ones.get());
}

fn push<P, X>(p: Pin<&mut P>, now: Ticks, _: usize, x: i32) -> Result<(), PushError<i32, X>>
where
    P: Push<i32> + Drive<Output: Outcome<Error = X>>,
{
    p.try_push_at(now, x, &mut Context::from_waker(Waker::noop()))
}

/// A pipeline that needs time.
pub(crate) fn timed<P, X: Debug>(clocks: Clocks, may_refuse: &[&str], build: impl Fn(Log) -> P)
where
    P: Push<i32> + Drive<Output: Outcome<Error = X>> + RestoreAt,
{
    timed_by(clocks, may_refuse, build, push::<P, X>);
}

/// A pipeline that needs time, and is entered by `enter`.
pub(crate) fn timed_by<P, X: Debug>(
    clocks: Clocks,
    may_refuse: &[&str],
    build: impl Fn(Log) -> P,
    enter: impl Fn(Pin<&mut P>, Ticks, usize, i32) -> Result<(), PushError<i32, X>>,
) where
    P: Drive<Output: Outcome<Error = X>> + RestoreAt,
{
    stopped(
        clocks,
        may_refuse,
        build,
        enter,
        |p, now, format| p.snapshot(now).map(|snapshot| format.write(&snapshot)),
        |p, now, format, saved| read!(format, saved, |reader| p.restore(now, reader)),
    );
}

/// A pipeline with boundaries in which nothing needs time, and which is entered by `enter`.
pub(crate) fn untimed_by<P, X: Debug>(
    may_refuse: &[&str],
    build: impl Fn(Log) -> P,
    enter: impl Fn(Pin<&mut P>, Ticks, usize, i32) -> Result<(), PushError<i32, X>>,
) where
    P: Drive<Output: Outcome<Error = X>> + Restore,
{
    stopped(
        Clocks::Any,
        may_refuse,
        build,
        enter,
        |p, _, format| p.snapshot().map(|snapshot| format.write(&snapshot)),
        |p, _, format, saved| read!(format, saved, |reader| p.restore(reader)),
    );
}

/// A pipeline with boundaries in which nothing needs time.
pub(crate) fn untimed<P, X: Debug>(may_refuse: &[&str], build: impl Fn(Log) -> P)
where
    P: Push<i32> + Drive<Output: Outcome<Error = X>> + Restore,
{
    untimed_by(may_refuse, build, push::<P, X>);
}
