//! What stands for the two ends of a window, and for what is between them.

use core::ops::Range;

use super::tiles::Tiles;
use super::{About, BLOCK, Edge, NO_TILE, RollingFold};
use crate::frame::fold::{Fold, TileScan};

/// Cells that are scanned with a row that comes alone.
const PREPARED: usize = 2 * BLOCK;

impl<F: Fold> RollingFold<F> {
    /// Makes what stands for the cells from `offset` of the tile `older` to the current one, if that has changed; `whole`
    /// says that none of them is missing.
    #[inline(always)]
    pub(super) fn reach(&mut self, older: u64, offset: usize, whole: bool) {
        let is_moved = self.older_about != self.about;
        if self.older != older || is_moved {
            let mut to = self.tile;
            if self.ready_of == older && !is_moved {
                to = self.ready_from;
                core::mem::swap(&mut self.suffix, &mut self.ready);
            }
            (self.older, self.older_about, self.ready_of) = (older, self.about, NO_TILE);
            Self::scan(
                &self.fold,
                self.about,
                (&self.cells, older),
                offset..to,
                whole,
                &mut self.suffix,
            );
        }
        if self.middle_of != (older, self.current) || is_moved {
            self.middle_of = (older, self.current);
            self.middle = (older + 1 < self.current).then(|| {
                let middle = self.totals.query(&self.fold, older + 1, self.current);
                F::Scan::edge(&self.fold, self.about, middle)
            });
        }
    }

    /// Writes what stands for the cells from each of some places on to the end of a tile.
    #[inline(always)]
    fn scan(
        fold: &F,
        about: About<F>,
        (cells, tile): (&Tiles<F::In>, u64),
        places: Range<usize>,
        whole: bool,
        out: &mut [Edge<F>],
    ) {
        // A tile of which nothing is left in the window need not be kept.
        if places.start < places.end {
            let carry = out[places.end];
            let cells = cells.read(tile, places.start, places.end);
            F::Scan::suffix(fold, about, carry, cells, whole, &mut out[places]);
        }
    }

    /// Makes a part of what [`reach`](Self::reach) will need next, so that no row has to make all of it.
    #[inline(always)]
    pub(super) fn prepare(&mut self) {
        let next = self.older.wrapping_add(1);
        // Where edges are about a cell of the current tile, they will be about another one by then.
        if size_of::<About<F>>() > 0 || next >= self.current {
            return;
        }
        if self.ready_of != next {
            (self.ready_of, self.ready_from) = (next, self.tile);
        }
        let to = self.ready_from;
        let from = to.saturating_sub(PREPARED);
        let tile = (&self.cells, next);
        Self::scan(
            &self.fold,
            self.about,
            tile,
            from..to,
            self.missing == 0,
            &mut self.ready,
        );
        self.ready_from = from;
    }

    /// The merge of the cells of the current tile, `from..to`.
    #[inline(always)]
    pub(super) fn within(&self, from: usize, to: usize) -> Edge<F> {
        if from >= to {
            F::Scan::none(&self.fold)
        } else if from == 0 {
            self.prefix[to - 1]
        } else {
            F::Scan::reduce(&self.fold, self.cells.read(self.current, from, to))
        }
    }
}
