//! What folds ask of cells: a value, an order, a sum.

use super::compensated::Compensated;
use crate::frame::cell::{Cell, Nullable};
use crate::frame::timestamp::Timestamp;

/// Cells as the value they hold, if any.
pub trait Valued: Cell {
    /// The value.
    type Value: Copy;

    /// A result that may be missing: a float, whose `NaN` is missing, or [`Nullable`].
    type Found: Cell;

    /// The value, unless it is missing.
    fn value(self) -> Option<Self::Value>;

    /// The value of a cell that is known not to be missing: the same as [`value`](Self::value), without a look where
    /// looking costs.
    #[inline(always)]
    fn there(self) -> Option<Self::Value> {
        self.value()
    }

    /// A value, or what is missing.
    fn found(value: Option<Self::Value>) -> Self::Found;
}

/// Values in an order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no smallest and greatest",
    label = "this aggregate needs values in an order",
    note = "let the closure return a number or a `Timestamp`"
)]
pub trait Ordered: Copy + PartialOrd {
    /// No value is less.
    const LEAST: Self;

    /// No value is greater.
    const GREATEST: Self;
}

/// Values that are summed: floats as `f64`, integers exactly.
#[diagnostic::on_unimplemented(
    message = "there is no sum or mean of `{Self}`",
    label = "this aggregate needs numbers",
    note = "let the closure return a number: `.mean(|row| f64::from(row.is_open))`, or count those that are true with \
            `.aggregate(|row| row.is_open, Trues)`"
)]
pub trait Summed: Copy {
    /// The sum of the values of a window.
    type Part: Copy;

    /// The sum of any number of values.
    type Total: Copy;

    /// A sum as it is handed on.
    type Out: Copy;

    /// The sum of no value.
    const ZERO: Self::Part;

    /// The total of no value.
    const NOTHING: Self::Total;

    /// The value as a sum of one.
    fn part(self) -> Self::Part;

    /// The sum of two sums.
    fn add(a: Self::Part, b: Self::Part) -> Self::Part;

    /// The sum, as it is handed on.
    fn sum(part: Self::Part) -> Self::Out;

    /// What is handed on where fewer values were there than were asked for: missing, or the sum of an integer, which
    /// cannot be missing.
    fn few(part: Self::Part) -> Self::Out;

    /// Adds the value to a total.
    fn absorb(self, total: &mut Self::Total);

    /// The total, as it is handed on.
    fn total(total: Self::Total) -> Self::Out;

    /// A sum, divided by how many it is of.
    fn mean(sum: Self::Out, count: u64) -> f64;
}

macro_rules! floats {
    ($($type:ty),*) => {$(
        impl Valued for $type {
            type Value = Self;
            type Found = Self;

            #[inline(always)]
            fn value(self) -> Option<Self> {
                (!self.is_nan()).then_some(self)
            }

            #[inline(always)]
            fn there(self) -> Option<Self> {
                Some(self)
            }

            #[inline(always)]
            fn found(value: Option<Self>) -> Self {
                value.unwrap_or(Self::NAN)
            }
        }

        impl Ordered for $type {
            const LEAST: Self = Self::NEG_INFINITY;
            const GREATEST: Self = Self::INFINITY;
        }

        impl Summed for $type {
            type Part = f64;
            type Total = Compensated;
            type Out = f64;

            const ZERO: f64 = 0.0;
            const NOTHING: Compensated = Compensated::NOTHING;

            #[inline(always)]
            fn part(self) -> f64 {
                f64::from(self)
            }

            #[inline(always)]
            fn add(a: f64, b: f64) -> f64 {
                a + b
            }

            #[inline(always)]
            fn sum(part: f64) -> f64 {
                part
            }

            #[inline(always)]
            fn few(_: f64) -> f64 {
                f64::NAN
            }

            #[inline(always)]
            fn absorb(self, total: &mut Compensated) {
                total.add(f64::from(self));
            }

            #[inline(always)]
            fn total(total: Compensated) -> f64 {
                total.value()
            }

            #[inline(always)]
            fn mean(sum: f64, count: u64) -> f64 {
                sum / count as f64
            }
        }
    )*};
}

floats!(f32, f64);

/// Cells that are always there.
macro_rules! present {
    ($($type:ty),*) => {$(
        impl Valued for $type {
            type Value = Self;
            type Found = Nullable<Self>;

            #[inline(always)]
            fn value(self) -> Option<Self> {
                Some(self)
            }

            #[inline(always)]
            fn found(value: Option<Self>) -> Nullable<Self> {
                value.into()
            }
        }
    )*};
}

present!(
    bool, i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize, isize, Timestamp, &str
);

impl<T: Valued<Value = T>> Valued for Nullable<T> {
    type Value = T;
    type Found = Self;

    #[inline(always)]
    fn value(self) -> Option<T> {
        self.get().and_then(T::value)
    }

    #[inline(always)]
    fn there(self) -> Option<T> {
        self.get().and_then(T::there)
    }

    #[inline(always)]
    fn found(value: Option<T>) -> Self {
        value.into()
    }
}

impl Ordered for bool {
    const LEAST: Self = false;
    const GREATEST: Self = true;
}

impl Ordered for Timestamp {
    const LEAST: Self = Self::from_nanos(i64::MIN);
    const GREATEST: Self = Self::from_nanos(i64::MAX);
}

macro_rules! ordered {
    ($($type:ty),*) => {$(
        impl Ordered for $type {
            const LEAST: Self = Self::MIN;
            const GREATEST: Self = Self::MAX;
        }
    )*};
}

ordered!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize, isize);

/// Integers whose sum over a window, which has fewer than 2³¹ rows, fits in `$part`.
macro_rules! integers {
    ($($type:ty: $part:ty),*) => {$(
        impl Summed for $type {
            type Part = $part;
            type Total = i128;
            type Out = i128;

            const ZERO: $part = 0;
            const NOTHING: i128 = 0;

            #[inline(always)]
            fn part(self) -> $part {
                self as $part
            }

            #[inline(always)]
            fn add(a: $part, b: $part) -> $part {
                a.wrapping_add(b)
            }

            #[inline(always)]
            #[allow(clippy::unnecessary_cast, reason = "the same for all types")]
            fn sum(part: $part) -> i128 {
                part as i128
            }

            #[inline(always)]
            fn few(part: $part) -> i128 {
                Self::sum(part)
            }

            #[inline(always)]
            fn absorb(self, total: &mut i128) {
                *total = total.wrapping_add(self as i128);
            }

            #[inline(always)]
            fn total(total: i128) -> i128 {
                total
            }

            #[inline(always)]
            fn mean(sum: i128, count: u64) -> f64 {
                // Most sums fit into one word, which is converted by an instruction instead of a call.
                let sum = i64::try_from(sum).map_or(sum as f64, |sum| sum as f64);
                sum / count as f64
            }
        }
    )*};
}

integers!(i8: i64, i16: i64, i32: i64, u8: i64, u16: i64, u32: i64, i64: i128, u64: i128, usize: i128, isize: i128);
