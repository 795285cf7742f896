//! The witness of a stream of frames: what the operators on rows are methods of.

use super::rows::Rows;
use super::scope::scope;

/// The rows of a [`Plan`] during one event.
///
/// The second parameter only carries the bound `Self: 'a`, as that of [`KindAt`](crate::KindAt).
pub trait PlanAt<'a, Bound = &'a Self> {
    /// A row.
    type Row: Copy;

    /// A label.
    type Index: Copy;

    /// The rows of one batch.
    type Rows: Rows<Row = Self::Row, Index = Self::Index>;
}

/// What is to be done to the rows of every batch of a stream.
pub trait Plan: for<'a> PlanAt<'a> {}

impl<P: ?Sized + for<'a> PlanAt<'a>> Plan for P {}

/// A row of the plan `P` during an event that lives for `'a`.
pub type Row<'a, P> = <P as PlanAt<'a>>::Row;

/// The label of a row of the plan `P`.
pub type Index<'a, P> = <P as PlanAt<'a>>::Index;

scope! {
    /// The kind of a stream of frames.
    kind Frames;
    /// A stream of frames inside `pipeline!`: the operators of this witness work on rows.
    flow FrameFlow;
    item <P as PlanAt<'a>>::Rows;
}
