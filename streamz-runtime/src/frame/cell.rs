//! Values of columns, which may be missing.
//!
//! Missing is `NaN` for floats, as in pandas, and null for everything else: a column that may have nulls holds
//! [`Nullable`] cells. Reductions, windows and groups skip what is missing.

use core::cmp::Ordering;
use core::ops::{Add, Div, Mul, Neg, Not, Rem, Sub};

/// A value of a column: small, copied freely, perhaps missing.
pub trait Cell: Copy {
    /// Whether there is no value here.
    fn is_missing(self) -> bool;
}

/// Cells that are always there.
macro_rules! present {
    ($($type:ty),*) => {$(
        impl Cell for $type {
            #[inline(always)]
            fn is_missing(self) -> bool {
                false
            }
        }
    )*};
}

present!(
    bool, i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize, isize, &str
);

/// Cells whose `NaN` is missing.
macro_rules! float {
    ($($type:ty),*) => {$(
        impl Cell for $type {
            #[inline(always)]
            fn is_missing(self) -> bool {
                self.is_nan()
            }
        }
    )*};
}

float!(f32, f64);

/// A value or null, with the arithmetic and the comparisons of pandas: null with anything is null, and no comparison
/// with null is true but `!=`.
///
/// Unlike `Option`, whose `None` is smaller than everything.
///
/// # Examples
///
/// ```
/// use streamz::frame::Nullable;
///
/// let (three, null) = (Nullable::from(3), Nullable::<i32>::NULL);
/// assert_eq!(three * 2, Nullable::from(6));
/// assert!((three + null).is_null());
/// assert!(three > 2 && !(null > 2) && !(null < 2) && null != 2);
/// assert_eq!(null.or(7), 7);
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Nullable<T>(Option<T>);

impl<T> Nullable<T> {
    /// Nothing.
    pub const NULL: Self = Self(None);

    /// Whether there is nothing.
    #[inline(always)]
    pub const fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// The value, or `other` if there is none.
    #[inline(always)]
    pub fn or(self, other: T) -> T {
        self.0.unwrap_or(other)
    }

    /// The value as an `Option`.
    #[inline(always)]
    pub fn get(self) -> Option<T> {
        self.0
    }

    /// `function` of the value, null of null.
    #[inline(always)]
    pub fn map<O>(self, function: impl FnOnce(T) -> O) -> Nullable<O> {
        Nullable(self.0.map(function))
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        Self(value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.0
    }
}

impl<T: Cell> Cell for Nullable<T> {
    #[inline(always)]
    fn is_missing(self) -> bool {
        self.0.is_none_or(T::is_missing)
    }
}

impl<T: PartialEq> PartialEq for Nullable<T> {
    fn eq(&self, other: &Self) -> bool {
        matches!((&self.0, &other.0), (Some(a), Some(b)) if a == b)
    }
}

impl<T: PartialEq> PartialEq<T> for Nullable<T> {
    fn eq(&self, other: &T) -> bool {
        self.0.as_ref().is_some_and(|value| value == other)
    }
}

impl<T: PartialOrd> PartialOrd for Nullable<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.as_ref()?.partial_cmp(other.0.as_ref()?)
    }
}

impl<T: PartialOrd> PartialOrd<T> for Nullable<T> {
    fn partial_cmp(&self, other: &T) -> Option<Ordering> {
        self.0.as_ref()?.partial_cmp(other)
    }
}

/// An operator that is null where one of its sides is.
macro_rules! propagate {
    ($($trait:ident $method:ident),*) => {$(
        impl<T: $trait> $trait for Nullable<T> {
            type Output = Nullable<T::Output>;
            #[inline(always)]
            fn $method(self, other: Self) -> Self::Output {
                Nullable(self.0.zip(other.0).map(|(a, b)| a.$method(b)))
            }
        }

        impl<T: $trait> $trait<T> for Nullable<T> {
            type Output = Nullable<T::Output>;
            #[inline(always)]
            fn $method(self, other: T) -> Self::Output {
                Nullable(self.0.map(|value| value.$method(other)))
            }
        }
    )*};
}

propagate!(Add add, Sub sub, Mul mul, Div div, Rem rem);

impl<T: Neg> Neg for Nullable<T> {
    type Output = Nullable<T::Output>;
    #[inline(always)]
    fn neg(self) -> Self::Output {
        self.map(Neg::neg)
    }
}

impl<T: Not> Not for Nullable<T> {
    type Output = Nullable<T::Output>;
    #[inline(always)]
    fn not(self) -> Self::Output {
        self.map(Not::not)
    }
}

/// Cells that are real numbers.
pub trait Real: Cell {
    /// The number as the nearest float; `NaN` if it is missing.
    fn real(self) -> f64;
}

macro_rules! real {
    ($($type:ty),*) => {$(
        impl Real for $type {
            #[inline(always)]
            #[allow(clippy::cast_lossless, reason = "some types are wider than others")]
            fn real(self) -> f64 {
                self as f64
            }
        }
    )*};
}

real!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize, isize, f32, f64);

impl<T: Real> Real for Nullable<T> {
    #[inline(always)]
    fn real(self) -> f64 {
        self.get().map_or(f64::NAN, Real::real)
    }
}
