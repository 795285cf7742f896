//! Windows, saved and made again.

use alloc::vec::Vec;

use super::RollingFold;
use crate::frame::aggregate::Sliding;
use crate::frame::fold::Fold;

/// The cells of the tiles that the window reaches, the number of the first of them, and where the window begins.
type Saved<C> = (u64, u64, Vec<C>);

// Made again of the same cells in the same tiles, all merges are the same bits.
crate::saved!([F: Fold<In: Value>] RollingFold<F> as Saved<F::In> {
    |window| window.held(),
    |window, saved| window.hold(saved),
});

impl<F: Fold> RollingFold<F> {
    fn held(&self) -> Saved<F::In> {
        let first = self.start / self.tile as u64;
        let from = first * self.tile as u64;
        let mut cells = Vec::with_capacity(self.rows.saturating_sub(from) as usize);
        for tile in first..=self.current {
            let filled = if tile == self.current { self.filled } else { self.tile };
            cells.extend_from_slice(self.cells.read(tile, 0, filled));
        }
        (from, self.start, cells)
    }

    fn hold(&mut self, (from, start, cells): Saved<F::In>) -> Result<(), &'static str> {
        let tile = self.tile as u64;
        let end = from.checked_add(cells.len() as u64);
        let begins_in_first = start.checked_sub(from).is_some_and(|offset| offset < tile);
        if from % tile != 0 || !begins_in_first || end.is_none_or(|end| start > end) {
            return Err("the window does not begin where its cells do");
        }
        (self.current, self.filled) = (from / tile, 0);
        (self.whole, self.is_about_own) = (true, false);
        (self.rows, self.start, self.missing) = (from, from, 0);
        self.totals.skip_to(self.current);
        (self.older, self.middle_of) = (super::NO_TILE, (super::NO_TILE, super::NO_TILE));
        self.extend(&cells, start);
        Ok(())
    }
}
