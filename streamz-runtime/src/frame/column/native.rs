//! Columns of numbers.

use super::{Column, Field, Record, Values};
use crate::frame::rows::Rows;
use crate::frame::timestamp::Timestamp;

/// A number that a [`Native`] column holds.
pub trait Number: sealed::Plain + Copy + 'static {}

mod sealed {
    /// Numbers that lie in memory as Arrow has them.
    #[cfg(feature = "arrow")]
    pub(super) use bytemuck::Pod as Plain;

    #[cfg(not(feature = "arrow"))]
    pub trait Plain {}
    #[cfg(not(feature = "arrow"))]
    impl<T> Plain for T {}
}

/// A column of numbers; `NULLS` says whether a missing one, `NaN`, is null outside.
#[derive(Clone, Debug)]
pub struct Native<T, const NULLS: bool = false> {
    pub(crate) own: Values<T>,
    // The cells, if they lie in the memory of somebody else, aligned; `own` is then empty.
    #[cfg(feature = "arrow")]
    pub(crate) lent: Option<arrow_buffer::Buffer>,
}

impl<T, const NULLS: bool> Default for Native<T, NULLS> {
    fn default() -> Self {
        Self {
            own: Values::default(),
            #[cfg(feature = "arrow")]
            lent: None,
        }
    }
}

#[cfg(feature = "arrow")]
impl<T: Number, const NULLS: bool> Native<T, NULLS> {
    /// Copies cells that are lent, so that they can be changed.
    #[cold]
    fn keep(&mut self) {
        if let Some(lent) = self.lent.take() {
            self.own.extend(bytemuck::cast_slice(&lent).iter().copied());
        }
    }
}

leaf!([T: Number, const NULLS: bool] Native<T, NULLS>);

impl<T: Number, const NULLS: bool> Column for Native<T, NULLS> {
    type Cell<'a> = T;
    type Cells<'a> = &'a [T];

    #[inline]
    fn cells(&self) -> &[T] {
        #[cfg(feature = "arrow")]
        if let Some(lent) = &self.lent {
            return bytemuck::cast_slice(lent);
        }
        self.own.as_slice()
    }

    #[inline]
    fn push(&mut self, cell: T) {
        #[cfg(feature = "arrow")]
        if self.lent.is_some() {
            self.keep();
        }
        self.own.push(cell);
    }

    #[inline]
    fn fill<'c, R: Rows<Row = Self::Cell<'c>>>(&mut self, rows: R)
    where
        Self::Cell<'c>: 'c,
    {
        #[cfg(feature = "arrow")]
        if self.lent.is_some() {
            self.keep();
        }
        self.own.add_rows(rows);
    }

    fn drop_front(&mut self, count: usize) {
        #[cfg(feature = "arrow")]
        self.keep();
        self.own.drop_front(count);
    }

    fn clear(&mut self) {
        #[cfg(feature = "arrow")]
        {
            self.lent = None;
        }
        self.own.clear();
    }
}

macro_rules! native {
    ($($type:ty),*) => {$(
        impl Number for $type {}

        impl Field for $type {
            type Column = Native<$type>;
            #[inline(always)]
            fn cell(&self) -> $type {
                *self
            }
        }

        impl Record for $type {
            type Column = Native<$type>;
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

native!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Timestamp);

/// A missing float is `NaN`.
macro_rules! float {
    ($($type:ty),*) => {$(
        impl Field for Option<$type> {
            type Column = Native<$type, true>;
            #[inline(always)]
            fn cell(&self) -> $type {
                self.unwrap_or(<$type>::NAN)
            }
        }
    )*};
}

float!(f32, f64);

crate::saved!([T: Number + Value, const NULLS: bool] Native<T, NULLS> as alloc::vec::Vec<T> {
    |column| column.cells().to_vec(),
    |column, saved| {
        column.clear();
        column.own.extend(saved);
        Ok(())
    },
});
