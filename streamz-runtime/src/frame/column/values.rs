//! Columns of values that are copied.

use alloc::vec::Vec;
use core::ops::Range;

use super::{Column, Columns, Field, Record, Visit, VisitMut};
use crate::frame::cell::Nullable;
use crate::frame::rows::Rows;

/// A column of values that are copied, in one piece of memory.
#[derive(Clone, Debug)]
pub struct Values<T> {
    // What has left at the front is moved away only when it is half of all: constant work for each cell. What lies behind
    // the end is old, and overwritten: memory is not filled before it is written.
    cells: Vec<T>,
    start: usize,
    end: usize,
}

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Values<T> {
    /// Without a cell.
    pub const fn new() -> Self {
        Self {
            cells: Vec::new(),
            start: 0,
            end: 0,
        }
    }
}

impl<T: Copy> Values<T> {
    /// The cells as one slice.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.cells[self.start..self.end]
    }

    /// The cells as one slice, to be changed.
    #[inline]
    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.cells[self.start..self.end]
    }

    /// Adds a cell at the end.
    #[inline]
    pub fn add(&mut self, cell: T) {
        match self.cells.get_mut(self.end) {
            Some(old) => *old = cell,
            None => self.cells.push(cell),
        }
        self.end += 1;
    }

    /// Adds cells at the end.
    pub fn extend(&mut self, cells: impl IntoIterator<Item = T>) {
        self.cells.truncate(self.end);
        self.cells.extend(cells);
        self.end = self.cells.len();
    }

    /// Adds rows at the end.
    #[inline]
    pub fn add_rows<R: Rows<Row = T>>(&mut self, rows: R) {
        self.add_rows_in(rows, 0..rows.places());
    }

    /// Adds the rows of some places at the end.
    #[inline]
    pub(crate) fn add_rows_in<R: Rows<Row = T>>(&mut self, rows: R, places: Range<usize>) {
        let first = match rows.get(places.start) {
            Some((_, first)) if rows.is_dense() => first,
            _ => return rows.each_in(places, |_, cell| self.add(cell)),
        };
        let end = self.end + places.len();
        if self.cells.len() < end {
            self.cells.resize(end, first);
        }
        let slots = &mut self.cells[self.end..end][..places.len()];
        let mut place = 0;
        rows.each_in(places, |_, cell| {
            slots[place] = cell;
            place += 1;
        });
        self.end = end;
    }

    /// Lets go of the first `count` cells.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    pub fn drop_first(&mut self, count: usize) {
        assert!(count <= self.end - self.start, "fewer cells than are to be dropped");
        self.start += count;
        if self.start * 2 >= self.end {
            self.cells.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
    }

    /// Hands over all cells, and goes on in `empty` memory.
    #[cfg(feature = "arrow")]
    pub(crate) fn exchange(&mut self, empty: Vec<T>) -> Vec<T> {
        self.cells.truncate(core::mem::take(&mut self.end));
        self.cells.drain(..core::mem::take(&mut self.start));
        core::mem::replace(&mut self.cells, empty)
    }
}

impl<T: Copy + 'static> Column for Values<T> {
    type Cell<'a> = T;
    type Cells<'a> = &'a [T];

    #[inline]
    fn cells(&self) -> &[T] {
        self.as_slice()
    }

    #[inline]
    fn push(&mut self, cell: T) {
        self.add(cell);
    }

    #[inline]
    fn fill<'c, R: Rows<Row = Self::Cell<'c>>>(&mut self, rows: R)
    where
        Self::Cell<'c>: 'c,
    {
        self.add_rows(rows);
    }

    fn drop_front(&mut self, count: usize) {
        self.drop_first(count);
    }

    fn clear(&mut self) {
        (self.start, self.end) = (0, 0);
    }
}

/// Fields whose cell is the value itself.
macro_rules! values {
    ($($type:ty),*) => {$(
        leaf!([] Values<$type>);

        impl Field for $type {
            type Column = Values<$type>;
            #[inline(always)]
            fn cell(&self) -> $type {
                *self
            }
        }

        impl Record for $type {
            type Column = Values<$type>;
            #[inline(always)]
            fn lay(self, column: &mut Self::Column) {
                column.push(self);
            }
            #[inline]
            fn lay_rows<R: Rows<Row = Self>>(rows: R, column: &mut Self::Column) {
                column.fill(rows);
            }
        }
    )*};
}

values!(bool, i128, u128);

/// Nothing to be shown, such as the labels of rows that have none.
impl Columns for Values<()> {
    fn visit(&self, _: &mut impl Visit) {}

    fn visit_mut<V: VisitMut>(&mut self, _: &mut V) -> Result<(), V::Error> {
        Ok(())
    }
}

impl Record for () {
    type Column = Values<()>;

    #[inline(always)]
    fn lay(self, column: &mut Values<()>) {
        column.push(());
    }
}

macro_rules! nullable {
    ($($type:ty),*) => {$(
        leaf!([] Values<Nullable<$type>>);

        impl Field for Option<$type> {
            type Column = Values<Nullable<$type>>;
            #[inline(always)]
            fn cell(&self) -> Nullable<$type> {
                (*self).into()
            }
        }

        impl Record for Nullable<$type> {
            type Column = Values<Self>;
            #[inline(always)]
            fn lay(self, column: &mut Self::Column) {
                column.push(self);
            }
            #[inline]
            fn lay_rows<R: Rows<Row = Self>>(rows: R, column: &mut Self::Column) {
                column.fill(rows);
            }
        }
    )*};
}

nullable!(
    bool,
    i8,
    i16,
    i32,
    i64,
    i128,
    u8,
    u16,
    u32,
    u64,
    u128,
    crate::frame::Timestamp
);

crate::saved!([T: Copy + Value] Values<T> as Vec<T> {
    |cells| cells.as_slice().to_vec(),
    |cells, saved| {
        *cells = Self { start: 0, end: saved.len(), cells: saved };
        Ok(())
    },
});
