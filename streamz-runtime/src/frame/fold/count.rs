//! How many there are.

use super::plain::plain;
use super::{Fold, Merging};
use crate::frame::cell::Cell;

plain! {
    /// How many cells are not missing. Itself never missing, however many were asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Count, Running};
    ///
    /// let mut count = Count::new().running();
    /// count.extend(&[1.0, f64::NAN]);
    /// assert_eq!(count.value(), 1);
    /// ```
    Count
}

plain! {
    /// How many cells there are, missing ones included. Itself never missing, however many were asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Running, Size};
    ///
    /// let mut size = Size::new().running();
    /// size.extend(&[1.0, f64::NAN]);
    /// assert_eq!(size.value(), 2);
    /// ```
    Size
}

impl<C: Cell> Fold for Count<C> {
    type In = C;
    type Part = ();
    type Total = ();
    type Out = u64;
    type Scan = Merging;

    fn identity(&self) {}

    fn lift(&self, _: C) {}

    fn merge(&self, (): (), (): ()) {}

    #[inline(always)]
    fn lower(&self, (): (), count: u64) -> u64 {
        count
    }

    #[inline(always)]
    fn missing(&self, (): (), count: u64) -> u64 {
        count
    }

    fn empty(&self) {}

    fn absorb(&self, (): &mut (), _: C) {}

    #[inline(always)]
    fn finish(&self, (): &(), count: u64) -> u64 {
        count
    }
}

impl<C: Cell> Fold for Size<C> {
    type In = C;
    type Part = u64;
    type Total = u64;
    type Out = u64;
    type Scan = Merging;

    #[inline(always)]
    fn identity(&self) -> u64 {
        0
    }

    #[inline(always)]
    fn lift(&self, _: C) -> u64 {
        1
    }

    #[inline(always)]
    fn merge(&self, older: u64, newer: u64) -> u64 {
        older + newer
    }

    #[inline(always)]
    fn lower(&self, part: u64, _: u64) -> u64 {
        part
    }

    #[inline(always)]
    fn missing(&self, part: u64, _: u64) -> u64 {
        part
    }

    #[inline(always)]
    fn empty(&self) -> u64 {
        0
    }

    #[inline(always)]
    fn absorb(&self, total: &mut u64, _: C) {
        *total += 1;
    }

    #[inline(always)]
    fn finish(&self, total: &u64, _: u64) -> u64 {
        *total
    }
}

/// How many cells are true.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Aggregate, Running, Trues};
///
/// let mut trues = Trues.running();
/// trues.extend(&[true, false, true]);
/// assert_eq!(trues.value(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Trues;

impl Fold for Trues {
    type In = bool;
    type Part = u64;
    type Total = u64;
    type Out = u64;
    type Scan = Merging;

    fn identity(&self) -> u64 {
        0
    }

    #[inline(always)]
    fn lift(&self, cell: bool) -> u64 {
        u64::from(cell)
    }

    #[inline(always)]
    fn merge(&self, older: u64, newer: u64) -> u64 {
        older + newer
    }

    #[inline(always)]
    fn lower(&self, part: u64, _: u64) -> u64 {
        part
    }

    #[inline(always)]
    fn missing(&self, part: u64, _: u64) -> u64 {
        part
    }

    fn empty(&self) -> u64 {
        0
    }

    #[inline(always)]
    fn absorb(&self, total: &mut u64, cell: bool) {
        *total += u64::from(cell);
    }

    fn finish(&self, total: &u64, _: u64) -> u64 {
        *total
    }
}
