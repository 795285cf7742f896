//! `rolling` within groups: one result for each row, over rows of its own group.

use core::marker::PhantomData;

use super::groupby::{GroupFlow, GroupKind};
use super::grouping::{GroupOf, GroupRows, Grouper, Grouping};
use super::rolling::{RollingFlow, RollingRows, Rollings};
use super::window::WindowRows;
use crate::emission::One;
use crate::frame::aggregate::Aggregate;
use crate::frame::gather::Gathered;
use crate::frame::kernel::keyed::{KeyedRolling, KeyedWindow};
use crate::frame::kernel::keyed_rows::KeyedRows;
use crate::frame::key::OwnedKey;
use crate::frame::ops::on_first::OnFirst;
use crate::frame::plan::{Frames, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::results::{ResultRows, Results};
use crate::frame::scope::scope;
use crate::frame::shape::{Alone, Beside, Plain, Seen, Shown};
use crate::operator::{EachTick, Node, Operator};

/// Which rows of its group a row's result is over.
#[derive(Clone, Copy, Debug)]
enum Within<'a> {
    /// The last so many of the group.
    Last(usize),
    /// Those of the group in a window of all rows.
    Window(&'a KeyedRows),
}

/// The rows of a batch, each ending a window of its group.
#[derive(Clone, Copy, Debug)]
pub struct GroupRollingRows<'a, R> {
    rows: R,
    ids: &'a [u32],
    within: Within<'a>,
    min_periods: Option<usize>,
}

scope! {
    /// The kind of a stream of frames each of whose rows ends a window of its group.
    kind GroupRollings;
    /// A stream of frames each of whose rows ends a window of its group, inside `pipeline!`: made by [`GroupFlow::rolling`]
    /// and [`RollingFlow::groupby`].
    flow GroupRollingFlow;
    item GroupRollingRows<'a, <P as PlanAt<'a>>::Rows>;
}

/// The operator of [`GroupFlow::rolling`].
pub struct GroupRoll<P, O> {
    rows: usize,
    plan: PhantomData<fn(P) -> O>,
}

impl<P: Plan, O> Node for GroupRoll<P, O> {
    type Out = GroupRollings<P>;
    type Rate = EachTick;
}

impl<P: Plan, O> Operator for GroupRoll<P, O> {
    type In = GroupKind<P, O>;
    type Emit<'a>
        = One<GroupRollingRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, grouped: GroupRows<'a, <P as PlanAt<'a>>::Rows, O>) -> Self::Emit<'a> {
        One(GroupRollingRows {
            rows: grouped.rows,
            ids: grouped.ids,
            within: Within::Last(self.rows),
            min_periods: None,
        })
    }
}

/// The operator of [`RollingFlow::groupby`].
pub struct RollGroupBy<P, O, F> {
    grouping: Grouping<O, F>,
    window: KeyedRows,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, O, F> Node for RollGroupBy<P, O, F> {
    type Out = GroupRollings<P>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for RollGroupBy<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Rollings<P>;
    type Emit<'a>
        = One<GroupRollingRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rolling: RollingRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        let RollingRows {
            rows,
            bounds,
            min_periods,
        } = rolling;
        self.grouping.take_window(WindowRows { rows, bounds }, &mut self.window);
        One(GroupRollingRows {
            rows,
            ids: self.grouping.ids(),
            within: Within::Window(&self.window),
            min_periods,
        })
    }
}

/// The operator of [`GroupRollingFlow::min_periods`].
pub struct GroupMinPeriods<P> {
    periods: usize,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan> Node for GroupMinPeriods<P> {
    type Out = GroupRollings<P>;
    type Rate = EachTick;
}

impl<P: Plan> Operator for GroupMinPeriods<P> {
    type In = GroupRollings<P>;
    type Emit<'a>
        = One<GroupRollingRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rolling: GroupRollingRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        One(GroupRollingRows {
            min_periods: Some(self.periods),
            ..rolling
        })
    }
}

/// The states of the groups, over their last rows or over a window of all rows.
enum States<A: Aggregate> {
    Last(KeyedRolling<A>),
    Window(KeyedWindow<A>),
}

impl<A: Aggregate> States<A> {
    /// Over the last `rows` rows, or over a window of all.
    fn new(aggregate: &A, rows: Option<usize>, min_periods: usize) -> Self {
        match rows {
            Some(rows) => Self::Last(KeyedRolling::new(aggregate.clone(), rows, min_periods)),
            None => Self::Window(KeyedWindow::new(aggregate.clone(), min_periods)),
        }
    }
}

#[cfg(feature = "serde")]
impl<A: Aggregate<In: crate::snapshot::Value, Queue: crate::snapshot::Snapshot>> crate::snapshot::Snapshot
    for States<A>
{
    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Last(states) => states.save(serializer),
            Self::Window(states) => states.save(serializer),
        }
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        match self {
            Self::Last(states) => states.restore(saved),
            Self::Window(states) => states.restore(saved),
        }
    }
}

/// The operator of [`GroupRollingFlow::aggregate`] and [`GroupRollingFlow::beside`], and the plan of what it hands on.
pub struct GroupRollReduce<P, A: Aggregate, F, S> {
    states: OnFirst<A, States<A>>,
    cells: Gathered<A::In>,
    results: Results<A::Out>,
    value: F,
    plan: PhantomData<fn(P) -> S>,
}

