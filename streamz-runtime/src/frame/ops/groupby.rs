//! `groupby`: a table of one row for each key.

use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::Aggregate;
use crate::frame::gather::Gathered;
use crate::frame::kernel::groups::{Groups, NO_GROUP};
use crate::frame::kernel::groups_aggregate::Grouped;
use crate::frame::kernel::keyed::KeyedWindow;
use crate::frame::kernel::keyed_rows::KeyedRows;
use crate::frame::key::{Key, OwnedKey};
use crate::frame::ops::scope::scope;
use crate::frame::ops::window::{WindowFlow, WindowRows, Windows};
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// Takes the key of a row: what a closure of `groupby` returns is handed to it.
pub struct Grouper<'a, O> {
    groups: &'a mut Groups<O>,
    // Whether a key that is new begins a group.
    is_making: bool,
}

/// The group of a row, if it has one.
#[derive(Clone, Copy, Debug)]
pub struct GroupOf(u32);

impl GroupOf {
    /// The number as a place in an array, beyond all of them if there is no group.
    pub(super) const fn place(self) -> usize {
        if self.0 == NO_GROUP {
            usize::MAX
        } else {
            self.0 as usize
        }
    }
}

impl<'a, O: OwnedKey> Grouper<'a, O> {
    /// Begins a group for a key that is new.
    pub(super) const fn making(groups: &'a mut Groups<O>) -> Self {
        Self {
            groups,
            is_making: true,
        }
    }

    /// Only finds groups that there are.
    pub(super) const fn finding(groups: &'a mut Groups<O>) -> Self {
        Self {
            groups,
            is_making: false,
        }
    }

    /// The group of a key.
    #[inline(always)]
    pub fn of<K: Key<Owned = O>>(self, key: K) -> GroupOf {
        let group = if self.is_making {
            self.groups.of(key)
        } else {
            self.groups.find(key)
        };
        GroupOf(group.unwrap_or(NO_GROUP))
    }
}

/// The rows of a batch, and the group of each.
pub struct GroupRows<'a, R, O> {
    pub(super) rows: R,
    pub(super) ids: &'a [u32],
    groups: &'a Groups<O>,
    // The groups there are, in the order of their keys.
    sorted: &'a [u32],
}

impl<R: Copy, O> Clone for GroupRows<'_, R, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, O> Copy for GroupRows<'_, R, O> {}

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

/// Finds the group of each row.
pub(super) struct Grouping<O, F> {
    groups: Groups<O>,
    ids: Vec<u32>,
    key: F,
}

impl<O: OwnedKey, F> Grouping<O, F> {
    pub(super) fn new(key: F) -> Self {
        Self {
            groups: Groups::new(),
            ids: Vec::new(),
            key,
        }
    }

    /// How many groups there are.
    pub(super) const fn len(&self) -> usize {
        self.groups.len()
    }

    /// The group of each row that was taken last.
    pub(super) fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// The group of each row.
    #[inline]
    pub(super) fn take<R: Rows>(&mut self, rows: R) -> &[u32]
    where
        F: for<'g> Fn(R::Row, Grouper<'g, O>) -> GroupOf,
    {
        self.ids.clear();
        rows.each(|_, row| {
            let GroupOf(id) = (self.key)(row, Grouper::making(&mut self.groups));
            self.ids.push(id);
        });
        &self.ids
    }

    /// Puts the rows into a window, and ends the groups that have left it.
    #[inline]
    pub(super) fn take_window<R: Rows>(&mut self, window: WindowRows<'_, R>, rows: &mut KeyedRows)
    where
        F: for<'g> Fn(R::Row, Grouper<'g, O>) -> GroupOf,
    {
        self.take(window.rows);
        rows.advance(&self.ids, window.bounds.starts());
        // Their numbers are given out again with the next batch at the earliest, when the aggregates have forgotten them.
        for &id in rows.gone() {
            self.groups.remove(id);
        }
    }

    #[inline]
    fn lend<R>(&mut self, rows: R) -> GroupRows<'_, R, O> {
        self.groups.sorted();
        GroupRows {
            rows,
            ids: &self.ids,
            groups: &self.groups,
            sorted: self.groups.listed(),
        }
    }

    /// A table of these groups.
    #[inline]
    pub(super) fn table<'a, V>(&'a mut self, values: &'a V) -> GroupTable<'a, O, V> {
        let GroupRows { groups, sorted, .. } = self.lend(());
        GroupTable { groups, sorted, values }
    }
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

