//! What became of an element.

/// How an element ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Every holder said that its effects are done.
    Done,
    /// At least one holder dropped the element, or failed it.
    Failed,
}

/// An element that nobody holds any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<M> {
    /// What was given to `issue`.
    pub meta: M,
    /// How it ended.
    pub outcome: Outcome,
}
