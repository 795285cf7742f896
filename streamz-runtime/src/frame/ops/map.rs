//! `map`: a function of each row.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row};
use crate::frame::rows::{Picked, Rows};
use crate::operator::{EachTick, Node, Operator};

impl<'a, P, O, F> PlanAt<'a, &'a Self> for Map<P, O, F>
where
    P: Plan,
    O: Copy,
    F: for<'r> Fn(Row<'r, P>) -> O,
{
    type Row = O;
    type Index = <P as PlanAt<'a>>::Index;
    type Rows = Picked<<P as PlanAt<'a>>::Rows, &'a F>;
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
        = One<Picked<<P as PlanAt<'a>>::Rows, &'a F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(rows.pick(&self.function))
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
