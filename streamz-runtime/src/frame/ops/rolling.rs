//! `rolling` and `expanding`: one result for each row.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::{Aggregate, Running, Sliding, Starts};
use crate::frame::column::Values;
use crate::frame::extent::{Bounds, Extent, Horizon};
use crate::frame::gather::{AT_ONCE, Gathered};
use crate::frame::ops::on_first::OnFirst;
use crate::frame::plan::{FrameFlow, Frames, Index, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::results::{ResultRows, Results};
use crate::frame::scope::scope;
use crate::frame::shape::{Alone, Beside, Plain, Seen, Shown};
use crate::operator::{EachTick, Node, Operator};

/// The rows of a batch, and where the window of each begins.
#[derive(Clone, Copy, Debug)]
pub struct RollingRows<'a, R> {
    pub(super) rows: R,
    pub(super) bounds: Bounds<'a>,
    // That of pandas if nothing was said: the whole window of rows, one row of a window by the index.
    pub(super) min_periods: Option<usize>,
}

scope! {
    /// The kind of a stream of frames each of whose rows ends a window.
    kind Rollings;
    /// A stream of frames each of whose rows ends a window, inside `pipeline!`: made by [`FrameFlow::rolling`].
    flow RollingFlow;
    item RollingRows<'a, <P as PlanAt<'a>>::Rows>;
}

/// The rows of a batch, each ending a window that began with the stream.
#[derive(Clone, Copy, Debug)]
pub struct ExpandingRows<R> {
    rows: R,
}

scope! {
    /// The kind of a stream of frames each of whose rows ends a window that began with the stream.
    kind Expandings;
    /// A stream of frames each of whose rows ends a window that began with the stream, inside `pipeline!`: made by
    /// [`FrameFlow::expanding`].
    flow ExpandingFlow;
    item ExpandingRows<<P as PlanAt<'a>>::Rows>;
}

/// The operator of [`FrameFlow::rolling`].
pub struct Roll<P, H> {
    horizon: H,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, H> Node for Roll<P, H> {
    type Out = Rollings<P>;
    type Rate = EachTick;
}

impl<P: Readable, H: for<'r> Horizon<Index<'r, P>>> Operator for Roll<P, H> {
    type In = Frames<P>;
    type Emit<'a>
        = One<RollingRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(RollingRows {
            rows,
            bounds: self.horizon.follow(rows),
            min_periods: None,
        })
    }
}

/// The operator of [`RollingFlow::min_periods`].
pub struct MinPeriods<P> {
    periods: usize,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan> Node for MinPeriods<P> {
    type Out = Rollings<P>;
    type Rate = EachTick;
}

impl<P: Plan> Operator for MinPeriods<P> {
    type In = Rollings<P>;
    type Emit<'a>
        = One<RollingRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rolling: RollingRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        One(RollingRows {
            min_periods: Some(self.periods),
            ..rolling
        })
    }
}

/// The operator of [`FrameFlow::expanding`].
pub struct Expand<P>(PhantomData<fn(P)>);

impl<P: Plan> Node for Expand<P> {
    type Out = Expandings<P>;
    type Rate = EachTick;
}

impl<P: Plan> Operator for Expand<P> {
    type In = Frames<P>;
    type Emit<'a>
        = One<ExpandingRows<<P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(ExpandingRows { rows })
    }
}

/// The operator of [`RollingFlow::aggregate`] and [`RollingFlow::beside`], and the plan of what it hands on.
pub struct RollReduce<P, A: Aggregate, F, S> {
    sliding: OnFirst<A, A::Sliding>,
    // Where windows end before their row, the cells that are in none yet, and the number of the first.
    waiting: Values<A::In>,
    entered: u64,
    cells: Gathered<A::In>,
    results: Results<A::Out>,
    value: F,
    plan: PhantomData<fn(P) -> S>,
}

impl<P, A: Aggregate, F, S> RollReduce<P, A, F, S> {
    fn new(value: F, aggregate: A) -> Self {
        Self {
            sliding: OnFirst::new(aggregate, A::sliding),
            waiting: Values::new(),
            entered: 0,
            cells: Gathered::default(),
            results: Results::default(),
            value,
            plan: PhantomData,
        }
    }
}

impl<P: Shaped, A: Aggregate<Out: Copy>, F, S: Shown> Shaped for RollReduce<P, A, F, S> {
    type Row = Seen<S, P::Row, Plain<A::Out>>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, A: Aggregate<Out: Copy>, F, S: Shown> PlanAt<'a, &'a Self> for RollReduce<P, A, F, S> {
    type Rows = ResultRows<'a, <P as PlanAt<'a>>::Rows, A::Out, S>;
}

impl<P: Plan, A: Aggregate<Out: Copy>, F, S: Shown> Node for RollReduce<P, A, F, S> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, A, F, S> Operator for RollReduce<P, A, F, S>
where
    A: Aggregate<Out: Copy>,
    F: for<'r> Fn(Row<'r, P>) -> A::In,
    S: Shown,
{
    type In = Rollings<P>;
    type Emit<'a>
        = One<ResultRows<'a, <P as PlanAt<'a>>::Rows, A::Out, S>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rolling: RollingRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        let RollingRows {
            rows,
            bounds,
            min_periods,
        } = rolling;
        let value = &self.value;
        let min_periods = min_periods.unwrap_or(bounds.rows().unwrap_or(1));
        let sliding = self.sliding.get(bounds.rows(), min_periods);
        let results = self.results.begin(rows);
        let count = match bounds.ends() {
            None => self.cells.gather_by(
                sliding.at_once(),
                rows,
                |_, row| value(row),
                |before, cells| {
                    let starts = match bounds.starts() {
                        Starts::Rows(rows) => Starts::Rows(rows),
                        Starts::At(starts) => Starts::At(&starts[before..before + cells.len()]),
                    };
                    sliding.scan(cells, starts, results);
                },
            ),
            Some((starts, ends)) => {
                let cells = self.cells.gather(rows, |_, row| value(row));
                self.waiting.extend(cells.iter().copied());
                for (&start, &end) in starts.iter().zip(ends) {
                    let entering = (end - self.entered) as usize;
                    sliding.extend(&self.waiting.as_slice()[..entering], start);
                    self.waiting.drop_first(entering);
                    self.entered = end;
                    results.push(sliding.value());
                }
                cells.len()
            }
        };
        One(self.results.lend(rows, count))
    }
}

