//! From the code of a key to the number of its group.

use alloc::vec;
use alloc::vec::Vec;
use core::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::groups::NO_GROUP;

/// Codes may span as many slots, however few groups there are: 256 KiB.
const SPAN: u64 = 1 << 16;

/// Codes may span as many slots for each group: about what a hash table takes.
const SPAN_PER_GROUP: u64 = 8;

/// Slots of the first range.
const FIRST: u64 = 64;

/// One group in the hash table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    code: u64,
    id: u32,
}

/// An array while codes are near each other, a hash table after that.
#[derive(Clone, Debug)]
pub(super) enum Index {
    /// The group of code `base + i` is in slot `i`.
    Near {
        /// The code of the first slot.
        base: u64,
        /// Groups, [`NO_GROUP`] where there is none.
        slots: Vec<u32>,
    },
    /// Any codes.
    Far(HashTable<Entry>),
}

/// Where an entry is in the table; of a code that is a hash already, the code itself.
#[inline(always)]
fn hash<const EXACT: bool>(hasher: &DefaultHashBuilder, code: u64) -> u64 {
    if EXACT { hasher.hash_one(code) } else { code }
}

impl Index {
    /// Without a group; `exact` as [`OwnedKey::EXACT`](crate::frame::OwnedKey::EXACT).
    pub(super) const fn new(exact: bool) -> Self {
        if exact {
            Self::Near {
                base: 0,
                slots: Vec::new(),
            }
        } else {
            Self::Far(HashTable::new())
        }
    }

    /// The group of a code, [`NO_GROUP`] if there is none. `is` tells groups of the same code apart.
    #[inline(always)]
    pub(super) fn find<const EXACT: bool>(
        &self,
        hasher: &DefaultHashBuilder,
        code: u64,
        is: impl Fn(u32) -> bool,
    ) -> u32 {
        match self {
            Self::Near { base, slots } => near(*base, slots, code),
            Self::Far(table) => far::<EXACT>(table, hasher, code, is),
        }
    }

    /// Enters a group that is not there. `codes` are those of the groups that are there.
    pub(super) fn insert<const EXACT: bool>(
        &mut self,
        hasher: &DefaultHashBuilder,
        code: u64,
        id: u32,
        codes: impl Iterator<Item = (u64, u32)> + Clone,
    ) {
        if let Self::Near { base, slots } = self {
            if let Some(slot) = slot(*base, slots, code) {
                *slot = id;
                return;
            }
            *self = Self::of::<EXACT>(hasher, code, codes);
        }
        match self {
            Self::Near { base, slots } => {
                if let Some(slot) = slot(*base, slots, code) {
                    *slot = id;
                }
            }
            Self::Far(table) => {
                table.insert_unique(hash::<EXACT>(hasher, code), Entry { code, id }, |entry| {
                    hash::<EXACT>(hasher, entry.code)
                });
            }
        }
    }

    /// Takes a group out.
    pub(super) fn remove<const EXACT: bool>(&mut self, hasher: &DefaultHashBuilder, code: u64, id: u32) {
        match self {
            Self::Near { base, slots } => {
                if let Some(slot) = slot(*base, slots, code) {
                    *slot = NO_GROUP;
                }
            }
            Self::Far(table) => {
                if let Ok(entry) = table.find_entry(hash::<EXACT>(hasher, code), |entry| entry.id == id) {
                    entry.remove();
                }
            }
        }
    }

    /// All of `codes`, with room for one that was out of range.
    fn of<const EXACT: bool>(
        hasher: &DefaultHashBuilder,
        code: u64,
        codes: impl Iterator<Item = (u64, u32)> + Clone,
    ) -> Self {
        // As signed numbers: the codes of -1 and 1 are near each other.
        let code = code.cast_signed();
        let (mut low, mut high, mut groups) = (code, code, 1);
        for (code, _) in codes.clone() {
            low = low.min(code.cast_signed());
            high = high.max(code.cast_signed());
            groups += 1;
        }
        let span = high.abs_diff(low);
        if span < SPAN.max(SPAN_PER_GROUP.saturating_mul(groups)) {
            // As much again on the side to which the codes have grown.
            let length = (2 * (span + 1)).max(FIRST);
            let base = if code > low || groups == 1 {
                low
            } else {
                low.wrapping_sub((length - span - 1).cast_signed())
            };
            let base = base.cast_unsigned();
            let mut slots = vec![NO_GROUP; length as usize];
            for (code, id) in codes {
                if let Some(slot) = slot(base, &mut slots, code) {
                    *slot = id;
                }
            }
            Self::Near { base, slots }
        } else {
            let mut table = HashTable::with_capacity(groups as usize);
            for (code, id) in codes {
                let entry = Entry { code, id };
                table.insert_unique(hash::<EXACT>(hasher, code), entry, |entry| {
                    hash::<EXACT>(hasher, entry.code)
                });
            }
            Self::Far(table)
        }
    }
}

/// The group of a code in an array.
#[inline(always)]
pub(super) fn near(base: u64, slots: &[u32], code: u64) -> u32 {
    let slot = usize::try_from(code.wrapping_sub(base)).unwrap_or(usize::MAX);
    slots.get(slot).copied().unwrap_or(NO_GROUP)
}

/// The group of a code in a hash table.
#[inline(always)]
pub(super) fn far<const EXACT: bool>(
    table: &HashTable<Entry>,
    hasher: &DefaultHashBuilder,
    code: u64,
    is: impl Fn(u32) -> bool,
) -> u32 {
    let same = |entry: &Entry| entry.code == code && (EXACT || is(entry.id));
    table
        .find(hash::<EXACT>(hasher, code), same)
        .map_or(NO_GROUP, |entry| entry.id)
}

/// The place of a code in an array, if it is in range.
#[inline(always)]
fn slot(base: u64, slots: &mut [u32], code: u64) -> Option<&mut u32> {
    let slot = usize::try_from(code.wrapping_sub(base)).unwrap_or(usize::MAX);
    slots.get_mut(slot)
}