impl<P: Plan, O: OwnedKey, F> Operator for GroupBy<P, O, F>
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

impl<P: Plan, O: OwnedKey, F> Operator for WindowGroupBy<P, O, F>
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

/// A value for each group.
pub trait GroupValues {
    /// The value.
    type Out: Copy;

    /// That of a group.
    fn of(&self, id: u32) -> Self::Out;
}

impl<A: Aggregate<Out: Copy>> GroupValues for Grouped<A> {
    type Out = A::Out;

    #[inline(always)]
    fn of(&self, id: u32) -> A::Out {
        self.value(id)
    }
}

impl<A: Aggregate<Out: Copy>> GroupValues for KeyedWindow<A> {
    type Out = A::Out;

    #[inline(always)]
    fn of(&self, id: u32) -> A::Out {
        self.value(id)
    }
}

/// A table of groups: their values, labelled by their keys and sorted by them. A value is worked out when it is looked at.
pub struct GroupTable<'a, O, V> {
    groups: &'a Groups<O>,
    sorted: &'a [u32],
    values: &'a V,
}

impl<O, V> Clone for GroupTable<'_, O, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O, V> Copy for GroupTable<'_, O, V> {}

impl<'a, O: OwnedKey, V: GroupValues> Rows for GroupTable<'a, O, V> {
    type Row = V::Out;
    type Index = O::Row<'a>;

    #[inline]
    fn places(self) -> usize {
        self.sorted.len()
    }

    #[inline]
    fn get(self, place: usize) -> Option<(O::Row<'a>, V::Out)> {
        let &id = self.sorted.get(place)?;
        let key = self.groups.key(id)?;
        Some((key.row(), self.values.of(id)))
    }

    #[inline]
    fn is_dense(self) -> bool {
        true
    }
}

/// The operator of [`GroupFlow::aggregate`], and the plan of what it hands on.
pub struct GroupReduce<P, O, A: Aggregate, F> {
    states: Grouped<A>,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<'a, P, O: OwnedKey, A: Aggregate<Out: Copy>, F> PlanAt<'a, &'a Self> for GroupReduce<P, O, A, F> {
    type Row = A::Out;
    type Index = O::Row<'a>;
    type Rows = GroupTable<'a, O, Grouped<A>>;
}

impl<P: Plan, O: OwnedKey, A: Aggregate<Out: Copy>, F> Node for GroupReduce<P, O, A, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, O: OwnedKey, A, F> Operator for GroupReduce<P, O, A, F>
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
        One(GroupTable {
            groups: grouped.groups,
            sorted: grouped.sorted,
            values: &self.states,
        })
    }
}

/// The operator of [`WindowGroupFlow::aggregate`], and the plan of what it hands on.
pub struct WindowGroupReduce<P, O, A: Aggregate, F> {
    states: KeyedWindow<A>,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<'a, P, O: OwnedKey, A: Aggregate<Out: Copy>, F> PlanAt<'a, &'a Self> for WindowGroupReduce<P, O, A, F> {
    type Row = A::Out;
    type Index = O::Row<'a>;
    type Rows = GroupTable<'a, O, KeyedWindow<A>>;
}

impl<P: Plan, O: OwnedKey, A: Aggregate<Out: Copy>, F> Node for WindowGroupReduce<P, O, A, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, O: OwnedKey, A, F> Operator for WindowGroupReduce<P, O, A, F>
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
        One(GroupTable {
            groups: grouped.groups,
            sorted: grouped.sorted,
            values: &self.states,
        })
    }
}

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
