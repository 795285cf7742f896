//! Random graphs of islands: what `pipeline!` makes of their text, against a model of their description.
//!
//! `generate.rs` invents the graphs, and `print.rs` prints each twice, as a description and as a pipeline; the print is
//! committed as `generated.rs`. `STREAMZ_REGENERATE=1 cargo test --test driven_dags` writes it anew.
//!
//! Items are sent and pulled at random times and in several manners; futures inside take random times; operators fail for some items.
//! What was taken in must come out as the model says: nothing lost, nothing twice, in order, and never more in a buffer than
//! it has places for.
#![allow(clippy::unwrap_used, reason = "tests")]

mod generate;
#[rustfmt::skip]
mod generated;
mod graph;
mod model;
mod print;
mod run;

use std::collections::HashMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use graph::{Op, SOURCES};
use model::Chain;
use run::{Case, Log, Manner, Noted, Send};

const COMMITTED: &str = include_str!("generated.rs");

#[test]
fn the_committed_graphs_are_the_generated_ones() {
    let text = print::text();
    if std::env::var_os("STREAMZ_REGENERATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/driven_dags/generated.rs");
        std::fs::write(path, text).unwrap();
        return;
    }
    assert!(
        text == COMMITTED,
        "generated.rs is out of date; write it anew with `STREAMZ_REGENERATE=1 cargo test --test driven_dags`"
    );
}

fn sends() -> impl Strategy<Value = Vec<Send>> {
    let gap = prop_oneof![3 => Just(0u64), 3 => 0..15u64, 1 => 0..200u64];
    let send = (gap, 0..SOURCES, -20i64..200, 0..4u8).prop_map(|(gap, source, item, patience)| Send {
        gap,
        source,
        item,
        patience,
    });
    vec(send, 0..60)
}

/// Whether all of `some` are in `all`, in their order.
fn is_among(some: &[i64], all: &[i64]) -> bool {
    let mut all = all.iter();
    some.iter().all(|x| all.any(|y| x == y))
}

fn sorted(chains: &[Chain]) -> Vec<i64> {
    let mut items = chains.concat();
    items.sort_unstable();
    items
}

/// What came out against what the model makes of what went in.
fn judge(case: &Case, noted: &Noted) -> Result<(), TestCaseError> {
    let wanted = model::outcome(&case.graph, &noted.sent, &noted.pulled);
    prop_assert_eq!(noted.failures, wanted.failures, "failures");
    for (sink, chains) in wanted.sinks.iter().enumerate() {
        let came = noted.sinks.get(sink).cloned().unwrap_or_default();
        if let [only] = &chains[..] {
            prop_assert_eq!(&came, only, "sink {}", sink);
        }
        prop_assert_eq!(sorted(core::slice::from_ref(&came)), sorted(chains), "sink {}", sink);
        for chain in chains {
            prop_assert!(
                is_among(chain, &came),
                "sink {}: {:?} out of order in {:?}",
                sink,
                chain,
                came
            );
        }
    }
    let most = generate::most(&case.graph);
    for (number, node) in case.graph.nodes.iter().enumerate() {
        let Some(places) = node.op.places() else { continue };
        let (level, highest) = noted.levels.get(number).copied().unwrap_or_default();
        prop_assert_eq!(level, 0, "items are left in node {}", number);
        // Its places, and those for what one event may bring when it is full.
        let room = places + most[node.from[0]];
        prop_assert!(highest <= room, "{} items in node {}, {:?}", highest, number, node.op);
    }
    Ok(())
}

/// Runs all graphs on random items, sent in one manner.
fn compare(manner: Manner) {
    for (number, case) in generated::cases().iter().enumerate() {
        let config = Config {
            cases: 32,
            failure_persistence: None,
            ..Config::default()
        };
        let outcome = TestRunner::new(config).run(&sends(), |sends| {
            let log = Log::default();
            (case.run)(&log, &sends, manner);
            judge(case, &log.noted())
        });
        if let Err(failure) = outcome {
            panic!("graph {number}, {manner:?}: {failure}\n{:#?}", case.graph);
        }
    }
}

#[test]
fn what_is_awaited_comes_out() {
    compare(Manner::Awaited);
}

#[test]
fn what_is_awaited_comes_out_of_a_pipeline_that_nobody_drives_in_between() {
    compare(Manner::Neglected);
}

/// A future that is dropped loses nothing that the pipeline has, and leaves nothing behind that it has not.
#[test]
fn what_is_accepted_comes_out_once() {
    compare(Manner::Impatient);
}

#[test]
fn what_is_pushed_comes_out() {
    compare(Manner::ByHand);
}

/// Items to send, the same in every run.
fn some_sends() -> Vec<Send> {
    let send = |i: u64| Send {
        gap: i * i % 7,
        source: i as usize % SOURCES,
        item: (i as i64 * 37) % 113,
        patience: 1,
    };
    (0..200).map(send).collect()
}

/// The twin of the comparisons: an item too few, one too many, two that are swapped, and a failure that was none.
#[test]
fn what_is_wrong_is_noticed() {
    let mut swapped = 0;
    for case in &generated::cases() {
        let log = Log::default();
        (case.run)(&log, &some_sends(), Manner::Awaited);
        let right = log.noted();
        assert!(judge(case, &right).is_ok());
        let noticed = |change: &dyn Fn(&mut Noted)| {
            let mut wrong = right.clone();
            change(&mut wrong);
            judge(case, &wrong).is_err()
        };
        assert!(noticed(&|wrong| wrong.failures += 1));
        for sink in 0..right.sinks.len() {
            assert!(noticed(&|wrong| wrong.sinks[sink].truncate(right.sinks[sink].len() - 1)));
            assert!(noticed(&|wrong| wrong.sinks[sink].push(1)));
            let unequal = right.sinks[sink].windows(2).position(|pair| pair[0] != pair[1]);
            if let Some(place) = unequal {
                swapped += usize::from(noticed(&|wrong| wrong.sinks[sink].swap(place, place + 1)));
            }
        }
    }
    // Where streams of different islands meet, two items may have come the other way round.
    assert!(swapped > 100, "{swapped}");
}

/// The graphs are worth comparing: every operator is there several times, much comes out, some of it where streams meet, and
/// pipelines are full at times.
#[test]
fn the_graphs_exercise_everything() {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let (mut delivered, mut failures, mut full, mut mixed) = (0, 0, 0, 0);
    for case in &generated::cases() {
        for node in &case.graph.nodes {
            let name = format!("{:?}", node.op);
            let name = name.split('(').next().unwrap();
            *uses.entry(name.to_owned()).or_default() += 1;
        }
        let sends = some_sends();
        let log = Log::default();
        (case.run)(&log, &sends, Manner::ByHand);
        let noted = log.noted();
        delivered += noted.sinks.concat().len();
        failures += noted.failures;
        full += sends.len() - noted.sent.concat().len();
        let wanted = model::outcome(&case.graph, &noted.sent, &noted.pulled);
        mixed += wanted.sinks.iter().filter(|chains| chains.len() > 1).count();
    }
    for op in Op::NAMES {
        let count = uses.get(*op).copied().unwrap_or(0);
        assert!(count >= 5, "only {count} times `{op}` in all graphs");
    }
    assert!(delivered > 3_000, "{delivered}");
    assert!(failures > 50, "{failures}");
    assert!(full > 300, "{full}");
    assert!(mixed > 5, "{mixed}");
}
