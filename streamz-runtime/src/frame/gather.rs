//! From rows to the cells that a kernel takes: the one loop in which a chain of filters and expressions runs.

use alloc::vec::Vec;

use super::rows::Rows;

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
        let places = rows.places();
        if self.cells.len() < places {
            self.grow(rows, places, &function);
        }
        let mut len = 0;
        // Empty if no row passes the filters, though there are places.
        if self.cells.len() >= places {
            let cells = &mut self.cells[..places];
            rows.each(|index, row| {
                cells[len] = function(index, row);
                len += 1;
            });
        }
        &self.cells[..len]
    }

    /// Makes room for `places` cells, filled with what the first row gives.
    #[cold]
    fn grow<R: Rows>(&mut self, rows: R, places: usize, function: &impl Fn(R::Index, R::Row) -> T) {
        if let Some((index, row)) = rows.iter().next() {
            self.cells.resize(places, function(index, row));
        }
    }
}
