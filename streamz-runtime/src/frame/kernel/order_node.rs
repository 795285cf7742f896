//! The nodes of a B-tree of numbers.

/// The most that a node holds.
pub(super) const FULL: usize = 64;

/// A node that holds fewer is merged with one beside it, if both together hold at most [`MERGED`].
pub(super) const LOW: usize = FULL / 4;

/// Not so many that the next insertion would split the node again.
pub(super) const MERGED: usize = FULL * 3 / 4;

/// Numbers in order, each with a weight: in a leaf, how often it is there; above, the largest number of a branch with how
/// many the branch holds.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) len: usize,
    pub(super) keys: [u64; FULL],
    pub(super) weights: [u64; FULL],
}

impl Node {
    pub(super) const EMPTY: Self = Self {
        len: 0,
        keys: [0; FULL],
        weights: [0; FULL],
    };

    /// Where `key` is, or would be.
    #[inline(always)]
    pub(super) fn find(&self, key: u64) -> usize {
        self.keys[..self.len].partition_point(|&other| other < key)
    }

    /// Where the one is that `rank` others precede, and how many more precede it than those of smaller keys.
    #[inline(always)]
    pub(super) fn nth(&self, mut rank: u64) -> (usize, u64) {
        for (at, &weight) in self.weights[..self.len].iter().enumerate() {
            if rank < weight {
                return (at, rank);
            }
            rank -= weight;
        }
        (self.len, rank)
    }

    #[inline]
    pub(super) fn insert(&mut self, at: usize, key: u64, weight: u64) {
        self.keys.copy_within(at..self.len, at + 1);
        self.weights.copy_within(at..self.len, at + 1);
        self.keys[at] = key;
        self.weights[at] = weight;
        self.len += 1;
    }

    #[inline]
    pub(super) fn remove(&mut self, at: usize) {
        self.keys.copy_within(at + 1..self.len, at);
        self.weights.copy_within(at + 1..self.len, at);
        self.len -= 1;
    }

    /// The largest key and the sum of the weights; not asked of an empty node.
    pub(super) fn summary(&self) -> (u64, u64) {
        (self.keys[self.len - 1], self.weights[..self.len].iter().sum())
    }

    /// Moves what is at `at` and after it to the end of `other`.
    pub(super) fn split_off(&mut self, at: usize, other: &mut Self) {
        let (from, to) = (other.len, other.len + self.len - at);
        other.keys[from..to].copy_from_slice(&self.keys[at..self.len]);
        other.weights[from..to].copy_from_slice(&self.weights[at..self.len]);
        other.len = to;
        self.len = at;
    }
}

/// A node above the leaves.
#[derive(Clone, Debug)]
pub(super) struct Inner {
    pub(super) node: Node,
    /// The place of each branch among the nodes of its level.
    pub(super) branches: [u32; FULL],
}

impl Inner {
    pub(super) const EMPTY: Self = Self {
        node: Node::EMPTY,
        branches: [0; FULL],
    };

    pub(super) fn insert(&mut self, at: usize, (key, weight): (u64, u64), branch: u32) {
        self.branches.copy_within(at..self.node.len, at + 1);
        self.branches[at] = branch;
        self.node.insert(at, key, weight);
    }

    pub(super) fn remove(&mut self, at: usize) {
        self.branches.copy_within(at + 1..self.node.len, at);
        self.node.remove(at);
    }

    /// Moves what is at `at` and after it to the end of `other`.
    pub(super) fn split_off(&mut self, at: usize, other: &mut Self) {
        let (from, to) = (other.node.len, other.node.len + self.node.len - at);
        other.branches[from..to].copy_from_slice(&self.branches[at..self.node.len]);
        self.node.split_off(at, &mut other.node);
    }
}
