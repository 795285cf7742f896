//! `in_order` and `late`: rows that did not come in the order of their labels.

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::marker::PhantomData;

use super::lay::{Laid, LaidRows};
use crate::emission::One;
use crate::frame::column::{Cells, Column, Record};
use crate::frame::extent::{Distance, Ordinal};
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Shaped};
use crate::frame::rows::Rows;
use crate::frame::shape::{CellOf, Plain, Shape};
use crate::operator::{EachTick, Node, Operator, Tail};

/// Rows that may always lie together, whether they have left or not.
const ROOM: usize = 64;

/// How far the index has come, and how far behind a row may be.
#[derive(Clone, Copy, Debug)]
struct Watermark {
    newest: i64,
    lateness: i64,
}

impl Watermark {
    const fn new(lateness: i64) -> Self {
        Self {
            newest: i64::MIN,
            lateness,
        }
    }

    /// Labels before this are late.
    const fn limit(self) -> i64 {
        self.newest.saturating_sub(self.lateness)
    }

    /// Whether a row comes in time.
    #[inline]
    fn admits(&mut self, label: i64) -> bool {
        let is_in_time = label >= self.limit();
        self.newest = self.newest.max(label);
        is_in_time
    }
}

/// The operator of [`FrameFlow::in_order`], and the plan of what it hands on.
pub struct InOrder<P, I, C> {
    watermark: Watermark,
    // Rows from number `first` on; among them some that have left.
    held: Laid<I, C>,
    first: u64,
    // Labels and numbers of the rows that have not left, the smallest on top: equal labels leave as they came.
    waiting: BinaryHeap<Reverse<(i64, u64)>>,
    // So many rows may lie here before those that have left are let go of: constant work for each.
    roomy: usize,
    // What left with the last batch.
    leaving: Vec<usize>,
    plan: PhantomData<fn(P)>,
}

/// Rows in the order of their labels, whose cells are `C`.
pub struct OrderedRows<'a, I, C> {
    held: LaidRows<'a, I, C>,
    places: &'a [usize],
}

impl<I, C: Copy> Clone for OrderedRows<'_, I, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, C: Copy> Copy for OrderedRows<'_, I, C> {}

impl<I: Copy, C: Cells> Rows for OrderedRows<'_, I, C> {
    type Row = C::Cell;
    type Index = I;

    #[inline]
    fn places(self) -> usize {
        self.places.len()
    }

    #[inline]
    fn get(self, place: usize) -> Option<(I, C::Cell)> {
        self.held.get(*self.places.get(place)?)
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}

impl<P, I: Copy, C: Column> Shaped for InOrder<P, I, C> {
    type Row = CellOf<C>;
    type Index = Plain<I>;
}

impl<'a, P, I: Copy + 'static, C: Column> PlanAt<'a, &'a Self> for InOrder<P, I, C> {
    type Rows = OrderedRows<'a, I, C::Cells<'a>>;
}

impl<P: Plan, I: Copy + 'static, C: Column> Node for InOrder<P, I, C> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, I: Ordinal + 'static, C: Column> InOrder<P, I, C> {
    /// Forgets the rows that left with the last batch.
    fn forget(&mut self) {
        self.leaving.clear();
        if self.held.len() < self.roomy {
            return;
        }
        let numbers = self.waiting.iter().map(|&Reverse((_, number))| number);
        let first = numbers.min().unwrap_or(self.first + self.held.len() as u64);
        self.held.drop_front((first - self.first) as usize);
        self.first = first;
        self.roomy = ROOM.max(2 * self.held.len());
    }

    /// Lets the rows up to `limit` leave, in order.
    fn leave(&mut self, limit: i64) -> OrderedRows<'_, I, C::Cells<'_>> {
        while let Some(&Reverse((label, number))) = self.waiting.peek()
            && label <= limit
        {
            self.waiting.pop();
            self.leaving.push((number - self.first) as usize);
        }
        OrderedRows {
            held: self.held.rows(),
            places: &self.leaving,
        }
    }
}

