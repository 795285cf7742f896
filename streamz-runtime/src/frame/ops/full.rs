//! `full` and `apply`: all rows of a window.

use core::marker::PhantomData;
use core::ops::Range;

use crate::emission::One;
use crate::frame::column::{Cells, Column, Record};
use crate::frame::ops::lay::{Laid, LaidRows};
use crate::frame::ops::window::{WindowFlow, WindowRows, Windows};
use crate::frame::plan::{Frames, Plan, PlanAt, Readable, Shaped};
use crate::frame::rows::Rows;
use crate::frame::shape::{CellOf, Plain, Shape};
use crate::kind::Own;
use crate::operator::{EachTick, Node, Operator};

/// The rows of a window.
pub struct FullRows<'a, I, C> {
    laid: LaidRows<'a, I, C>,
    // How many places there are, and which of them are in the window if not all.
    places: usize,
    present: Option<&'a [bool]>,
}

impl<I, C: Copy> Clone for FullRows<'_, I, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, C: Copy> Copy for FullRows<'_, I, C> {}

impl<I: Copy, C: Cells> Rows for FullRows<'_, I, C> {
    type Row = C::Cell;
    type Index = I;

    #[inline]
    fn places(self) -> usize {
        self.places
    }

    #[inline]
    fn get(self, place: usize) -> Option<(I, C::Cell)> {
        let is_present = match self.present {
            Some(present) => present.get(place).copied().unwrap_or(false),
            None => place < self.places,
        };
        if is_present { self.laid.get(place) } else { None }
    }

    #[inline]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(I, C::Cell)) {
        let Some(present) = self.present else {
            return self.laid.each_in(places, visit);
        };
        let mut present = present[places.clone()].iter();
        self.laid.each_in(places, |index, row| {
            if present.next().copied().unwrap_or(true) {
                visit(index, row);
            }
        });
    }

    #[inline]
    fn is_dense(self) -> bool {
        self.present.is_none()
    }
}

/// The rows that are in a window.
struct Held<I, C> {
    laid: Laid<I, C>,
    // How many rows have left.
    left: u64,
}

impl<I: Copy + 'static, C: Column> Held<I, C> {
    fn new() -> Self {
        Self {
            laid: Laid::default(),
            left: 0,
        }
    }

    #[inline]
    fn take<'a, R>(&'a mut self, window: WindowRows<'a, R>) -> FullRows<'a, I, C::Cells<'a>>
    where
        R: Rows<Index = I, Row: Record<Column = C>>,
    {
        self.laid.extend(window.rows);
        let seen = self.left + self.laid.len() as u64;
        let (start, end) = (window.bounds.start(seen), window.bounds.end(seen));
        self.laid.drop_front((start - self.left) as usize);
        self.left = start;
        let (laid, present) = (self.laid.rows(), window.bounds.present());
        FullRows {
            laid,
            places: present.map_or((end - start) as usize, <[bool]>::len),
            present,
        }
    }
}

crate::saved!([I: Copy + Value + 'static, C: Column + Snapshot] Held<I, C> { part laid, value left });
crate::sealed!([P, I: Copy + Value + 'static, C: Column + Snapshot] Full<P, I, C> { part held });
crate::sealed!([P, I: Copy + Value + 'static, C: Column + Snapshot, O, F] Apply<P, I, C, O, F> { part held });

/// The operator of [`WindowFlow::full`], and the plan of what it hands on.
pub struct Full<P, I, C> {
    held: Held<I, C>,
    plan: PhantomData<fn(P)>,
}

impl<P, I: Copy, C: Column> Shaped for Full<P, I, C> {
    type Row = CellOf<C>;
    type Index = Plain<I>;
}

impl<'a, P, I: Copy + 'static, C: Column> PlanAt<'a, &'a Self> for Full<P, I, C> {
    type Rows = FullRows<'a, I, C::Cells<'a>>;
}

impl<P: Plan, I: Copy + 'static, C: Column> Node for Full<P, I, C> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P, I: Copy + 'static, C: Column> Operator for Full<P, I, C>
where
    P: Readable<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
{
    type In = Windows<P>;
    type Emit<'a>
        = One<FullRows<'a, I, C::Cells<'a>>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, window: WindowRows<'a, <P as PlanAt<'a>>::Rows>) -> Self::Emit<'a> {
        One(self.held.take(window))
    }
}

/// The operator of [`WindowFlow::apply`].
pub struct Apply<P, I, C, O, F> {
    held: Held<I, C>,
    function: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<P: Plan, I, C, O, F> Node for Apply<P, I, C, O, F> {
    type Out = Own<O>;
    type Rate = EachTick;
}

impl<P, I: Copy + 'static, C: Column, O, F> Operator for Apply<P, I, C, O, F>
where
    P: Readable<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    F: for<'r> FnMut(FullRows<'r, I, C::Cells<'r>>) -> O,
{
    type In = Windows<P>;
    type Emit<'a>
        = One<O>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, window: WindowRows<'a, <P as PlanAt<'a>>::Rows>) -> One<O> {
        One((self.function)(self.held.take(window)))
    }
}

impl<P: Plan, const CLOCK: usize> WindowFlow<P, CLOCK> {
    /// All rows that are in the window, after every batch (streamz: `full`).
    ///
    /// They lie in one piece of memory for each column, and are moved at most once each.
    pub fn full<I, C>(self) -> Full<P, I, C>
    where
        I: Copy + 'static,
        C: Column,
        P: Plan<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    {
        Full {
            held: Held::new(),
            plan: PhantomData,
        }
    }

    /// `function` of all rows that are in the window, after every batch (streamz: `apply`).
    ///
    /// For what can be said as an [`Aggregate`](crate::frame::Aggregate), that is cheaper: it does not look at all rows
    /// again.
    pub fn apply<I, C, O, F>(self, function: F) -> Apply<P, I, C, O, F>
    where
        I: Copy + 'static,
        C: Column,
        P: Plan<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
        F: for<'r> FnMut(FullRows<'r, I, C::Cells<'r>>) -> O,
    {
        Apply {
            held: Held::new(),
            function,
            plan: PhantomData,
        }
    }
}
