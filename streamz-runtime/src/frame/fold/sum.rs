//! Sums and means.

use super::plain::plain;
use super::value::{Summed, Valued};
use super::{Fold, Merging};

plain! {
    /// The sum: of floats as `f64`, of integers exactly, as `i128`. That of nothing is 0.
    ///
    /// Where a window has fewer cells than the least number asked for, the sum is `NaN`; one of integers cannot be
    /// missing, and is that of the cells there are.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Running, Sliding, Starts, Sum};
    ///
    /// let (mut window, mut out) = (Sum::new().sliding(Some(2), 1), Vec::new());
    /// window.scan(&[1.0, 1e300, f64::NAN, 4.0], Starts::Rows(2), &mut out);
    /// assert_eq!(out, [1.0, 1e300, 1e300, 4.0]);
    ///
    /// let mut total = Sum::new().running();
    /// total.extend(&[i64::MAX, i64::MAX]);
    /// assert_eq!(total.value(), 2 * i128::from(i64::MAX));
    /// ```
    Sum
}

plain! {
    /// The mean, `NaN` of nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Mean, Nullable, Sliding, Starts};
    ///
    /// let (mut window, mut out) = (Mean::new().sliding(Some(2), 1), Vec::new());
    /// window.scan(&[Nullable::from(1), Nullable::NULL, 4.into()], Starts::Rows(2), &mut out);
    /// assert_eq!(out, [1.0, 1.0, 4.0]);
    /// ```
    Mean
}

/// The sum of a cell.
#[inline(always)]
fn part<C: Valued<Value: Summed>>(cell: C) -> <C::Value as Summed>::Part {
    cell.value().map_or(C::Value::ZERO, Summed::part)
}

/// The sum of a cell that is not missing.
#[inline(always)]
fn there<C: Valued<Value: Summed>>(cell: C) -> <C::Value as Summed>::Part {
    cell.there().map_or(C::Value::ZERO, Summed::part)
}

impl<C: Valued<Value: Summed>> Fold for Sum<C> {
    type In = C;
    type Part = <C::Value as Summed>::Part;
    type Total = <C::Value as Summed>::Total;
    type Out = <C::Value as Summed>::Out;
    type Scan = Merging;

    #[inline(always)]
    fn identity(&self) -> Self::Part {
        C::Value::ZERO
    }

    #[inline(always)]
    fn lift(&self, cell: C) -> Self::Part {
        part(cell)
    }

    #[inline(always)]
    fn lift_there(&self, cell: C) -> Self::Part {
        there(cell)
    }

    #[inline(always)]
    fn merge(&self, older: Self::Part, newer: Self::Part) -> Self::Part {
        C::Value::add(older, newer)
    }

    #[inline(always)]
    fn lower(&self, part: Self::Part, _: u64) -> Self::Out {
        C::Value::sum(part)
    }

    #[inline(always)]
    fn missing(&self, part: Self::Part, _: u64) -> Self::Out {
        C::Value::few(part)
    }

    #[inline(always)]
    fn empty(&self) -> Self::Total {
        C::Value::NOTHING
    }

    #[inline(always)]
    fn absorb(&self, total: &mut Self::Total, cell: C) {
        if let Some(value) = cell.value() {
            value.absorb(total);
        }
    }

    #[inline(always)]
    fn finish(&self, total: &Self::Total, _: u64) -> Self::Out {
        C::Value::total(*total)
    }
}

impl<C: Valued<Value: Summed>> Fold for Mean<C> {
    type In = C;
    type Part = <C::Value as Summed>::Part;
    type Total = <C::Value as Summed>::Total;
    type Out = f64;
    type Scan = Merging;

    #[inline(always)]
    fn identity(&self) -> Self::Part {
        C::Value::ZERO
    }

    #[inline(always)]
    fn lift(&self, cell: C) -> Self::Part {
        part(cell)
    }

    #[inline(always)]
    fn lift_there(&self, cell: C) -> Self::Part {
        there(cell)
    }

    #[inline(always)]
    fn merge(&self, older: Self::Part, newer: Self::Part) -> Self::Part {
        C::Value::add(older, newer)
    }

    #[inline(always)]
    fn lower(&self, part: Self::Part, count: u64) -> f64 {
        C::Value::mean(C::Value::sum(part), count)
    }

    #[inline(always)]
    fn missing(&self, _: Self::Part, _: u64) -> f64 {
        f64::NAN
    }

    #[inline(always)]
    fn empty(&self) -> Self::Total {
        C::Value::NOTHING
    }

    #[inline(always)]
    fn absorb(&self, total: &mut Self::Total, cell: C) {
        if let Some(value) = cell.value() {
            value.absorb(total);
        }
    }

    #[inline(always)]
    fn finish(&self, total: &Self::Total, count: u64) -> f64 {
        C::Value::mean(C::Value::total(*total), count)
    }
}
