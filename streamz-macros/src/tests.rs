//! The macro tested on tokens: what it prints, and that no input makes it panic.
#![allow(clippy::unwrap_used, reason = "tests")]

mod expansions;
mod random_edits;

/// Pipelines that between them use every form of the language.
const PIPELINES: &[&str] = &[
    include_str!("../expand/chain.rs"),
    include_str!("../expand/diamond.rs"),
    include_str!("../expand/two_sources.rs"),
    include_str!("../expand/feedback.rs"),
    include_str!("../expand/failures.rs"),
    include_str!("../expand/ports_and_lists.rs"),
    include_str!("../expand/driven.rs"),
    include_str!("../expand/tagged.rs"),
    include_str!("../expand/snapshot.rs"),
];
