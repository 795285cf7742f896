//! The groups that rows fall into by their keys.

use alloc::vec::Vec;

use hashbrown::DefaultHashBuilder;

use super::groups_index::{Index, far, near};
use crate::frame::key::{Key, OwnedKey};

/// The group of rows whose key is missing: none.
pub const NO_GROUP: u32 = u32::MAX;

/// Numbers groups by their keys: small numbers, which states of aggregates are kept by in arrays.
///
/// A number is free for another group some time after [`remove`](Self::remove). Groups are listed in the order of their
/// keys; that order is kept up to date, not made anew.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Groups, NO_GROUP};
///
/// let mut groups = Groups::new();
/// let mut ids = Vec::new();
/// groups.extend(&[0.5, -1.0, 0.5, f64::NAN], &mut ids);
/// assert_eq!(ids, [0, 1, 0, NO_GROUP]);
///
/// let sorted: Vec<_> = groups.iter().map(|(id, key)| (*key, id)).collect();
/// assert_eq!(sorted, [(-1.0, 1), (0.5, 0)]);
/// ```
#[derive(Clone, Debug)]
pub struct Groups<O> {
    hasher: DefaultHashBuilder,
    index: Index,
    /// The key of each number, if it is in use.
    keys: Vec<Option<O>>,
    live: usize,
    /// Numbers by key, among them some that are no longer in use.
    order: Vec<u32>,
    /// Numbers given out since `order` was brought up to date.
    fresh: Vec<u32>,
    /// Numbers out of use that may still be in `order` or `fresh`.
    gone: Vec<u32>,
    /// Numbers that may be given out.
    free: Vec<u32>,
}

impl<O: OwnedKey> Default for Groups<O> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O: OwnedKey> Groups<O> {
    /// Without a group.
    #[must_use]
    pub fn new() -> Self {
        Self {
            hasher: DefaultHashBuilder::default(),
            index: Index::new(O::EXACT),
            keys: Vec::new(),
            live: 0,
            order: Vec::new(),
            fresh: Vec::new(),
            gone: Vec::new(),
            free: Vec::new(),
        }
    }

