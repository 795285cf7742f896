//! `groupby`: a table of one row for each key.

use core::marker::PhantomData;

use super::grouping::{GroupOf, GroupRows, GroupTable, Grouper, Grouping};
use crate::emission::One;
use crate::frame::aggregate::Aggregate;
use crate::frame::gather::Gathered;
use crate::frame::kernel::groups_aggregate::Grouped;
use crate::frame::kernel::keyed::KeyedWindow;
use crate::frame::kernel::keyed_rows::KeyedRows;
use crate::frame::key::OwnedKey;
use crate::frame::ops::window::{WindowFlow, WindowRows, Windows};
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::scope::scope;
use crate::frame::shape::{KeyOf, Plain};
use crate::operator::{EachTick, Node, Operator};

scope! {
    /// The kind of a stream of frames whose rows are in groups.
    kind GroupKind<O>;
    /// A stream of frames whose rows are in groups, inside `pipeline!`: made by [`FrameFlow::groupby`].
    flow GroupFlow;
    item GroupRows<'a, <P as PlanAt<'a>>::Rows, O>;
}

/// The rows of a batch, the group of each, and which rows are in the window.
pub struct WindowGroupRows<'a, R, O> {
    grouped: GroupRows<'a, R, O>,
    window: &'a KeyedRows,
}

impl<R: Copy, O> Clone for WindowGroupRows<'_, R, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, O> Copy for WindowGroupRows<'_, R, O> {}

scope! {
    /// The kind of a stream of frames seen through a window, whose rows are in groups.
    kind WindowGroupKind<O>;
    /// A stream of frames seen through a window, whose rows are in groups, inside `pipeline!`: made by
    /// [`WindowFlow::groupby`].
    flow WindowGroupFlow;
    item WindowGroupRows<'a, <P as PlanAt<'a>>::Rows, O>;
}

/// The operator of [`FrameFlow::groupby`].
pub struct GroupBy<P, O, F> {
    grouping: Grouping<O, F>,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, O, F> Node for GroupBy<P, O, F> {
    type Out = GroupKind<P, O>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for GroupBy<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<GroupRows<'a, <P as PlanAt<'a>>::Rows, O>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.grouping.take(rows);
        One(self.grouping.lend(rows))
    }
}

/// The operator of [`WindowFlow::groupby`].
pub struct WindowGroupBy<P, O, F> {
    grouping: Grouping<O, F>,
    window: KeyedRows,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, O, F> Node for WindowGroupBy<P, O, F> {
    type Out = WindowGroupKind<P, O>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for WindowGroupBy<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Windows<P>;
    type Emit<'a>
        = One<WindowGroupRows<'a, <P as PlanAt<'a>>::Rows, O>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, window: WindowRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        self.grouping.take_window(window, &mut self.window);
        One(WindowGroupRows {
            grouped: self.grouping.lend(window.rows),
            window: &self.window,
        })
    }
}

/// The operator of [`GroupFlow::aggregate`], and the plan of what it hands on.
pub struct GroupReduce<P, O, A: Aggregate, F> {
    states: Grouped<A>,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<P, O: OwnedKey, A: Aggregate<Out: Copy>, F> Shaped for GroupReduce<P, O, A, F> {
    type Row = Plain<A::Out>;
    type Index = KeyOf<O>;
}

impl<'a, P, O: OwnedKey, A: Aggregate<Out: Copy>, F> PlanAt<'a, &'a Self> for GroupReduce<P, O, A, F> {
    type Rows = GroupTable<'a, O, Grouped<A>>;
}

impl<P: Plan, O: OwnedKey, A: Aggregate<Out: Copy>, F> Node for GroupReduce<P, O, A, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, A, F> Operator for GroupReduce<P, O, A, F>
where
    A: Aggregate<Out: Copy>,
    F: for<'r> Fn(Row<'r, P>) -> A::In,
{
    type In = GroupKind<P, O>;
    type Emit<'a>
        = One<GroupTable<'a, O, Grouped<A>>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, grouped: GroupRows<'a, <P as PlanAt<'a>>::Rows, O>) -> Self::Emit<'a> {
        let value = &self.value;
        let cells = self.cells.gather(grouped.rows, |_, row| value(row));
        self.states.extend(grouped.ids, cells);
        One(GroupTable::new(&grouped, &self.states, None))
    }
}

