//! The witness of a stream of frames: what the operators on rows are methods of.

use super::rows::Rows;
use super::scope::scope;
use super::shape::Shape;

/// What the rows of a [`Plan`] are.
pub trait Shaped {
    /// A row.
    type Row: Shape;

    /// Its label.
    type Index: Shape;
}

/// The rows of a [`Plan`] during one event.
///
/// The second parameter only carries the bound `Self: 'a`, as that of [`KindAt`](crate::KindAt).
pub trait PlanAt<'a, Bound = &'a Self>: Shaped {
    /// The rows of one batch.
    type Rows: Copy;
}

/// What is to be done to the rows of every batch of a stream.
///
/// Nothing is asked of closures here: each was checked where it was given, and only who looks at rows asks for all of them
/// at once, by [`Readable`]. If every operator of a chain asked, a long chain would hardly compile.
pub trait Plan: Shaped + for<'a> PlanAt<'a> {}

impl<P: Shaped + for<'a> PlanAt<'a>> Plan for P {}

/// The rows of a [`Readable`] plan during one event.
pub trait ReadableAt<'a, Bound = &'a Self>:
    PlanAt<'a, Bound, Rows: Rows<Row = Row<'a, Self>, Index = Index<'a, Self>>>
{
}

impl<'a, P> ReadableAt<'a, &'a Self> for P where
    P: PlanAt<'a, &'a Self, Rows: Rows<Row = Row<'a, P>, Index = Index<'a, P>>>
{
}

/// A [`Plan`] whose rows can be looked at.
pub trait Readable: Plan + for<'a> ReadableAt<'a> {}

impl<P: Plan + for<'a> ReadableAt<'a>> Readable for P {}

/// A row of the plan `P` during an event that lives for `'a`.
pub type Row<'a, P> = <<P as Shaped>::Row as Shape>::At<'a>;

/// The label of a row of the plan `P`.
pub type Index<'a, P> = <<P as Shaped>::Index as Shape>::At<'a>;

scope! {
    /// The kind of a stream of frames.
    kind Frames;
    /// A stream of frames inside `pipeline!`: the operators of this witness work on rows.
    flow FrameFlow;
    item <P as PlanAt<'a>>::Rows;
}