impl<P: Shaped, A: Aggregate<Out: Copy>, F, S: Shown> Shaped for GroupRollReduce<P, A, F, S> {
    type Row = Seen<S, P::Row, Plain<A::Out>>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, A: Aggregate<Out: Copy>, F, S: Shown> PlanAt<'a, &'a Self> for GroupRollReduce<P, A, F, S> {
    type Rows = ResultRows<'a, <P as PlanAt<'a>>::Rows, A::Out, S>;
}

impl<P: Plan, A: Aggregate<Out: Copy>, F, S: Shown> Node for GroupRollReduce<P, A, F, S> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, A, F, S> Operator for GroupRollReduce<P, A, F, S>
where
    A: Aggregate<Out: Copy>,
    F: for<'r> Fn(Row<'r, P>) -> A::In,
    S: Shown,
{
    type In = GroupRollings<P>;
    type Emit<'a>
        = One<ResultRows<'a, <P as PlanAt<'a>>::Rows, A::Out, S>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rolling: GroupRollingRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        let value = &self.value;
        let cells = self.cells.gather(rolling.rows, |_, row| value(row));
        let count = cells.len();
        let rows = match rolling.within {
            Within::Last(rows) => Some(rows),
            Within::Window(_) => None,
        };
        let min_periods = rolling.min_periods.unwrap_or(rows.unwrap_or(1));
        let states = self.states.get(rows, min_periods);
        let results = &mut self.results.values;
        results.clear();
        match (states, rolling.within) {
            (States::Window(states), Within::Window(window)) => {
                states.scan(cells, window, results);
                for &id in window.gone() {
                    states.clear(id);
                }
            }
            // One operator feeds this one: what its windows are never changes.
            (States::Last(states), _) => states.scan(rolling.ids, cells, results),
            (States::Window(_), Within::Last(_)) => {}
        }
        One(self.results.lend(rolling.rows, count))
    }
}

crate::saved!([P, O] GroupRoll<P, O> { same rows });
crate::sealed!([P, O: OwnedKey + Value, F] RollGroupBy<P, O, F> { part grouping, part window });
crate::saved!([P] GroupMinPeriods<P> { same periods });
crate::sealed!([P, A: Aggregate<In: Value, Queue: Snapshot>, F, S] GroupRollReduce<P, A, F, S> { part states });

impl<P: Plan, O: OwnedKey, const CLOCK: usize> GroupFlow<P, O, CLOCK> {
    /// Lets each row end a window of the last `rows` rows of its own group: what follows has one result for each row, in
    /// the order of the rows (pandas: `groupby(..).rolling(..)`). A row without a key has a result that is missing.
    ///
    /// A result is missing until the group has `rows` rows with a value; [`min_periods`](GroupRollingFlow::min_periods)
    /// changes that.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Trade {
    ///     symbol: String,
    ///     price: f64,
    /// }
    ///
    /// let mut means = Vec::new();
    /// let mut p = pipeline!(|trades: Trade| {
    ///     trades
    ///         .frame()
    ///         .groupby(|trade| trade.symbol)
    ///         .rolling(2)
    ///         .min_periods(1)
    ///         .mean(|trade| trade.price)
    ///         .sink(|rows| rows.each(|_, mean| means.push(mean)));
    /// });
    /// for (symbol, price) in [("A", 1.0), ("B", 10.0), ("A", 3.0), ("A", 5.0)] {
    ///     p.emit(Trade { symbol: symbol.to_owned(), price });
    /// }
    /// drop(p);
    /// assert_eq!(means, [1.0, 10.0, 2.0, 4.0]);
    /// ```
    pub fn rolling(self, rows: usize) -> GroupRoll<P, O> {
        GroupRoll {
            rows,
            plan: PhantomData,
        }
    }
}

impl<P: Plan, const CLOCK: usize> RollingFlow<P, CLOCK> {
    /// Leaves in the window of each row only the rows of its own group: rows with the same key among the last rows of all,
    /// or in the last part of the index. A row without a key has a result that is missing.
    ///
    /// In `pipeline!` the closure returns the key: see [`FrameFlow::groupby`](crate::frame::FrameFlow::groupby). Here
    /// one row with a value is enough for a result, unless [`min_periods`](Self::min_periods) says otherwise.
    pub fn groupby<O, F>(self, key: F) -> RollGroupBy<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        RollGroupBy {
            grouping: Grouping::new(key),
            window: KeyedRows::new(),
            plan: PhantomData,
        }
    }
}

impl<P: Plan, const CLOCK: usize> GroupRollingFlow<P, CLOCK> {
    /// A result is missing unless its window has so many rows with a value (pandas: `min_periods`).
    pub fn min_periods(self, periods: usize) -> GroupMinPeriods<P> {
        GroupMinPeriods {
            periods,
            plan: PhantomData,
        }
    }

    /// For each row, an aggregate of the rows of its group in its window.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> GroupRollReduce<P, A, F, Alone>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        GroupRollReduce {
            states: OnFirst::new(aggregate, States::new),
            cells: Gathered::default(),
            results: Results::default(),
            value,
            plan: PhantomData,
        }
    }

    /// Like [`aggregate`](Self::aggregate), with the row itself before each result: `(row, result)`.
    pub fn beside<A, F>(self, value: F, aggregate: A) -> GroupRollReduce<P, A, F, Beside>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        GroupRollReduce {
            states: OnFirst::new(aggregate, States::new),
            cells: Gathered::default(),
            results: Results::default(),
            value,
            plan: PhantomData,
        }
    }
}
