//! Where a pipeline does not do what Python did, on purpose: why, and what is right instead.
//!
//! The models are plain Rust over the inputs of a case. They know nothing of pipelines.

use std::collections::{HashSet, VecDeque};

use crate::convert::{FromValue, ToValue};
use crate::corpus::{Case, Trace};
use crate::value::Value;

/// A template whose recordings are not what a pipeline shall do.
pub(crate) struct Deviation {
    kind: &'static str,
    pub(crate) template: &'static str,
    pub(crate) reason: &'static str,
    /// What is right.
    pub(crate) model: fn(&Case) -> Trace,
}

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        kind: "core",
        template: "slice",
        reason: "a step counts from the start, as in list[a:b:c]; Python's streamz counts it from element 0",
        model: |case| {
            let [a, b, c] = ["a", "b", "c"].map(|name| case.whole(name));
            at_positions(case, |i| a <= i && i < b && (i - a) % c == 0)
        },
    },
    Deviation {
        kind: "core",
        template: "slice_end_zero",
        reason: "list[0:0] is empty; Python's streamz takes an end of 0 for no end",
        model: |case| at_positions(case, |_| false),
    },
    Deviation {
        kind: "core",
        template: "slice_step_zero",
        reason: "a step of 0 never reaches a second element, and list[a::0] raises; Python's streamz takes it for 1",
        model: |case| {
            let a = case.whole("a");
            at_positions(case, |i| i == a)
        },
    },
    Deviation {
        kind: "dag",
        template: "feedback_crawler",
        reason: "feedback runs after the event, first in, first out; Python's recursion goes to the bottom of each branch",
        model: crawler,
    },
    Deviation {
        kind: "dag",
        template: "feedback_crawler_print_last",
        reason: "feedback runs after the event, which is seen whole first; Python's recursion runs before the later branch",
        model: crawler,
    },
    Deviation {
        kind: "dag",
        template: "feedback_two_nodes",
        reason: "feedback runs after the event, which is seen whole first; Python's recursion runs before the later branch",
        model: two_nodes,
    },
    Deviation {
        kind: "dag",
        template: "reentrant_emit_from_sink",
        reason: "an emit from a sink is a feedback, which runs after the event; Python's runs before the later branch",
        model: countdown,
    },
    Deviation {
        kind: "error",
        template: "diamond_zip_second_branch_raises",
        reason: "after a failed event its other half is dropped too; Python's pairs are off by one from then on",
        model: aligned_pairs,
    },
];

/// The deviations of a kind.
pub(crate) fn of(kind: &str) -> impl Iterator<Item = &'static Deviation> {
    DEVIATIONS.iter().filter(move |deviation| deviation.kind == kind)
}

/// The deviation of a template, if it is one.
pub(crate) fn find(kind: &str, template: &str) -> Option<&'static Deviation> {
    of(kind).find(|deviation| deviation.template == template)
}

/// Notes the log's length after each input, and what `run` says was raised.
fn trace(case: &Case, mut run: impl FnMut(&str, &Value, &mut Vec<(String, Value)>) -> Option<&'static str>) -> Trace {
    let mut trace = Trace::default();
    for (position, (port, value)) in case.inputs.iter().enumerate() {
        if let Some(class) = run(port, value, &mut trace.log) {
            trace.errors.push((position, class.into()));
        }
        trace.log_len_after.push(trace.log.len());
    }
    trace
}

fn whole(value: &Value) -> i64 {
    i64::from_value(value.clone()).unwrap_or_else(|| panic!("the model takes ints, not {value}"))
}

/// Python's `%` for a positive divisor.
fn modulo(a: i64, b: i64) -> i64 {
    assert!(b > 0, "the model's divisors are positive");
    a.rem_euclid(b)
}

/// The inputs whose positions `pass`.
fn at_positions(case: &Case, pass: impl Fn(i64) -> bool) -> Trace {
    let mut position = 0;
    trace(case, |_, value, log| {
        if pass(position) {
            log.push(("out".into(), value.clone()));
        }
        position += 1;
        None
    })
}

/// Breadth first: a page, then the pages that it and its elders lead to.
fn crawler(case: &Case) -> Trace {
    let [a, b, m] = ["a", "b", "m"].map(|name| case.whole(name));
    let mut seen = HashSet::new();
    trace(case, |_, value, log| {
        let mut waiting = VecDeque::from([whole(value)]);
        while let Some(page) = waiting.pop_front() {
            if seen.insert(page) {
                log.push(("out".into(), page.to_value()));
                waiting.extend([modulo(page * a, m), modulo(page + b, m)]);
            }
        }
        None
    })
}

/// A ball between two players.
fn two_nodes(case: &Case) -> Trace {
    let (i, j) = (case.whole("i"), case.whole("j"));
    trace(case, |port, value, log| {
        let (mut at_a, mut x) = (port == "a", whole(value));
        loop {
            log.push((if at_a { "oa" } else { "ob" }.into(), x.to_value()));
            if x <= 0 {
                return None;
            }
            x -= if at_a { i } else { j };
            at_a = !at_a;
        }
    })
}

/// Each number whole, then the next smaller one.
fn countdown(case: &Case) -> Trace {
    trace(case, |_, value, log| {
        let first = whole(value);
        for x in (first.min(0)..=first).rev().filter(|x| *x == first || *x >= 0) {
            log.push(("m".into(), (x * 10).to_value()));
            log.push(("t".into(), x.to_value()));
        }
        None
    })
}

/// `b` has its sink before `a` runs; pairs only where `a` did not raise.
fn aligned_pairs(case: &Case) -> Trace {
    let k = case.whole("k");
    trace(case, |_, value, log| {
        let x = whole(value);
        log.push(("ob".into(), (x * 2).to_value()));
        if modulo(x, k) == 0 {
            return Some("Boom");
        }
        log.push(("out".into(), (x * 2, x).to_value()));
        None
    })
}
