//! `map`: a function of each row.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row, Shaped};
use crate::frame::rows::Picked;
use crate::frame::shape::Plain;
use crate::operator::{EachTick, Node, Operator};

impl<P: Shaped, O: Copy, F> Shaped for Map<P, O, F> {
    type Row = Plain<O>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, O: Copy, F> PlanAt<'a, &'a Self> for Map<P, O, F> {
    type Rows = Picked<<P as PlanAt<'a>>::Rows, &'a F>;
}

/// The operator of [`FrameFlow::map`], and the plan of what it hands on.
pub struct Map<P, O, F> {
    function: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<P: Plan, O: Copy, F> Node for Map<P, O, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, O: Copy, F> Operator for Map<P, O, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<Picked<<P as PlanAt<'a>>::Rows, &'a F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(Picked::new(rows, &self.function))
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
