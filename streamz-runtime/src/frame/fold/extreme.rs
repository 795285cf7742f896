//! The smallest and the largest.

use super::plain::plain;
use super::value::{Ordered, Valued};
use super::{Fold, Merging};

plain! {
    /// The smallest cell. Of none it is missing: `NaN` for floats, null for everything else.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Min, Running, Sliding, Starts};
    ///
    /// let (mut window, mut out) = (Min::new().sliding(Some(2), 1), Vec::new());
    /// window.scan(&[2.0, f64::NAN, -1.0], Starts::Rows(2), &mut out);
    /// assert_eq!(out, [2.0, 2.0, -1.0]);
    ///
    /// let mut least = Min::<i32>::new().running();
    /// assert!(least.value().is_null());
    /// least.push(7);
    /// assert_eq!(least.value(), 7);
    /// ```
    Min
}

plain! {
    /// The largest cell. Of none it is missing: `NaN` for floats, null for everything else.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Max, Running};
    ///
    /// let mut most = Max::new().running();
    /// most.extend(&[2.0, f64::NAN, -1.0]);
    /// assert_eq!(most.value(), 2.0);
    /// ```
    Max
}

macro_rules! extreme {
    ($name:ident, $none:ident, $better:tt) => {
        impl<C: Valued<Value: Ordered>> Fold for $name<C> {
            type In = C;
            type Part = C::Value;
            type Total = C::Value;
            type Out = C::Found;
            type Scan = Merging;

            #[inline(always)]
            fn identity(&self) -> C::Value {
                C::Value::$none
            }

            #[inline(always)]
            fn lift(&self, cell: C) -> C::Value {
                cell.value().unwrap_or(C::Value::$none)
            }

            #[inline(always)]
            fn lift_there(&self, cell: C) -> C::Value {
                cell.there().unwrap_or(C::Value::$none)
            }

            // Of equals the older, which only the sign of a zero tells.
            #[inline(always)]
            fn merge(&self, older: C::Value, newer: C::Value) -> C::Value {
                if newer $better older { newer } else { older }
            }

            #[inline(always)]
            fn lower(&self, part: C::Value, count: u64) -> C::Found {
                C::found((count > 0).then_some(part))
            }

            #[inline(always)]
            fn missing(&self, _: C::Value, _: u64) -> C::Found {
                C::found(None)
            }

            #[inline(always)]
            fn empty(&self) -> C::Value {
                C::Value::$none
            }

            #[inline(always)]
            fn absorb(&self, total: &mut C::Value, cell: C) {
                *total = self.merge(*total, self.lift(cell));
            }

            #[inline(always)]
            fn finish(&self, total: &C::Value, count: u64) -> C::Found {
                self.lower(*total, count)
            }
        }
    };
}

extreme!(Min, GREATEST, <);
extreme!(Max, LEAST, >);
