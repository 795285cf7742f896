//! Which rows of which groups are in a window.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::groups::NO_GROUP;
use crate::frame::aggregate::Starts;

/// A window over rows that have groups: how many rows of each group are in it, and which groups have left.
///
/// One for each window; every aggregate over that window, a [`KeyedWindow`](super::keyed::KeyedWindow), follows it. Rows
/// of [`NO_GROUP`] are in the window but in no group.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Groups, KeyedRows, KeyedWindow, Median, Starts};
///
/// let (mut groups, mut ids) = (Groups::new(), Vec::new());
/// let mut rows = KeyedRows::new();
/// let mut medians = KeyedWindow::new(Median::new(), 1);
///
/// groups.extend(&["a", "b", "b", "b"], &mut ids);
/// rows.advance(&ids, Starts::Rows(3));
/// medians.extend(&[9.0, 1.0, 2.0, 4.0], &rows);
/// for &id in rows.gone() {
///     medians.clear(id);
///     groups.remove(id);
/// }
///
/// let table: Vec<_> = groups.iter().map(|(id, key)| (&**key, rows.rows(id), medians.value(id))).collect();
/// assert_eq!(table, [("b", 3, 2.0)]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct KeyedRows {
    /// The groups of the rows in the window, the oldest first.
    window: VecDeque<u32>,
    /// How many rows there have been.
    seen: u64,
    /// Rows of each group in the window.
    rows: Vec<u64>,
    /// What the last move did.
    moved: Moved,
    gone: Vec<u32>,
}

/// One move of a window.
#[derive(Clone, Debug, Default)]
pub(super) struct Moved {
    /// The groups of the rows that came.
    pub(super) came: Vec<u32>,
    /// The groups of the rows that left.
    pub(super) left: Vec<u32>,
    /// For each row that came, how many had left after it.
    pub(super) upto: Vec<usize>,
}

impl KeyedRows {
    /// An empty window.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a batch of rows, given by their groups; after each row, the window begins where `starts` says.
    ///
    /// # Panics
    ///
    /// If `starts` does not have one start for each row.
    pub fn advance(&mut self, ids: &[u32], starts: Starts<'_>) {
        self.moved.came.clear();
        self.moved.came.extend_from_slice(ids);
        self.moved.left.clear();
        self.moved.upto.clear();
        self.gone.clear();
        match starts {
            Starts::Rows(rows) => {
                for &id in ids {
                    self.push(id);
                    self.shrink(self.seen.saturating_sub(rows as u64));
                }
            }
            Starts::At(starts) => {
                assert_eq!(ids.len(), starts.len(), "a start for each row");
                for (&id, &start) in ids.iter().zip(starts) {
                    self.push(id);
                    self.shrink(start);
                }
            }
        }
        self.settle();
    }

    /// Lets the window begin at row number `start` without a new row, as when time has passed.
    pub fn expire(&mut self, start: u64) {
        self.moved.came.clear();
        self.moved.left.clear();
        self.moved.upto.clear();
        self.gone.clear();
        while self.first() < start && self.pop() {}
        self.settle();
    }

    /// How many rows of a group are in the window.
    #[must_use]
    pub fn rows(&self, id: u32) -> u64 {
        self.rows.get(id as usize).copied().unwrap_or(0)
    }

    /// How many rows are in the window, those without a group included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.window.len()
    }

    /// Whether no row is in the window.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.window.is_empty()
    }

    /// The groups that the last move left without a row.
    #[must_use]
    pub fn gone(&self) -> &[u32] {
        &self.gone
    }

    /// What the last move did.
    pub(super) const fn moved(&self) -> &Moved {
        &self.moved
    }

    /// The number of the oldest row in the window.
    fn first(&self) -> u64 {
        self.seen - self.window.len() as u64
    }

    #[inline]
    fn push(&mut self, id: u32) {
        self.seen += 1;
        self.window.push_back(id);
        match self.rows.get_mut(id as usize) {
            Some(rows) => *rows += 1,
            None if id != NO_GROUP => {
                self.rows.resize(id as usize + 1, 0);
                self.rows[id as usize] = 1;
            }
            None => {}
        }
    }

    /// Ends the move of one row.
    #[inline]
    fn shrink(&mut self, start: u64) {
        while self.first() < start && self.pop() {}
        self.moved.upto.push(self.moved.left.len());
    }

    /// Lets the oldest row go, if there is one.
    #[inline]
    fn pop(&mut self) -> bool {
        let Some(id) = self.window.pop_front() else {
            return false;
        };
        if let Some(rows) = self.rows.get_mut(id as usize) {
            *rows -= 1;
            self.moved.left.push(id);
            if *rows == 0 {
                self.gone.push(id);
            }
        }
        true
    }

    /// Takes those out of the groups that have gone which have come again.
    fn settle(&mut self) {
        let rows = &self.rows;
        self.gone.retain(|&id| rows[id as usize] == 0);
        self.gone.sort_unstable();
        self.gone.dedup();
    }
}
