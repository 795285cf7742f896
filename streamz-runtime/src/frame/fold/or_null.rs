//! Results that are null where too few cells were there.

use super::{Fold, Merging};
use crate::frame::cell::Nullable;

/// A fold whose result is null where fewer cells were there than were asked for: pandas' rolling count.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Aggregate, Count, Nullable, OrNull, Sliding, Starts};
///
/// let mut out = Vec::new();
/// OrNull(Count::new()).sliding(Some(2), 2).scan(&[1.0, 2.0, 3.0], Starts::Rows(2), &mut out);
/// assert_eq!(out.iter().map(|count| count.or(0)).collect::<Vec<_>>(), [0, 2, 2]);
/// assert!(out[0].is_null());
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OrNull<F>(pub F);

impl<F: Fold> Fold for OrNull<F> {
    type In = F::In;
    type Part = F::Part;
    type Total = F::Total;
    type Out = Nullable<F::Out>;
    type Scan = Merging;

    fn identity(&self) -> F::Part {
        self.0.identity()
    }

    #[inline(always)]
    fn lift(&self, cell: F::In) -> F::Part {
        self.0.lift(cell)
    }

    #[inline(always)]
    fn lift_there(&self, cell: F::In) -> F::Part {
        self.0.lift_there(cell)
    }

    #[inline(always)]
    fn merge(&self, older: F::Part, newer: F::Part) -> F::Part {
        self.0.merge(older, newer)
    }

    #[inline(always)]
    fn lower(&self, part: F::Part, count: u64) -> Nullable<F::Out> {
        self.0.lower(part, count).into()
    }

    #[inline(always)]
    fn missing(&self, _: F::Part, _: u64) -> Nullable<F::Out> {
        Nullable::NULL
    }

    fn empty(&self) -> F::Total {
        self.0.empty()
    }

    #[inline(always)]
    fn absorb(&self, total: &mut F::Total, cell: F::In) {
        self.0.absorb(total, cell);
    }

    fn finish(&self, total: &F::Total, count: u64) -> Nullable<F::Out> {
        self.0.finish(total, count).into()
    }

    #[inline(always)]
    fn settle(&self, part: F::Part) -> F::Part {
        self.0.settle(part)
    }
}
