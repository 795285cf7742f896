//! Aggregates of everything seen.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::{Aggregate, Running};
use crate::frame::gather::Gathered;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Row};
use crate::frame::rows::Rows;
use crate::frame::scope::scope;
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

impl<P: Readable, R: Running, F: for<'r> Fn(Row<'r, P>) -> R::In> Operator for Reduce<P, R, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<R::Out>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> One<R::Out> {
        One(self.take(rows))
    }
}

impl<P, R: Running, F> Reduce<P, R, F> {
    #[inline]
    fn take<B: Rows>(&mut self, rows: B) -> R::Out
    where
        F: Fn(B::Row) -> R::In,
    {
        let value = &self.value;
        self.running.extend(self.cells.gather(rows, |_, row| value(row)));
        self.running.value()
    }
}

/// The operator of [`FrameFlow::aggregate_with_state`].
pub struct ReduceWithState<P, R: Running, F>(Reduce<P, R, F>);

impl<P: Plan, R: Running + Clone, F> Node for ReduceWithState<P, R, F> {
    type Out = Own<(R, R::Out)>;
    type Rate = EachTick;
}

impl<P: Readable, R: Running + Clone, F: for<'r> Fn(Row<'r, P>) -> R::In> Operator for ReduceWithState<P, R, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<(R, R::Out)>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> One<(R, R::Out)> {
        let value = self.0.take(rows);
        One((self.0.running.clone(), value))
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

impl<P: Readable, A: Aggregate, F: for<'r> Fn(Row<'r, P>) -> A::In> Operator for BatchReduce<P, A, F> {
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

crate::sealed!([P, R: Running + Snapshot, F] Reduce<P, R, F> { part running });
crate::sealed!([P, R: Running + Snapshot, F] ReduceWithState<P, R, F> { part 0 });

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
    /// Like [`aggregate_from`](Self::aggregate_from), with the state that led to each value before it (streamz:
    /// `with_state=True`): `aggregate_from` goes on from there, on another day too, for with the feature `serde` the states of
    /// folds can be saved.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Frame, Sum};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     amount: f64,
    /// }
    ///
    /// let mut last = None;
    /// let mut p = pipeline!(|sales: Sale| {
    ///     sales
    ///         .frame()
    ///         .aggregate_with_state(|sale| sale.amount, Sum::new().running())
    ///         .sink(|(state, total)| last = Some((state, total)));
    /// });
    /// p.emit(Sale { amount: 2.0 });
    /// p.emit(Sale { amount: 3.0 });
    /// drop(p);
    /// let (state, total) = last.unwrap();
    /// assert_eq!(total, 5.0);
    ///
    /// let mut totals = Vec::new();
    /// let mut p = pipeline!(|sales: Sale| {
    ///     sales.frame().aggregate_from(|sale| sale.amount, state).sink(|total| totals.push(total));
    /// });
    /// p.emit(Sale { amount: 4.0 });
    /// drop(p);
    /// assert_eq!(totals, [9.0]);
    /// ```
    pub fn aggregate_with_state<R, F>(self, value: F, running: R) -> ReduceWithState<P, R, F>
    where
        R: Running + Clone,
        F: for<'r> Fn(Row<'r, P>) -> R::In,
    {
        ReduceWithState(self.aggregate_from(value, running))
    }

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
