//! Every mistake that the macro or the types catch, with the message the user sees.
//!
//! The messages are those of one version of rustc; under another one they are not compared, and this target says so.
//! `TRYBUILD=overwrite cargo test --test ui` writes them anew; those about snapshots need `--features serde`.

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
    let cases = trybuild::TestCases::new();
    // Only what is said of snapshots and of record batches depends on a feature.
    let topics: &[&str] = if cfg!(feature = "serde") {
        &["snapshots"]
    } else if cfg!(feature = "arrow") {
        &["arrow"]
    } else {
        &[
            "streams",
            "joins",
            "operators",
            "sizes",
            "failures",
            "syntax",
            "boundaries",
            "tags",
            "frames",
            "no_snapshots",
        ]
    };
    for topic in topics {
        cases.compile_fail(format!("tests/ui/{topic}/*.rs"));
    }
}
