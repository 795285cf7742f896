//! Aggregates that are an associative merge of what each cell becomes: sum, mean, extremes, moments, edges.

use super::cell::Cell;

/// An aggregate without an inverse: a monoid, and what its elements stand for.
///
/// `merge` must be associative with `identity` as its neutral element; the kernels decide in which order partial results
/// are merged, but never change the order of the cells. As nothing is ever subtracted, nothing drifts, and an infinity or
/// an outlier leaves a window without a trace.
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

    /// The partial result of one cell; that of a missing cell is the identity.
    fn lift(&self, cell: Self::In) -> Self::Part;

    /// The partial result of the cells of `older` followed by those of `newer`.
    fn merge(&self, older: Self::Part, newer: Self::Part) -> Self::Part;

    /// The result, given how many cells were not missing.
    fn lower(&self, part: Self::Part, count: u64) -> Self::Out;

    /// The result where too few cells were there.
    fn missing(&self) -> Self::Out;

    /// The total of no cell.
    fn empty(&self) -> Self::Total;

    /// Takes one cell into a total.
    fn absorb(&self, total: &mut Self::Total, cell: Self::In);

    /// The result of a total, given how many cells were not missing.
    fn finish(&self, total: &Self::Total, count: u64) -> Self::Out;

    /// Writes the merge of all cells up to each, beginning with `carry`, and returns the last.
    fn prefix_scan(&self, carry: Self::Part, cells: &[Self::In], out: &mut [Self::Part]) -> Self::Part {
        let mut part = carry;
        for (out, &cell) in out.iter_mut().zip(cells) {
            part = self.merge(part, self.lift(cell));
            *out = part;
        }
        part
    }

    /// Writes the merge of all cells from each to the last, and returns the first.
    fn suffix_scan(&self, cells: &[Self::In], out: &mut [Self::Part]) -> Self::Part {
        let mut part = self.identity();
        for (out, &cell) in out.iter_mut().zip(cells).rev() {
            part = self.merge(self.lift(cell), part);
            *out = part;
        }
        part
    }
}
