//! How often each value occurs, and how many there are.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::groups::{Groups, NO_GROUP};
use super::keyed_rows::KeyedRows;
use crate::frame::aggregate::Starts;
use crate::frame::key::{Key, OwnedKey};

/// How often each value has occurred in everything seen; missing values are not counted.
///
/// # Examples
///
/// ```
/// use streamz::frame::ValueCounts;
///
/// let mut names = ValueCounts::new();
/// names.extend(&["b", "a", "b", "c"]);
/// assert_eq!(names.iter().map(|(name, count)| (&**name, count)).collect::<Vec<_>>(), [("a", 1), ("b", 2), ("c", 1)]);
/// assert_eq!(names.largest(2), [(&Box::from("b"), 2), (&Box::from("a"), 1)]);
/// assert_eq!(names.distinct(), 3);
/// ```
#[derive(Clone, Debug)]
pub struct ValueCounts<O> {
    groups: Groups<O>,
    counts: Vec<u64>,
    ids: Vec<u32>,
}

impl<O: OwnedKey> Default for ValueCounts<O> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O: OwnedKey> ValueCounts<O> {
    /// Of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self {
            groups: Groups::new(),
            counts: Vec::new(),
            ids: Vec::new(),
        }
    }

    /// Counts more values.
    pub fn extend<K: Key<Owned = O>>(&mut self, values: &[K]) {
        self.ids.clear();
        self.groups.extend(values, &mut self.ids);
        for &id in &self.ids {
            match self.counts.get_mut(id as usize) {
                Some(count) => *count += 1,
                // Groups are never removed, so that a new one has the next number.
                None if id != NO_GROUP => self.counts.push(1),
                None => {}
            }
        }
    }

    /// How often a value has occurred.
    #[must_use]
    pub fn count<K: Key<Owned = O>>(&self, value: K) -> u64 {
        self.groups.find(value).map_or(0, |id| self.counts[id as usize])
    }

    /// How many different values there are.
    #[must_use]
    pub const fn distinct(&self) -> usize {
        self.groups.len()
    }

    /// The values with their counts, sorted by value.
    pub fn iter(&mut self) -> impl ExactSizeIterator<Item = (&O, u64)> {
        let counts = &self.counts;
        self.groups.iter().map(|(id, value)| (value, counts[id as usize]))
    }

    /// The `n` values that occurred most often, the most frequent first; of equally frequent ones the smaller first.
    pub fn largest(&mut self, n: usize) -> Vec<(&O, u64)> {
        largest(self.iter(), n)
    }
}

/// How often each value occurs in a window; missing values are not counted, and a value that has left is not listed.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Starts, WindowCounts};
///
/// let mut digits = WindowCounts::new();
/// digits.advance(&[1, 2, 2, 3], Starts::Rows(3));
/// assert_eq!(digits.iter().collect::<Vec<_>>(), [(&2, 2), (&3, 1)]);
/// ```
#[derive(Clone, Debug)]
pub struct WindowCounts<O> {
    groups: Groups<O>,
    rows: KeyedRows,
    ids: Vec<u32>,
}

impl<O: OwnedKey> Default for WindowCounts<O> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O: OwnedKey> WindowCounts<O> {
    /// Of an empty window.
    #[must_use]
    pub fn new() -> Self {
        Self {
            groups: Groups::new(),
            rows: KeyedRows::new(),
            ids: Vec::new(),
        }
    }

    /// Takes a batch of values; after each, the window begins where `starts` says.
    ///
    /// # Panics
    ///
    /// If `starts` does not have one start for each value.
    pub fn advance<K: Key<Owned = O>>(&mut self, values: &[K], starts: Starts<'_>) {
        self.ids.clear();
        self.groups.extend(values, &mut self.ids);
        self.rows.advance(&self.ids, starts);
        self.forget_gone();
    }

    /// Lets the window begin at row number `start` without a new value, as when time has passed.
    pub fn expire(&mut self, start: u64) {
        self.rows.expire(start);
        self.forget_gone();
    }

    /// How often a value occurs in the window.
    #[must_use]
    pub fn count<K: Key<Owned = O>>(&self, value: K) -> u64 {
        self.groups.find(value).map_or(0, |id| self.rows.rows(id))
    }

    /// How many different values are in the window.
    #[must_use]
    pub const fn distinct(&self) -> usize {
        self.groups.len()
    }

    /// The values in the window with their counts, sorted by value.
    pub fn iter(&mut self) -> impl ExactSizeIterator<Item = (&O, u64)> {
        let rows = &self.rows;
        self.groups.iter().map(|(id, value)| (value, rows.rows(id)))
    }

    /// The `n` values that occur most often in the window, the most frequent first; of equally frequent ones the smaller
    /// first.
    pub fn largest(&mut self, n: usize) -> Vec<(&O, u64)> {
        largest(self.iter(), n)
    }

    fn forget_gone(&mut self) {
        for &id in self.rows.gone() {
            self.groups.remove(id);
        }
    }
}

/// The `n` pairs with the largest counts, those that come first among equal ones; as `nlargest` of pandas.
fn largest<T>(pairs: impl Iterator<Item = (T, u64)>, n: usize) -> Vec<(T, u64)> {
    let mut ranked: Vec<_> = pairs.enumerate().collect();
    let rank = |(at, (_, count)): &(usize, (T, u64))| (Reverse(*count), *at);
    if n < ranked.len() {
        ranked.select_nth_unstable_by_key(n, rank);
        ranked.truncate(n);
    }
    ranked.sort_unstable_by_key(rank);
    ranked.into_iter().map(|(_, pair)| pair).collect()
}
