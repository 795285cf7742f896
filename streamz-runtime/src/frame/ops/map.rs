//! `map`: a function of each row.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// The rows of [`FrameFlow::map`].
#[derive(Debug)]
pub struct MapRows<'a, R, F> {
    rows: R,
    function: &'a F,
}

impl<R: Copy, F> Clone for MapRows<'_, R, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, F> Copy for MapRows<'_, R, F> {}

impl<R: Rows, O: Copy, F: Fn(R::Row) -> O> Rows for MapRows<'_, R, F> {
    type Row = O;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, O)> {
        self.rows.get(place).map(|(index, row)| (index, (self.function)(row)))
    }

    #[inline(always)]
    fn each(self, mut visit: impl FnMut(R::Index, O)) {
        self.rows.each(|index, row| visit(index, (self.function)(row)));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

impl<'a, P, O, F> PlanAt<'a, &'a Self> for Map<P, O, F>
where
    P: Plan,
    O: Copy,
    F: for<'r> Fn(Row<'r, P>) -> O,
{
    type Row = O;
    type Index = <P as PlanAt<'a>>::Index;
    type Rows = MapRows<'a, <P as PlanAt<'a>>::Rows, F>;
}

/// The operator of [`FrameFlow::map`], and the plan of what it hands on.
pub struct Map<P, O, F> {
    function: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<P: Plan, O: Copy, F: for<'r> Fn(Row<'r, P>) -> O> Node for Map<P, O, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, O: Copy, F: for<'r> Fn(Row<'r, P>) -> O> Operator for Map<P, O, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<MapRows<'a, <P as PlanAt<'a>>::Rows, F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(MapRows {
            rows,
            function: &self.function,
        })
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// `function` of each row: one value, or several as a tuple (pandas: arithmetic, comparison, `astype`, `map`).
    pub fn map<O, F>(self, function: F) -> Map<P, O, F>
    where
        O: Copy,
        F: for<'r> Fn(Row<'r, P>) -> O,
    {
        Map {
            function,
            plan: PhantomData,
        }
    }
}
