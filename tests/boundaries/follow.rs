//! A pipeline and a model side by side, driven by hand through virtual time.

use core::cell::RefCell;
use core::task::Poll;
use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use streamz::drive::{Outcome, PushError};
use streamz::prelude::*;
use streamz::time::{Every, Missed, NEVER, Ticks};

/// Runs a property on random inputs; `PROPTEST_CASES` says on how many.
pub(crate) fn check<S: Strategy>(inputs: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(failure) = TestRunner::new(config).run(&inputs, property) {
        panic!("{failure}");
    }
}

/// A boundary on plain `Vec`s.
pub(crate) trait Model {
    /// What it hands on.
    type Out;

    /// What leaves when it is driven at `now`.
    fn leave(&mut self, now: Ticks) -> Vec<Self::Out>;

    /// Takes an item in at `now`.
    fn take(&mut self, now: Ticks, item: i32);

    /// Whether the next item would be taken in.
    fn is_clear(&self) -> bool {
        true
    }

    /// When something will leave by itself.
    fn deadline(&self) -> Ticks;

    /// Nothing will come any more; what is due now because of that leaves at the next [`leave`](Self::leave).
    fn close(&mut self, now: Ticks);
}

/// What happens, each so long after the one before: an item comes, or somebody only looks.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    steps: Vec<(Ticks, Option<i32>)>,
    /// Whether the pipeline is driven at each of its deadlines, or at the steps alone.
    punctual: bool,
    /// Which deliveries an end refuses that can.
    refused: BTreeSet<usize>,
}

impl Script {
    /// Fails for some of the deliveries of these numbers.
    pub(crate) fn verdict(&self, delivery: usize) -> Result<(), usize> {
        if self.refused.contains(&delivery) {
            return Err(delivery);
        }
        Ok(())
    }
}

/// Scripts of up to 50 steps; many are at the same instant as the one before.
pub(crate) fn scripts() -> impl Strategy<Value = Script> {
    let gaps = prop_oneof![2 => Just(0), 4 => 0..12u64, 1 => 0..200u64];
    let items = prop_oneof![3 => (-4..9).prop_map(Some), 1 => Just(None)];
    let refused = btree_set(0..30usize, 0..6);
    let scripts = (vec((gaps, items), 0..50), any::<bool>(), refused);
    scripts.prop_map(|(steps, punctual, refused)| Script {
        steps,
        punctual,
        refused,
    })
}

/// Intervals, short enough for several to lie between two steps, and long enough for several steps to lie in one.
pub(crate) fn intervals() -> impl Strategy<Value = Ticks> {
    prop_oneof![4 => 1..25u64, 1 => 25..150u64]
}

/// Repetitions of every sort.
pub(crate) fn repetitions() -> impl Strategy<Value = (Ticks, bool, Missed)> {
    let missed = prop_oneof![Just(Missed::Skip), Just(Missed::Burst), Just(Missed::Delay)];
    (intervals(), any::<bool>(), missed)
}

/// The repetition as the language has it.
pub(crate) fn every((interval, at_once, missed): (Ticks, bool, Missed)) -> Every {
    let every = Every::from(interval).missed(missed);
    if at_once { every.at_once() } else { every }
}

