//! Which rows of which groups are in a window.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::groups::NO_GROUP;
use crate::frame::aggregate::Starts;
use crate::frame::extent::Bounds;

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
    /// The groups of the rows that are held, the oldest first: those of the window, and those that wait for it.
    window: VecDeque<u32>,
    /// How many rows there have been.
    seen: u64,
    /// How many of the newest wait: windows may end before the newest label.
    waiting: usize,
    /// If rows came late, whether each that is held is in the window; otherwise all are that do not wait, and this is empty.
    present: Vec<bool>,
    /// Held rows of each group, and how many of these are not in the window, as far as it matters.
    rows: Vec<u64>,
    absent: Vec<u64>,
    /// How many groups have held rows of which none is in the window.
    hidden: usize,
    /// Whether the window goes by the index.
    by_index: bool,
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
    /// If rows may wait, the groups of those that entered the window; otherwise each enters it as it comes.
    pub(super) entered: Option<Entered>,
}

/// The rows that entered a window some time after they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Entered {
    /// Their groups.
    pub(super) ids: Vec<u32>,
    /// For each row that came, how many had entered after it.
    pub(super) upto: Vec<usize>,
}

impl Moved {
    fn clear(&mut self) {
        self.came.clear();
        self.left.clear();
        self.upto.clear();
        if let Some(entered) = &mut self.entered {
            entered.ids.clear();
            entered.upto.clear();
        }
    }
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
        self.begin(ids);
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

    /// Takes a batch of rows, given by their groups, for windows with these bounds.
    ///
    /// # Panics
    ///
    /// If there are not as many bounds as rows.
    pub(crate) fn follow(&mut self, ids: &[u32], bounds: Bounds<'_>) {
        self.by_index = bounds.is_by_index();
        if !self.present.is_empty() {
            self.present.clear();
            self.count_absent();
        }
        match bounds.ends() {
            None => self.advance(ids, bounds.starts()),
            Some((starts, ends)) => self.advance_to(ids, starts, ends),
        }
        if let Some(present) = bounds.present() {
            self.present.extend_from_slice(present);
            self.count_absent();
        }
    }

    /// Takes a batch of rows; after each, the window begins and ends as is said.
    fn advance_to(&mut self, ids: &[u32], starts: &[u64], ends: &[u64]) {
        assert_eq!(
            (ids.len(), ids.len()),
            (starts.len(), ends.len()),
            "a window for each row"
        );
        self.moved.entered.get_or_insert_default();
        self.begin(ids);
        for (&id, (&start, &end)) in ids.iter().zip(starts.iter().zip(ends)) {
            self.push(id);
            self.waiting += 1;
            count(&mut self.absent, id);
            self.hidden += usize::from(self.rows.get(id as usize) == Some(&1));
            while self.seen - (self.waiting as u64) < end {
                self.enter();
            }
            if let Some(entered) = &mut self.moved.entered {
                entered.upto.push(entered.ids.len());
            }
            self.shrink(start);
        }
        self.settle();
    }

    /// Lets the window begin at row number `start` without a new row, as when time has passed.
    pub fn expire(&mut self, start: u64) {
        self.begin(&[]);
        while self.first() < start && self.pop() {}
        self.settle();
    }

    /// How many rows of a group are in the window.
    #[must_use]
    pub fn rows(&self, id: u32) -> u64 {
        let of = |counts: &[u64]| counts.get(id as usize).copied().unwrap_or(0);
        of(&self.rows) - of(&self.absent)
    }

    /// How many rows are in the window, those without a group included.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.present.is_empty() {
            self.window.len() - self.waiting
        } else {
            self.present.iter().filter(|&&is_present| is_present).count()
        }
    }

    /// Whether no row is in the window.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many groups have rows that are held, and none of them in the window.
    pub(crate) const fn hidden(&self) -> usize {
        self.hidden
    }

    /// If rows came late, for each row that is held its group and whether it is in the window.
    pub(super) fn late(&self) -> Option<impl Iterator<Item = (u32, bool)>> {
        let held = self.window.iter().copied().zip(self.present.iter().copied());
        (!self.present.is_empty()).then_some(held)
    }

    /// Whether the window goes by the index.
    pub(super) const fn is_by_index(&self) -> bool {
        self.by_index
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

    /// The number of the oldest row that is held.
    pub(super) fn first(&self) -> u64 {
        self.seen - self.window.len() as u64
    }

    /// The number of the oldest row that waits, or of the next one.
    pub(super) fn entered(&self) -> u64 {
        self.seen - self.waiting as u64
    }

    /// Begins a move.
    fn begin(&mut self, ids: &[u32]) {
        self.moved.clear();
        self.moved.came.extend_from_slice(ids);
        self.gone.clear();
    }

    /// Lets the oldest row that waits into the window.
    fn enter(&mut self) {
        let id = self.window[self.window.len() - self.waiting];
        self.waiting -= 1;
        if let Some(absent) = self.absent.get_mut(id as usize) {
            self.hidden -= usize::from(*absent == self.rows[id as usize]);
            *absent -= 1;
        }
        if let Some(entered) = &mut self.moved.entered {
            entered.ids.push(id);
        }
    }

    /// Counts which rows are not in the window.
    #[cold]
    fn count_absent(&mut self) {
        let entered = self.window.len() - self.waiting;
        self.absent.clear();
        self.absent.resize(self.rows.len(), 0);
        for (place, &id) in self.window.iter().enumerate() {
            let is_present = self.present.get(place).copied().unwrap_or(place < entered);
            if let Some(absent) = self.absent.get_mut(id as usize) {
                *absent += u64::from(!is_present);
            }
        }
        let groups = self.rows.iter().zip(&self.absent);
        self.hidden = groups.filter(|&(&rows, &absent)| rows > 0 && rows == absent).count();
    }

    #[inline]
    fn push(&mut self, id: u32) {
        self.seen += 1;
        self.window.push_back(id);
        count(&mut self.rows, id);
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
            } else if self.absent.get(id as usize) == Some(rows) {
                self.hidden += 1;
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

/// Counts one more of a group, unless it is none.
#[inline]
fn count(counts: &mut Vec<u64>, id: u32) {
    match counts.get_mut(id as usize) {
        Some(count) => *count += 1,
        None if id != NO_GROUP => {
            counts.resize(id as usize + 1, 0);
            counts[id as usize] = 1;
        }
        None => {}
    }
}

crate::saved!([] KeyedRows {
    value window,
    value seen,
    value waiting,
    value present,
    value rows,
    value absent,
    value hidden,
    value by_index
});
