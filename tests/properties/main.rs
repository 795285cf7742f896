//! Every operator against a plain model: random items, sizes, interleavings of sources, and failures downstream.
//!
//! A model is a few lines on `Vec`s that are right at a glance. `agree!` (see `support.rs`) runs a chain of operators
//! twice, in a pipeline that cannot fail and in one whose end refuses some deliveries, and compares what every `emit`
//! returned and what the end kept.
#![allow(clippy::unwrap_used, reason = "tests")]

#[macro_use]
mod support;

mod asynchronous;
mod batches;
mod catch;
mod collect;
mod feedback;
mod items;
mod latest;
mod partitions;
mod pluck;
mod positions;
mod running;
mod schedule;
mod timed;
mod timed_windows;
mod unions;
mod unique;
mod windows;
mod zip;

/// A word of the language that no property here uses would be an operator without a model.
#[test]
fn every_word_has_a_property() {
    let properties = [
        include_str!("asynchronous.rs"),
        include_str!("batches.rs"),
        include_str!("catch.rs"),
        include_str!("collect.rs"),
        include_str!("feedback.rs"),
        include_str!("items.rs"),
        include_str!("latest.rs"),
        include_str!("partitions.rs"),
        include_str!("pluck.rs"),
        include_str!("positions.rs"),
        include_str!("running.rs"),
        include_str!("timed.rs"),
        include_str!("timed_windows.rs"),
        include_str!("unions.rs"),
        include_str!("unique.rs"),
        include_str!("windows.rs"),
        include_str!("zip.rs"),
        // Pipelines on frames have a target of their own.
        include_str!("../frames/groups.rs"),
        include_str!("../frames/joins.rs"),
        include_str!("../frames/order.rs"),
        include_str!("../frames/rows.rs"),
        include_str!("../frames/windows.rs"),
    ]
    .concat();
    let mut count = 0;
    for line in include_str!("../../streamz-macros/src/words.rs").lines() {
        let line = line.trim_start();
        let entry = ["word(\"", "sized(\"", "positive(\""]
            .iter()
            .find_map(|start| line.strip_prefix(start));
        let Some((word, _)) = entry.and_then(|entry| entry.split_once('"')) else {
            continue;
        };
        count += 1;
        // A method of a stream, or a function that makes one.
        let uses = [format!(".{word}("), format!(".{word}::<"), format!(" = {word}(")];
        assert!(
            uses.iter().any(|used| properties.contains(used)),
            "no property uses `{word}`"
        );
    }
    assert!(count > 50, "the list of words was not understood");
}
