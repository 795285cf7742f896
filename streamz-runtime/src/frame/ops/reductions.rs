//! The aggregates by name, on every stream that says what to aggregate over.

use super::group_rolling::{GroupRollReduce, GroupRollingFlow};
use super::groupby::{GroupFlow, GroupReduce, WindowGroupFlow, WindowGroupReduce};
use super::reduce::{BatchFlow, BatchReduce, Reduce};
use super::rolling::{ExpandReduce, ExpandingFlow, RollReduce, RollingFlow};
use super::window::{WindowFlow, WindowReduce};
use crate::frame::aggregate::Aggregate;
use crate::frame::cell::Cell;
use crate::frame::fold::{Count, First, Last, Max, Mean, Min, OrNull, Product, Std, Sum, Trues, Var};
use crate::frame::kernel::quantile::Median;
use crate::frame::key::OwnedKey;
use crate::frame::plan::{FrameFlow, Plan, Row};
use crate::frame::shape::Alone;

/// The reductions of one witness.
macro_rules! reductions {
    ([$($generics:tt)*] $flow:ty => $made:ident<$($parameter:ty),* ; $($last:ty)?>) => {
        impl<$($generics)*> $flow {
            reductions! { @one $made [$($parameter),*] [$($last)?]
                /// The sum; 0 of nothing. That of integers is exact and cannot overflow: it is an `i128`.
                sum Sum,
                /// The product; 1 of nothing.
                product Product,
                /// The arithmetic mean; missing of nothing.
                mean Mean,
                /// How many cells are not missing. For all rows, count what is never missing: `count(|_| true)`.
                count Count,
                /// The smallest; missing of nothing.
                min Min,
                /// The largest; missing of nothing.
                max Max,
                /// The variance with one degree of freedom taken off, as in pandas; missing of fewer than two. For another
                /// `ddof`, write `aggregate(value, Var::with_ddof(0))`.
                var Var,
                /// The standard deviation with one degree of freedom taken off, as in pandas; missing of fewer than two. For
                /// another `ddof`, write `aggregate(value, Std::with_ddof(0))`.
                std Std,
                /// The first that is not missing.
                first First,
                /// The last that is not missing.
                last Last,
                /// The median; missing of nothing. For other quantiles, write
                /// `aggregate(value, Quantile::new(0.9, Interpolation::Linear)?)`.
                median Median,
            }
        }
    };
    (@one $made:ident $parameters:tt $last:tt $($(#[$doc:meta])* $name:ident $aggregate:ident,)*) => {
        $(reductions! { @method $made $parameters $last $(#[$doc])* $name $aggregate })*
    };
    // As in pandas, a window is long enough for a count if it has the rows, whether they have a value or not.
    (@method RollReduce [$($parameter:ty),*] [$($last:ty)?] $(#[$doc:meta])* count Count) => {
        /// How many cells are not missing; null until the window has its length of rows, or `min_periods`.
        pub fn count<T, F>(
            self,
            value: F,
        ) -> RollReduce<P, OrNull<Trues>, impl for<'r> Fn(Row<'r, P>) -> bool + use<P, T, F, CLOCK>, Alone>
        where
            T: Cell,
            F: for<'r> Fn(Row<'r, P>) -> T,
        {
            self.aggregate(move |row| !value(row).is_missing(), OrNull(Trues))
        }
    };
    (@method Reduce [$($parameter:ty),*] [] $(#[$doc:meta])* $name:ident $aggregate:ident) => {
        $(#[$doc])*
        pub fn $name<T, F>(self, value: F) -> Reduce<$($parameter,)* <$aggregate<T> as Aggregate>::Running, F>
        where
            $aggregate<T>: Aggregate<In = T>,
            F: for<'r> Fn(Row<'r, P>) -> T,
        {
            self.aggregate(value, $aggregate::new())
        }
    };
    (@method $made:ident [$($parameter:ty),*] [$($last:ty)?] $(#[$doc:meta])* $name:ident $aggregate:ident) => {
        $(#[$doc])*
        pub fn $name<T, F>(self, value: F) -> $made<$($parameter,)* $aggregate<T>, F $(, $last)?>
        where
            $aggregate<T>: Aggregate<In = T>,
            F: for<'r> Fn(Row<'r, P>) -> T,
        {
            self.aggregate(value, $aggregate::new())
        }
    };
}

reductions!([P: Plan, const CLOCK: usize] FrameFlow<P, CLOCK> => Reduce<P;>);
reductions!([P: Plan, const CLOCK: usize] BatchFlow<P, CLOCK> => BatchReduce<P;>);
reductions!([P: Plan, const CLOCK: usize] WindowFlow<P, CLOCK> => WindowReduce<P;>);
reductions!([P: Plan, const CLOCK: usize] RollingFlow<P, CLOCK> => RollReduce<P; Alone>);
reductions!([P: Plan, const CLOCK: usize] ExpandingFlow<P, CLOCK> => ExpandReduce<P; Alone>);
reductions!([P: Plan, const CLOCK: usize] GroupRollingFlow<P, CLOCK> => GroupRollReduce<P; Alone>);
reductions!([P: Plan, O: OwnedKey, const CLOCK: usize] GroupFlow<P, O, CLOCK> => GroupReduce<P, O;>);
reductions!([P: Plan, O: OwnedKey, const CLOCK: usize] WindowGroupFlow<P, O, CLOCK> => WindowGroupReduce<P, O;>);
