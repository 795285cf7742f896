//! Folds of windows that move forward.

mod edges;
mod invertible;
mod runs;
#[cfg(feature = "serde")]
mod saved;
mod tiles;
mod tree;

use alloc::vec::Vec;
use core::fmt::{self, Debug, Formatter};

pub use self::invertible::{Invertible, RollingUndo, RunningUndo, Undo};

use self::tiles::Tiles;
use self::tree::Tree;
use crate::frame::aggregate::{Sliding, Starts};
use crate::frame::cell::Cell;
use crate::frame::fold::{Fold, TileScan};
use crate::frame::gather::AT_ONCE;

/// Windows of so many rows have tiles as long as they are.
const ONE_TILE: usize = 1024;

/// Tiles of longer windows have about as many rows as there are parts in so many bytes: few enough that the row which
/// begins a tile, and scans one, takes less than a microsecond.
const LONG_TILE: usize = 4096;

/// Rows of a tile where it is not known how long windows are.
const SHORT_TILE: usize = 64;

/// Scans go by blocks of so many cells from the beginning of a tile.
const BLOCK: usize = 8;

/// A fold of a window that moves forward.
///
/// Rows lie in tiles. A window is the end of its first tile, the tiles between, and the beginning of its last one; each
/// of the three is the merge of what is in it, kept or made anew when a tile begins. Nothing is ever subtracted, and as
/// tiles begin at the same rows however these arrive, results are the same bits whatever the batches are.
///
/// A row costs about three merges; one that begins a tile costs a scan of a tile more, and a number of merges that grows
/// with the logarithm of the window. Memory is asked for when the windows are longer than all before, if it is not known
/// how many rows they have, and never if it is.
#[derive(Clone)]
pub struct RollingFold<F: Fold> {
    fold: F,
    min_periods: u64,
    /// Rows of a tile.
    tile: usize,
    cells: Tiles<F::In>,
    /// Merges of whole tiles before the current one.
    totals: Tree<F>,
    /// How many rows there have been.
    rows: u64,
    /// The number of the tile that is being filled, and how much of it is.
    current: u64,
    filled: usize,
    /// Whether no cell of it is missing.
    whole: bool,
    /// What edges are about, and whether that is one of its cells.
    about: About<F>,
    is_about_own: bool,
    /// The merges of all cells of the current tile up to each.
    prefix: Vec<Edge<F>>,
    /// The number of the tile where the window begins, if it is not the current one, what its edges are about, and the
    /// merges of all its cells from each that a window may still begin with; behind them is that of none.
    older: u64,
    older_about: About<F>,
    suffix: Vec<Edge<F>>,
    /// The same of the tile after it, which rows that come alone make ready a few cells at a time, and from where on.
    ready: Vec<Edge<F>>,
    ready_of: u64,
    ready_from: usize,
    /// The merge of the tiles between, if there are any, for these two tiles.
    middle: Option<Edge<F>>,
    middle_of: (u64, u64),
    /// The row where the window begins.
    start: u64,
    /// How many cells of the window are missing.
    missing: u64,
    /// How many cells are not missing, for each row of a piece.
    counts: Vec<u64>,
}

/// What stands for the cells at an end of a window.
type Edge<F> = <<F as Fold>::Scan as TileScan<F>>::Edge;

/// What edges are about.
type About<F> = <<F as Fold>::Scan as TileScan<F>>::About;

/// Cells for which memory is taken before they come.
const TAKEN_AT_ONCE: usize = 1 << 22;

/// No tile has this number.
const NO_TILE: u64 = u64::MAX;