    /// How many groups there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.live
    }

    /// Whether there is no group.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The group of a key, a new one if there is none yet; `None` if the key is missing.
    ///
    /// # Panics
    ///
    /// If there are 2³² − 1 groups already.
    #[inline]
    pub fn of<K: Key<Owned = O>>(&mut self, key: K) -> Option<u32> {
        if key.is_absent() {
            return None;
        }
        Some(match self.look(key) {
            NO_GROUP => self.insert(key),
            id => id,
        })
    }

    /// The group of a key, if there is one.
    #[inline]
    #[must_use]
    pub fn find<K: Key<Owned = O>>(&self, key: K) -> Option<u32> {
        if key.is_absent() {
            return None;
        }
        Some(self.look(key)).filter(|&id| id != NO_GROUP)
    }

    /// Appends the group of each key, [`NO_GROUP`] for missing ones: many at a time are found faster than by
    /// [`of`](Self::of).
    ///
    /// # Panics
    ///
    /// If there are 2³² − 1 groups already.
    pub fn extend<K: Key<Owned = O>>(&mut self, keys: &[K], ids: &mut Vec<u32>) {
        let first = ids.len();
        let (hasher, owned) = (&self.hasher, &self.keys);
        match &self.index {
            Index::Near { base, slots } => ids.extend(keys.iter().map(|&key| {
                let id = near(*base, slots, key.code(hasher));
                if key.is_absent() { NO_GROUP } else { id }
            })),
            Index::Far(table) if O::EXACT => ids.extend(keys.iter().map(|&key| {
                let id = far::<true>(table, hasher, key.code(hasher), |_| true);
                if key.is_absent() { NO_GROUP } else { id }
            })),
            Index::Far(table) => ids.extend(keys.iter().map(|&key| {
                if key.is_absent() {
                    return NO_GROUP;
                }
                far::<false>(table, hasher, key.code(hasher), |id| is(owned, id, key))
            })),
        }
        let ids = &mut ids[first..];
        if !ids.contains(&NO_GROUP) {
            return;
        }
        for (id, &key) in ids.iter_mut().zip(keys) {
            if *id == NO_GROUP && !key.is_absent() {
                *id = match self.look(key) {
                    NO_GROUP => self.insert(key),
                    id => id,
                };
            }
        }
    }

    /// The key of a group, if there is such a group.
    #[inline]
    #[must_use]
    pub fn key(&self, id: u32) -> Option<&O> {
        self.keys.get(id as usize)?.as_ref()
    }

    /// Ends a group; nothing happens if there is none of that number. A later row of that key begins another group.
    pub fn remove(&mut self, id: u32) {
        let Some(key) = self.keys.get_mut(id as usize).and_then(Option::take) else {
            return;
        };
        let code = key.row().code(&self.hasher);
        if O::EXACT {
            self.index.remove::<true>(&self.hasher, code, id);
        } else {
            self.index.remove::<false>(&self.hasher, code, id);
        }
        self.live -= 1;
        self.gone.push(id);
        // The order is read once for as many removals as it is long.
        if self.gone.len() > 32 + self.live {
            self.forget_gone();
        }
    }

    /// The groups in the order of their keys.
    pub fn sorted(&mut self) -> &[u32] {
        self.forget_gone();
        if !self.fresh.is_empty() {
            let keys = &self.keys;
            let order = |a: &u32, b: &u32| match (&keys[*a as usize], &keys[*b as usize]) {
                (Some(a), Some(b)) => a.order(b),
                (a, b) => a.is_some().cmp(&b.is_some()),
            };
            if let [id] = self.fresh[..] {
                let at = self.order.partition_point(|other| order(other, &id).is_lt());
                self.order.insert(at, id);
            } else {
                // Two sorted runs, which the standard sort finds and merges.
                self.fresh.sort_unstable_by(order);
                self.order.extend(&self.fresh);
                self.order.sort_by(order);
            }
            self.fresh.clear();
        }
        &self.order
    }

    /// The groups in the order of their keys, as [`sorted`](Self::sorted) has last found them.
    pub(crate) fn listed(&self) -> &[u32] {
        &self.order
    }

    /// The groups and their keys, in the order of the keys.
    pub fn iter(&mut self) -> impl ExactSizeIterator<Item = (u32, &O)> {
        self.sorted();
        self.order.iter().map(|&id| match &self.keys[id as usize] {
            Some(key) => (id, key),
            None => unreachable!("only groups in use are in the order"),
        })
    }

    /// The group of a key that is not missing, or [`NO_GROUP`].
    #[inline(always)]
    fn look<K: Key<Owned = O>>(&self, key: K) -> u32 {
        let code = key.code(&self.hasher);
        if O::EXACT {
            self.index.find::<true>(&self.hasher, code, |_| true)
        } else {
            let keys = &self.keys;
            self.index.find::<false>(&self.hasher, code, |id| is(keys, id, key))
        }
    }

    /// A new group.
    #[cold]
    fn insert<K: Key<Owned = O>>(&mut self, key: K) -> u32 {
        let id = self.free.pop().unwrap_or_else(|| {
            assert!(self.keys.len() < NO_GROUP as usize, "at most 2^32 - 1 groups");
            self.keys.push(None);
            (self.keys.len() - 1) as u32
        });
        self.list(key, id);
        self.keys[id as usize] = Some(key.own());
        self.live += 1;
        self.fresh.push(id);
        id
    }

    /// Lets a key that is new be found.
    fn list<K: Key<Owned = O>>(&mut self, key: K, id: u32) {
        let (hasher, code) = (&self.hasher, key.code(&self.hasher));
        let codes = (0..)
            .zip(&self.keys)
            .filter_map(|(id, key)| Some((key.as_ref()?.row().code(hasher), id)));
        if O::EXACT {
            self.index.insert::<true>(hasher, code, id, codes);
        } else {
            self.index.insert::<false>(hasher, code, id, codes);
        }
    }

    /// Makes the numbers of groups that have ended free.
    fn forget_gone(&mut self) {
        if !self.gone.is_empty() {
            let keys = &self.keys;
            self.order.retain(|&id| keys[id as usize].is_some());
            self.fresh.retain(|&id| keys[id as usize].is_some());
            self.free.append(&mut self.gone);
        }
    }
}

/// Whether `key` is that of a group.
#[inline(always)]
fn is<K: Key>(keys: &[Option<K::Owned>], id: u32, key: K) -> bool {
    keys[id as usize].as_ref().is_some_and(|owned| key.is(owned))
}

// The hasher is another each time, so the index is made anew.
crate::saved!([O: OwnedKey + Value] Groups<O> as Vec<Option<O>> {
    |groups| groups.keys.clone(),
    |groups, keys| {
        *groups = Self::new();
        for key in keys {
            groups.enter(key);
        }
        Ok(())
    },
});

#[cfg(feature = "serde")]
impl<O: OwnedKey> Groups<O> {
    /// A group of the next number, or a number that is free.
    fn enter(&mut self, key: Option<O>) {
        let id = self.keys.len() as u32;
        match &key {
            None => self.free.push(id),
            Some(key) => {
                self.list(key.row(), id);
                self.live += 1;
                self.fresh.push(id);
            }
        }
        self.keys.push(key);
    }
}
