//! Cumulative sums, products, minima and maxima: a column of as many cells.

use alloc::vec::Vec;
use core::array::from_fn;

use crate::frame::cell::{Cell, Nullable};
use crate::frame::fold::{Ordered, Valued};

/// Cells of a block, of which none waits for more than one merge of the block before it.
const LANES: usize = 4;

/// Cells that are scanned into a buffer before they are handed on.
const PIECE: usize = 64;

/// Cells that have cumulative sums and products.
pub trait Cumulated: Cell {
    /// What is added up: `f64` for floats, `i64` and `u64` for integers, which wrap around, as in pandas.
    type Wide: Copy;

    /// Such a value, or what is missing.
    type Out: Copy;

    /// 0.
    const ZERO: Self::Wide;
    /// 1.
    const ONE: Self::Wide;

    /// The value, unless it is missing.
    fn wide(self) -> Option<Self::Wide>;

    /// The value of a cell that is not missing.
    fn there(self) -> Self::Wide;

    /// The sum of two values.
    fn add(a: Self::Wide, b: Self::Wide) -> Self::Wide;

    /// The product of two values.
    fn multiply(a: Self::Wide, b: Self::Wide) -> Self::Wide;

    /// A result.
    fn out(result: Self::Wide) -> Self::Out;

    /// The result beside this cell: missing if the cell is.
    fn beside(self, result: Self::Wide) -> Self::Out;
}

macro_rules! floats {
    ($($type:ty),*) => {$(
        impl Cumulated for $type {
            type Wide = f64;
            type Out = f64;
            const ZERO: f64 = 0.0;
            const ONE: f64 = 1.0;

            #[inline(always)]
            fn wide(self) -> Option<f64> {
                (!self.is_nan()).then_some(f64::from(self))
            }
            #[inline(always)]
            fn there(self) -> f64 {
                f64::from(self)
            }
            #[inline(always)]
            fn out(result: f64) -> f64 {
                result
            }
            #[inline(always)]
            fn add(a: f64, b: f64) -> f64 {
                a + b
            }
            #[inline(always)]
            fn multiply(a: f64, b: f64) -> f64 {
                a * b
            }
            #[inline(always)]
            fn beside(self, result: f64) -> f64 {
                if self.is_nan() { f64::NAN } else { result }
            }
        }
    )*};
}

floats!(f32, f64);

macro_rules! integers {
    ($($type:ty: $wide:ty),*) => {$(
        impl Cumulated for $type {
            type Wide = $wide;
            type Out = $wide;
            const ZERO: $wide = 0;
            const ONE: $wide = 1;

            #[inline(always)]
            #[allow(clippy::unnecessary_cast, reason = "the same for all types")]
            fn wide(self) -> Option<$wide> {
                Some(self as $wide)
            }
            #[inline(always)]
            #[allow(clippy::unnecessary_cast, reason = "the same for all types")]
            fn there(self) -> $wide {
                self as $wide
            }
            #[inline(always)]
            fn out(result: $wide) -> $wide {
                result
            }
            #[inline(always)]
            fn add(a: $wide, b: $wide) -> $wide {
                a.wrapping_add(b)
            }
            #[inline(always)]
            fn multiply(a: $wide, b: $wide) -> $wide {
                a.wrapping_mul(b)
            }
            #[inline(always)]
            fn beside(self, result: $wide) -> $wide {
                result
            }
        }
    )*};
}

integers!(i8: i64, i16: i64, i32: i64, i64: i64, isize: i64, u8: u64, u16: u64, u32: u64, u64: u64, usize: u64);

impl<T: Cumulated> Cumulated for Nullable<T> {
    type Wide = T::Wide;
    type Out = Nullable<T::Wide>;
    const ZERO: T::Wide = T::ZERO;
    const ONE: T::Wide = T::ONE;

    #[inline(always)]
    fn wide(self) -> Option<T::Wide> {
        self.get().and_then(T::wide)
    }
    #[inline(always)]
    fn there(self) -> T::Wide {
        self.wide().unwrap_or(T::ZERO)
    }
    #[inline(always)]
    fn out(result: T::Wide) -> Nullable<T::Wide> {
        result.into()
    }
    #[inline(always)]
    fn add(a: T::Wide, b: T::Wide) -> T::Wide {
        T::add(a, b)
    }
    #[inline(always)]
    fn multiply(a: T::Wide, b: T::Wide) -> T::Wide {
        T::multiply(a, b)
    }
    #[inline(always)]
    fn beside(self, result: T::Wide) -> Nullable<T::Wide> {
        (!self.is_missing()).then_some(result).into()
    }
}

/// A cumulative sum: for each cell, that of all cells up to it.
///
/// A missing cell is skipped: its own result is missing, and the sum goes on behind it (pandas: `skipna`). Integers wrap
/// around; [`Sum`](crate::frame::Sum) over expanding windows does not.
///
/// # Examples
///
/// ```
/// use streamz::frame::CumSum;
///
/// let (mut sum, mut out) = (CumSum::new(), Vec::new());
/// sum.scan(&[1.0, 2.0], &mut out);
/// sum.scan(&[f64::NAN, 4.0], &mut out);
/// assert_eq!(out[..2], [1.0, 3.0]);
/// assert!(out[2].is_nan());
/// assert_eq!(out[3], 7.0);
/// ```
#[derive(Clone, Debug)]
pub struct CumSum<C: Cumulated> {
    carry: C::Wide,
}

