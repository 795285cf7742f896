//! `sink`: the end of a stream of frames.

use core::marker::PhantomData;

use crate::emission::Never;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt};
use crate::operator::{Operator, TryOperator, end_node};

/// The operator of [`FrameFlow::sink`].
pub struct Sink<P, F> {
    action: F,
    plan: PhantomData<fn(P)>,
}

end_node!([P: Plan, F] Sink<P, F>);

impl<P: Plan, F: for<'a> FnMut(<P as PlanAt<'a>>::Rows)> Operator for Sink<P, F> {
    type In = Frames<P>;
    type Emit<'a>
        = Never
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Never {
        (self.action)(rows);
        Never
    }
}

/// The operator of [`FrameFlow::try_sink`].
pub struct TrySink<P, E, F> {
    action: F,
    plan: PhantomData<fn(P) -> E>,
}

end_node!([P: Plan, E, F] TrySink<P, E, F>);

impl<P: Plan, E, F: for<'a> FnMut(<P as PlanAt<'a>>::Rows) -> Result<(), E>> TryOperator for TrySink<P, E, F> {
    type In = Frames<P>;
    type Error = E;
    type Emit<'a>
        = Never
    where
        Self: 'a;

    #[inline(always)]
    fn try_step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Result<Never, E> {
        (self.action)(rows).map(|()| Never)
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Calls `action` for every batch, with its [`Rows`](crate::frame::Rows): the end of the stream.
    ///
    /// Filters and expressions run while `action` looks at the rows, once for each time that it does.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Point {
    ///     x: f64,
    ///     y: f64,
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|points: Point| {
    ///     points.frame().filter(|p| p.x > 0.0).map(|p| p.x * p.y).sink(|rows| {
    ///         for (_, area) in rows.iter() {
    ///             seen.push(area);
    ///         }
    ///     });
    /// });
    /// p.emit(Point { x: 2.0, y: 3.0 });
    /// p.emit(Point { x: -2.0, y: 3.0 });
    /// drop(p);
    /// assert_eq!(seen, [6.0]);
    /// ```
    pub fn sink<F>(self, action: F) -> Sink<P, F>
    where
        F: for<'a> FnMut(<P as PlanAt<'a>>::Rows),
    {
        Sink {
            action,
            plan: PhantomData,
        }
    }

    /// Like [`sink`](Self::sink), for an action that can fail.
    ///
    /// # Errors
    ///
    /// What `action` returns is what `emit` returns.
    pub fn try_sink<E, F>(self, action: F) -> TrySink<P, E, F>
    where
        F: for<'a> FnMut(<P as PlanAt<'a>>::Rows) -> Result<(), E>,
    {
        TrySink {
            action,
            plan: PhantomData,
        }
    }
}
