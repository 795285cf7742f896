//! What synchronous operators tell of the items they hold.

use crate::operator::Node;

/// An operator that holds items in the order they came: a window, a batch.
pub trait Keeps: Node {
    /// How many of the newest items it still holds when everything downstream has seen what it emitted.
    fn keeps(&self) -> usize;
}

/// A promise: an operator that holds no item, nor anything that waits to be handed on, from one event to another.
///
/// Only operators of other crates need it, to stand in a pipeline with metadata: an element that passed through one counts as
/// done when the event ends. Sums, counts and the like may be held; they are not handed on by themselves.
#[diagnostic::on_unimplemented(
    message = "`{Self}` may hold items from one event to another, so it cannot stand in a pipeline with metadata",
    note = "if it does not, say so: `impl HoldsNothing for ..`; if it does, make it a boundary that is `Held`"
)]
pub trait HoldsNothing: Node {}
