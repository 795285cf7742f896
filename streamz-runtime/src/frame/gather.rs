//! From rows to the cells that a kernel takes: the one loop in which a chain of filters and expressions runs.

use alloc::vec::Vec;
use core::ops::Range;

use super::rows::Rows;

/// Cells that a kernel which only runs through them takes at once: they and their results fit in the nearest cache.
pub(crate) const AT_ONCE: usize = 512;

/// A place for cells that is kept from batch to batch.
#[derive(Clone, Debug)]
pub(crate) struct Gathered<T> {
    // Longer than what was gathered last, so that a batch overwrites instead of clearing and growing.
    cells: Vec<T>,
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self { cells: Vec::new() }
    }
}

impl<T: Copy> Gathered<T> {
    /// `function` of each row.
    #[inline(always)]
    pub(crate) fn gather<R: Rows>(&mut self, rows: R, function: impl Fn(R::Index, R::Row) -> T) -> &[T] {
        self.gather_in(rows, 0..rows.places(), function)
    }

    /// Hands over `function` of each row, of at most so many places at a time, with how many were handed over before;
    /// says how many there are.
    #[inline(always)]
    pub(crate) fn gather_by<R: Rows>(
        &mut self,
        at_once: usize,
        rows: R,
        function: impl Fn(R::Index, R::Row) -> T,
        mut take: impl FnMut(usize, &[T]),
    ) -> usize {
        let places = rows.places();
        let (mut from, mut count) = (0_usize, 0);
        loop {
            let to = places.min(from.saturating_add(at_once));
            let cells = self.gather_in(rows, from..to, &function);
            take(count, cells);
            count += cells.len();
            from = to;
            if from >= places {
                return count;
            }
        }
    }

    /// `function` of each row of some places.
    #[inline(always)]
    fn gather_in<R: Rows>(&mut self, rows: R, places: Range<usize>, function: impl Fn(R::Index, R::Row) -> T) -> &[T] {
        let room = places.len();
        if self.cells.len() < room {
            self.grow(rows, room, &function);
        }
        let mut len = 0;
        // Empty if no row passes the filters, though there are places.
        if self.cells.len() >= room {
            let cells = &mut self.cells[..room];
            rows.each_in(places, |index, row| {
                cells[len] = function(index, row);
                len += 1;
            });
        }
        &self.cells[..len]
    }

    /// Makes room for so many cells, filled with what the first row gives.
    #[cold]
    fn grow<R: Rows>(&mut self, rows: R, room: usize, function: &impl Fn(R::Index, R::Row) -> T) {
        if let Some((index, row)) = rows.iter().next() {
            self.cells.resize(room, function(index, row));
        }
    }
}
