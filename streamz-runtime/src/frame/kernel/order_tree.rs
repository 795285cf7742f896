//! Numbers in order, each with how often it is there: a B-tree that knows how many each branch holds.

use alloc::vec::Vec;

use super::order_node::{Branch, FULL, Inner, LOW, Leaf, MERGED};

/// A multiset of numbers that finds the one of a rank.
///
/// Each operation costs the logarithm of how many numbers are different. The largest `u64` is not among them.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    leaves: Arena<Leaf>,
    inners: Arena<Inner>,
    /// Among the leaves if there is nothing above them.
    root: u32,
    /// How many levels are above the leaves.
    height: usize,
    len: u64,
    /// Where a number that comes goes.
    coming: Path,
    /// Where a number that leaves is.
    leaving: Path,
}

/// A way from the root to a number.
#[derive(Clone, Debug, Default)]
struct Path {
    /// Places of nodes, the root first, and which of its branches each takes.
    inners: Vec<(u32, usize)>,
    leaf: u32,
    /// Where the number is in the leaf, or would be.
    at: usize,
}

impl Path {
    /// The node of a level above the leaves, and which of its branches it takes.
    fn above(&self, level: usize) -> (u32, usize) {
        self.inners[self.inners.len() - 1 - level]
    }
}

/// Nodes by place; places are used again.
#[derive(Clone, Debug)]
struct Arena<N> {
    nodes: Vec<N>,
    free: Vec<u32>,
}

impl<N> Arena<N> {
    const fn new() -> Self {
        Self {
            nodes: Vec::new(),
            free: Vec::new(),
        }
    }

    #[inline(always)]
    fn at(&self, place: u32) -> &N {
        &self.nodes[place as usize]
    }

    #[inline(always)]
    fn at_mut(&mut self, place: u32) -> &mut N {
        &mut self.nodes[place as usize]
    }

    fn put(&mut self, node: N) -> u32 {
        if let Some(place) = self.free.pop() {
            self.nodes[place as usize] = node;
            place
        } else {
            self.nodes.push(node);
            (self.nodes.len() - 1) as u32
        }
    }

    /// Two different nodes.
    fn pair(&mut self, a: u32, b: u32) -> Option<[&mut N; 2]> {
        self.nodes.get_disjoint_mut([a as usize, b as usize]).ok()
    }
}

impl Tree {
    /// Of numbers that are in order.
    pub(super) fn of(sorted: impl Iterator<Item = u64>) -> Self {
        Self::of_runs(sorted.map(|key| (key, 1)))
    }

    /// Of numbers that are in order, each with how often it is there.
    #[inline]
    pub(super) fn of_runs(sorted: impl Iterator<Item = (u64, u64)>) -> Self {
        let mut tree = Self {
            leaves: Arena::new(),
            inners: Arena::new(),
            root: 0,
            height: 0,
            len: 0,
            coming: Path::default(),
            leaving: Path::default(),
        };
        // Leaves three quarters full, so that the next numbers do not split each of them.
        let mut leaf = Leaf::EMPTY;
        let mut level = Vec::new();
        for (key, count) in sorted {
            tree.len += count;
            if leaf.len() == MERGED && leaf.last() != key {
                let leaf = core::mem::replace(&mut leaf, Leaf::EMPTY);
                let place = tree.leaves.put(leaf);
                level.push(tree.branch(0, place));
            }
            let at = leaf.find(key);
            leaf.insert(at, key);
            if count > 1 {
                leaf.add(at, count - 1);
            }
        }
        let place = tree.leaves.put(leaf);
        if level.is_empty() {
            tree.root = place;
            return tree;
        }
        level.push(tree.branch(0, place));
        while level.len() > 1 {
            tree.height += 1;
            let below = core::mem::take(&mut level);
            for branches in below.chunks(MERGED) {
                let mut inner = Inner::EMPTY;
                for &branch in branches {
                    inner.insert(inner.len(), branch);
                }
                let place = tree.inners.put(inner);
                level.push(tree.branch(tree.height, place));
            }
        }
        tree.root = level[0].place;
        tree
    }

    /// How many numbers there are.
    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// Adds a number.
    #[inline]
    pub(super) fn insert(&mut self, key: u64) {
        let mut path = core::mem::take(&mut self.coming);
        self.descend(&mut path, key);
        self.enter(&path, key);
        self.coming = path;
    }

    /// Takes out a number that is there.
    #[inline]
    pub(super) fn remove(&mut self, key: u64) {
        let mut path = core::mem::take(&mut self.leaving);
        self.descend(&mut path, key);
        self.leave(&path);
        self.leaving = path;
    }

    /// Adds one number and takes out another that is there.
    #[inline]
    pub(super) fn replace(&mut self, new: u64, old: u64) {
        // Both descents first: memory is then waited for once, not twice.
        let (mut coming, mut leaving) = (core::mem::take(&mut self.coming), core::mem::take(&mut self.leaving));
        self.descend(&mut coming, new);
        self.descend(&mut leaving, old);
        let stays = self.enter(&coming, new);
        if !stays || coming.leaf == leaving.leaf {
            self.descend(&mut leaving, old);
        }
        self.leave(&leaving);
        (self.coming, self.leaving) = (coming, leaving);
    }

    /// The way to a number that is there, or may be.
    #[inline(always)]
    fn descend(&self, path: &mut Path, key: u64) {
        path.inners.clear();
        path.leaf = self.root;
        for _ in 0..self.height {
            let inner = self.inners.at(path.leaf);
            let at = inner.find(key);
            path.inners.push((path.leaf, at));
            path.leaf = inner.branch(at);
        }
        path.at = self.leaves.at(path.leaf).find(key);
    }

