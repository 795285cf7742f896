//! Results of rows, by runs of rows whose windows begin and end in the same tiles.

use alloc::vec::Vec;

use super::{Edge, RollingFold};
use crate::frame::aggregate::Starts;
use crate::frame::cell::Cell;
use crate::frame::fold::{Fold, TileScan};

/// How many cells that are not missing the windows of some rows have.
#[derive(Clone, Copy)]
enum Counts<'a> {
    Same(u64),
    /// None has fewer than were asked for.
    Enough(&'a [u64]),
    Each(&'a [u64]),
}

impl<F: Fold> RollingFold<F> {
    /// Appends the results of the rows that were taken last; `whole` says that none of their cells is missing.
    pub(super) fn results(&mut self, cells: &[F::In], whole: bool, starts: Starts<'_>, out: &mut Vec<F::Out>) {
        let first = self.rows - cells.len() as u64;
        let start_of = |i: usize| match starts {
            Starts::Rows(rows) => (first + i as u64 + 1).saturating_sub(rows as u64),
            Starts::At(starts) => starts[i],
        };
        let whole = whole && self.missing == 0;
        let same = self.count(cells, whole, starts, start_of);
        let counts = if same.is_some() {
            Vec::new()
        } else {
            core::mem::take(&mut self.counts)
        };
        let mut done = 0;
        while done < cells.len() {
            let start = start_of(done);
            let (older, offset) = self.place(start);
            let left = cells.len() - done;
            // How many windows begin in the same tile, and the place of the first row in the current one.
            let at = self.filled - left;
            let run = if older >= self.current {
                left
            } else {
                let next = (older + 1) * self.tile as u64 + 1;
                match starts {
                    Starts::Rows(rows) => {
                        // The first windows all begin with the first row.
                        let (row, rows) = (first + done as u64, rows as u64);
                        let whole = (rows.saturating_sub(row + 1)).saturating_add(next - start);
                        whole.min(left as u64) as usize
                    }
                    Starts::At(starts) => starts[done..].partition_point(|&start| start < next),
                }
            };
            let counts = match same {
                Some(count) => Counts::Same(count),
                None => {
                    let counts = &counts[done..done + run];
                    if counts
                        .iter()
                        .fold(false, |few, &count| few | (count < self.min_periods))
                    {
                        Counts::Each(counts)
                    } else {
                        Counts::Enough(counts)
                    }
                }
            };
            if older >= self.current {
                let edges = (0..run).map(|i| {
                    let (older, offset) = self.place(start_of(done + i));
                    let from = if older > self.current { at + i + 1 } else { offset };
                    self.within(from, at + i + 1)
                });
                self.emit(edges, counts, out);
            } else {
                self.reach(older, offset, whole);
                let newer = &self.prefix[at..at + run];
                match starts {
                    Starts::Rows(_) if start_of(done + run - 1) - start + 1 == run as u64 => {
                        let older = self.suffix[offset..offset + run].iter().copied();
                        self.join(older, newer, counts, out);
                    }
                    Starts::At(starts) => {
                        let (tile, suffix) = (older * self.tile as u64, &self.suffix[..]);
                        let older = starts[done..done + run]
                            .iter()
                            .map(|start| suffix[(start - tile) as usize]);
                        self.join(older, newer, counts, out);
                    }
                    Starts::Rows(_) => {
                        let tile = older * self.tile as u64;
                        let older = (0..run).map(|i| self.suffix[(start_of(done + i) - tile) as usize]);
                        self.join(older, newer, counts, out);
                    }
                }
            }
            done += run;
        }
        if same.is_none() {
            self.counts = counts;
        }
    }

    /// How many cells each window has that are not missing: the same for all, or as written to `self.counts`.
    #[inline(always)]
    fn count(
        &mut self,
        cells: &[F::In],
        whole: bool,
        starts: Starts<'_>,
        start_of: impl Fn(usize) -> u64,
    ) -> Option<u64> {
        let first = self.rows - cells.len() as u64;
        let last = start_of(cells.len() - 1);
        debug_assert!(
            self.start <= start_of(0) && last <= self.rows,
            "a window moves forward, up to its last row"
        );
        if whole {
            self.start = last;
            if let Starts::Rows(rows) = starts
                && first + 1 >= rows as u64
            {
                return Some(rows as u64);
            }
            self.counts.clear();
            self.counts
                .extend((0..cells.len()).map(|i| first + i as u64 + 1 - start_of(i)));
            return None;
        }
        self.counts.clear();
        for (i, cell) in cells.iter().enumerate() {
            self.missing += u64::from(cell.is_missing());
            self.advance(start_of(i));
            self.counts.push(first + i as u64 + 1 - self.start - self.missing);
        }
        None
    }

    /// Appends the results of windows that begin with `older` and end with `newer`.
    #[inline(always)]
    fn join(&self, older: impl Iterator<Item = Edge<F>>, newer: &[Edge<F>], counts: Counts<'_>, out: &mut Vec<F::Out>) {
        let join = F::Scan::joining(&self.fold, self.middle);
        let edges = older.zip(newer).map(|(older, &newer)| join(older, newer));
        self.emit(edges, counts, out);
    }

    /// Appends results.
    #[inline(always)]
    fn emit(&self, edges: impl Iterator<Item = Edge<F>>, counts: Counts<'_>, out: &mut Vec<F::Out>) {
        let (fold, least) = (&self.fold, self.min_periods);
        match counts {
            Counts::Same(count) if count < least => out.extend(edges.map(|edge| F::Scan::missing(fold, edge, count))),
            Counts::Same(count) => out.extend(edges.map(|edge| F::Scan::lower(fold, edge, count))),
            Counts::Enough(counts) => out.extend(
                edges
                    .zip(counts)
                    .map(|(edge, &count)| F::Scan::lower(fold, edge, count)),
            ),
            Counts::Each(counts) => out.extend(edges.zip(counts).map(|(edge, &count)| {
                if count < least {
                    F::Scan::missing(fold, edge, count)
                } else {
                    F::Scan::lower(fold, edge, count)
                }
            })),
        }
    }
}