/// Drives a pipeline and a model through a script, and compares after every step what left, whether there is room and when
/// more is due. Then closes both, and drives them to their end.
///
/// In all of it, when a poll has done all it could, what the pipeline waits for lies in the future.
pub(crate) fn follow<P, M>(
    p: &mut P,
    left: &RefCell<Vec<M::Out>>,
    mut model: M,
    script: &Script,
) -> Result<(), TestCaseError>
where
    P: Push<i32, Output: Outcome<Error: core::fmt::Debug>> + Unpin,
    M: Model<Out: PartialEq + core::fmt::Debug>,
{
    let mut now = 0;
    for &(gap, item) in &script.steps {
        let then = now + gap;
        while script.punctual && p.deadline() <= then && p.deadline() > now {
            now = p.deadline();
            look(p, left, &mut model, now)?;
        }
        now = then;
        let Some(item) = item else {
            look(p, left, &mut model, now)?;
            continue;
        };
        settle(p, now)?;
        let taken = match p.try_push(now, item) {
            Ok(()) | Err(PushError::Failed(_)) => true,
            Err(PushError::Full(back)) => {
                prop_assert_eq!(back, item);
                false
            }
            Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
        };
        settle(p, now)?;
        let mut wanted = model.leave(now);
        let room = model.is_clear();
        if room {
            model.take(now, item);
            wanted.extend(model.leave(now));
        }
        prop_assert_eq!(taken, room, "room at {}", now);
        compare(p, left, &model, now, &wanted)?;
    }
    p.close();
    model.close(now);
    // Only so much can be left: a pipeline that does not end would be driven for ever.
    for _ in 0..1000 {
        let ended = polled(p, now)?;
        let wanted = model.leave(now);
        prop_assert_eq!(left.take(), wanted, "after the close, at {}", now);
        if ended {
            prop_assert_eq!(p.deadline(), NEVER, "at the end");
            return Ok(());
        }
        prop_assert_eq!(p.deadline(), model.deadline(), "after the close, at {}", now);
        prop_assert!(p.deadline() > now && p.deadline() < NEVER, "it waits for nothing");
        now = p.deadline();
    }
    Err(TestCaseError::fail("it does not end"))
}

/// Polls until nothing fails any more; whether the pipeline is at its end.
fn polled<P: Drive + Unpin>(p: &mut P, now: Ticks) -> Result<bool, TestCaseError> {
    for _ in 0..1000 {
        let Poll::Ready(outcome) = p.poll(now) else {
            return Ok(false);
        };
        if outcome.into_result().is_ok() {
            return Ok(true);
        }
    }
    Err(TestCaseError::fail("it fails for ever"))
}

/// The same, where it is not at its end.
fn settle<P: Drive + Unpin>(p: &mut P, now: Ticks) -> Result<(), TestCaseError> {
    prop_assert!(!polled(p, now)?, "it ended though nobody closed it");
    Ok(())
}

fn look<P, M>(p: &mut P, left: &RefCell<Vec<M::Out>>, model: &mut M, now: Ticks) -> Result<(), TestCaseError>
where
    P: Push<i32> + Unpin,
    M: Model<Out: PartialEq + core::fmt::Debug>,
{
    settle(p, now)?;
    let wanted = model.leave(now);
    compare(p, left, model, now, &wanted)
}

fn compare<P, M>(
    p: &P,
    left: &RefCell<Vec<M::Out>>,
    model: &M,
    now: Ticks,
    wanted: &[M::Out],
) -> Result<(), TestCaseError>
where
    P: Push<i32>,
    M: Model<Out: PartialEq + core::fmt::Debug>,
{
    prop_assert_eq!(&*left.take(), wanted, "what left at {}", now);
    prop_assert_eq!(p.deadline(), model.deadline(), "what is due next, at {}", now);
    prop_assert!(p.deadline() > now, "it is due at {}, and it is {}", p.deadline(), now);
    prop_assert_eq!(p.is_clear(), model.is_clear(), "room behind, at {}", now);
    Ok(())
}

/// Sends in all items of a script, each when there is room for it, and drives the pipeline to its end; the items. Whenever
/// a poll has done all it could, what the pipeline waits for lies in the future.
pub(crate) fn exhaust<P>(p: &mut P, script: &Script) -> Result<Vec<i32>, TestCaseError>
where
    P: Push<i32, Output: Outcome<Error: core::fmt::Debug>> + Unpin,
{
    let mut now = 0;
    let mut came = Vec::new();
    for &(gap, item) in &script.steps {
        let then = now + gap;
        while script.punctual && p.deadline() <= then {
            now = p.deadline();
            wait(p, now)?;
        }
        now = then.max(now);
        wait(p, now)?;
        let Some(item) = item else { continue };
        // So many instants at most until there is room.
        for _ in 0..1000 {
            match p.try_push(now, item) {
                Ok(()) => break,
                Err(PushError::Full(_)) => {}
                Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
            }
            wait(p, now)?;
            prop_assert!(p.deadline() < NEVER, "full, and waits for nothing");
            now = p.deadline();
        }
        came.push(item);
    }
    p.close();
    for _ in 0..1000 {
        match p.poll(now) {
            Poll::Ready(outcome) => {
                prop_assert!(outcome.into_result().is_ok());
                return Ok(came);
            }
            Poll::Pending => {
                prop_assert!(p.deadline() > now, "due at {}, and it is {}", p.deadline(), now);
                prop_assert!(p.deadline() < NEVER, "not at its end, and waits for nothing");
                now = p.deadline();
            }
        }
    }
    Err(TestCaseError::fail("it does not end"))
}

