//! The nodes of a B-tree of numbers.

use alloc::boxed::Box;

/// The most that a node holds.
pub(super) const FULL: usize = 64;

/// A node that holds fewer is merged with one beside it, if both together hold at most [`MERGED`].
pub(super) const LOW: usize = FULL / 4;

/// Not so many that the next insertion would split the node again.
pub(super) const MERGED: usize = FULL * 3 / 4;

/// Keys of a cache line.
const LINE: usize = 8;

/// Keys in order, and the largest of all keys where there is none.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    len: usize,
    keys: [u64; FULL],
}

impl Keys {
    const EMPTY: Self = Self {
        len: 0,
        keys: [u64::MAX; FULL],
    };

    /// Where `key` is, or would be; it is not the largest of all keys.
    #[inline(always)]
    fn find(&self, key: u64) -> usize {
        // All loads of a step at once: a binary search would wait for memory at each of its steps.
        let lines = self.keys.as_chunks::<LINE>().0;
        let line: usize = lines[..FULL / LINE - 1]
            .iter()
            .map(|line| usize::from(line[LINE - 1] < key))
            .sum();
        let within: usize = lines[line].iter().map(|&other| usize::from(other < key)).sum();
        line * LINE + within
    }

    #[inline(always)]
    fn last(&self) -> u64 {
        self.keys[self.len - 1]
    }

    #[inline(always)]
    fn insert(&mut self, at: usize, key: u64) {
        self.keys.copy_within(at..self.len, at + 1);
        self.keys[at] = key;
        self.len += 1;
    }

    #[inline(always)]
    fn remove(&mut self, at: usize) {
        self.keys.copy_within(at + 1..self.len, at);
        self.len -= 1;
        self.keys[self.len] = u64::MAX;
    }

    fn split_off(&mut self, at: usize, other: &mut Self) {
        let (from, to) = (other.len, other.len + self.len - at);
        other.keys[from..to].copy_from_slice(&self.keys[at..self.len]);
        self.keys[at..self.len].fill(u64::MAX);
        (self.len, other.len) = (at, to);
    }
}

/// Numbers in order, with how often each is there.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    keys: Keys,
    /// Made when a number comes that is there: most leaves of most floats have none.
    weights: Option<Box<[u64; FULL]>>,
}

impl Leaf {
    pub(super) const EMPTY: Self = Self {
        keys: Keys::EMPTY,
        weights: None,
    };

    pub(super) const fn len(&self) -> usize {
        self.keys.len
    }

    pub(super) fn first(&self) -> u64 {
        self.keys.keys[0]
    }

    pub(super) fn last(&self) -> u64 {
        self.keys.last()
    }

    /// How many numbers there are, counted as often as they are there.
    pub(super) fn total(&self) -> u64 {
        match &self.weights {
            Some(weights) => weights[..self.len()].iter().sum(),
            None => self.len() as u64,
        }
    }

    /// Where a number is, or would be.
    #[inline(always)]
    pub(super) fn find(&self, key: u64) -> usize {
        self.keys.find(key)
    }

    /// Adds a number where it would be; if there is no room, nothing happens and `false` is returned.
    #[inline]
    pub(super) fn insert(&mut self, at: usize, key: u64) -> bool {
        let len = self.len();
        if at < len && self.keys.keys[at] == key {
            self.weights.get_or_insert_with(|| Box::new([1; FULL]))[at] += 1;
            return true;
        }
        if len == FULL {
            return false;
        }
        self.keys.insert(at, key);
        if let Some(weights) = &mut self.weights {
            weights.copy_within(at..len, at + 1);
            weights[at] = 1;
        }
        true
    }

    /// Lets a number be there so many times more.
    pub(super) fn add(&mut self, at: usize, times: u64) {
        self.weights.get_or_insert_with(|| Box::new([1; FULL]))[at] += times;
    }

    /// Takes out a number; whether there are few now.
    #[inline]
    pub(super) fn remove(&mut self, at: usize) -> bool {
        let len = self.len();
        if let Some(weights) = &mut self.weights {
            if weights[at] > 1 {
                weights[at] -= 1;
                return false;
            }
            weights.copy_within(at + 1..len, at);
        }
        self.keys.remove(at);
        self.len() < LOW
    }

