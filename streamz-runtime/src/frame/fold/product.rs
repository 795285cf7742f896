//! Products.

use super::plain::plain;
use super::{Fold, Merging};
use crate::frame::cell::Real;

plain! {
    /// The product, as a float: that of integers is exact up to 2⁵³, and never wraps around. That of nothing is 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Product, Sliding, Starts};
    ///
    /// let (mut window, mut out) = (Product::new().sliding(Some(2), 1), Vec::new());
    /// window.scan(&[3, 0, 5, 2], Starts::Rows(2), &mut out);
    /// assert_eq!(out, [3.0, 0.0, 0.0, 10.0]);
    /// ```
    Product
}

impl<C: Real> Fold for Product<C> {
    type In = C;
    type Part = f64;
    type Total = f64;
    type Out = f64;
    type Scan = Merging;

    #[inline(always)]
    fn identity(&self) -> f64 {
        1.0
    }

    #[inline(always)]
    fn lift(&self, cell: C) -> f64 {
        let value = cell.real();
        if value.is_nan() { 1.0 } else { value }
    }

    #[inline(always)]
    fn lift_there(&self, cell: C) -> f64 {
        cell.real()
    }

    #[inline(always)]
    fn merge(&self, older: f64, newer: f64) -> f64 {
        older * newer
    }

    #[inline(always)]
    fn lower(&self, part: f64, _: u64) -> f64 {
        part
    }

    #[inline(always)]
    fn missing(&self, _: f64, _: u64) -> f64 {
        f64::NAN
    }

    #[inline(always)]
    fn empty(&self) -> f64 {
        1.0
    }

    #[inline(always)]
    fn absorb(&self, total: &mut f64, cell: C) {
        *total *= self.lift(cell);
    }

    #[inline(always)]
    fn finish(&self, total: &f64, _: u64) -> f64 {
        *total
    }
}