/// The operator of [`ExpandingFlow::aggregate`] and [`ExpandingFlow::beside`], and the plan of what it hands on.
pub struct ExpandReduce<P, A: Aggregate, F, S> {
    running: A::Running,
    cells: Gathered<A::In>,
    results: Results<A::Out>,
    value: F,
    plan: PhantomData<fn(P) -> S>,
}

impl<P, A: Aggregate, F, S> ExpandReduce<P, A, F, S> {
    fn new(value: F, aggregate: &A) -> Self {
        Self {
            running: aggregate.running(),
            cells: Gathered::default(),
            results: Results::default(),
            value,
            plan: PhantomData,
        }
    }
}

impl<P: Shaped, A: Aggregate<Out: Copy>, F, S: Shown> Shaped for ExpandReduce<P, A, F, S> {
    type Row = Seen<S, P::Row, Plain<A::Out>>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, A: Aggregate<Out: Copy>, F, S: Shown> PlanAt<'a, &'a Self> for ExpandReduce<P, A, F, S> {
    type Rows = ResultRows<'a, <P as PlanAt<'a>>::Rows, A::Out, S>;
}

impl<P: Plan, A: Aggregate<Out: Copy>, F, S: Shown> Node for ExpandReduce<P, A, F, S> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, A, F, S> Operator for ExpandReduce<P, A, F, S>
where
    A: Aggregate<Out: Copy>,
    F: for<'r> Fn(Row<'r, P>) -> A::In,
    S: Shown,
{
    type In = Expandings<P>;
    type Emit<'a>
        = One<ResultRows<'a, <P as PlanAt<'a>>::Rows, A::Out, S>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, expanding: ExpandingRows<<P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        let rows = expanding.rows;
        let value = &self.value;
        let results = self.results.begin(rows);
        let count = self.cells.gather_by(
            AT_ONCE,
            rows,
            |_, row| value(row),
            |_, cells| self.running.scan(cells, results),
        );
        One(self.results.lend(rows, count))
    }
}

crate::sealed!([P, H: Snapshot] Roll<P, H> { part horizon });
crate::saved!([P] MinPeriods<P> { same periods });
crate::sealed!([P, A: Aggregate<In: Value, Sliding: Snapshot>, F, S] RollReduce<P, A, F, S> {
    part sliding,
    part waiting,
    value entered
});
crate::sealed!([P, A: Aggregate<Running: Snapshot>, F, S] ExpandReduce<P, A, F, S> { part running });

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Lets each row end a window: what follows has one result for each row (pandas: `rolling`).
    ///
    /// The extent is a number of rows, or a [`Duration`](core::time::Duration) or [`Span`](crate::frame::Span) of the index:
    /// then a row's window holds the rows before it whose label is greater than its own minus that.
    ///
    /// A result is missing until the window has its length of rows with a value; in a window by the index, one is enough.
    /// [`min_periods`](RollingFlow::min_periods) changes that.
    pub fn rolling<E>(self, extent: E) -> Roll<P, E::Horizon>
    where
        E: Extent<Horizon: for<'r> Horizon<Index<'r, P>>>,
    {
        Roll {
            horizon: extent.horizon(),
            plan: PhantomData,
        }
    }

    /// Lets each row end a window that began with the stream: what follows has one result for each row (pandas:
    /// `expanding`, with `min_periods=1`). Memory does not grow: only results are kept.
    pub fn expanding(self) -> Expand<P> {
        Expand(PhantomData)
    }
}

impl<P: Plan, const CLOCK: usize> RollingFlow<P, CLOCK> {
    /// A result is missing unless its window has so many rows with a value (pandas: `min_periods`).
    pub fn min_periods(self, periods: usize) -> MinPeriods<P> {
        MinPeriods {
            periods,
            plan: PhantomData,
        }
    }

    /// For each row, an aggregate of the rows in its window.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> RollReduce<P, A, F, Alone>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        RollReduce::new(value, aggregate)
    }

    /// Like [`aggregate`](Self::aggregate), with the row itself before each result: `(row, result)`.
    pub fn beside<A, F>(self, value: F, aggregate: A) -> RollReduce<P, A, F, Beside>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        RollReduce::new(value, aggregate)
    }
}

impl<P: Plan, const CLOCK: usize> ExpandingFlow<P, CLOCK> {
    /// For each row, an aggregate of all rows up to it.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> ExpandReduce<P, A, F, Alone>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        ExpandReduce::new(value, &aggregate)
    }

    /// Like [`aggregate`](Self::aggregate), with the row itself before each result: `(row, result)`.
    pub fn beside<A, F>(self, value: F, aggregate: A) -> ExpandReduce<P, A, F, Beside>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        ExpandReduce::new(value, &aggregate)
    }
}
