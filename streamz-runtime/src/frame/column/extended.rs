//! Columns to which one was added.

use core::marker::PhantomData;

use super::{Cells, Column, Columns, Leaf, Record, Visit, VisitMut};

/// A column that `assign` adds: its name, and rows that have it. Made by `pipeline!`.
pub trait NewColumn: 'static {
    /// The name.
    const NAME: &'static str;

    /// A row `R` with a cell `T` before it; the cell is a field of that name, and `R` is reached by `Deref`.
    type Row<T: Copy, R: Copy>: Copy;

    /// Puts a cell before a row.
    fn join<T: Copy, R: Copy>(value: T, rest: R) -> Self::Row<T, R>;

    /// Takes them apart again.
    fn split<T: Copy, R: Copy>(row: Self::Row<T, R>) -> (T, R);
}

/// The columns of rows to which `N` was added.
#[derive(Clone, Debug)]
pub struct Extended<N, C, R> {
    column: C,
    rest: R,
    name: PhantomData<fn() -> N>,
}

impl<N, C: Default, R: Default> Default for Extended<N, C, R> {
    fn default() -> Self {
        Self {
            column: C::default(),
            rest: R::default(),
            name: PhantomData,
        }
    }
}

impl<N, C: Column, R: Column> Extended<N, C, R> {
    /// Adds a row at the end.
    #[inline]
    pub fn lay(&mut self, value: impl Record<Column = C>, rest: impl Record<Column = R>) {
        value.lay(&mut self.column);
        rest.lay(&mut self.rest);
    }
}

/// The cells of an [`Extended`].
#[derive(Debug)]
pub struct ExtendedCells<N, C, R> {
    column: C,
    rest: R,
    name: PhantomData<fn() -> N>,
}

impl<N, C: Copy, R: Copy> Clone for ExtendedCells<N, C, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N, C: Copy, R: Copy> Copy for ExtendedCells<N, C, R> {}

impl<N: NewColumn, C: Cells, R: Cells> Cells for ExtendedCells<N, C, R> {
    type Cell = N::Row<C::Cell, R::Cell>;

    #[inline(always)]
    fn len(self) -> usize {
        self.column.len()
    }

    #[inline(always)]
    fn narrow(self, len: usize) -> Self {
        Self {
            column: self.column.narrow(len),
            rest: self.rest.narrow(len),
            name: PhantomData,
        }
    }

    #[inline(always)]
    fn at(self, place: usize) -> Self::Cell {
        N::join(self.column.at(place), self.rest.at(place))
    }
}

impl<N: NewColumn, C: Column, R: Column> Column for Extended<N, C, R> {
    type Cell<'a> = N::Row<C::Cell<'a>, R::Cell<'a>>;
    type Cells<'a> = ExtendedCells<N, C::Cells<'a>, R::Cells<'a>>;

    #[inline]
    fn cells(&self) -> Self::Cells<'_> {
        ExtendedCells {
            column: self.column.cells(),
            rest: self.rest.cells(),
            name: PhantomData,
        }
    }

    #[inline]
    fn push(&mut self, row: Self::Cell<'_>) {
        let (value, rest) = N::split(row);
        self.column.push(value);
        self.rest.push(rest);
    }

    fn drop_front(&mut self, count: usize) {
        self.column.drop_front(count);
        self.rest.drop_front(count);
    }

    fn clear(&mut self) {
        self.column.clear();
        self.rest.clear();
    }
}

/// A column of the same name is hidden by the new one, which stands in its place; otherwise the new one is the last.
impl<N: NewColumn, C: Leaf, R: Columns> Columns for Extended<N, C, R> {
    fn index() -> Option<&'static str> {
        R::index().filter(|&name| name != N::NAME)
    }

    fn visit(&self, visitor: &mut impl Visit) {
        let mut in_place = InPlace {
            name: N::NAME,
            column: Some(&self.column),
            visitor,
        };
        self.rest.visit(&mut in_place);
        if let Some(column) = in_place.column {
            visitor.leaf(N::NAME, column);
        }
    }

    fn visit_mut<V: VisitMut>(&mut self, visitor: &mut V) -> Result<(), V::Error> {
        let mut in_place = InPlace {
            name: N::NAME,
            column: Some(&mut self.column),
            visitor: &mut *visitor,
        };
        self.rest.visit_mut(&mut in_place)?;
        match in_place.column {
            Some(column) => visitor.leaf(N::NAME, column),
            None => Ok(()),
        }
    }
}

/// Shows a column instead of another of its name.
struct InPlace<'v, C, V> {
    name: &'static str,
    column: Option<C>,
    visitor: &'v mut V,
}

impl<C: Leaf, V: Visit> Visit for InPlace<'_, &C, V> {
    fn leaf<L: Leaf>(&mut self, name: &'static str, column: &L) {
        match self.column.take_if(|_| name == self.name) {
            Some(column) => self.visitor.leaf(name, column),
            None => self.visitor.leaf(name, column),
        }
    }
}

impl<C: Leaf, V: VisitMut> VisitMut for InPlace<'_, &mut C, V> {
    type Error = V::Error;

    fn leaf<L: Leaf>(&mut self, name: &'static str, column: &mut L) -> Result<(), V::Error> {
        match self.column.take_if(|_| name == self.name) {
            Some(column) => self.visitor.leaf(name, column),
            None => self.visitor.leaf(name, column),
        }
    }
}

crate::saved!([N, C: Snapshot, R: Snapshot] Extended<N, C, R> { part column, part rest });
