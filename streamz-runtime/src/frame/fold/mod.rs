//! Aggregates that are an associative merge of what each cell becomes: sum, mean, extremes, moments, edges.

mod block;
mod compensated;
mod count;
mod deviations;
mod edge;
mod extreme;
mod moments;
mod or_null;
mod plain;
mod product;
mod scan;
mod sum;
mod value;

pub use count::{Count, Size, Trues};
pub use edge::{First, Last};
pub use extreme::{Max, Min};
pub use moments::{Std, Var};
pub use or_null::OrNull;
pub use product::Product;
pub use scan::{Merging, TileScan};
pub use sum::{Mean, Sum};
pub use value::{Ordered, Summed, Valued};

use super::cell::Cell;

/// An aggregate without an inverse: a monoid, and what its elements stand for.
///
/// `merge` must be associative with `identity` as its neutral element; the kernels decide in which order partial results
/// are merged, but never change the order of the cells. As nothing is ever subtracted, nothing drifts, and an infinity or
/// an outlier leaves a window without a trace.
///
/// Every fold is an [`Aggregate`](crate::frame::Aggregate).
///
/// # Examples
///
/// The longest text of a window:
///
/// ```
/// use streamz::frame::{Aggregate, Fold, Merging, Sliding, Starts};
///
/// #[derive(Clone)]
/// struct Longest;
///
/// impl Fold for Longest {
///     type In = &'static str;
///     type Part = usize;
///     type Total = usize;
///     type Out = usize;
///     type Scan = Merging;
///
///     fn identity(&self) -> usize { 0 }
///     fn lift(&self, text: &'static str) -> usize { text.len() }
///     fn merge(&self, older: usize, newer: usize) -> usize { older.max(newer) }
///     fn lower(&self, part: usize, _count: u64) -> usize { part }
///     fn missing(&self, _part: usize, _count: u64) -> usize { 0 }
///     fn empty(&self) -> usize { 0 }
///     fn absorb(&self, total: &mut usize, text: &'static str) { *total = text.len().max(*total) }
///     fn finish(&self, total: &usize, _count: u64) -> usize { *total }
/// }
///
/// let (mut window, mut out) = (Longest.sliding(Some(2), 1), Vec::new());
/// window.scan(&["a", "four", "to", "b"], Starts::Rows(2), &mut out);
/// assert_eq!(out, [1, 4, 4, 2]);
/// ```
pub trait Fold: Clone {
    /// What it is fed.
    type In: Cell;

    /// A partial result.
    type Part: Copy;

    /// A partial result that stays exact however many cells it takes: what running totals and groups keep.
    type Total: Clone;

    /// The result.
    type Out: Copy;

    /// How the cells at the ends of a window are merged: [`Merging`], unless there is something better.
    type Scan: TileScan<Self>;

    /// The partial result of no cell.
    fn identity(&self) -> Self::Part;

    /// The partial result of one cell; that of a missing cell is the identity, if the aggregate skips what is missing.
    fn lift(&self, cell: Self::In) -> Self::Part;

    /// The partial result of a cell that is known not to be missing: the same as [`lift`](Self::lift), without a look where
    /// looking costs.
    #[inline(always)]
    fn lift_there(&self, cell: Self::In) -> Self::Part {
        self.lift(cell)
    }

    /// The partial result of the cells of `older` followed by those of `newer`.
    fn merge(&self, older: Self::Part, newer: Self::Part) -> Self::Part;

    /// The result, given how many cells were not missing.
    fn lower(&self, part: Self::Part, count: u64) -> Self::Out;

    /// The result where fewer cells were there than were asked for: missing, but for counts, which always have a value.
    fn missing(&self, part: Self::Part, count: u64) -> Self::Out;

    /// The total of no cell.
    fn empty(&self) -> Self::Total;

    /// Takes one cell into a total; skips a missing one.
    fn absorb(&self, total: &mut Self::Total, cell: Self::In);

    /// The result of a total, given how many cells were not missing.
    fn finish(&self, total: &Self::Total, count: u64) -> Self::Out;

    /// Brings a partial result of many cells, which will be merged many times, into the form that loses least by it.
    #[inline(always)]
    fn settle(&self, part: Self::Part) -> Self::Part {
        part
    }
}
