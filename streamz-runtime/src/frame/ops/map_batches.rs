//! `map_batches`: a function of each batch as a whole.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt};
use crate::kind::Own;
use crate::operator::{EachTick, Node, Operator};

/// The operator of [`FrameFlow::map_batches`].
pub struct MapBatches<P, O, F> {
    function: F,
    plan: PhantomData<fn(P) -> O>,
}

impl<P: Plan, O, F> Node for MapBatches<P, O, F> {
    type Out = Own<O>;
    type Rate = EachTick;
}

impl<P: Plan, O, F: for<'a> FnMut(<P as PlanAt<'a>>::Rows) -> O> Operator for MapBatches<P, O, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<O>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> One<O> {
        One((self.function)(rows))
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// `function` of each batch as a whole, with its [`Rows`](crate::frame::Rows) (streamz: `map_partitions`; with
    /// [`accumulate`](crate::Flow::accumulate) behind it, `accumulate_partitions`).
    ///
    /// What it returns is an ordinary item; if that is a [`Table`](crate::frame::Table), `.frame()` leads back to rows.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows, Table};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Reading {
    ///     celsius: f64,
    /// }
    ///
    /// let mut spans = Vec::new();
    /// let mut p = pipeline!(|batches: &Table<Reading>| {
    ///     batches
    ///         .frame()
    ///         .map_batches(|rows| rows.iter().map(|(_, r)| r.celsius).fold(0.0_f64, f64::max))
    ///         .accumulate(|a, b| a + b)
    ///         .sink(|total| spans.push(total));
    /// });
    /// p.emit(&[1.0, 3.0].map(|celsius| Reading { celsius }).into_iter().collect());
    /// p.emit(&[2.0].map(|celsius| Reading { celsius }).into_iter().collect());
    /// drop(p);
    /// assert_eq!(spans, [3.0, 5.0]);
    /// ```
    pub fn map_batches<O, F>(self, function: F) -> MapBatches<P, O, F>
    where
        F: for<'a> FnMut(<P as PlanAt<'a>>::Rows) -> O,
    {
        MapBatches {
            function,
            plan: PhantomData,
        }
    }
}