    /// Adds a number; whether all nodes are where they were.
    #[inline(always)]
    fn enter(&mut self, path: &Path, key: u64) -> bool {
        self.len += 1;
        for &(place, at) in &path.inners {
            self.inners.at_mut(place).add(at, key);
        }
        let stays = self.leaves.at_mut(path.leaf).insert(path.at, key);
        if !stays {
            self.split(path, key);
        }
        stays
    }

    /// Takes out a number.
    #[inline(always)]
    fn leave(&mut self, path: &Path) {
        self.len -= 1;
        for &(place, at) in &path.inners {
            self.inners.at_mut(place).subtract(at);
        }
        if self.leaves.at_mut(path.leaf).remove(path.at) {
            self.mend(path);
        }
    }

    /// The number that `rank` others precede, and the one after it, if there is one. `rank` is smaller than [`len`](Self::len).
    #[inline]
    pub(super) fn nth(&self, mut rank: u64) -> (u64, Option<u64>) {
        let mut place = self.root;
        let mut after = None;
        for level in (0..self.height).rev() {
            let inner = self.inners.at(place);
            let (at, rest) = inner.nth(rank);
            if at + 1 < inner.len() {
                after = Some((level, inner.branch(at + 1)));
            }
            (rank, place) = (rest, inner.branch(at));
        }
        let (low, high) = self.leaves.at(place).nth(rank);
        (
            low,
            high.or_else(|| after.map(|(level, place)| self.first(level, place))),
        )
    }

    /// The smallest number below a node.
    fn first(&self, level: usize, mut place: u32) -> u64 {
        for _ in 0..level {
            place = self.inners.at(place).branch(0);
        }
        self.leaves.at(place).first()
    }

    /// What the node above a node says of it.
    fn branch(&self, level: usize, place: u32) -> Branch {
        let (last, total) = if level == 0 {
            let leaf = self.leaves.at(place);
            (leaf.last(), leaf.total())
        } else {
            let inner = self.inners.at(place);
            (inner.last(), inner.total())
        };
        Branch { last, total, place }
    }

    fn len_at(&self, level: usize, place: u32) -> usize {
        if level == 0 {
            self.leaves.at(place).len()
        } else {
            self.inners.at(place).len()
        }
    }

    /// Splits a full leaf to add a number, and nodes above it that are full.
    #[cold]
    fn split(&mut self, path: &Path, key: u64) {
        let mut left = path.leaf;
        let mut upper = Leaf::EMPTY;
        let leaf = self.leaves.at_mut(left);
        leaf.split_off(FULL / 2, &mut upper);
        if path.at <= leaf.len() {
            leaf.insert(path.at, key);
        } else {
            upper.insert(path.at - leaf.len(), key);
        }
        let mut right = self.leaves.put(upper);
        for level in 0..path.inners.len() {
            let (place, at) = path.above(level);
            let branches = [self.branch(level, left), self.branch(level, right)];
            let inner = self.inners.at_mut(place);
            inner.set(at, branches[0]);
            if inner.len() < FULL {
                inner.insert(at + 1, branches[1]);
                return;
            }
            let mut upper = Inner::EMPTY;
            inner.split_off(FULL / 2, &mut upper);
            if at < inner.len() {
                inner.insert(at + 1, branches[1]);
            } else {
                upper.insert(at + 1 - inner.len(), branches[1]);
            }
            (left, right) = (place, self.inners.put(upper));
        }
        let mut root = Inner::EMPTY;
        for (at, place) in [left, right].into_iter().enumerate() {
            root.insert(at, self.branch(self.height, place));
        }
        self.root = self.inners.put(root);
        self.height += 1;
    }

    /// After a number was taken out: takes out nodes that are empty, and merges those that hold little.
    #[cold]
    fn mend(&mut self, path: &Path) {
        for level in 0..path.inners.len() {
            let (place, at) = path.above(level);
            let branch = self.inners.at(place).branch(at);
            let len = self.len_at(level, branch);
            if len == 0 {
                self.inners.at_mut(place).remove(at);
                self.release(level, branch);
                continue;
            }
            if len < LOW {
                self.merge(level, place, at);
            }
        }
        while self.height > 0 && self.inners.at(self.root).len() == 1 {
            self.inners.free.push(self.root);
            self.root = self.inners.at(self.root).branch(0);
            self.height -= 1;
        }
    }

    /// Merges a branch that holds little with the one after it or before it, if they fit into one node.
    fn merge(&mut self, level: usize, place: u32, at: usize) {
        let inner = self.inners.at(place);
        let len = |at: usize| self.len_at(level, inner.branch(at));
        let left = if at + 1 < inner.len() && len(at) + len(at + 1) <= MERGED {
            at
        } else if at > 0 && len(at - 1) + len(at) <= MERGED {
            at - 1
        } else {
            return;
        };
        let (to, from) = (inner.branch(left), inner.branch(left + 1));
        if level == 0 {
            if let Some([to, from]) = self.leaves.pair(to, from) {
                from.split_off(0, to);
            }
        } else if let Some([to, from]) = self.inners.pair(to, from) {
            from.split_off(0, to);
        }
        self.inners.at_mut(place).join(left);
        self.release(level, from);
    }

    fn release(&mut self, level: usize, place: u32) {
        if level == 0 {
            self.leaves.free.push(place);
        } else {
            self.inners.free.push(place);
        }
    }
}
