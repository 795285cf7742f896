//! `set_index`, `reset_index`, `index`: the labels of rows.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// The rows of [`FrameFlow::set_index`].
#[derive(Debug)]
pub struct LabelledRows<'a, R, F> {
    rows: R,
    label: &'a F,
}

impl<R: Copy, F> Clone for LabelledRows<'_, R, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, F> Copy for LabelledRows<'_, R, F> {}

impl<R: Rows, I: Copy, F: Fn(R::Row) -> I> Rows for LabelledRows<'_, R, F> {
    type Row = R::Row;
    type Index = I;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(I, R::Row)> {
        self.rows.get(place).map(|(_, row)| ((self.label)(row), row))
    }

    #[inline(always)]
    fn each(self, mut visit: impl FnMut(I, R::Row)) {
        self.rows.each(|_, row| visit((self.label)(row), row));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The operator of [`FrameFlow::set_index`], and the plan of what it hands on.
pub struct SetIndex<P, I, F> {
    label: F,
    plan: PhantomData<fn(P) -> I>,
}

impl<'a, P: Plan, I: Copy, F: for<'r> Fn(Row<'r, P>) -> I> PlanAt<'a, &'a Self> for SetIndex<P, I, F> {
    type Row = <P as PlanAt<'a>>::Row;
    type Index = I;
    type Rows = LabelledRows<'a, <P as PlanAt<'a>>::Rows, F>;
}

impl<P: Plan, I: Copy, F: for<'r> Fn(Row<'r, P>) -> I> Node for SetIndex<P, I, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, I: Copy, F: for<'r> Fn(Row<'r, P>) -> I> Operator for SetIndex<P, I, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<LabelledRows<'a, <P as PlanAt<'a>>::Rows, F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(LabelledRows {
            rows,
            label: &self.label,
        })
    }
}

/// What stands in a row of [`FrameFlow::reset_index`] or [`FrameFlow::index`].
pub trait Relabelled<I, R> {
    /// The row.
    type Row: Copy;

    /// Makes the row.
    fn row(index: I, row: R) -> Self::Row;
}

/// The label only.
pub struct Label;

impl<I: Copy, R> Relabelled<I, R> for Label {
    type Row = I;

    #[inline(always)]
    fn row(index: I, _: R) -> I {
        index
    }
}

/// The label, and the row.
pub struct LabelAndRow;

impl<I: Copy, R: Copy> Relabelled<I, R> for LabelAndRow {
    type Row = (I, R);

    #[inline(always)]
    fn row(index: I, row: R) -> (I, R) {
        (index, row)
    }
}

/// The rows of [`FrameFlow::reset_index`] and [`FrameFlow::index`].
#[derive(Debug)]
pub struct IndexRows<R, W> {
    rows: R,
    shown: PhantomData<fn() -> W>,
}

impl<R: Copy, W> Clone for IndexRows<R, W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, W> Copy for IndexRows<R, W> {}

impl<R: Rows, W: Relabelled<R::Index, R::Row>> Rows for IndexRows<R, W> {
    type Row = W::Row;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, W::Row)> {
        self.rows.get(place).map(|(index, row)| (index, W::row(index, row)))
    }

    #[inline(always)]
    fn each(self, mut visit: impl FnMut(R::Index, W::Row)) {
        self.rows.each(|index, row| visit(index, W::row(index, row)));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The operator of [`FrameFlow::reset_index`] and [`FrameFlow::index`], and the plan of what it hands on.
pub struct ShowIndex<P, W>(PhantomData<fn(P) -> W>);

impl<'a, P: Plan, W> PlanAt<'a, &'a Self> for ShowIndex<P, W>
where
    W: Relabelled<<P as PlanAt<'a>>::Index, <P as PlanAt<'a>>::Row>,
{
    type Row = W::Row;
    type Index = <P as PlanAt<'a>>::Index;
    type Rows = IndexRows<<P as PlanAt<'a>>::Rows, W>;
}

impl<P: Plan, W> Node for ShowIndex<P, W>
where
    Self: Plan,
{
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, W> Operator for ShowIndex<P, W>
where
    W: for<'r> Relabelled<<P as PlanAt<'r>>::Index, <P as PlanAt<'r>>::Row>,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<IndexRows<<P as PlanAt<'a>>::Rows, W>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(IndexRows {
            rows,
            shown: PhantomData,
        })
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Labels each row with `label` of it (pandas: `set_index`).
    pub fn set_index<I, F>(self, label: F) -> SetIndex<P, I, F>
    where
        I: Copy,
        F: for<'r> Fn(Row<'r, P>) -> I,
    {
        SetIndex {
            label,
            plan: PhantomData,
        }
    }

    /// Rows of which the label is a part: `(label, row)` (pandas: `reset_index`).
    pub fn reset_index(self) -> ShowIndex<P, LabelAndRow> {
        ShowIndex(PhantomData)
    }

    /// Only the labels (pandas: `index`).
    pub fn index(self) -> ShowIndex<P, Label> {
        ShowIndex(PhantomData)
    }
}
