//! Numbers in order, each with how often it is there: a B-tree that knows how many each branch holds.

use alloc::vec::Vec;

use super::order_node::{FULL, Inner, LOW, MERGED, Node};

/// A multiset of numbers that finds the one of a rank.
///
/// Each operation costs the logarithm of how many numbers are different.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    leaves: Arena<Node>,
    inners: Arena<Inner>,
    /// Among the leaves if there is nothing above them.
    root: u32,
    /// How many levels are above the leaves.
    height: usize,
    len: u64,
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

    fn put(&mut self, node: N) -> u32 {
        if let Some(at) = self.free.pop() {
            self.nodes[at as usize] = node;
            at
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
    /// Without a number.
    pub(super) fn new() -> Self {
        let mut leaves = Arena::new();
        let root = leaves.put(Node::EMPTY);
        Self {
            leaves,
            inners: Arena::new(),
            root,
            height: 0,
            len: 0,
        }
    }

    /// Of numbers that are in order.
    pub(super) fn of(sorted: impl Iterator<Item = u64>) -> Self {
        let mut tree = Self::new();
        // Leaves three quarters full, so that the next numbers do not split each of them.
        let mut leaf = Node::EMPTY;
        let mut level = Vec::new();
        for key in sorted {
            tree.len += 1;
            if leaf.len > 0 && leaf.keys[leaf.len - 1] == key {
                leaf.weights[leaf.len - 1] += 1;
                continue;
            }
            if leaf.len == MERGED {
                level.push((leaf.summary(), tree.leaves.put(leaf)));
                leaf = Node::EMPTY;
            }
            leaf.insert(leaf.len, key, 1);
        }
        if level.is_empty() {
            tree.leaves.nodes[tree.root as usize] = leaf;
            return tree;
        }
        level.push((leaf.summary(), tree.leaves.put(leaf)));
        tree.leaves.free.push(tree.root);
        while level.len() > 1 {
            let below = core::mem::take(&mut level);
            for branches in below.chunks(MERGED) {
                let mut inner = Inner::EMPTY;
                for (at, &(summary, branch)) in branches.iter().enumerate() {
                    inner.insert(at, summary, branch);
                }
                level.push((inner.node.summary(), tree.inners.put(inner)));
            }
            tree.height += 1;
        }
        tree.root = level[0].1;
        tree
    }

    /// How many numbers there are.
    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// Adds a number.
    pub(super) fn insert(&mut self, key: u64) {
        self.len += 1;
        if let Some(right) = self.insert_at(self.height, self.root, key) {
            let mut root = Inner::EMPTY;
            for (at, branch) in [self.root, right].into_iter().enumerate() {
                root.insert(at, self.node(self.height, branch).summary(), branch);
            }
            self.root = self.inners.put(root);
            self.height += 1;
        }
    }

    /// Takes out a number that is there.
    pub(super) fn remove(&mut self, key: u64) {
        self.len -= 1;
        self.remove_at(self.height, self.root, key);
        while self.height > 0 && self.inners.nodes[self.root as usize].node.len == 1 {
            self.inners.free.push(self.root);
            self.root = self.inners.nodes[self.root as usize].branches[0];
            self.height -= 1;
        }
    }

    /// The number that `rank` others precede, and the one after it, if there is one. `rank` is smaller than [`len`](Self::len).
    pub(super) fn nth(&self, mut rank: u64) -> (u64, Option<u64>) {
        let mut place = self.root;
        let mut after = None;
        for level in (1..=self.height).rev() {
            let inner = &self.inners.nodes[place as usize];
            let (at, rest) = inner.node.nth(rank);
            if at + 1 < inner.node.len {
                after = Some((level - 1, inner.branches[at + 1]));
            }
            (rank, place) = (rest, inner.branches[at]);
        }
        let leaf = &self.leaves.nodes[place as usize];
        let (at, rest) = leaf.nth(rank);
        let low = leaf.keys[at];
        let high = if rest + 1 < leaf.weights[at] {
            Some(low)
        } else if at + 1 < leaf.len {
            Some(leaf.keys[at + 1])
        } else {
            after.map(|(level, place)| self.smallest(level, place))
        };
        (low, high)
    }

    fn smallest(&self, level: usize, mut place: u32) -> u64 {
        for _ in 0..level {
            place = self.inners.nodes[place as usize].branches[0];
        }
        self.leaves.nodes[place as usize].keys[0]
    }

    fn node(&self, level: usize, place: u32) -> &Node {
        if level == 0 {
            &self.leaves.nodes[place as usize]
        } else {
            &self.inners.nodes[place as usize].node
        }
    }

    /// Adds a number below a node; a new node to its right, if it was split.
    fn insert_at(&mut self, level: usize, place: u32, key: u64) -> Option<u32> {
        if level == 0 {
            let leaf = &mut self.leaves.nodes[place as usize];
            let at = leaf.find(key);
            if at < leaf.len && leaf.keys[at] == key {
                leaf.weights[at] += 1;
                return None;
            }
            if leaf.len < FULL {
                leaf.insert(at, key, 1);
                return None;
            }
            let mut right = Node::EMPTY;
            leaf.split_off(FULL / 2, &mut right);
            if at <= leaf.len {
                leaf.insert(at, key, 1);
            } else {
                right.insert(at - leaf.len, key, 1);
            }
            return Some(self.leaves.put(right));
        }
        let inner = &mut self.inners.nodes[place as usize];
        let at = inner.node.find(key).min(inner.node.len - 1);
        inner.node.weights[at] += 1;
        inner.node.keys[at] = inner.node.keys[at].max(key);
        let branch = inner.branches[at];
        let new = self.insert_at(level - 1, branch, key)?;
        let (left, right) = (
            self.node(level - 1, branch).summary(),
            self.node(level - 1, new).summary(),
        );
        let inner = &mut self.inners.nodes[place as usize];
        (inner.node.keys[at], inner.node.weights[at]) = left;
        if inner.node.len < FULL {
            inner.insert(at + 1, right, new);
            return None;
        }
        let mut upper = Inner::EMPTY;
        inner.split_off(FULL / 2, &mut upper);
        if at < inner.node.len {
            inner.insert(at + 1, right, new);
        } else {
            upper.insert(at + 1 - inner.node.len, right, new);
        }
        Some(self.inners.put(upper))
    }

    /// Takes out a number that is below a node.
    fn remove_at(&mut self, level: usize, place: u32, key: u64) {
        if level == 0 {
            let leaf = &mut self.leaves.nodes[place as usize];
            let at = leaf.find(key);
            debug_assert!(at < leaf.len && leaf.keys[at] == key, "only what is there is taken out");
            leaf.weights[at] -= 1;
            if leaf.weights[at] == 0 {
                leaf.remove(at);
            }
            return;
        }
        let inner = &mut self.inners.nodes[place as usize];
        let at = inner.node.find(key);
        inner.node.weights[at] -= 1;
        let branch = inner.branches[at];
        self.remove_at(level - 1, branch, key);
        let below = self.node(level - 1, branch);
        if below.len == 0 {
            self.inners.nodes[place as usize].remove(at);
            self.release(level - 1, branch);
            return;
        }
        let (len, high) = (below.len, below.keys[below.len - 1]);
        self.inners.nodes[place as usize].node.keys[at] = high;
        if len < LOW {
            self.merge(level, place, at);
        }
    }

    /// Merges a branch that holds little with the one after it or before it, if they fit into one node.
    fn merge(&mut self, level: usize, place: u32, at: usize) {
        let inner = &self.inners.nodes[place as usize];
        let len = |at: usize| self.node(level - 1, inner.branches[at]).len;
        let left = if at + 1 < inner.node.len && len(at) + len(at + 1) <= MERGED {
            at
        } else if at > 0 && len(at - 1) + len(at) <= MERGED {
            at - 1
        } else {
            return;
        };
        let (to, from) = (inner.branches[left], inner.branches[left + 1]);
        if level == 1 {
            if let Some([to, from]) = self.leaves.pair(to, from) {
                from.split_off(0, to);
            }
        } else if let Some([to, from]) = self.inners.pair(to, from) {
            from.split_off(0, to);
        }
        let inner = &mut self.inners.nodes[place as usize];
        inner.node.keys[left] = inner.node.keys[left + 1];
        inner.node.weights[left] += inner.node.weights[left + 1];
        inner.remove(left + 1);
        self.release(level - 1, from);
    }

    fn release(&mut self, level: usize, place: u32) {
        if level == 0 {
            self.leaves.free.push(place);
        } else {
            self.inners.free.push(place);
        }
    }
}
