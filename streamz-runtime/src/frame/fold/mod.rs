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
mod sum;
mod value;

pub use count::{Count, Size, Trues};
pub use edge::{First, Last};
pub use extreme::{Max, Min};
pub use moments::{Std, Var};
pub use or_null::OrNull;
pub use product::Product;
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
/// use streamz::frame::{Aggregate, Fold, Sliding, Starts};
///
/// #[derive(Clone)]
/// struct Longest;
///
/// impl Fold for Longest {
///     type In = &'static str;
///     type Part = usize;
///     type Total = usize;
///     type Out = usize;
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

    /// The partial result of no cell.
    fn identity(&self) -> Self::Part;

    /// The partial result of one cell; that of a missing cell is the identity, if the aggregate skips what is missing.
    fn lift(&self, cell: Self::In) -> Self::Part;

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

    /// How the parts of a window are merged: what returns the merge of the end of a tile, all tiles `middle` after it, and
    /// the beginning of the next one.
    ///
    /// `older` and `newer` are the longest such end and beginning that it will be called with.
    #[inline(always)]
    fn joining(
        &self,
        older: Self::Part,
        middle: Option<Self::Part>,
        newer: Self::Part,
    ) -> impl Fn(Self::Part, Self::Part) -> Self::Part {
        let _ = (older, newer);
        move |older, newer| match middle {
            Some(middle) => self.merge(self.merge(older, middle), newer),
            None => self.merge(older, newer),
        }
    }

    /// Writes the merge of all cells up to each, beginning with `carry`, and returns the last.
    ///
    /// `carry` is [`identity`](Self::identity), or what was written a multiple of eight cells after the one where it was.
    /// What is written for a cell must not depend on the cells after it. If `whole`, none of the cells is missing: then one
    /// need not look whether it is.
    ///
    /// # Panics
    ///
    /// If `out` is shorter than `cells`.
    fn prefix_scan(&self, carry: Self::Part, cells: &[Self::In], whole: bool, out: &mut [Self::Part]) -> Self::Part {
        let _ = whole;
        let mut part = carry;
        for (out, &cell) in out[..cells.len()].iter_mut().zip(cells) {
            part = self.merge(part, self.lift(cell));
            *out = part;
        }
        part
    }

    /// Writes the merge of all cells from each to the last, and returns the first.
    ///
    /// If `whole`, what is written need be right only from the cell behind the last that is missing.
    ///
    /// # Panics
    ///
    /// If `out` is shorter than `cells`.
    fn suffix_scan(&self, cells: &[Self::In], whole: bool, out: &mut [Self::Part]) -> Self::Part {
        let _ = whole;
        let mut part = self.identity();
        for (out, &cell) in out[..cells.len()].iter_mut().zip(cells).rev() {
            part = self.merge(self.lift(cell), part);
            *out = part;
        }
        part
    }

    /// The merge of cells: the same bits that [`prefix_scan`](Self::prefix_scan) returns, which began with the identity.
    fn reduce(&self, cells: &[Self::In]) -> Self::Part {
        let mut part = self.identity();
        for &cell in cells {
            part = self.merge(part, self.lift(cell));
        }
        part
    }
}