/// A cumulative product: for each cell, that of all cells up to it.
///
/// Missing cells and integers are as in [`CumSum`].
///
/// # Examples
///
/// ```
/// use streamz::frame::CumProd;
///
/// let (mut product, mut out) = (CumProd::new(), Vec::new());
/// product.scan(&[2_i32, 3, 4], &mut out);
/// assert_eq!(out, [2, 6, 24]);
/// ```
#[derive(Clone, Debug)]
pub struct CumProd<C: Cumulated> {
    carry: C::Wide,
}

/// A cumulative minimum: for each cell, the least of all cells up to it.
///
/// A missing cell is skipped: its own result is missing.
///
/// # Examples
///
/// ```
/// use streamz::frame::{CumMin, Nullable};
///
/// let (mut least, mut out) = (CumMin::new(), Vec::new());
/// least.scan(&[Nullable::from(3), Nullable::NULL, 1.into(), 2.into()], &mut out);
/// assert_eq!(out[0], 3);
/// assert!(out[1].is_null());
/// assert_eq!(out[2..], [Nullable::from(1), Nullable::from(1)]);
/// ```
#[derive(Clone, Debug)]
pub struct CumMin<C: Valued> {
    carry: C::Value,
}

/// A cumulative maximum: for each cell, the largest of all cells up to it.
///
/// A missing cell is skipped: its own result is missing.
///
/// # Examples
///
/// ```
/// use streamz::frame::CumMax;
///
/// let (mut most, mut out) = (CumMax::new(), Vec::new());
/// most.scan(&[1.0, 5.0, 2.0], &mut out);
/// assert_eq!(out, [1.0, 5.0, 5.0]);
/// ```
#[derive(Clone, Debug)]
pub struct CumMax<C: Valued> {
    carry: C::Value,
}

macro_rules! arithmetic {
    ($name:ident, $neutral:ident, $merge:ident) => {
        impl<C: Cumulated> $name<C> {
            /// Before the first cell.
            #[must_use]
            pub const fn new() -> Self {
                Self { carry: C::$neutral }
            }

            /// Takes more cells, and appends the result for each.
            #[inline]
            pub fn scan(&mut self, cells: &[C], out: &mut Vec<C::Out>) {
                let lift = |cell: C| cell.wide().unwrap_or(C::$neutral);
                if let [cell] = cells {
                    self.carry = C::$merge(self.carry, lift(*cell));
                    return out.push(cell.beside(self.carry));
                }
                out.reserve(cells.len());
                let mut results = [C::out(C::$neutral); PIECE];
                for piece in cells.chunks(PIECE) {
                    let results = &mut results[..piece.len()];
                    // Cells that are all there need not be asked one by one.
                    self.carry = if piece.iter().fold(false, |any, cell| any | cell.is_missing()) {
                        scan(self.carry, piece, lift, C::$merge, C::beside, results)
                    } else {
                        scan(
                            self.carry,
                            piece,
                            C::there,
                            C::$merge,
                            |_, result| C::out(result),
                            results,
                        )
                    };
                    out.extend_from_slice(results);
                }
            }
        }

        impl<C: Cumulated> Default for $name<C> {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}

arithmetic!(CumSum, ZERO, add);
arithmetic!(CumProd, ONE, multiply);

macro_rules! extreme {
    ($name:ident, $neutral:ident, $better:tt) => {
        impl<C: Valued<Value: Ordered>> $name<C> {
            /// Before the first cell.
            #[must_use]
            pub const fn new() -> Self {
                Self {
                    carry: C::Value::$neutral,
                }
            }

            /// Takes more cells, and appends the result for each: the cell itself where it is missing.
            #[inline]
            pub fn scan(&mut self, cells: &[C], out: &mut Vec<C>)
            where
                C: From<C::Value>,
            {
                let lift = |cell: C| cell.value().unwrap_or(C::Value::$neutral);
                let merge = |older, newer| if newer $better older { newer } else { older };
                let beside = |cell: C, result: C::Value| if cell.is_missing() { cell } else { result.into() };
                let Some(&first) = cells.first() else { return };
                if cells.len() == 1 {
                    self.carry = merge(self.carry, lift(first));
                    return out.push(beside(first, self.carry));
                }
                out.reserve(cells.len());
                let mut results = [first; PIECE];
                for piece in cells.chunks(PIECE) {
                    let results = &mut results[..piece.len()];
                    self.carry = scan(self.carry, piece, lift, merge, beside, results);
                    out.extend_from_slice(results);
                }
            }
        }

        impl<C: Valued<Value: Ordered>> Default for $name<C> {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}

extreme!(CumMin, GREATEST, <);
extreme!(CumMax, LEAST, >);

/// Writes the merge of all cells up to each, after `carry`, and returns the last.
#[inline(always)]
fn scan<C: Copy, P: Copy, O: Copy>(
    mut carry: P,
    cells: &[C],
    lift: impl Fn(C) -> P,
    merge: impl Fn(P, P) -> P,
    beside: impl Fn(C, P) -> O,
    results: &mut [O],
) -> P {
    let (blocks, rest) = cells.as_chunks::<LANES>();
    let (results, results_rest) = results.as_chunks_mut::<LANES>();
    for (&block, results) in blocks.iter().zip(results) {
        let [a, b, c, d] = block.map(&lift);
        let (ab, cd) = (merge(a, b), merge(c, d));
        let parts = [a, ab, merge(ab, c), merge(ab, cd)].map(|part| merge(carry, part));
        carry = parts[LANES - 1];
        *results = from_fn(|lane| beside(block[lane], parts[lane]));
    }
    for (&cell, result) in rest.iter().zip(results_rest) {
        carry = merge(carry, lift(cell));
        *result = beside(cell, carry);
    }
    carry
}
