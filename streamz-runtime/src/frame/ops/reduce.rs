//! Aggregates of everything seen.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::{Aggregate, Running};
use crate::frame::gather::Gathered;
use crate::frame::ops::scope::scope;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row};
use crate::kind::Own;
use crate::operator::{EachTick, Node, Operator};

/// The operator of [`FrameFlow::aggregate`] and [`FrameFlow::aggregate_from`].
pub struct Reduce<P, R: Running, F> {
    running: R,
    cells: Gathered<R::In>,
    value: F,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, R: Running, F> Node for Reduce<P, R, F> {
    type Out = Own<R::Out>;
    type Rate = EachTick;
}

impl<P: Plan, R: Running, F: for<'r> Fn(Row<'r, P>) -> R::In> Operator for Reduce<P, R, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<R::Out>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> One<R::Out> {
        let value = &self.value;
        self.running.extend(self.cells.gather(rows, |_, row| value(row)));
        One(self.running.value())
    }
}

/// The rows of a batch, to be aggregated by themselves.
#[derive(Clone, Copy, Debug)]
pub struct BatchRows<R> {
    rows: R,
}

scope! {
    /// The kind of a stream of frames each of which is aggregated by itself.
    kind PerBatch;
    /// A stream of frames each of which is aggregated by itself, inside `pipeline!`: made by [`FrameFlow::per_batch`].
    flow BatchFlow;
    item BatchRows<<P as PlanAt<'a>>::Rows>;
}

/// The operator of [`FrameFlow::per_batch`].
pub struct EachBatch<P>(PhantomData<fn(P)>);

impl<P: Plan> Node for EachBatch<P> {
    type Out = PerBatch<P>;
    type Rate = EachTick;
}

impl<P: Plan> Operator for EachBatch<P> {
    type In = Frames<P>;
    type Emit<'a>
        = One<BatchRows<<P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(BatchRows { rows })
    }
}

/// The operator of [`BatchFlow::aggregate`].
pub struct BatchReduce<P, A: Aggregate, F> {
    aggregate: A,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, A: Aggregate, F> Node for BatchReduce<P, A, F> {
    type Out = Own<A::Out>;
    type Rate = EachTick;
}

impl<P: Plan, A: Aggregate, F: for<'r> Fn(Row<'r, P>) -> A::In> Operator for BatchReduce<P, A, F> {
    type In = PerBatch<P>;
    type Emit<'a>
        = One<A::Out>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, batch: BatchRows<<P as PlanAt<'a>>::Rows>) -> One<A::Out> {
        let value = &self.value;
        let mut running = self.aggregate.running();
        running.extend(self.cells.gather(batch.rows, |_, row| value(row)));
        One(running.value())
    }
}

impl<P: Plan, const CLOCK: usize> BatchFlow<P, CLOCK> {
    /// An aggregate of each batch.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> BatchReduce<P, A, F>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        BatchReduce {
            aggregate,
            cells: Gathered::default(),
            value,
            plan: PhantomData,
        }
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Lets aggregates begin anew with each batch: for tables that replace the one before, such as those of
    /// [`groupby`](Self::groupby) (streamz: updating frames).
    pub fn per_batch(self) -> EachBatch<P> {
        EachBatch(PhantomData)
    }

    /// An aggregate of everything seen, after every batch (streamz: `aggregate`).
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> Reduce<P, A::Running, F>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        self.aggregate_from(value, aggregate.running())
    }

    /// Like [`aggregate`](Self::aggregate), going on from a state that has seen something already (streamz: `start`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Frame, Mean, Running};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Reading {
    ///     celsius: f64,
    /// }
    ///
    /// let mut yesterday = Mean::new().running();
    /// yesterday.extend(&[10.0, 20.0, 30.0]);
    /// let mut means = Vec::new();
    /// let mut p = pipeline!(|readings: Reading| {
    ///     readings.frame().aggregate_from(|reading| reading.celsius, yesterday).sink(|mean| means.push(mean));
    /// });
    /// p.emit(Reading { celsius: 40.0 });
    /// drop(p);
    /// assert_eq!(means, [25.0]);
    /// ```
    pub fn aggregate_from<R, F>(self, value: F, running: R) -> Reduce<P, R, F>
    where
        R: Running,
        F: for<'r> Fn(Row<'r, P>) -> R::In,
    {
        Reduce {
            running,
            cells: Gathered::default(),
            value,
            plan: PhantomData,
        }
    }
}