fn wait<P: Drive + Unpin>(p: &mut P, now: Ticks) -> Result<(), TestCaseError> {
    prop_assert!(p.poll(now).is_pending(), "it ended, or failed");
    prop_assert!(p.deadline() > now, "due at {}, and it is {}", p.deadline(), now);
    Ok(())
}

/// `taken!(script, model; |s| chain)` runs a chain of operators beside its model, with an end that takes everything.
macro_rules! taken {
    ($script:expr, $model:expr; |$source:ident| $($chain:tt)+) => {{
        let left = core::cell::RefCell::new(Vec::new());
        let mut p = pipeline!(|$source: i32| {
            $($chain)+.sink(|item| left.borrow_mut().push(item.to_owned()));
        });
        $crate::follow::follow(&mut p, &left, $model, &$script)?;
    }};
}

/// The same, with an end that refuses some deliveries: what is refused is gone, and changes nothing else.
macro_rules! refused {
    ($script:expr, $model:expr; |$source:ident| $($chain:tt)+) => {{
        let left = core::cell::RefCell::new(Vec::new());
        let deliveries = core::cell::Cell::new(0);
        let mut p = pipeline!(|$source: i32| {
            $($chain)+.try_sink(|item| {
                left.borrow_mut().push(item.to_owned());
                $script.verdict(deliveries.replace(deliveries.get() + 1))
            });
        });
        $crate::follow::follow(&mut p, &left, $model, &$script)?;
    }};
}

/// Both.
macro_rules! driven {
    ($script:expr, $model:expr; $($pipeline:tt)+) => {{
        let model = $model;
        taken!($script, model.clone(); $($pipeline)+);
        refused!($script, model; $($pipeline)+);
    }};
}

/// The instants of a repetition.
#[derive(Clone)]
pub(crate) struct Ticking {
    interval: Ticks,
    at_once: bool,
    missed: Missed,
    next: Option<Ticks>,
}

impl Ticking {
    pub(crate) fn new((interval, at_once, missed): (Ticks, bool, Missed)) -> Self {
        Self {
            interval,
            at_once,
            missed,
            next: None,
        }
    }

    /// It begins when the pipeline is first driven.
    pub(crate) fn begin(&mut self, now: Ticks) {
        let first = if self.at_once { now } else { now + self.interval };
        self.next.get_or_insert(first);
    }

    /// How many ticks fire when somebody looks at `now`.
    pub(crate) fn fire(&mut self, now: Ticks) -> usize {
        self.begin(now);
        let next = self.next.get_or_insert(NEVER);
        if *next > now {
            return 0;
        }
        let due = 1 + (now - *next) / self.interval;
        match self.missed {
            Missed::Skip => {
                *next += due * self.interval;
                1
            }
            Missed::Burst => {
                *next += due * self.interval;
                due as usize
            }
            Missed::Delay => {
                *next = now + self.interval;
                1
            }
        }
    }

    /// Ticks up to `now` go by.
    pub(crate) fn skip(&mut self, now: Ticks) {
        self.begin(now);
        while let Some(next) = self.next.filter(|next| *next <= now) {
            self.next = Some(next + self.interval);
        }
    }

    pub(crate) fn deadline(&self) -> Ticks {
        self.next.unwrap_or(NEVER)
    }
}
