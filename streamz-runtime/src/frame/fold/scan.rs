//! How the cells of a tile are merged for windows that begin or end in it.

use core::fmt::Debug;

use super::{Fold, block};

/// How the cells of a tile are merged up to each, and from each on: what a window has of the tiles at its two ends.
///
/// [`Merging`] is the way of every fold that has no better one.
pub trait TileScan<F: Fold> {
    /// What stands for the cells of a tile up to one of them, or from one on.
    type Edge: Copy;

    /// What edges are relative to: something that can be told of one cell. Edges are merged only if they are about the same.
    type About: Copy + Debug + PartialEq;

    /// What edges are about before there was any cell to be about.
    fn nothing() -> Self::About;

    /// What edges are to be about where these are the cells of a tile from its beginning on, and how many cells come
    /// before that one; nothing if none of them will do.
    fn first(cells: &[F::In]) -> Option<(usize, Self::About)>;

    /// The same from their end on.
    fn last(cells: &[F::In]) -> Option<Self::About>;

    /// The edge of no cell.
    fn none(fold: &F) -> Self::Edge;

    /// Writes the edge of all cells up to each.
    ///
    /// `carry` is that of none, or what was written a multiple of eight cells after the one where it was. What is written
    /// for a cell does not depend on the cells after it. If `whole`, none of the cells is missing.
    ///
    /// # Panics
    ///
    /// If `out` is shorter than `cells`.
    fn prefix(fold: &F, about: Self::About, carry: Self::Edge, cells: &[F::In], whole: bool, out: &mut [Self::Edge]);

    /// Writes the edge of all cells from each on to the end of a tile.
    ///
    /// `carry` is that of none at the end of the tile, or what was written a multiple of eight cells before it. If `whole`,
    /// none of the cells is missing.
    ///
    /// # Panics
    ///
    /// If `out` is shorter than `cells`.
    fn suffix(fold: &F, about: Self::About, carry: Self::Edge, cells: &[F::In], whole: bool, out: &mut [Self::Edge]);

    /// The edge of cells, about one of them: the same bits as [`prefix`](Self::prefix) about the first that will do.
    fn reduce(fold: &F, cells: &[F::In]) -> Self::Edge;

    /// An edge as a partial result of so many cells that are not missing.
    fn part(fold: &F, about: Self::About, edge: Self::Edge, count: u64) -> F::Part;

    /// A partial result as an edge.
    fn edge(fold: &F, about: Self::About, part: F::Part) -> Self::Edge;

    /// How the edges of a window are merged, with what is between them.
    fn joining(fold: &F, middle: Option<Self::Edge>) -> impl Fn(Self::Edge, Self::Edge) -> Self::Edge;

    /// See [`Fold::lower`].
    fn lower(fold: &F, edge: Self::Edge, count: u64) -> F::Out;

    /// See [`Fold::missing`].
    fn missing(fold: &F, edge: Self::Edge, count: u64) -> F::Out;
}

/// Merges partial results.
#[derive(Clone, Copy, Debug)]
pub struct Merging;

impl<F: Fold> TileScan<F> for Merging {
    type Edge = F::Part;
    type About = ();

    #[inline(always)]
    fn nothing() {}

    #[inline(always)]
    fn first(_: &[F::In]) -> Option<(usize, ())> {
        Some((0, ()))
    }

    #[inline(always)]
    fn last(_: &[F::In]) -> Option<()> {
        Some(())
    }

    #[inline(always)]
    fn none(fold: &F) -> F::Part {
        fold.identity()
    }

    #[inline]
    fn prefix(fold: &F, (): (), carry: F::Part, cells: &[F::In], whole: bool, out: &mut [F::Part]) {
        let merge = |a, b| fold.merge(a, b);
        if whole {
            block::prefix(carry, cells, out, |cell| fold.lift_there(cell), merge);
        } else {
            block::prefix(carry, cells, out, |cell| fold.lift(cell), merge);
        }
    }

    #[inline]
    fn suffix(fold: &F, (): (), carry: F::Part, cells: &[F::In], whole: bool, out: &mut [F::Part]) {
        let (none, merge) = (fold.identity(), |a, b| fold.merge(a, b));
        if whole {
            block::suffix(none, carry, cells, out, |cell| fold.lift_there(cell), merge);
        } else {
            block::suffix(none, carry, cells, out, |cell| fold.lift(cell), merge);
        }
    }

    #[inline]
    fn reduce(fold: &F, cells: &[F::In]) -> F::Part {
        block::reduce(fold.identity(), cells, |cell| fold.lift(cell), |a, b| fold.merge(a, b))
    }

    #[inline(always)]
    fn part(_: &F, (): (), edge: F::Part, _: u64) -> F::Part {
        edge
    }

    #[inline(always)]
    fn edge(_: &F, (): (), part: F::Part) -> F::Part {
        part
    }

    #[inline(always)]
    fn joining(fold: &F, middle: Option<F::Part>) -> impl Fn(F::Part, F::Part) -> F::Part {
        move |older, newer| match middle {
            Some(middle) => fold.merge(fold.merge(older, middle), newer),
            None => fold.merge(older, newer),
        }
    }

    #[inline(always)]
    fn lower(fold: &F, edge: F::Part, count: u64) -> F::Out {
        fold.lower(edge, count)
    }

    #[inline(always)]
    fn missing(fold: &F, edge: F::Part, count: u64) -> F::Out {
        fold.missing(edge, count)
    }
}
