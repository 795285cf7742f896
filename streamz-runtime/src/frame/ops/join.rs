//! `join`: each row with the newest row of another frame that has the same key.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::asof::{Joined, JoinedRows};
use super::grouping::{GroupOf, Grouper};
use super::lay::Laid;
use crate::emission::{Maybe, One};
use crate::frame::column::{Column, Record};
use crate::frame::kernel::groups::Groups;
use crate::frame::key::OwnedKey;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::results::Results;
use crate::frame::rows::Rows;
use crate::frame::shape::Shape;
use crate::operator::{AnyTick, Node, Operator};

/// No row.
const NONE: usize = usize::MAX;

/// The operator of [`FrameFlow::join`], and the plan of what it hands on.
pub struct Join<P, Q, O, C, F, G> {
    key: F,
    other_key: G,
    groups: Groups<O>,
    // Rows of the other frame, and which is the newest of each key. Older ones are moved out when they are most.
    others: Laid<(), C>,
    newest: Vec<usize>,
    spare: Laid<(), C>,
    matches: Results<usize>,
    plans: PhantomData<fn(P, Q)>,
}

impl<P: Shaped, Q, O, C: Column, F, G> Shaped for Join<P, Q, O, C, F, G> {
    type Row = Joined<P, C>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, Q, O, C: Column, F, G> PlanAt<'a, &'a Self> for Join<P, Q, O, C, F, G> {
    type Rows = JoinedRows<'a, <P as PlanAt<'a>>::Rows, (), C::Cells<'a>>;
}

impl<P: Plan, Q, O, C: Column, F, G> Node for Join<P, Q, O, C, F, G> {
    type Out = Frames<Self>;
    type Rate = AnyTick;
}

impl<P: Readable, Q: Plan, O: OwnedKey, C: Column, F, G> Operator<0> for Join<P, Q, O, C, F, G>
where
    F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<JoinedRows<'a, <P as PlanAt<'a>>::Rows, (), C::Cells<'a>>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.matches.values.clear();
        rows.each(|_, row| {
            let found = (self.key)(row, Grouper::finding(&mut self.groups)).place();
            let newest = self.newest.get(found).copied();
            self.matches.values.push(newest.unwrap_or(NONE));
        });
        let count = self.matches.values.len();
        One(JoinedRows::new(self.matches.lend(rows, count), self.others.rows()))
    }
}

impl<P: Plan, Q, O: OwnedKey, C: Column, F, G> Operator<1> for Join<P, Q, O, C, F, G>
where
    Q: Readable<Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    G: for<'r, 'g> Fn(Row<'r, Q>, Grouper<'g, O>) -> GroupOf,
{
    type In = Frames<Q>;
    type Emit<'a>
        = Maybe<JoinedRows<'a, <P as PlanAt<'a>>::Rows, (), C::Cells<'a>>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <Q as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        rows.each(|_, row| {
            let place = (self.other_key)(row, Grouper::making(&mut self.groups)).place();
            if place == NONE {
                return;
            }
            if place >= self.newest.len() {
                self.newest.resize(place + 1, NONE);
            }
            self.newest[place] = self.others.len();
            self.others.push((), row);
        });
        if self.others.len() > 64 + 2 * self.newest.len() {
            self.compact();
        }
        Maybe(None)
    }
}

impl<P, Q, O, C: Column, F, G> Join<P, Q, O, C, F, G> {
    /// Keeps only the newest row of each key.
    fn compact(&mut self) {
        self.spare.clear();
        let rows = self.others.rows();
        for newest in &mut self.newest {
            if let Some((index, row)) = rows.get(*newest) {
                *newest = self.spare.len();
                self.spare.push_cell(index, row);
            }
        }
        core::mem::swap(&mut self.others, &mut self.spare);
    }
}

crate::sealed!([P, Q, O: OwnedKey + Value, C: Column + Snapshot, F, G] Join<P, Q, O, C, F, G> {
    part groups,
    part others,
    value newest
});

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Each row with the newest row of `other` that has the same key: rows are `(row, other)`, where `other` is null if there
    /// is none (pandas: `merge(how="left")` with a table that has one row for each key).
    ///
    /// `other` is a table that changes: its rows are kept, the newest of each key, and come out only beside a row. For the
    /// rows that have one, write `.filter(|(_, other)| !other.is_null())` behind. In `pipeline!` the closures return the
    /// keys, as that of [`groupby`](Self::groupby). Memory grows with the number of keys in `other`.
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
    ///     pieces: u32,
    /// }
    ///
    /// #[derive(Frame)]
    /// struct Price {
    ///     name: String,
    ///     each: f64,
    /// }
    ///
    /// let mut totals = Vec::new();
    /// let mut p = pipeline!(|sales: Sale, prices: Price| {
    ///     let prices = prices.frame();
    ///     sales
    ///         .frame()
    ///         .join(prices, |sale| sale.name, |price| price.name)
    ///         .map(|(sale, price)| price.map(|price| price.each * f64::from(sale.pieces)).or(0.0))
    ///         .sink(|rows| rows.each(|_, total| totals.push(total)));
    /// });
    /// p.prices(Price { name: "tea".to_owned(), each: 4.0 });
    /// p.sales(Sale { name: "tea".to_owned(), pieces: 3 });
    /// p.sales(Sale { name: "salt".to_owned(), pieces: 1 });
    /// drop(p);
    /// assert_eq!(totals, [12.0, 0.0]);
    /// ```
    pub fn join<Q, O, C, F, G, const OTHER: usize>(
        self,
        _: FrameFlow<Q, OTHER>,
        key: F,
        other_key: G,
    ) -> Join<P, Q, O, C, F, G>
    where
        O: OwnedKey,
        C: Column,
        Q: Plan<Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
        F: for<'r, 'g> Fn(Row<'r, P>, Grouper<'g, O>) -> GroupOf,
        G: for<'r, 'g> Fn(Row<'r, Q>, Grouper<'g, O>) -> GroupOf,
    {
        Join {
            key,
            other_key,
            groups: Groups::new(),
            others: Laid::default(),
            newest: Vec::new(),
            spare: Laid::default(),
            matches: Results::default(),
            plans: PhantomData,
        }
    }
}
