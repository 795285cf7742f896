//! Cumulative sums, products, minima and maxima: a column of as many cells.

use alloc::vec::Vec;
use core::array::from_fn;
use core::marker::PhantomData;

use crate::frame::cell::{Cell, Nullable, Real};
use crate::frame::fold::{Ordered, Valued};

/// Cells of a block, of which none waits for more than one merge of the block before it.
const LANES: usize = 4;

/// Cells that are scanned into a buffer before they are handed on.
const PIECE: usize = 64;

/// Cells that have cumulative sums.
pub trait Cumulated: Cell {
    /// What is added up: `f64` for floats, `i128` for integers.
    type Wide: Copy;

    /// Such a value, or what is missing.
    type Out: Copy;

    /// 0.
    const ZERO: Self::Wide;

    /// The value, unless it is missing.
    fn wide(self) -> Option<Self::Wide>;

    /// The value of a cell that is not missing.
    fn there(self) -> Self::Wide;

    /// The sum of two values.
    fn add(a: Self::Wide, b: Self::Wide) -> Self::Wide;

    /// The result beside a cell that is there.
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
            fn beside(self, result: f64) -> f64 {
                if self.is_nan() { f64::NAN } else { result }
            }
        }
    )*};
}

floats!(f32, f64);

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Cumulated for $type {
            type Wide = i128;
            type Out = i128;
            const ZERO: i128 = 0;

            #[inline(always)]
            fn wide(self) -> Option<i128> {
                Some(self as i128)
            }
            #[inline(always)]
            fn there(self) -> i128 {
                self as i128
            }
            #[inline(always)]
            fn out(result: i128) -> i128 {
                result
            }
            // It would take 2⁶³ cells to overflow.
            #[inline(always)]
            fn add(a: i128, b: i128) -> i128 {
                a.wrapping_add(b)
            }
            #[inline(always)]
            fn beside(self, result: i128) -> i128 {
                result
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl<T: Cumulated> Cumulated for Nullable<T> {
    type Wide = T::Wide;
    type Out = Nullable<T::Wide>;
    const ZERO: T::Wide = T::ZERO;

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
    fn beside(self, result: T::Wide) -> Nullable<T::Wide> {
        (!self.is_missing()).then_some(result).into()
    }
}

/// A cumulative sum: for each cell, that of all cells up to it.
///
/// A missing cell is skipped: its own result is missing, and the sum goes on behind it (pandas: `skipna`). That of integers
/// is exact.
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
/// A missing cell is skipped, as in [`CumSum`]. The product is a float, that of integers too: it soon is larger than any
/// integer.
///
/// # Examples
///
/// ```
/// use streamz::frame::CumProd;
///
/// let (mut product, mut out) = (CumProd::new(), Vec::new());
/// product.scan(&[2, 3, 4], &mut out);
/// assert_eq!(out, [2.0, 6.0, 24.0]);
/// ```
#[derive(Clone, Debug)]
pub struct CumProd<C> {
    carry: f64,
    cells: PhantomData<fn(C)>,
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

impl<C: Cumulated> CumSum<C> {
    /// Before the first cell.
    #[must_use]
    pub const fn new() -> Self {
        Self { carry: C::ZERO }
    }

    /// Takes more cells, and appends the result for each.
    #[inline]
    pub fn scan(&mut self, cells: &[C], out: &mut Vec<C::Out>) {
        let lift = |cell: C| cell.wide().unwrap_or(C::ZERO);
        self.carry = scan(self.carry, cells, (lift, C::there), C::add, (C::beside, C::out), out);
    }
}

impl<C: Cumulated> Default for CumSum<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Real> CumProd<C> {
    /// Before the first cell.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            carry: 1.0,
            cells: PhantomData,
        }
    }

    /// Takes more cells, and appends the result for each.
    #[inline]
    pub fn scan(&mut self, cells: &[C], out: &mut Vec<f64>) {
        let lift = |cell: C| {
            let value = cell.real();
            if value.is_nan() { 1.0 } else { value }
        };
        let beside = |cell: C, product: f64| if cell.real().is_nan() { f64::NAN } else { product };
        let (merge, out_of) = (|a, b| a * b, |product| product);
        self.carry = scan(self.carry, cells, (lift, C::real), merge, (beside, out_of), out);
    }
}

impl<C: Real> Default for CumProd<C> {
    fn default() -> Self {
        Self::new()
    }
}

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
                self.carry = scan(self.carry, cells, (lift, lift), merge, (beside, C::from), out);
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

/// Appends the merge of all cells up to each, after `carry`, and returns the last.
///
/// Cells and results are made with the first of each pair where a cell may be missing, and else with the second.
#[inline(always)]
fn scan<C: Cell, P: Copy, O: Copy>(
    mut carry: P,
    cells: &[C],
    lift: (impl Fn(C) -> P, impl Fn(C) -> P),
    merge: impl Fn(P, P) -> P,
    beside: (impl Fn(C, P) -> O, impl Fn(P) -> O),
    out: &mut Vec<O>,
) -> P {
    let Some(&first) = cells.first() else { return carry };
    if cells.len() == 1 {
        carry = merge(carry, lift.0(first));
        out.push(beside.0(first, carry));
        return carry;
    }
    out.reserve(cells.len());
    let mut results = [beside.0(first, carry); PIECE];
    for piece in cells.chunks(PIECE) {
        let results = &mut results[..piece.len()];
        carry = if piece.iter().fold(false, |any, cell| any | cell.is_missing()) {
            scan_piece(carry, piece, &lift.0, &merge, &beside.0, results)
        } else {
            scan_piece(carry, piece, &lift.1, &merge, |_, part| beside.1(part), results)
        };
        out.extend_from_slice(results);
    }
    carry
}

/// Writes the merge of all cells up to each, after `carry`, and returns the last.
#[inline(always)]
fn scan_piece<C: Copy, P: Copy, O: Copy>(
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

crate::saved!([C: Cumulated<Wide: Value>] CumSum<C> { exact carry });
crate::saved!([C] CumProd<C> { exact carry });
crate::saved!([C: Valued<Value: Value>] CumMin<C> { exact carry });
crate::saved!([C: Valued<Value: Value>] CumMax<C> { exact carry });
