//! `asof`: each row with the newest row of another frame that is not newer than it.

use core::marker::PhantomData;
use core::ops::Range;

use super::lay::{Laid, LaidRows};
use crate::emission::{Maybe, One};
use crate::frame::cell::Nullable;
use crate::frame::column::{Cells, Column, Record};
use crate::frame::extent::Ordinal;
use crate::frame::gather::Gathered;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Shaped};
use crate::frame::results::{ResultRows, Results};
use crate::frame::rows::Rows;
use crate::frame::shape::{Beside, CellOf, Perhaps, Seen, Shape};
use crate::operator::{AnyTick, Node, Operator};

/// No row.
const NONE: usize = usize::MAX;

/// Rows, each with a row of another frame beside it.
pub struct JoinedRows<'a, R, I, C> {
    rows: ResultRows<'a, R, usize, Beside>,
    others: LaidRows<'a, I, C>,
}

impl<R: Copy, I, C: Copy> Clone for JoinedRows<'_, R, I, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, I, C: Copy> Copy for JoinedRows<'_, R, I, C> {}

impl<'a, R: Rows, I: Copy, C: Cells> JoinedRows<'a, R, I, C> {
    pub(super) const fn new(rows: ResultRows<'a, R, usize, Beside>, others: LaidRows<'a, I, C>) -> Self {
        Self { rows, others }
    }

    fn other(self, place: usize) -> Nullable<C::Cell> {
        self.others.get(place).map(|(_, row)| row).into()
    }
}

impl<'a, R: Rows, I: Copy, C: Cells> Rows for JoinedRows<'a, R, I, C> {
    type Row = (R::Row, Nullable<C::Cell>);
    type Index = R::Index;

    #[inline]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline]
    fn get(self, place: usize) -> Option<(R::Index, Self::Row)> {
        let (index, (row, other)) = self.rows.get(place)?;
        Some((index, (row, self.other(other))))
    }

    #[inline]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, Self::Row)) {
        self.rows
            .each_in(places, |index, (row, other)| visit(index, (row, self.other(other))));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}

/// The operator of [`FrameFlow::asof`], and the plan of what it hands on.
pub struct Asof<P, Q, I, C> {
    remembered: usize,
    others: Laid<I, C>,
    labels: Gathered<i64>,
    matches: Results<usize>,
    plans: PhantomData<fn(P, Q)>,
}

/// A row of the plan `P`, and that of another frame if there is one.
pub(super) type Joined<P, C> = Seen<Beside, <P as Shaped>::Row, Perhaps<CellOf<C>>>;

impl<P: Shaped, Q, I, C: Column> Shaped for Asof<P, Q, I, C> {
    type Row = Joined<P, C>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, Q, I: Copy + 'static, C: Column> PlanAt<'a, &'a Self> for Asof<P, Q, I, C> {
    type Rows = JoinedRows<'a, <P as PlanAt<'a>>::Rows, I, C::Cells<'a>>;
}

impl<P: Plan, Q, I: Copy + 'static, C: Column> Node for Asof<P, Q, I, C> {
    type Out = Frames<Self>;
    type Rate = AnyTick;
}

impl<P, Q: Plan, I: Ordinal + 'static, C: Column> Operator<0> for Asof<P, Q, I, C>
where
    P: Readable<Index: for<'r> Shape<At<'r>: Ordinal<Unit = I::Unit>>>,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<JoinedRows<'a, <P as PlanAt<'a>>::Rows, I, C::Cells<'a>>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        let others = self.others.rows();
        let labels = self.labels.gather(rows, |index, _| index.ordinal());
        self.matches.values.clear();
        self.matches.values.extend(labels.iter().map(|&label| {
            others
                .label_slice()
                .partition_point(|other| other.ordinal() <= label)
                .checked_sub(1)
                .unwrap_or(NONE)
        }));
        let count = labels.len();
        One(JoinedRows::new(self.matches.lend(rows, count), others))
    }
}

impl<P: Plan, Q, I: Ordinal + 'static, C: Column> Operator<1> for Asof<P, Q, I, C>
where
    Q: Readable<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
{
    type In = Frames<Q>;
    type Emit<'a>
        = Maybe<JoinedRows<'a, <P as PlanAt<'a>>::Rows, I, C::Cells<'a>>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <Q as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        let mut newest = self
            .others
            .rows()
            .label_slice()
            .last()
            .map_or(i64::MIN, |label| label.ordinal());
        rows.each(|index, row| {
            // One that comes late would be found in the place of a newer one.
            if index.ordinal() >= newest {
                newest = index.ordinal();
                self.others.push(index, row);
            }
        });
        let more = self.others.len().saturating_sub(self.remembered);
        self.others.drop_front(more);
        Maybe(None)
    }
}

crate::sealed!([P, Q, I: Copy + Value + 'static, C: Column + Snapshot] Asof<P, Q, I, C> { same remembered, part others });

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Each row with the newest row of `other` whose label is not greater than its own (pandas: `merge_asof`): rows are
    /// `(row, other)`, where `other` is null if there is no such row.
    ///
    /// The last `remembered` rows of `other` are kept, so a row may be that far behind. Rows of `other` must come in the
    /// order of their labels; one that does not is left out: put [`in_order`](Self::in_order) before.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Trade {
    ///     #[frame(index)]
    ///     at: i64,
    ///     price: f64,
    /// }
    ///
    /// #[derive(Frame)]
    /// struct Quote {
    ///     #[frame(index)]
    ///     at: i64,
    ///     bid: f64,
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|trades: Trade, quotes: Quote| {
    ///     let quotes = quotes.frame();
    ///     trades
    ///         .frame()
    ///         .asof(quotes, 1000)
    ///         .map(|(trade, quote)| trade.price - quote.map(|quote| quote.bid).or(f64::NAN))
    ///         .sink(|rows| rows.each(|at, margin| seen.push((at, margin))));
    /// });
    /// p.quotes(Quote { at: 1, bid: 10.0 });
    /// p.quotes(Quote { at: 3, bid: 11.0 });
    /// p.trades(Trade { at: 2, price: 10.5 });
    /// p.trades(Trade { at: 3, price: 11.25 });
    /// drop(p);
    /// assert_eq!(seen, [(2, 0.5), (3, 0.25)]);
    /// ```
    pub fn asof<Q, I, C, const OTHER: usize>(self, _: FrameFlow<Q, OTHER>, remembered: usize) -> Asof<P, Q, I, C>
    where
        I: Ordinal + 'static,
        C: Column,
        Q: Plan<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
        P: Plan<Index: for<'r> Shape<At<'r>: Ordinal<Unit = I::Unit>>>,
    {
        Asof {
            remembered,
            others: Laid::default(),
            labels: Gathered::default(),
            matches: Results::default(),
            plans: PhantomData,
        }
    }
}
