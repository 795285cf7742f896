//! Windows together with groups.

use alloc::vec::Vec;

use super::groups::NO_GROUP;
use super::keyed_rows::KeyedRows;
use crate::frame::aggregate::{Aggregate, Queue};

/// The states of groups, made when their first cell comes.
struct States<A: Aggregate> {
    aggregate: A,
    min_periods: usize,
    states: Vec<A::Queue>,
}

impl<A: Aggregate> States<A> {
    const fn new(aggregate: A, min_periods: usize) -> Self {
        Self {
            aggregate,
            min_periods,
            states: Vec::new(),
        }
    }

    /// The state of a group, which is not [`NO_GROUP`].
    #[inline]
    fn of(&mut self, id: u32) -> &mut A::Queue {
        let id = id as usize;
        if id >= self.states.len() {
            let (aggregate, min_periods) = (&self.aggregate, self.min_periods);
            self.states.resize_with(id + 1, || aggregate.queue(min_periods));
        }
        &mut self.states[id]
    }

    fn value(&self, id: u32) -> A::Out {
        match self.states.get(id as usize) {
            Some(state) => state.value(),
            None => self.aggregate.queue(self.min_periods).value(),
        }
    }

    /// What rows without a group get: the aggregate of no cell where one is asked for, which is missing but for counts.
    fn none(&self) -> A::Out {
        self.aggregate.queue(1).value()
    }

    fn clear(&mut self, id: u32) {
        if let Some(state) = self.states.get_mut(id as usize) {
            *state = self.aggregate.queue(self.min_periods);
        }
    }
}

/// An aggregate of each group, over the rows that the group has in a window of all rows.
///
/// It follows a [`KeyedRows`], whose documentation has an example. Results do not depend on how rows are cut into batches.
pub struct KeyedWindow<A: Aggregate> {
    states: States<A>,
}

impl<A: Aggregate> KeyedWindow<A> {
    /// Without a row; results of fewer than `min_periods` cells that are not missing are missing.
    pub const fn new(aggregate: A, min_periods: usize) -> Self {
        Self {
            states: States::new(aggregate, min_periods),
        }
    }

    /// Does what the last move of `rows` did, whose new rows have these cells.
    ///
    /// # Panics
    ///
    /// If there are not as many cells as rows came.
    pub fn extend(&mut self, cells: &[A::In], rows: &KeyedRows) {
        self.follow(cells, rows, |_, _| ());
    }

    /// Does the same, and appends for each new row the aggregate over what its group has in the window of that row; that
    /// of no cell, which is missing but for counts, for rows of [`NO_GROUP`]. With windows by index it is what pandas calls `groupby(key).rolling("2s")`.
    ///
    /// # Panics
    ///
    /// If there are not as many cells as rows came.
    pub fn scan(&mut self, cells: &[A::In], rows: &KeyedRows, out: &mut Vec<A::Out>) {
        out.reserve(cells.len());
        self.follow(cells, rows, |states, id| {
            out.push(if id == NO_GROUP {
                states.none()
            } else {
                states.value(id)
            });
        });
    }

    /// Does what the last move of `rows` did; `done` sees the states after each new row.
    #[inline]
    fn follow(&mut self, cells: &[A::In], rows: &KeyedRows, mut done: impl FnMut(&States<A>, u32)) {
        let moved = rows.moved();
        assert_eq!(moved.came.len(), cells.len(), "a cell for each row");
        let mut left = 0;
        for ((&id, &cell), &upto) in moved.came.iter().zip(cells).zip(&moved.upto) {
            if id != NO_GROUP {
                self.states.of(id).push(cell);
            }
            for &id in &moved.left[left..upto] {
                self.states.of(id).pop();
            }
            left = upto;
            done(&self.states, id);
        }
        for &id in &moved.left[left..] {
            self.states.of(id).pop();
        }
    }

    /// The aggregate of a group over the window as it is now.
    #[must_use]
    pub fn value(&self, id: u32) -> A::Out {
        self.states.value(id)
    }

    /// Forgets a group that has left the window, and the memory it had.
    pub fn clear(&mut self, id: u32) {
        self.states.clear(id);
    }
}

/// For each row the aggregate over the last rows of its own group: `groupby(key).rolling(rows)` of pandas.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Groups, KeyedRolling, Median};
///
/// let (mut groups, mut ids) = (Groups::new(), Vec::new());
/// groups.extend(&["a", "b", "a", "a"], &mut ids);
///
/// let (mut medians, mut out) = (KeyedRolling::new(Median::new(), 2, 1), Vec::new());
/// medians.scan(&ids, &[1.0, 10.0, 2.0, 4.0], &mut out);
/// assert_eq!(out, [1.0, 10.0, 1.5, 3.0]);
/// ```
pub struct KeyedRolling<A: Aggregate> {
    rows: usize,
    states: States<A>,
}

impl<A: Aggregate> KeyedRolling<A> {
    /// Windows of `rows` rows of a group; results of fewer than `min_periods` cells that are not missing are missing.
    pub const fn new(aggregate: A, rows: usize, min_periods: usize) -> Self {
        Self {
            rows,
            states: States::new(aggregate, min_periods),
        }
    }

    /// Appends for each row the aggregate over the last rows of its group; that of no cell, which is missing but for
    /// counts, for rows of [`NO_GROUP`].
    ///
    /// # Panics
    ///
    /// If there are not as many cells as rows.
    pub fn scan(&mut self, ids: &[u32], cells: &[A::In], out: &mut Vec<A::Out>) {
        assert_eq!(ids.len(), cells.len(), "a cell for each row");
        out.reserve(ids.len());
        for (&id, &cell) in ids.iter().zip(cells) {
            if id == NO_GROUP {
                out.push(self.states.none());
                continue;
            }
            let state = self.states.of(id);
            state.push(cell);
            while state.len() > self.rows {
                state.pop();
            }
            out.push(state.value());
        }
    }

    /// The aggregate over the last rows of a group.
    #[must_use]
    pub fn value(&self, id: u32) -> A::Out {
        self.states.value(id)
    }

    /// Forgets a group, and the memory it had.
    pub fn clear(&mut self, id: u32) {
        self.states.clear(id);
    }
}
