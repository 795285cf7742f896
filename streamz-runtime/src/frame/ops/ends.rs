//! `head` and `tail`: the first and the last rows of each batch.

use core::marker::PhantomData;
use core::ops::Range;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Shaped};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// A run of rows of a batch: those at some of its places.
#[derive(Clone, Copy, Debug)]
pub struct RunRows<R> {
    rows: R,
    from: usize,
    to: usize,
}

impl<R: Rows> RunRows<R> {
    /// All rows but the first `skip`, or the first `take`.
    #[inline]
    fn new(rows: R, skip: usize, take: usize) -> Self {
        let places = rows.places();
        // The place of a row.
        let place = |row: usize| {
            if rows.is_dense() || row == 0 {
                row.min(places)
            } else {
                let mut kept = (0..places).filter(|&place| rows.get(place).is_some());
                kept.nth(row).unwrap_or(places)
            }
        };
        Self {
            rows,
            from: place(skip),
            to: place(skip.saturating_add(take)),
        }
    }
}

impl<R: Rows> Rows for RunRows<R> {
    type Row = R::Row;
    type Index = R::Index;

    #[inline]
    fn places(self) -> usize {
        self.to - self.from
    }

    #[inline]
    fn get(self, place: usize) -> Option<(R::Index, R::Row)> {
        if place < self.places() {
            self.rows.get(self.from + place)
        } else {
            None
        }
    }

    #[inline]
    fn each_in(self, places: Range<usize>, visit: impl FnMut(R::Index, R::Row)) {
        self.rows
            .each_in(self.from + places.start..self.from + places.end, visit);
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The operator of [`FrameFlow::head`] and [`FrameFlow::tail`], and the plan of what it hands on.
pub struct Ends<P, const FROM_END: bool> {
    rows: usize,
    plan: PhantomData<fn(P)>,
}

impl<P: Shaped, const FROM_END: bool> Shaped for Ends<P, FROM_END> {
    type Row = P::Row;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, const FROM_END: bool> PlanAt<'a, &'a Self> for Ends<P, FROM_END> {
    type Rows = RunRows<<P as PlanAt<'a>>::Rows>;
}

impl<P: Plan, const FROM_END: bool> Node for Ends<P, FROM_END> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, const FROM_END: bool> Operator for Ends<P, FROM_END> {
    type In = Frames<P>;
    type Emit<'a>
        = One<RunRows<<P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        let skip = if FROM_END {
            rows.count().saturating_sub(self.rows)
        } else {
            0
        };
        One(RunRows::new(rows, skip, self.rows))
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// The first `rows` rows of each batch (pandas: `head`).
    pub fn head(self, rows: usize) -> Ends<P, false> {
        Ends {
            rows,
            plan: PhantomData,
        }
    }

    /// The last `rows` rows of each batch (streamz: `tail`).
    pub fn tail(self, rows: usize) -> Ends<P, true> {
        Ends {
            rows,
            plan: PhantomData,
        }
    }
}
