//! What all properties share: random inputs, an end that may refuse, and the comparison with a model.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use streamz::{OutOfRange, Overflow};

/// Why an `emit` failed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Failure {
    /// The end refused its delivery of this number.
    Refused(usize),
    /// A closure of the property failed for this item.
    Item(i32),
    /// A bounded operator was full.
    Full(Overflow),
    /// An item was too short.
    Short(OutOfRange),
}

impl From<Overflow> for Failure {
    fn from(error: Overflow) -> Self {
        Self::Full(error)
    }
}

impl From<OutOfRange> for Failure {
    fn from(error: OutOfRange) -> Self {
        Self::Short(error)
    }
}

/// What one `emit` returned.
pub(crate) type Verdict = Result<(), Failure>;

/// Where a model hands on what it emits.
pub(crate) type Next<'a, O> = &'a mut dyn FnMut(O) -> Verdict;

/// The error of a bounded operator.
pub(crate) fn full(operator: &'static str, capacity: usize) -> Verdict {
    Err(Failure::Full(Overflow::new(operator, capacity)))
}

/// A closure's failure for some of the items.
pub(crate) fn sound(item: i32) -> Result<i32, Failure> {
    if item % 3 == 0 {
        Err(Failure::Item(item))
    } else {
        Ok(item)
    }
}

/// The end of a pipeline or of a model: it keeps what it is handed, but refuses some deliveries.
pub(crate) struct End<O> {
    refusals: BTreeSet<usize>,
    deliveries: usize,
    pub(crate) kept: Vec<O>,
}

impl<O> End<O> {
    pub(crate) fn new(refusals: &BTreeSet<usize>) -> Self {
        Self {
            refusals: refusals.clone(),
            deliveries: 0,
            kept: Vec::new(),
        }
    }

    pub(crate) fn take(&mut self, item: O) -> Verdict {
        let delivery = self.deliveries;
        self.deliveries += 1;
        if self.refusals.contains(&delivery) {
            return Err(Failure::Refused(delivery));
        }
        self.kept.push(item);
        Ok(())
    }
}

/// What a model makes of the events: what each `emit` should return, and what the end should keep.
pub(crate) fn expected<O>(
    events: &[(usize, i32)],
    refusals: &BTreeSet<usize>,
    mut model: impl FnMut(usize, i32, Next<'_, O>) -> Verdict,
) -> (Vec<Verdict>, Vec<O>) {
    let mut end = End::new(refusals);
    let verdicts = events
        .iter()
        .map(|&(source, item)| model(source, item, &mut |output| end.take(output)))
        .collect();
    (verdicts, end.kept)
}

/// The model of an operator without state: all that one item leads to.
pub(crate) fn each<O>(outputs: impl Fn(i32) -> Vec<O>) -> impl FnMut(usize, i32, Next<'_, O>) -> Verdict {
    move |_, item, next| outputs(item).into_iter().try_for_each(next)
}

/// Emissions into some sources, in any order: the number of the source, and the item.
pub(crate) fn events(sources: usize) -> impl Strategy<Value = Vec<(usize, i32)>> {
    vec((0..sources, -4..9), 0..60)
}

/// Which deliveries the end refuses.
pub(crate) fn refusals() -> impl Strategy<Value = BTreeSet<usize>> {
    btree_set(0..50usize, 0..8)
}

/// Sizes known at run time only.
pub(crate) fn sizes() -> impl Strategy<Value = usize> {
    0usize..6
}

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

/// `plain!(events, model; |a, b| chain)` runs operators that cannot fail, with an end that takes everything.
///
/// `|a, b| { statements } chain` puts statements before the chain.
macro_rules! plain {
    ($events:expr, $model:expr; |$($source:ident),+| { $($before:tt)* } $($chain:tt)+) => {{
        let mut kept = Vec::new();
        let mut p = pipeline!(|$($source: i32),+| {
            $($before)*
            $($chain)+.sink(|item| kept.push(item.to_owned()));
        });
        let sources = [$(stringify!($source)),+];
        for &(source, item) in &$events {
            $(if sources[source] == stringify!($source) {
                p.$source(item);
            })+
        }
        drop(p);
        let (verdicts, wanted) = $crate::support::expected(&$events, &Default::default(), $model);
        prop_assert!(verdicts.iter().all(Result::is_ok), "the model failed: {verdicts:?}");
        prop_assert_eq!(kept, wanted);
    }};
    ($events:expr, $model:expr; |$($source:ident),+| $($chain:tt)+) => {
        plain!($events, $model; |$($source),+| {} $($chain)+)
    };
}

/// `fallible!(events, refusals, model; |a, b| chain)` runs any operators, with an end that refuses some deliveries.
macro_rules! fallible {
    ($events:expr, $refusals:expr, $model:expr;
        |$($source:ident),+| { $($before:tt)* } $($chain:tt)+) => {{
        let mut end = $crate::support::End::new(&$refusals);
        let mut verdicts = Vec::new();
        let mut p = pipeline!(|$($source: i32),+| -> $crate::support::Verdict {
            $($before)*
            $($chain)+.try_sink(|item| end.take(item.to_owned()));
        });
        let sources = [$(stringify!($source)),+];
        for &(source, item) in &$events {
            $(if sources[source] == stringify!($source) {
                verdicts.push(p.$source(item));
            })+
        }
        drop(p);
        let wanted = $crate::support::expected(&$events, &$refusals, $model);
        prop_assert_eq!((verdicts, end.kept), wanted);
    }};
    ($events:expr, $refusals:expr, $model:expr; |$($source:ident),+| $($chain:tt)+) => {
        fallible!($events, $refusals, $model; |$($source),+| {} $($chain)+)
    };
}

/// Operators that cannot fail, in both kinds of pipeline.
macro_rules! agree {
    ($events:expr, $refusals:expr, $model:expr; $($pipeline:tt)+) => {
        plain!($events, $model; $($pipeline)+);
        fallible!($events, $refusals, $model; $($pipeline)+);
    };
}