impl<P, I: Ordinal + 'static, C: Column> Operator for InOrder<P, I, C>
where
    P: Readable<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<OrderedRows<'a, I, C::Cells<'a>>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.forget();
        rows.each(|index, row| {
            let label = index.ordinal();
            if self.watermark.admits(label) {
                self.waiting.push(Reverse((label, self.first + self.held.len() as u64)));
                self.held.push(index, row);
            }
        });
        let limit = self.watermark.limit();
        One(self.leave(limit))
    }
}

impl<P: Plan, I: Ordinal + 'static, C: Column> Tail for InOrder<P, I, C> {
    fn tail(&mut self) -> Option<OrderedRows<'_, I, C::Cells<'_>>> {
        self.forget();
        (!self.waiting.is_empty()).then(|| self.leave(i64::MAX))
    }

    fn tail_done(&mut self) {
        self.forget();
    }
}

/// The operator of [`FrameFlow::late`], and the plan of what it hands on.
pub struct Late<P, I, C> {
    watermark: Watermark,
    late: Laid<I, C>,
    plan: PhantomData<fn(P)>,
}

impl<P, I: Copy, C: Column> Shaped for Late<P, I, C> {
    type Row = CellOf<C>;
    type Index = Plain<I>;
}

impl<'a, P, I: Copy + 'static, C: Column> PlanAt<'a, &'a Self> for Late<P, I, C> {
    type Rows = LaidRows<'a, I, C::Cells<'a>>;
}

impl<P: Plan, I: Copy + 'static, C: Column> Node for Late<P, I, C> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P, I: Ordinal + 'static, C: Column> Operator for Late<P, I, C>
where
    P: Readable<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<LaidRows<'a, I, C::Cells<'a>>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.late.clear();
        rows.each(|index, row| {
            if !self.watermark.admits(index.ordinal()) {
                self.late.push(index, row);
            }
        });
        One(self.late.rows())
    }
}

crate::saved!([] Watermark { same lateness, value newest });
crate::sealed!([P, I: Copy + Value + 'static, C: Column + Snapshot] InOrder<P, I, C> {
    part watermark,
    part held,
    value first,
    value waiting,
    value roomy
});
crate::sealed!([P, I, C] Late<P, I, C> { part watermark });

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Puts rows in the order of their labels, as far as they are not later than `lateness`.
    ///
    /// A row is held until the greatest label seen is `lateness` beyond its own; equal labels keep the order in which they
    /// came. What follows sees what it would have seen of sorted rows. A row whose label is further behind than that is left
    /// out here, and comes out of [`late`](Self::late). What is still held when a driven pipeline is closed is handed on.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows, Span};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Event {
    ///     #[frame(index)]
    ///     tick: u64,
    /// }
    ///
    /// let (mut ticks, mut lost) = (Vec::new(), 0);
    /// let mut p = pipeline!(|events: Event| {
    ///     let events = events.frame();
    ///     events.in_order(Span(2)).sink(|rows| rows.each(|tick, _| ticks.push(tick)));
    ///     events.late(Span(2)).count(|_| true).sink(|count| lost = count);
    /// });
    /// for tick in [1, 3, 2, 5, 2, 9] {
    ///     p.emit(Event { tick });
    /// }
    /// drop(p);
    /// assert_eq!((ticks, lost), (vec![1, 2, 3, 5], 1));
    /// ```
    pub fn in_order<D, I, C>(self, lateness: D) -> InOrder<P, I, C>
    where
        D: Distance,
        I: Ordinal<Unit = D::Unit> + 'static,
        C: Column,
        P: Plan<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    {
        InOrder {
            watermark: Watermark::new(lateness.width()),
            held: Laid::default(),
            first: 0,
            waiting: BinaryHeap::new(),
            roomy: ROOM,
            leaving: Vec::new(),
            plan: PhantomData,
        }
    }

    /// Only the rows that [`in_order`](Self::in_order) with the same `lateness` leaves out.
    pub fn late<D, I, C>(self, lateness: D) -> Late<P, I, C>
    where
        D: Distance,
        I: Ordinal<Unit = D::Unit> + 'static,
        C: Column,
        P: Plan<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    {
        Late {
            watermark: Watermark::new(lateness.width()),
            late: Laid::default(),
            plan: PhantomData,
        }
    }
}
