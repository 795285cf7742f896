//! Why there was no token.

use core::fmt;

use super::{Ack, Handle};

/// All elements of the pool are in use: held, or settled and not yet taken with `next_settled`.
///
/// Nothing is lost: the metadata comes back. A source that meets this stops reading until something settles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("all {capacity} elements of the pool are in use; take settled ones, wait for more, or make the pool larger")]
#[non_exhaustive]
pub struct Exhausted<M> {
    /// What was given to `issue`.
    pub meta: M,
    /// How many elements the pool has.
    pub capacity: usize,
}

impl<M> Exhausted<M> {
    pub(super) const fn new(meta: M, capacity: usize) -> Self {
        Self { meta, capacity }
    }
}

/// Why tokens could not be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// There was no token to join.
    #[error("there was no token to join; an element that comes from none needs one of its own")]
    Empty,
    /// Tokens of different pools.
    #[error("tokens of different pools cannot be joined; issue both from one pool")]
    Foreign,
    /// The pool has no room for more joins.
    #[error("all {capacity} joins of the pool are in use; a join of n tokens takes n - 1 of them while it is held")]
    Exhausted {
        /// How many the pool has.
        capacity: usize,
    },
}

/// Two tokens that could not be joined, given back. Dropping them fails both elements.
#[derive(thiserror::Error)]
#[error("{error}")]
#[non_exhaustive]
pub struct Unjoined<P: Handle> {
    /// The tokens, in their order.
    pub tokens: [Ack<P>; 2],
    /// Why.
    pub error: JoinError,
}

impl<P: Handle> Unjoined<P> {
    pub(super) const fn new(tokens: [Ack<P>; 2], error: JoinError) -> Self {
        Self { tokens, error }
    }
}

impl<P: Handle> fmt::Debug for Unjoined<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unjoined")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}
