//! `cumsum`, `cumprod`, `cummin`, `cummax`, `ewm`: one result for each row, of all rows up to it.

use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::emission::One;
use crate::frame::aggregate::Running;
use crate::frame::cell::{Cell, Real};
use crate::frame::fold::{Ordered, Valued};
use crate::frame::gather::{AT_ONCE, Gathered};
use crate::frame::kernel::cumulative::{CumMax, CumMin, CumProd, CumSum, Cumulated};
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Row, Shaped};
use crate::frame::results::{ResultRows, Results};
use crate::frame::shape::{Alone, Beside, Plain, Seen, Shown};
use crate::operator::{EachTick, Node, Operator};

/// What makes a column of as many results of a column of cells, and goes on where it was.
pub trait Scan {
    /// A cell.
    type In: Cell;

    /// A result.
    type Out: Copy;

    /// Appends a result for each cell.
    fn scan(&mut self, cells: &[Self::In], out: &mut Vec<Self::Out>);
}

impl<R: Running<Out: Copy>> Scan for R {
    type In = R::In;
    type Out = R::Out;

    fn scan(&mut self, cells: &[R::In], out: &mut Vec<R::Out>) {
        Running::scan(self, cells, out);
    }
}

macro_rules! scans {
    ($([$($bound:tt)+] $name:ident<C> => $out:ty,)*) => {$(
        impl<C: $($bound)+> Scan for $name<C> {
            type In = C;
            type Out = $out;

            fn scan(&mut self, cells: &[C], out: &mut Vec<$out>) {
                Self::scan(self, cells, out);
            }
        }
    )*};
}

scans! {
    [Cumulated] CumSum<C> => C::Out,
    [Real] CumProd<C> => f64,
    [Valued<Value: Ordered> + From<C::Value>] CumMin<C> => C,
    [Valued<Value: Ordered> + From<C::Value>] CumMax<C> => C,
}

/// The operator of [`FrameFlow::scan_with`], [`FrameFlow::scan_beside`] and of what is named after what it computes, and the plan of what it hands on.
pub struct ScanRows<P, S: Scan, F, W> {
    scan: S,
    cells: Gathered<S::In>,
    results: Results<S::Out>,
    value: F,
    plan: PhantomData<fn(P) -> W>,
}

impl<P: Shaped, S: Scan, F, W: Shown> Shaped for ScanRows<P, S, F, W> {
    type Row = Seen<W, P::Row, Plain<S::Out>>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, S: Scan, F, W: Shown> PlanAt<'a, &'a Self> for ScanRows<P, S, F, W> {
    type Rows = ResultRows<'a, <P as PlanAt<'a>>::Rows, S::Out, W>;
}

impl<P: Plan, S: Scan, F, W: Shown> Node for ScanRows<P, S, F, W> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Readable, S, F, W> Operator for ScanRows<P, S, F, W>
where
    S: Scan,
    F: for<'r> Fn(Row<'r, P>) -> S::In,
    W: Shown,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<ResultRows<'a, <P as PlanAt<'a>>::Rows, S::Out, W>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        let value = &self.value;
        let results = self.results.begin(rows);
        let count = self.cells.gather_by(
            AT_ONCE,
            rows,
            |_, row| value(row),
            |_, cells| self.scan.scan(cells, results),
        );
        One(self.results.lend(rows, count))
    }
}

crate::sealed!([P, S: Scan + Snapshot, F, W] ScanRows<P, S, F, W> { part scan });

/// A method for one scan.
macro_rules! methods {
    ($($(#[$doc:meta])* [$($bound:tt)+] $name:ident $scan:ident,)*) => {
        impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {$(
            $(#[$doc])*
            pub fn $name<C, F>(self, value: F) -> ScanRows<P, $scan<C>, F, Alone>
            where
                C: $($bound)+,
                F: for<'r> Fn(Row<'r, P>) -> C,
            {
                self.scan_with(value, $scan::default())
            }
        )*}
    };
}

methods! {
    /// For each row, the sum of all cells up to it (pandas: `cumsum`).
    ///
    /// A missing cell is skipped: its own result is missing, and the sum goes on behind it. That of integers is exact and
    /// cannot overflow: it is an `i128`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows, Table};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     amount: f64,
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|sales: &Table<Sale>| {
    ///     sales.frame().cumsum(|sale| sale.amount).sink(|rows| rows.each(|_, sum| seen.push(sum)));
    /// });
    /// p.emit(&[1.0, 2.0].map(|amount| Sale { amount }).into_iter().collect());
    /// p.emit(&[4.0].map(|amount| Sale { amount }).into_iter().collect());
    /// drop(p);
    /// assert_eq!(seen, [1.0, 3.0, 7.0]);
    /// ```
    [Cumulated] cumsum CumSum,
    /// For each row, the product of all cells up to it (pandas: `cumprod`).
    ///
    /// A missing cell is skipped: its own result is missing, and the product goes on behind it. That of integers is a float,
    /// since it soon is larger than any integer.
    [Real] cumprod CumProd,
    /// For each row, the smallest of all cells up to it (pandas: `cummin`). A missing cell is skipped: its own result is
    /// missing.
    [Valued<Value: Ordered> + From<C::Value>] cummin CumMin,
    /// For each row, the largest of all cells up to it (pandas: `cummax`). A missing cell is skipped: its own result is
    /// missing.
    [Valued<Value: Ordered> + From<C::Value>] cummax CumMax,
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// For each row, a result of all cells up to it, by a [`Scan`] that may have begun elsewhere: every
    /// [`Running`] aggregate is one.
    pub fn scan_with<S, F>(self, value: F, scan: S) -> ScanRows<P, S, F, Alone>
    where
        S: Scan,
        F: for<'r> Fn(Row<'r, P>) -> S::In,
    {
        ScanRows {
            scan,
            cells: Gathered::default(),
            results: Results::default(),
            value,
            plan: PhantomData,
        }
    }

    /// For each row, an exponentially weighted mean, variance or deviation of all cells up to it (pandas: `ewm`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Ewm, Frame, NoDecay, Rows, Table};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Tick {
    ///     price: f64,
    /// }
    ///
    /// let smooth = Ewm::alpha(0.5)?.adjust(false).mean();
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|ticks: &Table<Tick>| {
    ///     ticks.frame().ewm(|tick| tick.price, smooth).sink(|rows| rows.each(|_, mean| seen.push(mean)));
    /// });
    /// p.emit(&[1.0, 3.0, 3.0].map(|price| Tick { price }).into_iter().collect());
    /// drop(p);
    /// assert_eq!(seen, [1.0, 2.0, 2.5]);
    /// # Ok::<(), NoDecay>(())
    /// ```
    pub fn ewm<S, F>(self, value: F, weighted: S) -> ScanRows<P, S, F, Alone>
    where
        S: Running<Out = f64>,
        F: for<'r> Fn(Row<'r, P>) -> S::In,
    {
        self.scan_with(value, weighted)
    }

    /// Like [`scan_with`](Self::scan_with), with the row itself before each result: `(row, result)`.
    pub fn scan_beside<S, F>(self, value: F, scan: S) -> ScanRows<P, S, F, Beside>
    where
        S: Scan,
        F: for<'r> Fn(Row<'r, P>) -> S::In,
    {
        ScanRows {
            scan,
            cells: Gathered::default(),
            results: Results::default(),
            value,
            plan: PhantomData,
        }
    }
}
