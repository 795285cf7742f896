//! `assign` and `select`: rows with other columns.

use core::marker::PhantomData;
use core::ops::Range;

use crate::emission::One;
use crate::frame::column::NewColumn;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Row, Shaped};
use crate::frame::rows::Rows;
use crate::frame::shape::{CellOf, With};
use crate::frame::table::{Frame, RowOf};
use crate::operator::{EachTick, Node, Operator};

/// The rows of [`FrameFlow::assign`].
#[derive(Debug)]
pub struct AssignRows<'a, R, N, F> {
    rows: R,
    value: &'a F,
    name: PhantomData<fn() -> N>,
}

impl<R: Copy, N, F> Clone for AssignRows<'_, R, N, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, N, F> Copy for AssignRows<'_, R, N, F> {}

impl<R: Rows, N: NewColumn, T: Copy, F: Fn(R::Row) -> T> Rows for AssignRows<'_, R, N, F> {
    type Row = N::Row<T, R::Row>;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, Self::Row)> {
        let (index, row) = self.rows.get(place)?;
        Some((index, N::join((self.value)(row), row)))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, Self::Row)) {
        self.rows
            .each_in(places, |index, row| visit(index, N::join((self.value)(row), row)));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The operator of [`FrameFlow::assign`], and the plan of what it hands on.
pub struct Assign<P, N, T, F> {
    value: F,
    plan: PhantomData<fn(P, N) -> T>,
}

impl<P: Shaped, N: NewColumn, T: Copy, F> Shaped for Assign<P, N, T, F> {
    type Row = With<N, T, P::Row>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, N: NewColumn, T: Copy, F> PlanAt<'a, &'a Self> for Assign<P, N, T, F> {
    type Rows = AssignRows<'a, <P as PlanAt<'a>>::Rows, N, F>;
}

impl<P: Plan, N: NewColumn, T: Copy, F> Node for Assign<P, N, T, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, N: NewColumn, T: Copy, F> Operator for Assign<P, N, T, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<AssignRows<'a, <P as PlanAt<'a>>::Rows, N, F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(AssignRows {
            rows,
            value: &self.value,
            name: PhantomData,
        })
    }
}

/// Says how long the cells of a row are lent, to a closure that returns some of them.
pub type Lent<'a> = PhantomData<&'a ()>;

const LENT: Lent<'static> = PhantomData;

/// The rows of [`FrameFlow::select`].
#[derive(Debug)]
pub struct SelectRows<'a, R, S, F> {
    rows: R,
    function: &'a F,
    frame: PhantomData<fn() -> S>,
}

impl<R: Copy, S, F> Clone for SelectRows<'_, R, S, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, S, F> Copy for SelectRows<'_, R, S, F> {}

impl<'a, R: Rows, S: Frame, F: Fn(R::Row, Lent<'a>) -> RowOf<'a, S>> Rows for SelectRows<'a, R, S, F> {
    type Row = RowOf<'a, S>;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, Self::Row)> {
        self.rows
            .get(place)
            .map(|(index, row)| (index, (self.function)(row, LENT)))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, Self::Row)) {
        self.rows
            .each_in(places, |index, row| visit(index, (self.function)(row, LENT)));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The operator of [`FrameFlow::select`], and the plan of what it hands on.
pub struct Select<P, S, F> {
    function: F,
    plan: PhantomData<fn(P) -> S>,
}

impl<P: Shaped, S: Frame, F> Shaped for Select<P, S, F> {
    type Row = CellOf<S::Column>;
    type Index = P::Index;
}

impl<'a, P: PlanAt<'a>, S: Frame, F> PlanAt<'a, &'a Self> for Select<P, S, F> {
    type Rows = SelectRows<'a, <P as PlanAt<'a>>::Rows, S, F>;
}

impl<P: Plan, S: Frame, F> Node for Select<P, S, F> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P: Plan, S: Frame, F> Operator for Select<P, S, F> {
    type In = Frames<P>;
    type Emit<'a>
        = One<SelectRows<'a, <P as PlanAt<'a>>::Rows, S, F>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(SelectRows {
            rows,
            function: &self.function,
            frame: PhantomData,
        })
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Adds a column, or puts another in the place of one (pandas: `assign`, `frame[name] = ..`).
    ///
    /// In `pipeline!` it is written `assign(name = |row| ..)`; behind it rows have a field of that name. Several columns may
    /// be given, each seeing those before it.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     price: f64,
    ///     pieces: u32,
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|sales: Sale| {
    ///     sales
    ///         .frame()
    ///         .assign(total = |sale| sale.price * f64::from(sale.pieces), tax = |sale| sale.total * 0.25)
    ///         .filter(|sale| sale.pieces > 1)
    ///         .map(|sale| sale.total + sale.tax)
    ///         .sink(|rows| rows.each(|_, total| seen.push(total)));
    /// });
    /// p.emit(Sale { price: 4.0, pieces: 2 });
    /// p.emit(Sale { price: 4.0, pieces: 1 });
    /// drop(p);
    /// assert_eq!(seen, [10.0]);
    /// ```
    pub fn assign<N, T, F>(self, _: N, value: F) -> Assign<P, N, T, F>
    where
        N: NewColumn,
        T: Copy,
        F: for<'r> Fn(Row<'r, P>) -> T,
    {
        Assign {
            value,
            plan: PhantomData,
        }
    }

    /// Rows of another frame, made of each row: the columns are those of `S` (pandas: `frame[["a", "b"]]`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Frame, Rows};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     name: String,
    ///     price: f64,
    ///     pieces: u32,
    /// }
    ///
    /// #[derive(Frame)]
    /// struct Total {
    ///     name: String,
    ///     total: f64,
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|sales: Sale| {
    ///     sales
    ///         .frame()
    ///         .select::<Total>(|sale| TotalRow { name: sale.name, total: sale.price * f64::from(sale.pieces) })
    ///         .sink(|rows| rows.each(|_, row| seen.push(format!("{} {}", row.name, row.total))));
    /// });
    /// p.emit(Sale { name: "tea".to_owned(), price: 4.0, pieces: 2 });
    /// drop(p);
    /// assert_eq!(seen, ["tea 8"]);
    /// ```
    pub fn select<S, F>(self, function: F) -> Select<P, S, F>
    where
        S: Frame,
        F: for<'r> Fn(Row<'r, P>, Lent<'r>) -> RowOf<'r, S>,
    {
        Select {
            function,
            plan: PhantomData,
        }
    }
}
