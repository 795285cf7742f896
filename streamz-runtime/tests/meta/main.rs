//! Acknowledgement tokens, and the prefixes they commit.
#![allow(clippy::unwrap_used, reason = "tests")]

mod joins;
mod model;
mod offsets;
mod prefix;
mod threads;
mod tokens;

/// How many steps a case of `steps` has: few under the interpreter too.
const fn at_most(steps: usize) -> usize {
    if cfg!(miri) { steps / 4 } else { steps }
}

/// How many cases a property tries: few under the interpreter that looks for undefined behaviour.
fn cases(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: if cfg!(miri) { 4 } else { cases },
        failure_persistence: None,
        ..Default::default()
    }
}
