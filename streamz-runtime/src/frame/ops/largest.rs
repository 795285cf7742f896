//! `nlargest` and `nsmallest`: the rows of a batch with the greatest and the least of something.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::rows::Rows;
use crate::operator::{EachTick, Node, Operator};

/// Some rows of a batch, in another order.
#[derive(Clone, Copy, Debug)]
pub struct PlacedRows<'a, R> {
    rows: R,
    places: &'a [usize],
}

impl<R: Rows> Rows for PlacedRows<'_, R> {
    type Row = R::Row;
    type Index = R::Index;

    #[inline]
    fn places(self) -> usize {
        self.places.len()
    }

    #[inline]
    fn get(self, place: usize) -> Option<(R::Index, R::Row)> {
        self.rows.get(*self.places.get(place)?)
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}

/// The operator of [`FrameFlow::nlargest`] and [`FrameFlow::nsmallest`], and the plan of what it hands on.
pub struct Foremost<P, T, F, const LARGEST: bool> {
    rows: usize,
    ranked: Vec<(T, usize)>,
    places: Vec<usize>,
    value: F,
    plan: PhantomData<fn(P)>,
}

impl<P: Shaped, T, F, const LARGEST: bool> Shaped for Foremost<P, T, F, LARGEST> {
    type Row = P::Row;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, T, F, const LARGEST: bool> PlanAt<'a, &'a Self> for Foremost<P, T, F, LARGEST> {
    type Rows = PlacedRows<'a, <P as PlanAt<'a>>::Rows>;
}

impl<P: Plan, T, F, const LARGEST: bool> Node for Foremost<P, T, F, LARGEST> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, T: PartialOrd + Copy, F, const LARGEST: bool> Operator for Foremost<P, T, F, LARGEST>
where
    F: for<'r> Fn(Row<'r, P>) -> T,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<PlacedRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.ranked.clear();
        for place in 0..rows.places() {
            if let Some((_, row)) = rows.get(place) {
                let value = (self.value)(row);
                // What is missing is not equal to itself.
                if value.partial_cmp(&value).is_some() {
                    self.ranked.push((value, place));
                }
            }
        }
        let order = |a: &(T, usize), b: &(T, usize)| {
            let by_value = a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal);
            let by_value = if LARGEST { by_value.reverse() } else { by_value };
            by_value.then(a.1.cmp(&b.1))
        };
        if self.rows < self.ranked.len() {
            if self.rows > 0 {
                self.ranked.select_nth_unstable_by(self.rows - 1, order);
            }
            self.ranked.truncate(self.rows);
        }
        self.ranked.sort_unstable_by(order);
        self.places.clear();
        self.places.extend(self.ranked.iter().map(|&(_, place)| place));
        One(PlacedRows {
            rows,
            places: &self.places,
        })
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// The `rows` rows of each batch with the largest `value`, the largest first; equal ones in their order, missing ones
    /// never (pandas: `nlargest`).
    pub fn nlargest<T, F>(self, rows: usize, value: F) -> Foremost<P, T, F, true>
    where
        T: PartialOrd + Copy,
        F: for<'r> Fn(Row<'r, P>) -> T,
    {
        Foremost {
            rows,
            ranked: Vec::new(),
            places: Vec::new(),
            value,
            plan: PhantomData,
        }
    }

    /// The `rows` rows of each batch with the smallest `value`, the smallest first; equal ones in their order, missing ones
    /// never (pandas: `nsmallest`).
    pub fn nsmallest<T, F>(self, rows: usize, value: F) -> Foremost<P, T, F, false>
    where
        T: PartialOrd + Copy,
        F: for<'r> Fn(Row<'r, P>) -> T,
    {
        Foremost {
            rows,
            ranked: Vec::new(),
            places: Vec::new(),
            value,
            plan: PhantomData,
        }
    }
}
