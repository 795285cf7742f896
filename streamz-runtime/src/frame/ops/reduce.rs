//! Aggregates of everything seen.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::{Aggregate, Running};
use crate::frame::gather::Gathered;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row};
use crate::kind::Own;
use crate::operator::{EachTick, Node, Operator};

/// The operator of [`FrameFlow::aggregate`].
pub struct Reduce<P, A: Aggregate, F> {
    running: A::Running,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, A: Aggregate, F> Node for Reduce<P, A, F> {
    type Out = Own<A::Out>;
    type Rate = EachTick;
}

impl<P: Plan, A: Aggregate, F: for<'r> Fn(Row<'r, P>) -> A::In> Operator for Reduce<P, A, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<A::Out>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> One<A::Out> {
        let value = &self.value;
        self.running.extend(self.cells.gather(rows, |_, row| value(row)));
        One(self.running.value())
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// An aggregate of everything seen, after every batch (streamz: `aggregate`).
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> Reduce<P, A, F>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        Reduce {
            running: aggregate.running(),
            cells: Gathered::default(),
            value,
            plan: PhantomData,
        }
    }
}