    /// The number that `rank` others precede, and the one after it if it is here too.
    #[inline]
    pub(super) fn nth(&self, mut rank: u64) -> (u64, Option<u64>) {
        let keys = &self.keys.keys[..self.len()];
        let Some(weights) = &self.weights else {
            let at = rank as usize;
            return (keys[at], keys.get(at + 1).copied());
        };
        let mut at = 0;
        while rank >= weights[at] {
            rank -= weights[at];
            at += 1;
        }
        let again = rank + 1 < weights[at];
        (keys[at], keys.get(at + usize::from(!again)).copied())
    }

    /// Moves what is at `at` and after it to the end of `other`.
    pub(super) fn split_off(&mut self, at: usize, other: &mut Self) {
        if self.weights.is_some() || other.weights.is_some() {
            let (from, to) = (other.len(), other.len() + self.len() - at);
            let mine = self.weights.get_or_insert_with(|| Box::new([1; FULL]));
            let others = other.weights.get_or_insert_with(|| Box::new([1; FULL]));
            others[from..to].copy_from_slice(&mine[at..self.keys.len]);
        }
        self.keys.split_off(at, &mut other.keys);
    }
}

/// Branches in order: what no number in each is above, and all of the next are; how many it holds, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Inner {
    keys: Keys,
    totals: [u64; FULL],
    branches: [u32; FULL],
}

/// One branch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    /// What no number in it is above, and all of the next are.
    pub(super) last: u64,
    /// How many numbers it holds.
    pub(super) total: u64,
    /// Its place among the nodes of its level.
    pub(super) place: u32,
}

impl Inner {
    pub(super) const EMPTY: Self = Self {
        keys: Keys::EMPTY,
        totals: [0; FULL],
        branches: [0; FULL],
    };

    pub(super) const fn len(&self) -> usize {
        self.keys.len
    }

    pub(super) fn last(&self) -> u64 {
        self.keys.last()
    }

    pub(super) fn total(&self) -> u64 {
        self.totals[..self.len()].iter().sum()
    }

    /// The place of a branch.
    #[inline(always)]
    pub(super) const fn branch(&self, at: usize) -> u32 {
        self.branches[at]
    }

    /// The branch in which a number is, or into which it goes.
    #[inline(always)]
    pub(super) fn find(&self, key: u64) -> usize {
        // A number larger than all goes into the last.
        self.keys.find(key).min(self.len() - 1)
    }

    /// Counts a number that goes into a branch.
    #[inline(always)]
    pub(super) fn add(&mut self, at: usize, key: u64) {
        self.totals[at] += 1;
        self.keys.keys[at] = self.keys.keys[at].max(key);
    }

    /// No longer counts a number of a branch.
    #[inline(always)]
    pub(super) const fn subtract(&mut self, at: usize) {
        self.totals[at] -= 1;
    }

    /// The branch of the number that `rank` others precede, and how many of these are in it.
    #[inline(always)]
    pub(super) fn nth(&self, mut rank: u64) -> (usize, u64) {
        let mut at = 0;
        while rank >= self.totals[at] {
            rank -= self.totals[at];
            at += 1;
        }
        (at, rank)
    }

    pub(super) fn set(&mut self, at: usize, branch: Branch) {
        self.keys.keys[at] = branch.last;
        self.totals[at] = branch.total;
        self.branches[at] = branch.place;
    }

    pub(super) fn insert(&mut self, at: usize, branch: Branch) {
        let len = self.len();
        self.totals.copy_within(at..len, at + 1);
        self.branches.copy_within(at..len, at + 1);
        self.keys.insert(at, branch.last);
        self.set(at, branch);
    }

    pub(super) fn remove(&mut self, at: usize) {
        let len = self.len();
        self.totals.copy_within(at + 1..len, at);
        self.branches.copy_within(at + 1..len, at);
        self.keys.remove(at);
    }

    /// Makes one of the branches `at` and `at + 1`, which is where the first was.
    pub(super) fn join(&mut self, at: usize) {
        self.totals[at + 1] += self.totals[at];
        self.branches[at + 1] = self.branches[at];
        self.remove(at);
    }

    /// Moves what is at `at` and after it to the end of `other`.
    pub(super) fn split_off(&mut self, at: usize, other: &mut Self) {
        let (from, to, len) = (other.len(), other.len() + self.len() - at, self.len());
        other.totals[from..to].copy_from_slice(&self.totals[at..len]);
        other.branches[from..to].copy_from_slice(&self.branches[at..len]);
        self.keys.split_off(at, &mut other.keys);
    }
}
