//! The most recently seen keys, found by hash, in memory that is allocated once.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

/// A set of the last `size` different keys.
///
/// Slots form a ring through `older` and `newer`, from the newest key to the oldest and back. All of it is allocated by
/// `new`: the table is twice as large as it needs to be, so that clearing out the marks of removed keys never makes
/// it grow.
pub(crate) struct Recency<Q> {
    slots: Vec<Slot<Q>>,
    table: HashTable<usize>,
    hasher: DefaultHashBuilder,
    newest: usize,
    size: usize,
}

struct Slot<Q> {
    key: Q,
    older: usize,
    newer: usize,
}

impl<Q: Hash + Eq> Recency<Q> {
    pub(crate) fn new(size: usize) -> Self {
        Self {
            slots: Vec::with_capacity(size),
            table: HashTable::with_capacity(size.saturating_mul(2)),
            hasher: DefaultHashBuilder::default(),
            newest: 0,
            size,
        }
    }

    /// Makes `key` the newest one; says whether it was not among the last ones before. The oldest key leaves if the
    /// set is full.
    pub(crate) fn touch(&mut self, key: Q) -> bool {
        if self.size == 0 {
            return true;
        }
        let hash = self.hasher.hash_one(&key);
        let known = self.table.find(hash, |&i| self.slots[i].key == key).copied();
        if let Some(index) = known {
            self.make_newest(index);
            return false;
        }
        let index = self.slots.len();
        if index < self.size {
            let (older, newer) = match self.slots.get(self.newest) {
                Some(newest) => (self.newest, newest.newer),
                None => (0, 0),
            };
            self.slots.push(Slot { key, older, newer });
            self.slots[older].newer = index;
            self.slots[newer].older = index;
            self.newest = index;
            self.index(hash, index);
        } else {
            // The ring closes: the oldest key is the one newer than the newest.
            let oldest = self.slots[self.newest].newer;
            let forgotten = self.hasher.hash_one(&self.slots[oldest].key);
            if let Ok(entry) = self.table.find_entry(forgotten, |&i| i == oldest) {
                entry.remove();
            }
            self.slots[oldest].key = key;
            self.newest = oldest;
            self.index(hash, oldest);
        }
        true
    }

    /// How many keys it can hold.
    #[cfg(feature = "serde")]
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    #[cfg(feature = "serde")]
    pub(crate) fn is_full(&self) -> bool {
        self.slots.len() >= self.size
    }

    #[cfg(feature = "serde")]
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.table.clear();
        self.newest = 0;
    }

    /// The keys, the newest last.
    #[cfg(feature = "serde")]
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &Q> {
        // The ring closes: the oldest key is the one newer than the newest.
        let mut at = self.newest;
        (0..self.slots.len()).map(move |_| {
            at = self.slots[at].newer;
            &self.slots[at].key
        })
    }

    fn index(&mut self, hash: u64, slot: usize) {
        let (slots, hasher) = (&self.slots, &self.hasher);
        self.table
            .insert_unique(hash, slot, |&i| hasher.hash_one(&slots[i].key));
    }

    fn make_newest(&mut self, index: usize) {
        if index == self.newest {
            return;
        }
        let Slot { older, newer, .. } = self.slots[index];
        self.slots[older].newer = newer;
        self.slots[newer].older = older;
        let oldest = self.slots[self.newest].newer;
        self.slots[self.newest].newer = index;
        self.slots[oldest].older = index;
        self.slots[index].older = self.newest;
        self.slots[index].newer = oldest;
        self.newest = index;
    }
}