/// The operator of [`WindowGroupFlow::aggregate`], and the plan of what it hands on.
pub struct WindowGroupReduce<P, O, A: Aggregate, F> {
    states: KeyedWindow<A>,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<P, O: OwnedKey, A: Aggregate<Out: Copy>, F> Shaped for WindowGroupReduce<P, O, A, F> {
    type Row = Plain<A::Out>;
    type Index = KeyOf<O>;
}

impl<'a, P, O: OwnedKey, A: Aggregate<Out: Copy>, F> PlanAt<'a, &'a Self> for WindowGroupReduce<P, O, A, F> {
    type Rows = GroupTable<'a, O, KeyedWindow<A>>;
}

impl<P: Plan, O: OwnedKey, A: Aggregate<Out: Copy>, F> Node for WindowGroupReduce<P, O, A, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, A, F> Operator for WindowGroupReduce<P, O, A, F>
where
    A: Aggregate<Out: Copy>,
    F: for<'r> Fn(Row<'r, P>) -> A::In,
{
    type In = WindowGroupKind<P, O>;
    type Emit<'a>
        = One<GroupTable<'a, O, KeyedWindow<A>>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: WindowGroupRows<'a, <P as PlanAt<'a>>::Rows, O>) -> Self::Emit<'a> {
        let WindowGroupRows { grouped, window } = rows;
        let value = &self.value;
        let cells = self.cells.gather(grouped.rows, |_, row| value(row));
        self.states.extend(cells, window);
        for &id in window.gone() {
            self.states.clear(id);
        }
        One(GroupTable::new(&grouped, &self.states, Some(window)))
    }
}

crate::sealed!([P, O: OwnedKey + Value, F] GroupBy<P, O, F> { part grouping });
crate::sealed!([P, O: OwnedKey + Value, F] WindowGroupBy<P, O, F> { part grouping, part window });
crate::sealed!([P, O, A: Aggregate<Running: Snapshot>, F] GroupReduce<P, O, A, F> { part states });
crate::sealed!([P, O, A: Aggregate<In: Value, Queue: Snapshot>, F] WindowGroupReduce<P, O, A, F> { part states });

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Puts rows into groups by a key: what follows makes a table of one row for each key (pandas: `groupby`).
    ///
    /// In `pipeline!` the closure returns the key: a number, a text, or a tuple of them. Rows whose key is missing are in no
    /// group. The table is sorted by key, and its index is the key. Memory grows with the number of keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     name: String,
    ///     amount: f64,
    /// }
    ///
    /// let mut table = Vec::new();
    /// let mut p = pipeline!(|sales: Sale| {
    ///     sales.frame().groupby(|sale| sale.name).mean(|sale| sale.amount).sink(|rows| {
    ///         table = rows.iter().map(|(name, mean)| (name.to_owned(), mean)).collect();
    ///     });
    /// });
    /// for (name, amount) in [("Bob", 10.0), ("Alice", 100.0), ("Bob", 20.0)] {
    ///     p.emit(Sale { name: name.to_owned(), amount });
    /// }
    /// drop(p);
    /// assert_eq!(table, [("Alice".to_owned(), 100.0), ("Bob".to_owned(), 15.0)]);
    /// ```
    pub fn groupby<O, F>(self, key: F) -> GroupBy<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        GroupBy {
            grouping: Grouping::new(key),
            plan: PhantomData,
        }
    }
}

impl<P: Plan, const CLOCK: usize> WindowFlow<P, CLOCK> {
    /// Puts the rows of the window into groups by a key: see [`FrameFlow::groupby`]. A key leaves the table when its last
    /// row has left the window.
    pub fn groupby<O, F>(self, key: F) -> WindowGroupBy<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        WindowGroupBy {
            grouping: Grouping::new(key),
            window: KeyedRows::new(),
            plan: PhantomData,
        }
    }
}

impl<P: Plan, O: OwnedKey, const CLOCK: usize> GroupFlow<P, O, CLOCK> {
    /// An aggregate of each group, over everything seen.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> GroupReduce<P, O, A, F>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        GroupReduce {
            states: Grouped::new(aggregate),
            cells: Gathered::default(),
            value,
            plan: PhantomData,
        }
    }
}

impl<P: Plan, O: OwnedKey, const CLOCK: usize> WindowGroupFlow<P, O, CLOCK> {
    /// An aggregate of each group, over its rows in the window.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> WindowGroupReduce<P, O, A, F>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        WindowGroupReduce {
            states: KeyedWindow::new(aggregate, 0),
            cells: Gathered::default(),
            value,
            plan: PhantomData,
        }
    }
}
