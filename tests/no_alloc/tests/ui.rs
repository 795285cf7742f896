//! The messages of a build without the feature `alloc`.
//!
//! The messages are those of one version of rustc; under another one they are not compared, and this target says so.
//! `TRYBUILD=overwrite cargo test` writes them anew.

use std::process::Command;

/// The version whose messages are committed.
const RECORDED_WITH: &str = "rustc 1.95.";

fn main() {
    let version = Command::new("rustc").arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    match version {
        Ok(version) if version.starts_with(RECORDED_WITH) => {}
        other => {
            println!("ui: NOT RUN, the messages are those of {RECORDED_WITH}x and this is {other:?}");
            return;
        }
    }
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
