//! `window`: one result for each batch, of the rows that are in the window after it.

use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::{Aggregate, Running, Sliding};
use crate::frame::column::Values;
use crate::frame::extent::{Bounds, Extent, Horizon};
use crate::frame::gather::Gathered;
use crate::frame::ops::on_first::OnFirst;
use crate::frame::plan::{FrameFlow, Frames, Index, Plan, PlanAt, Readable, Row};
use crate::frame::scope::scope;
use crate::kind::Own;
use crate::operator::{EachTick, Node, Operator};

/// The rows of a batch, and where the window begins and ends after it.
#[derive(Clone, Copy, Debug)]
pub struct WindowRows<'a, R> {
    pub(crate) rows: R,
    pub(crate) bounds: Bounds<'a>,
}

scope! {
    /// The kind of a stream of frames seen through a window.
    kind Windows;
    /// A stream of frames seen through a window, inside `pipeline!`: made by [`FrameFlow::window`].
    flow WindowFlow;
    item WindowRows<'a, <P as PlanAt<'a>>::Rows>;
}

/// The operator of [`FrameFlow::window`].
pub struct Window<P, H> {
    horizon: H,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, H> Node for Window<P, H> {
    type Out = Windows<P>;
    type Rate = EachTick;
}

impl<P: Readable, H: for<'r> Horizon<Index<'r, P>>> Operator for Window<P, H> {
    type In = Frames<P>;
    type Emit<'a>
        = One<WindowRows<'a, <P as PlanAt<'a>>::Rows>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        let bounds = self.horizon.follow(rows);
        One(WindowRows { rows, bounds })
    }
}

/// The operator of [`WindowFlow::aggregate`].
pub struct WindowReduce<P, A: Aggregate, F> {
    sliding: OnFirst<A, A::Sliding>,
    seen: u64,
    // The cells in a window by the index, as one that came late may have to leave before others, and those of the newest
    // label where that is left out; the number of the first, and that of the first which has not entered the window.
    held: Values<A::In>,
    left: u64,
    entered: u64,
    cells: Gathered<A::In>,
    value: F,
    plan: PhantomData<fn(P)>,
}

/// The aggregate of the cells that are present.
#[cold]
fn without_late<A: Aggregate>(aggregate: &A, cells: &[A::In], present: &[bool]) -> A::Out {
    let mut running = aggregate.running();
    for (&cell, &is_present) in cells.iter().zip(present) {
        if is_present {
            running.push(cell);
        }
    }
    running.value()
}

impl<P: Plan, A: Aggregate, F> Node for WindowReduce<P, A, F> {
    type Out = Own<A::Out>;
    type Rate = EachTick;
}

impl<P: Readable, A: Aggregate, F: for<'r> Fn(Row<'r, P>) -> A::In> Operator for WindowReduce<P, A, F> {
    type In = Windows<P>;
    type Emit<'a>
        = One<A::Out>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, window: WindowRows<'a, <P as PlanAt<'a>>::Rows>) -> One<A::Out> {
        let value = &self.value;
        let cells = self.cells.gather(window.rows, |_, row| value(row));
        self.seen += cells.len() as u64;
        let sliding = self.sliding.get(window.bounds.rows(), 0);
        let (start, end) = (window.bounds.start(self.seen), window.bounds.end(self.seen));
        if window.bounds.is_by_index() {
            self.held.extend(cells.iter().copied());
            let entering = (self.entered - self.left) as usize..(end - self.left) as usize;
            sliding.extend(&self.held.as_slice()[entering], start);
            self.entered = end;
            self.held.drop_first((start - self.left) as usize);
            self.left = start;
            if let Some(present) = window.bounds.present() {
                return One(without_late(self.sliding.aggregate(), self.held.as_slice(), present));
            }
        } else {
            sliding.extend(cells, start);
        }
        One(sliding.value())
    }
}

crate::sealed!([P, H: Snapshot] Window<P, H> { part horizon });
crate::sealed!([P, A: Aggregate<In: Value, Sliding: Snapshot>, F] WindowReduce<P, A, F> {
    part sliding,
    value seen,
    part held,
    value left,
    value entered
});

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Sees the stream through a window: what follows is over the last rows, once for each batch (streamz: `window`).
    ///
    /// The extent is a number of rows, or a [`Duration`](core::time::Duration) or [`Span`](crate::frame::Span) of the index:
    /// then the window holds the rows whose label is greater than the newest minus it.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::Frame;
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Reading {
    ///     celsius: f64,
    /// }
    ///
    /// let mut means = Vec::new();
    /// let mut p = pipeline!(|readings: Reading| {
    ///     readings.frame().window(2).mean(|reading| reading.celsius).sink(|mean| means.push(mean));
    /// });
    /// for celsius in [20.0, 22.0, 30.0] {
    ///     p.emit(Reading { celsius });
    /// }
    /// drop(p);
    /// assert_eq!(means, [20.0, 21.0, 26.0]);
    /// ```
    pub fn window<E>(self, extent: E) -> Window<P, E::Horizon>
    where
        E: Extent<Horizon: for<'r> Horizon<Index<'r, P>>>,
    {
        Window {
            horizon: extent.horizon(),
            plan: PhantomData,
        }
    }
}

impl<P: Plan, const CLOCK: usize> WindowFlow<P, CLOCK> {
    /// An aggregate of the rows in the window, after every batch.
    ///
    /// `value` says what of a row is aggregated; missing cells are skipped. For several aggregates in one pass, let it
    /// return a tuple, and give a tuple of as many aggregates.
    pub fn aggregate<A, F>(self, value: F, aggregate: A) -> WindowReduce<P, A, F>
    where
        A: Aggregate,
        F: for<'r> Fn(Row<'r, P>) -> A::In,
    {
        WindowReduce {
            sliding: OnFirst::new(aggregate, A::sliding),
            seen: 0,
            held: Values::default(),
            left: 0,
            entered: 0,
            cells: Gathered::default(),
            value,
            plan: PhantomData,
        }
    }
}