impl<F: Fold> RollingFold<F> {
    /// An empty window of at most `rows` rows, if that is known; results of fewer than `min_periods` cells that are not
    /// missing are missing.
    pub fn new(fold: F, rows: Option<usize>, min_periods: usize) -> Self {
        let tile = match rows {
            None => SHORT_TILE,
            Some(rows) if rows <= ONE_TILE => rows.max(1),
            Some(rows) => {
                let tile = (LONG_TILE / size_of::<Edge<F>>().max(1)).clamp(4 * SHORT_TILE, ONE_TILE);
                rows.div_ceil(rows.div_ceil(tile))
            }
        };
        // The row that enters and those of the window before it. One that may never fill takes memory as it grows.
        let tiles = rows.map_or(4, |rows| rows.div_ceil(tile).min(TAKEN_AT_ONCE / tile) + 1);
        let cells = Tiles::new(tile, tiles);
        Self {
            totals: Tree::new(&fold, cells.kept()),
            prefix: alloc::vec![F::Scan::none(&fold); tile],
            suffix: alloc::vec![F::Scan::none(&fold); tile + 1],
            ready: alloc::vec![F::Scan::none(&fold); tile + 1],
            ready_of: NO_TILE,
            ready_from: tile,
            counts: Vec::with_capacity(tile),
            middle: None,
            middle_of: (NO_TILE, NO_TILE),
            older: NO_TILE,
            older_about: F::Scan::nothing(),
            about: F::Scan::nothing(),
            is_about_own: false,
            min_periods: min_periods as u64,
            fold,
            tile,
            cells,
            rows: 0,
            current: 0,
            filled: 0,
            whole: true,
            start: 0,
            missing: 0,
        }
    }

    /// The tile where a window begins that begins with this row, and its place in it: behind the end of a tile, not at the
    /// beginning of the next one, which then is between.
    #[inline(always)]
    fn place(&self, row: u64) -> (u64, usize) {
        // Most windows begin where the one before began, or in the next tile.
        let (older, tile) = (self.older, self.tile as u64);
        if older != NO_TILE {
            let offset = row.wrapping_sub(older * tile + 1);
            if offset < tile {
                return (older, offset as usize + 1);
            } else if offset.wrapping_sub(tile) < tile {
                return (older + 1, (offset - tile) as usize + 1);
            }
        }
        let older = row.saturating_sub(1) / tile;
        (older, (row - older * tile) as usize)
    }

    /// Writes as many cells as the current tile has room for, after it was closed if it is full; says how many, and
    /// whether none of them is missing.
    #[inline(always)]
    fn take(&mut self, cells: &[F::In]) -> (usize, bool) {
        if self.filled == self.tile {
            self.close();
        }
        let from = self.filled;
        let mut taken = cells.len().min(self.tile - from);
        if !self.is_about_own
            && let Some((before, about)) = F::Scan::first(&cells[..taken])
        {
            if before == 0 {
                (self.about, self.is_about_own) = (about, true);
            } else {
                // Until then edges are about something else.
                taken = before;
            }
        }
        let cells = &cells[..taken];
        self.cells.write(self.current, from, cells);
        let whole = !any_missing(cells);
        self.whole &= whole;
        let block = from / BLOCK * BLOCK;
        let carry = match block.checked_sub(1) {
            Some(last) => self.prefix[last],
            None => F::Scan::none(&self.fold),
        };
        let to = from + taken;
        let cells = self.cells.read(self.current, block, to);
        let out = &mut self.prefix[block..to];
        F::Scan::prefix(&self.fold, self.about, carry, cells, self.whole, out);
        self.filled = to;
        self.rows += taken as u64;
        (taken, whole)
    }

    /// Begins the next tile.
    fn close(&mut self) {
        let (first, last) = (self.start / self.tile as u64, self.current);
        let (fold, cells) = (&self.fold, self.cells.read(last, 0, self.tile));
        let about = self.about;
        self.about = F::Scan::last(cells).unwrap_or(about);
        self.is_about_own = false;
        self.current += 1;
        if self.current - first >= self.cells.kept() as u64 {
            self.cells.grow(first, last);
            self.totals = Tree::new(fold, self.cells.kept());
            self.totals.skip_to(first);
            for tile in first..=last {
                let cells = self.cells.read(tile, 0, self.tile);
                let (about, edge) = match F::Scan::first(cells) {
                    Some((_, about)) => (about, F::Scan::reduce(fold, cells)),
                    None => (about, F::Scan::none(fold)),
                };
                let total = F::Scan::part(fold, about, edge, there(cells));
                self.totals.push(fold, fold.settle(total));
            }
        } else if self.cells.kept() > 2 {
            // There is nothing between two tiles.
            let count = if self.whole { self.tile as u64 } else { there(cells) };
            let total = F::Scan::part(fold, about, self.prefix[self.tile - 1], count);
            self.totals.push(fold, fold.settle(total));
        }
        (self.filled, self.whole) = (0, true);
    }

