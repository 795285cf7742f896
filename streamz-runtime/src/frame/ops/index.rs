//! `set_index`, `reset_index`, `index`: the labels of rows.

use core::marker::PhantomData;
use core::ops::Range;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row, Shaped};
use crate::frame::rows::Rows;
use crate::frame::shape::{Beside, Label, Plain, Seen, Shown};
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
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(I, R::Row)) {
        self.rows.each_in(places, |_, row| visit((self.label)(row), row));
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

impl<P: Shaped, I: Copy, F> Shaped for SetIndex<P, I, F> {
    type Row = P::Row;
    type Index = Plain<I>;
}

impl<'a, P: PlanAt<'a>, I: Copy, F> PlanAt<'a, &'a Self> for SetIndex<P, I, F> {
    type Rows = LabelledRows<'a, <P as PlanAt<'a>>::Rows, F>;
}

impl<P: Plan, I: Copy, F> Node for SetIndex<P, I, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, I: Copy, F> Operator for SetIndex<P, I, F> {
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

impl<R: Rows, W: Shown> Rows for IndexRows<R, W> {
    type Row = W::Of<R::Index, R::Row>;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, Self::Row)> {
        self.rows.get(place).map(|(index, row)| (index, W::show(index, row)))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, Self::Row)) {
        self.rows
            .each_in(places, |index, row| visit(index, W::show(index, row)));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The operator of [`FrameFlow::reset_index`] and [`FrameFlow::index`], and the plan of what it hands on.
pub struct ShowIndex<P, W>(PhantomData<fn(P) -> W>);

impl<P: Shaped, W: Shown> Shaped for ShowIndex<P, W> {
    type Row = Seen<W, P::Index, P::Row>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, W: Shown> PlanAt<'a, &'a Self> for ShowIndex<P, W> {
    type Rows = IndexRows<<P as PlanAt<'a>>::Rows, W>;
}

impl<P: Plan, W: Shown> Node for ShowIndex<P, W> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, W: Shown> Operator for ShowIndex<P, W> {
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
    pub fn reset_index(self) -> ShowIndex<P, Beside> {
        ShowIndex(PhantomData)
    }

    /// Only the labels (pandas: `index`).
    pub fn index(self) -> ShowIndex<P, Label> {
        ShowIndex(PhantomData)
    }
}
