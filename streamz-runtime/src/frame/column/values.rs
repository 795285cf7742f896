//! Columns of values that are copied.

use alloc::vec::Vec;

use super::{Column, Field, Leaf, Record};
use crate::frame::cell::Nullable;

/// A column of values that are copied, in one piece of memory.
#[derive(Clone, Debug)]
pub struct Values<T> {
    // What has left at the front is moved away only when it is half of all: constant work for each cell.
    cells: Vec<T>,
    start: usize,
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
        }
    }
}

impl<T: Copy> Values<T> {
    /// The cells as one slice.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.cells[self.start..]
    }

    /// Lets go of the first `count` cells.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    pub fn drop_first(&mut self, count: usize) {
        assert!(
            count <= self.cells.len() - self.start,
            "fewer cells than are to be dropped"
        );
        self.start += count;
        if self.start * 2 >= self.cells.len() {
            self.cells.drain(..self.start);
            self.start = 0;
        }
    }

    /// Adds cells at the end.
    pub fn extend(&mut self, cells: impl IntoIterator<Item = T>) {
        self.cells.extend(cells);
    }
}

impl<T: Copy + 'static> Leaf for Values<T> {}

impl<T: Copy + 'static> Column for Values<T> {
    type Cell<'a> = T;
    type Cells<'a> = &'a [T];

    #[inline]
    fn cells(&self) -> &[T] {
        self.as_slice()
    }

    #[inline]
    fn push(&mut self, cell: T) {
        self.cells.push(cell);
    }

    fn drop_front(&mut self, count: usize) {
        assert!(
            count <= self.cells.len() - self.start,
            "fewer cells than are to be dropped"
        );
        self.start += count;
        if self.start * 2 >= self.cells.len() {
            self.cells.drain(..self.start);
            self.start = 0;
        }
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.start = 0;
    }
}

/// Fields whose cell is the value itself.
macro_rules! values {
    ($($type:ty),*) => {$(
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
        }
    )*};
}

values!(bool, i128, u128, ());

macro_rules! nullable {
    ($($type:ty),*) => {$(
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
