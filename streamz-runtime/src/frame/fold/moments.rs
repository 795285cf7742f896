//! Variances and standard deviations.

use crate::frame::cell::Real;
use core::marker::PhantomData;

use super::Fold;
use super::deviations::{AboutOne, Deviations, TotalDeviations};

macro_rules! moments {
    ($(#[$attribute:meta])* $name:ident, $finish:expr) => {
        $(#[$attribute])*
        #[derive(Debug)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(bound = ""))]
        pub struct $name<C> {
            ddof: u32,
            cells: PhantomData<fn(C)>,
        }

        impl<C> $name<C> {
            /// That of a sample: divided by one less than there are cells, as in pandas.
            #[must_use]
            pub const fn new() -> Self {
                Self::with_ddof(1)
            }

            /// Divided by `ddof` (delta degrees of freedom) less than there are cells: 0 for that of all there is.
            #[must_use]
            pub const fn with_ddof(ddof: u32) -> Self {
                Self {
                    ddof,
                    cells: PhantomData,
                }
            }
        }

        impl<C> Clone for $name<C> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<C> Copy for $name<C> {}

        impl<C> Default for $name<C> {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<C: Real> Fold for $name<C> {
            type In = C;
            type Part = Deviations;
            type Total = TotalDeviations;
            type Out = f64;
            type Scan = AboutOne;

            #[inline(always)]
            fn identity(&self) -> Deviations {
                Deviations::NONE
            }

            #[inline(always)]
            fn lift(&self, cell: C) -> Deviations {
                Deviations::of(cell.real())
            }

            #[inline(always)]
            fn merge(&self, older: Deviations, newer: Deviations) -> Deviations {
                older.merge(newer)
            }

            #[inline(always)]
            fn lower(&self, part: Deviations, count: u64) -> f64 {
                $finish(part.variance(count, self.ddof))
            }

            #[inline(always)]
            fn missing(&self, _: Deviations, _: u64) -> f64 {
                f64::NAN
            }

            #[inline(always)]
            fn empty(&self) -> TotalDeviations {
                TotalDeviations::NONE
            }

            #[inline(always)]
            fn absorb(&self, total: &mut TotalDeviations, cell: C) {
                total.absorb(cell.real());
            }

            #[inline(always)]
            fn finish(&self, total: &TotalDeviations, count: u64) -> f64 {
                $finish(total.variance(count, self.ddof))
            }

            #[inline(always)]
            fn settle(&self, part: Deviations) -> Deviations {
                part.centred()
            }
        }
    };
}

moments! {
    /// The variance. `NaN` of no more cells than the degrees of freedom that are taken away.
    ///
    /// A window's is right to about as many units in the last place as it has cells, however large the cells are and
    /// whatever has left it; that of everything seen to a few.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Sliding, Starts, Var};
    ///
    /// let (mut window, mut out) = (Var::new().sliding(Some(3), 1), Vec::new());
    /// window.scan(&[1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0], Starts::Rows(3), &mut out);
    /// assert_eq!(out[1..], [0.5, 1.0]);
    /// assert!(out[0].is_nan());
    /// ```
    Var, core::convert::identity
}

moments! {
    /// The standard deviation: the root of [`Var`].
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Aggregate, Running, Std};
    ///
    /// let mut deviation = Std::with_ddof(0).running();
    /// deviation.extend(&[1, 5]);
    /// assert_eq!(deviation.value(), 2.0);
    /// ```
    Std, f64::sqrt
}