    /// Takes one cell, and lets the window begin at `start`.
    #[inline(always)]
    fn push(&mut self, cell: &[F::In], start: u64) {
        debug_assert!(
            cell.len() == 1 && self.start <= start && start <= self.rows + 1,
            "a window moves forward, up to its last row"
        );
        let (_, whole) = self.take(cell);
        self.missing += u64::from(!whole);
        self.advance(start);
        let (older, offset) = self.place(start);
        if older < self.current {
            self.reach(older, offset, self.missing == 0);
            self.prepare();
        }
    }

    /// Lets the window begin at `start`, a row that has been seen or the next one.
    fn advance(&mut self, start: u64) {
        if self.missing > 0 {
            for row in self.start..start {
                let tile = self.tile as u64;
                let cell = self.cells.get(row / tile, (row % tile) as usize);
                self.missing -= u64::from(cell.is_missing());
            }
        }
        self.start = start;
    }
}

/// Whether any cell is missing.
#[inline(always)]
fn any_missing<C: Cell>(cells: &[C]) -> bool {
    // All are looked at, as one that is missing is rare, and looking at several at a time is not.
    cells.iter().fold(false, |any, cell| any | cell.is_missing())
}

/// How many cells are not missing.
fn there<C: Cell>(cells: &[C]) -> u64 {
    cells.iter().map(|cell| u64::from(!cell.is_missing())).sum()
}

impl<F: Fold> Debug for RollingFold<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RollingFold")
            .field("rows", &self.rows)
            .field("start", &self.start)
            .field("min_periods", &self.min_periods)
            .finish_non_exhaustive()
    }
}

impl<F: Fold> Sliding for RollingFold<F> {
    type In = F::In;
    type Out = F::Out;

    #[inline]
    fn scan(&mut self, cells: &[F::In], starts: Starts<'_>, out: &mut Vec<F::Out>) {
        if let [_] = cells {
            let start = match starts {
                Starts::Rows(rows) => (self.rows + 1).saturating_sub(rows as u64),
                Starts::At(starts) => starts[0],
            };
            self.push(cells, start);
            out.push(self.value());
            return;
        }
        out.reserve(cells.len());
        let mut done = 0;
        while done < cells.len() {
            let (taken, whole) = self.take(&cells[done..]);
            let piece = done..done + taken;
            let starts = match starts {
                Starts::Rows(rows) => Starts::Rows(rows),
                Starts::At(starts) => Starts::At(&starts[piece.clone()]),
            };
            self.results(&cells[piece], whole, starts, out);
            done += taken;
        }
    }

    #[inline(always)]
    fn at_once(&self) -> usize {
        AT_ONCE
    }

    fn extend(&mut self, cells: &[F::In], start: u64) {
        let end = self.rows + cells.len() as u64;
        debug_assert!(
            self.start <= start && start <= end,
            "a window moves forward, up to its last row"
        );
        let start = start.clamp(self.start, end);
        self.advance(start.min(self.rows));
        let (first, offset) = self.place(start);
        let mut rest = cells;
        if first > self.current {
            // Nothing before that tile is in a window any more.
            let from = first * self.tile as u64;
            rest = &cells[(from - self.rows) as usize..];
            self.totals.skip_to(first);
            (self.current, self.filled, self.whole, self.rows) = (first, 0, true, from);
            (self.start, self.missing, self.is_about_own) = (from, 0, false);
        }
        while !rest.is_empty() {
            let (taken, whole) = self.take(rest);
            let (piece, after) = rest.split_at(taken);
            if !whole {
                self.missing += piece.iter().map(|cell| u64::from(cell.is_missing())).sum::<u64>();
            }
            self.advance(start.min(self.rows));
            rest = after;
        }
        if first < self.current {
            self.reach(first, offset, self.missing == 0);
        }
    }

    #[inline]
    fn value(&self) -> F::Out {
        let (older, offset) = self.place(self.start);
        let edge = if older >= self.current {
            let from = if older > self.current { self.filled } else { offset };
            self.within(from, self.filled)
        } else {
            let newer = match self.filled.checked_sub(1) {
                Some(last) => self.prefix[last],
                None => F::Scan::none(&self.fold),
            };
            F::Scan::joining(&self.fold, self.middle)(self.suffix[offset], newer)
        };
        let count = self.rows - self.start - self.missing;
        if count < self.min_periods {
            F::Scan::missing(&self.fold, edge, count)
        } else {
            F::Scan::lower(&self.fold, edge, count)
        }
    }
}
