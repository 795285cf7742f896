//! The cells of a window, in tiles.

use alloc::vec::Vec;

/// The newest tiles of a sequence of cells, each in one piece.
#[derive(Clone, Debug)]
pub(super) struct Tiles<T> {
    /// Tile after tile; shorter than its places for as long as the last of them were never used.
    cells: Vec<T>,
    /// Cells of a tile.
    tile: usize,
    /// How many tiles are kept: a power of two.
    kept: usize,
}

impl<T: Copy> Tiles<T> {
    /// `kept` tiles or more, of `tile` cells each.
    pub(super) fn new(tile: usize, kept: usize) -> Self {
        let kept = kept.next_power_of_two();
        Self {
            cells: Vec::with_capacity(tile * kept),
            tile,
            kept,
        }
    }

    /// How many tiles are kept.
    pub(super) const fn kept(&self) -> usize {
        self.kept
    }

    /// Where a tile begins.
    #[inline(always)]
    const fn place(&self, tile: u64) -> usize {
        (tile as usize & (self.kept - 1)) * self.tile
    }

    /// Writes cells into tile number `tile`, from `offset` on.
    #[inline(always)]
    pub(super) fn write(&mut self, tile: u64, offset: usize, cells: &[T]) {
        let from = self.place(tile) + offset;
        let Some(&filler) = cells.first() else { return };
        if self.cells.len() < from + cells.len() {
            // Where tiles were skipped there is something to fill in.
            if self.cells.len() < from {
                self.cells.resize(from, filler);
            }
            self.cells.truncate(from);
            self.cells.extend_from_slice(cells);
        } else if let [cell] = cells {
            self.cells[from] = *cell;
        } else {
            self.cells[from..from + cells.len()].copy_from_slice(cells);
        }
    }

    /// The cells `from..to` of tile number `tile`.
    #[inline(always)]
    pub(super) fn read(&self, tile: u64, from: usize, to: usize) -> &[T] {
        let place = self.place(tile);
        &self.cells[place + from..place + to]
    }

    /// The cell at `offset` of tile number `tile`.
    #[inline(always)]
    pub(super) fn get(&self, tile: u64, offset: usize) -> T {
        self.cells[self.place(tile) + offset]
    }

    /// Makes room for twice as many tiles, and keeps those of numbers `first..=last`, which are full.
    pub(super) fn grow(&mut self, first: u64, last: u64) {
        let mut grown = Self::new(self.tile, self.kept * 2);
        for tile in first..=last {
            grown.write(tile, 0, self.read(tile, 0, self.tile));
        }
        *self = grown;
    }
}
