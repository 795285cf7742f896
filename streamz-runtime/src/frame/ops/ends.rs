//! `head` and `tail`: the first and the last rows of each batch.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Shaped};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// A run of rows of a batch.
#[derive(Clone, Copy, Debug)]
pub struct RunRows<R> {
    rows: R,
    skip: usize,
    take: usize,
}

impl<R: Rows> Rows for RunRows<R> {
    type Row = R::Row;
    type Index = R::Index;

    #[inline]
    fn places(self) -> usize {
        self.rows.count().saturating_sub(self.skip).min(self.take)
    }

    #[inline]
    fn get(self, place: usize) -> Option<(R::Index, R::Row)> {
        if place >= self.take {
            None
        } else if self.rows.is_dense() {
            self.rows.get(self.skip + place)
        } else {
            self.rows.iter().nth(self.skip + place)
        }
    }

    #[inline]
    fn each(self, mut visit: impl FnMut(R::Index, R::Row)) {
        if self.rows.is_dense() {
            for place in self.skip..self.skip + self.places() {
                if let Some((index, row)) = self.rows.get(place) {
                    visit(index, row);
                }
            }
            return;
        }
        let mut place = 0;
        self.rows.each(|index, row| {
            if place >= self.skip && place - self.skip < self.take {
                visit(index, row);
            }
            place += 1;
        });
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
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
        One(RunRows {
            rows,
            skip,
            take: self.rows,
        })
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
