//! `filter`: only the rows for which something is true.

use core::marker::PhantomData;
use core::ops::Range;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row, Shaped};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// The rows of [`FrameFlow::filter`].
#[derive(Debug)]
pub struct FilterRows<'a, R, F> {
    rows: R,
    predicate: &'a F,
}

impl<R: Copy, F> Clone for FilterRows<'_, R, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, F> Copy for FilterRows<'_, R, F> {}

impl<R: Rows, F: Fn(R::Row) -> bool> Rows for FilterRows<'_, R, F> {
    type Row = R::Row;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, R::Row)> {
        self.rows.get(place).filter(|&(_, row)| (self.predicate)(row))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, R::Row)) {
        self.rows.each_in(places, |index, row| {
            if (self.predicate)(row) {
                visit(index, row);
            }
        });
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        false
    }
}

impl<P: Shaped, F> Shaped for Filter<P, F> {
    type Row = P::Row;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, F> PlanAt<'a, &'a Self> for Filter<P, F> {
    type Rows = FilterRows<'a, <P as PlanAt<'a>>::Rows, F>;
}

/// The operator of [`FrameFlow::filter`], and the plan of what it hands on.
pub struct Filter<P, F> {
    predicate: F,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, F> Node for Filter<P, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, F> Operator for Filter<P, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<FilterRows<'a, <P as PlanAt<'a>>::Rows, F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(FilterRows {
            rows,
            predicate: &self.predicate,
        })
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Only the rows for which `predicate` is true (pandas: `frame[mask]`, `query`).
    pub fn filter<F>(self, predicate: F) -> Filter<P, F>
    where
        F: for<'r> Fn(Row<'r, P>) -> bool,
    {
        Filter {
            predicate,
            plan: PhantomData,
        }
    }
}
