//! `value_counts` and `nunique`: how often each value occurs, and how many different ones there are.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::grouping::{GroupOf, GroupTable, GroupValues, Grouper, Grouping};
use crate::emission::One;
use crate::frame::kernel::groups::NO_GROUP;
use crate::frame::kernel::keyed_rows::KeyedRows;
use crate::frame::key::OwnedKey;
use crate::frame::ops::window::{WindowFlow, WindowRows, Windows};
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::shape::{KeyOf, Plain};
use crate::kind::Own;
use crate::operator::{EachTick, Node, Operator};

/// How many rows of each group there have been.
#[derive(Debug, Default)]
pub struct Tally(Vec<u64>);

impl Tally {
    #[inline]
    fn extend(&mut self, ids: &[u32]) {
        for &id in ids {
            match self.0.get_mut(id as usize) {
                Some(count) => *count += 1,
                None if id != NO_GROUP => {
                    self.0.resize(id as usize + 1, 0);
                    self.0[id as usize] = 1;
                }
                None => {}
            }
        }
    }
}

impl GroupValues for Tally {
    type Out = u64;

    #[inline(always)]
    fn of(&self, id: u32) -> u64 {
        self.0.get(id as usize).copied().unwrap_or(0)
    }
}

impl GroupValues for KeyedRows {
    type Out = u64;

    #[inline(always)]
    fn of(&self, id: u32) -> u64 {
        self.rows(id)
    }
}

/// The operator of [`FrameFlow::value_counts`], and the plan of what it hands on.
pub struct ValueCounts<P, O, F> {
    grouping: Grouping<O, F>,
    counts: Tally,
    plan: PhantomData<fn(P)>,
}

impl<P, O: OwnedKey, F> Shaped for ValueCounts<P, O, F> {
    type Row = Plain<u64>;
    type Index = KeyOf<O>;
}

impl<'a, P, O: OwnedKey, F> PlanAt<'a, &'a Self> for ValueCounts<P, O, F> {
    type Rows = GroupTable<'a, O, Tally>;
}

impl<P: Plan, O: OwnedKey, F> Node for ValueCounts<P, O, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for ValueCounts<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<GroupTable<'a, O, Tally>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.counts.extend(self.grouping.take(rows));
        One(self.grouping.table(&self.counts))
    }
}

/// The operator of [`WindowFlow::value_counts`], and the plan of what it hands on.
pub struct WindowValueCounts<P, O, F> {
    grouping: Grouping<O, F>,
    window: KeyedRows,
    plan: PhantomData<fn(P)>,
}

impl<P, O: OwnedKey, F> Shaped for WindowValueCounts<P, O, F> {
    type Row = Plain<u64>;
    type Index = KeyOf<O>;
}

impl<'a, P, O: OwnedKey, F> PlanAt<'a, &'a Self> for WindowValueCounts<P, O, F> {
    type Rows = GroupTable<'a, O, KeyedRows>;
}

impl<P: Plan, O: OwnedKey, F> Node for WindowValueCounts<P, O, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for WindowValueCounts<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Windows<P>;
    type Emit<'a>
        = One<GroupTable<'a, O, KeyedRows>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, window: WindowRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        self.grouping.take_window(window, &mut self.window);
        One(self.grouping.table_in(&self.window, &self.window))
    }
}

/// The operator of [`FrameFlow::nunique`].
pub struct Nunique<P, O, F> {
    grouping: Grouping<O, F>,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, O, F> Node for Nunique<P, O, F> {
    type Out = Own<usize>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for Nunique<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<usize>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> One<usize> {
        self.grouping.take(rows);
        One(self.grouping.len())
    }
}

/// The operator of [`WindowFlow::nunique`].
pub struct WindowNunique<P, O, F> {
    grouping: Grouping<O, F>,
    window: KeyedRows,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, O, F> Node for WindowNunique<P, O, F> {
    type Out = Own<usize>;
    type Rate = EachTick;
}

impl<P: Readable, O: OwnedKey, F> Operator for WindowNunique<P, O, F>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Windows<P>;
    type Emit<'a>
        = One<usize>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, window: WindowRows<'a, <P as PlanAt<'a>>::Rows>) -> One<usize> {
        self.grouping.take_window(window, &mut self.window);
        One(self.grouping.len() - self.window.hidden())
    }
}

crate::saved!([] Tally { value 0 });
crate::sealed!([P, O: OwnedKey + Value, F] ValueCounts<P, O, F> { part grouping, part counts });
crate::sealed!([P, O: OwnedKey + Value, F] WindowValueCounts<P, O, F> { part grouping, part window });
crate::sealed!([P, O: OwnedKey + Value, F] Nunique<P, O, F> { part grouping });
crate::sealed!([P, O: OwnedKey + Value, F] WindowNunique<P, O, F> { part grouping, part window });

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// How often each value has occurred, as a table sorted by value (streamz: `value_counts`); missing values are not
    /// counted. The closure returns the value, as that of [`groupby`](Self::groupby) the key. Memory grows with the number
    /// of values.
    pub fn value_counts<O, F>(self, value: F) -> ValueCounts<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        ValueCounts {
            grouping: Grouping::new(value),
            counts: Tally::default(),
            plan: PhantomData,
        }
    }

    /// How many different values there have been (pandas: `nunique`); missing values are not counted. The closure returns
    /// the value, as that of [`groupby`](Self::groupby) the key. Memory grows with the number of values.
    pub fn nunique<O, F>(self, value: F) -> Nunique<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        Nunique {
            grouping: Grouping::new(value),
            plan: PhantomData,
        }
    }
}

impl<P: Plan, const CLOCK: usize> WindowFlow<P, CLOCK> {
    /// How often each value occurs in the window, as a table sorted by value; missing values are not counted. A value leaves
    /// the table with its last row.
    pub fn value_counts<O, F>(self, value: F) -> WindowValueCounts<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        WindowValueCounts {
            grouping: Grouping::new(value),
            window: KeyedRows::new(),
            plan: PhantomData,
        }
    }

    /// How many different values are in the window; missing values are not counted.
    pub fn nunique<O, F>(self, value: F) -> WindowNunique<P, O, F>
    where
        O: OwnedKey,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
    {
        WindowNunique {
            grouping: Grouping::new(value),
            window: KeyedRows::new(),
            plan: PhantomData,
        }
    }
}
