//! Recordings of Python's streamz, run against pipelines written like the Python text.
//!
//! Each template of a recording is bound to a `pipeline!` (`bindings`), and every case of it must show the same values,
//! at every sink, in the same global order, with the same errors. `STREAMZ_CORPUS=DIR` takes the cases from `DIR/KIND/*.json`
//! instead of the vendored ones. Where a pipeline differs from Python on purpose, `deviations` says why, and a model in
//! plain Rust says what is right.

#![allow(clippy::unwrap_used, reason = "tests")]

mod bindings;
mod convert;
mod corpus;
mod deviations;
#[cfg(feature = "frame")]
mod frame;
mod harness;
mod meta;
mod python;
mod runner;
mod timed;
mod value;

#[test]
fn core() {
    runner::check("core");
}

#[test]
fn dag() {
    runner::check("dag");
}

#[test]
fn error() {
    runner::check("error");
}

#[test]
fn batch() {
    runner::check("batch");
}

#[test]
fn meta_data() {
    meta::check();
}

#[test]
fn in_time() {
    timed::check();
}

#[cfg(feature = "frame")]
#[test]
fn frames() {
    frame::check();
}

#[test]
fn other_kinds() {
    runner::other_kinds(&["core", "dag", "error", "batch", "frame", "meta", "timed"]);
}
