//! Pipelines that are stopped, saved, and go on elsewhere: what is left of the run is that of one that never stopped.
//!
//! Each property builds the same pipeline three times: one runs through; one is stopped at a random element boundary; one is
//! made of its snapshot and goes on. Everything is done in two formats, one that describes itself and one that does not.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "tests")]

#[macro_use]
mod support;

mod asynchronous;
mod chains;
mod driven;
mod errors;
mod frames;
mod joins;
mod keys;
mod rest;
mod tagged;
mod timed;

/// A word of the language that nothing here uses would be an operator of which nobody knows whether it can be restored.
#[test]
fn every_word_is_restored() {
    let properties = [
        include_str!("asynchronous.rs"),
        include_str!("chains.rs"),
        include_str!("joins.rs"),
        include_str!("keys.rs"),
        include_str!("tagged.rs"),
        include_str!("frames/groups.rs"),
        include_str!("frames/joins.rs"),
        include_str!("frames/rows.rs"),
        include_str!("frames/windows.rs"),
        include_str!("timed.rs"),
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
