//! Columns of numbers.

use super::{Column, Field, Leaf, Record, Values};
use crate::frame::timestamp::Timestamp;

/// A column of numbers.
#[derive(Clone, Debug)]
pub struct Native<T> {
    own: Values<T>,
}

impl<T> Default for Native<T> {
    fn default() -> Self {
        Self { own: Values::default() }
    }
}

impl<T: Copy + 'static> Leaf for Native<T> {}

impl<T: Copy + 'static> Column for Native<T> {
    type Cell<'a> = T;
    type Cells<'a> = &'a [T];

    #[inline]
    fn cells(&self) -> &[T] {
        self.own.as_slice()
    }

    #[inline]
    fn push(&mut self, cell: T) {
        self.own.push(cell);
    }

    fn drop_front(&mut self, count: usize) {
        self.own.drop_front(count);
    }

    fn clear(&mut self) {
        self.own.clear();
    }
}

macro_rules! native {
    ($($type:ty),*) => {$(
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
        }
    )*};
}

native!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Timestamp);

/// A missing float is `NaN`.
macro_rules! float {
    ($($type:ty),*) => {$(
        impl Field for Option<$type> {
            type Column = Native<$type>;
            #[inline(always)]
            fn cell(&self) -> $type {
                self.unwrap_or(<$type>::NAN)
            }
        }
    )*};
}

float!(f32, f64);
