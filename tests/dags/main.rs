//! Random graphs: what `pipeline!` makes of their text, against an interpreter of their description.
//!
//! `generate.rs` invents the graphs, and `print.rs` prints each twice, as a description and as a pipeline; the print is
//! committed as `generated.rs`. `STREAMZ_REGENERATE=1 cargo test --test dags` writes it anew.
#![allow(clippy::unwrap_used, reason = "tests")]

mod generate;
#[rustfmt::skip]
mod generated;
mod graph;
mod interpret;
mod print;

use std::collections::HashMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use graph::{Case, Failure, Op};
use interpret::Interpreter;

const COMMITTED: &str = include_str!("generated.rs");

#[test]
fn the_committed_graphs_are_the_generated_ones() {
    let text = print::text();
    if std::env::var_os("STREAMZ_REGENERATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dags/generated.rs");
        std::fs::write(path, text).unwrap();
        return;
    }
    assert!(
        text == COMMITTED,
        "generated.rs is out of date; write it anew with `STREAMZ_REGENERATE=1 cargo test --test dags`"
    );
}

/// Runs a graph both ways on random events, and compares after each of them what came to the sinks, in which order.
fn compare(number: usize, case: &Case) {
    let config = Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let events = vec((0..case.graph.entries().len(), -20i64..200), 0..50);
    let outcome = TestRunner::new(config).run(&events, |events| {
        let mut interpreter = Interpreter::new(&case.graph);
        let wanted: Vec<_> = events.iter().map(|&(entry, x)| interpreter.emit(entry, x)).collect();
        let steps = (case.run)(&events);
        prop_assert_eq!(steps.len(), wanted.len());
        for (index, (step, wanted)) in steps.iter().zip(&wanted).enumerate() {
            prop_assert_eq!(step, wanted, "event {}", index);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("graph {number}: {failure}");
    }
}

#[test]
fn pipelines_do_what_their_descriptions_say() {
    for (number, case) in generated::cases().iter().enumerate() {
        compare(number, case);
    }
}

/// The graphs are worth comparing: every operator is there many times, and does something.
#[test]
fn the_graphs_exercise_everything() {
    let cases = generated::cases();
    assert!(cases.len() >= 60);
    let mut uses: HashMap<String, usize> = HashMap::new();
    let (mut delivered, mut refused, mut full) = (0, 0, 0);
    for case in &cases {
        let sinks = case
            .graph
            .nodes
            .iter()
            .filter(|node| matches!(node.op, Op::Sink(_) | Op::TrySink(_)));
        assert!(sinks.count() > 0);
        for node in &case.graph.nodes {
            let name = format!("{:?}", node.op);
            let name = name.split('(').next().unwrap();
            *uses.entry(name.to_owned()).or_default() += 1;
        }
        let entries = case.graph.entries().len();
        let events: Vec<(usize, i64)> = (0..400).map(|i| (i * 7 % entries, (i as i64 * 37) % 113)).collect();
        for (verdict, log) in (case.run)(&events) {
            delivered += log.len();
            refused += usize::from(matches!(verdict, Err(Failure::Item(_) | Failure::Sink(_))));
            full += usize::from(matches!(verdict, Err(Failure::Full(_))));
        }
    }
    for op in Op::NAMES {
        let count = uses.get(*op).copied().unwrap_or(0);
        assert!(count >= 5, "only {count} times `{op}` in all graphs");
    }
    assert!(delivered > 50_000, "{delivered}");
    assert!(refused > 500, "{refused}");
    assert!(full > 50, "{full}");
}
