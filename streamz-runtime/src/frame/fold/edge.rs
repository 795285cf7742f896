//! The first and the last.

use super::plain::plain;
use super::value::Valued;
use super::{Fold, Merging};

plain! {
    /// The first cell that is not missing; missing if there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, First, Running};
    ///
    /// let mut first = First::new().running();
    /// first.extend(&[f64::NAN, 3.0, 4.0]);
    /// assert_eq!(first.value(), 3.0);
    /// ```
    First
}

plain! {
    /// The last cell that is not missing; missing if there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Last, Running};
    ///
    /// let mut last = Last::new().running();
    /// last.extend(&["a", "b"]);
    /// assert_eq!(last.value(), "b");
    /// ```
    Last
}

macro_rules! edge {
    ($name:ident, |$older:ident, $newer:ident| $merge:expr) => {
        impl<C: Valued> Fold for $name<C> {
            type In = C;
            type Part = Option<C::Value>;
            type Total = Option<C::Value>;
            type Out = C::Found;
            type Scan = Merging;

            #[inline(always)]
            fn identity(&self) -> Self::Part {
                None
            }

            #[inline(always)]
            fn lift(&self, cell: C) -> Self::Part {
                cell.value()
            }

            #[inline(always)]
            fn merge(&self, $older: Self::Part, $newer: Self::Part) -> Self::Part {
                $merge
            }

            #[inline(always)]
            fn lower(&self, part: Self::Part, _: u64) -> C::Found {
                C::found(part)
            }

            #[inline(always)]
            fn missing(&self, _: Self::Part, _: u64) -> C::Found {
                C::found(None)
            }

            #[inline(always)]
            fn empty(&self) -> Self::Total {
                None
            }

            #[inline(always)]
            fn absorb(&self, total: &mut Self::Total, cell: C) {
                *total = self.merge(*total, cell.value());
            }

            #[inline(always)]
            fn finish(&self, total: &Self::Total, _: u64) -> C::Found {
                C::found(*total)
            }
        }
    };
}

edge!(First, |older, newer| older.or(newer));
edge!(Last, |older, newer| newer.or(older));
