//! Windows together with groups.

use alloc::vec::Vec;

use super::groups::NO_GROUP;
use super::keyed_rows::{Entered, KeyedRows};
use crate::frame::aggregate::{Aggregate, Queue};
use crate::frame::column::Values;

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

    /// States over these cells, of rows that are in these groups, if they are in the window.
    #[cold]
    fn anew(&self, cells: &[A::In], rows: impl Iterator<Item = (u32, bool)>) -> Self {
        let mut states = Self::new(self.aggregate.clone(), self.min_periods);
        for (&cell, (id, is_present)) in cells.iter().zip(rows) {
            if is_present && id != NO_GROUP {
                states.of(id).push(cell);
            }
        }
        states
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
    // The cells of rows that wait for the window, or of all that are held if some may have to leave it before others; and
    // the number of the first.
    held: Values<A::In>,
    first: u64,
    // If some have to, the states without them.
    without_late: Option<States<A>>,
}

impl<A: Aggregate> KeyedWindow<A> {
    /// Without a row; results of fewer than `min_periods` cells that are not missing are missing.
    pub const fn new(aggregate: A, min_periods: usize) -> Self {
        Self {
            states: States::new(aggregate, min_periods),
            held: Values::new(),
            first: 0,
            without_late: None,
        }
    }

    /// Does what the last move of `rows` did, whose new rows have these cells.
    ///
    /// # Panics
    ///
    /// If there are not as many cells as rows came.
    pub fn extend(&mut self, cells: &[A::In], rows: &KeyedRows) {
        if rows.is_by_index() {
            self.held.extend(cells.iter().copied());
            self.follow(cells, rows, |_, _| ());
            self.let_go(rows.first());
            self.without_late = rows.late().map(|held| self.states.anew(self.held.as_slice(), held));
        } else {
            self.follow(cells, rows, |_, _| ());
        }
    }

    /// Does the same, and appends for each new row the aggregate over what its group has in the window of that row; that
    /// of no cell, which is missing but for counts, for rows of [`NO_GROUP`]. With windows by index it is what pandas calls `groupby(key).rolling("2s")`.
    ///
    /// # Panics
    ///
    /// If there are not as many cells as rows came.
    pub fn scan(&mut self, cells: &[A::In], rows: &KeyedRows, out: &mut Vec<A::Out>) {
        out.reserve(cells.len());
        let is_waiting = rows.moved().entered.is_some();
        if is_waiting {
            self.held.extend(cells.iter().copied());
        }
        self.follow(cells, rows, |states, id| {
            out.push(if id == NO_GROUP {
                states.none()
            } else {
                states.value(id)
            });
        });
        if is_waiting {
            self.let_go(rows.entered());
        }
    }

    /// Forgets the cells of the rows before number `first`.
    fn let_go(&mut self, first: u64) {
        self.held.drop_first((first - self.first) as usize);
        self.first = first;
    }

    /// Does what the last move of `rows` did; `done` sees the states after each new row.
    #[inline]
    fn follow(&mut self, cells: &[A::In], rows: &KeyedRows, mut done: impl FnMut(&States<A>, u32)) {
        let moved = rows.moved();
        assert_eq!(moved.came.len(), cells.len(), "a cell for each row");
        if let Some(entered) = &moved.entered {
            return self.follow_entered(entered, rows, done);
        }
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

    /// Does the same where rows enter the window some time after they came.
    fn follow_entered(&mut self, entered: &Entered, rows: &KeyedRows, mut done: impl FnMut(&States<A>, u32)) {
        let moved = rows.moved();
        let before = rows.entered() - entered.ids.len() as u64;
        let waiting = &self.held.as_slice()[(before - self.first) as usize..];
        let mut entering = entered.ids.iter().zip(waiting);
        let (mut inside, mut left) = (0, 0);
        for ((&id, &to), &upto) in moved.came.iter().zip(&entered.upto).zip(&moved.upto) {
            for (&id, &cell) in entering.by_ref().take(to - inside) {
                if id != NO_GROUP {
                    self.states.of(id).push(cell);
                }
            }
            for &id in &moved.left[left..upto] {
                self.states.of(id).pop();
            }
            (inside, left) = (to, upto);
            done(&self.states, id);
        }
    }

    /// The aggregate of a group over the window as it is now.
    #[must_use]
    pub fn value(&self, id: u32) -> A::Out {
        self.without_late.as_ref().unwrap_or(&self.states).value(id)
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

// States without the rows that are late are made for each batch.
crate::saved!([A: Aggregate<In: Value, Queue: Snapshot>] KeyedWindow<A> { part states, part held, value first });
crate::saved!([A: Aggregate<Queue: Snapshot>] KeyedRolling<A> { part states });

#[cfg(feature = "serde")]
impl<A: Aggregate<Queue: crate::snapshot::Snapshot>> crate::snapshot::Snapshot for States<A> {
    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::snapshot::save_parts_each(&self.states, serializer)
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        let (aggregate, min_periods) = (&self.aggregate, self.min_periods);
        self.states = crate::snapshot::parts_each(saved, || aggregate.queue(min_periods))?;
        Ok(())
    }
}
