//! Merges of runs of tiles.

use alloc::vec::Vec;

use crate::frame::fold::Fold;

/// Nodes that one node of the level above stands for.
const FAN: u64 = 8;

/// The newest parts of a sequence, and merges of them by powers of [`FAN`].
///
/// What a run of parts is merged to depends on nothing but where it begins and ends.
#[derive(Clone, Debug)]
pub(super) struct Tree<F: Fold> {
    levels: Vec<Level<F::Part>>,
    /// The number of the part that comes next.
    next: u64,
}

/// Nodes by their number, of which the newest are kept.
#[derive(Clone, Debug)]
struct Level<P> {
    nodes: Vec<P>,
}

impl<P: Copy> Level<P> {
    #[inline(always)]
    fn slot(&self, node: u64) -> usize {
        // A power of two.
        (node & (self.nodes.len() as u64 - 1)) as usize
    }

    #[inline(always)]
    fn get(&self, node: u64) -> P {
        self.nodes[self.slot(node)]
    }

    #[inline(always)]
    fn set(&mut self, node: u64, part: P) {
        let slot = self.slot(node);
        self.nodes[slot] = part;
    }
}

impl<F: Fold> Tree<F> {
    /// A tree that keeps `parts` parts.
    pub(super) fn new(fold: &F, parts: usize) -> Self {
        let (mut levels, mut kept) = (Vec::new(), parts as u64);
        loop {
            // The parts of a node that is about to be complete, and one that is begun.
            let nodes = (kept + 1).max(FAN).next_power_of_two();
            levels.push(Level {
                nodes: alloc::vec![fold.identity(); nodes as usize],
            });
            if kept <= FAN {
                return Self { levels, next: 0 };
            }
            kept = kept / FAN + 1;
        }
    }

    /// Lets the next part have the number `next`; those between are never asked for.
    pub(super) fn skip_to(&mut self, next: u64) {
        self.next = next;
    }

    /// Appends a part.
    pub(super) fn push(&mut self, fold: &F, part: F::Part) {
        let (mut node, mut part) = (self.next, part);
        self.next += 1;
        for level in 0..self.levels.len() {
            self.levels[level].set(node, part);
            if (node + 1) % FAN != 0 {
                return;
            }
            part = self.merge(fold, level, node + 1 - FAN, node + 1);
            node /= FAN;
        }
    }

    /// The merge of the parts `from..to`, which are kept.
    pub(super) fn query(&self, fold: &F, from: u64, to: u64) -> F::Part {
        let (mut from, mut to) = (from, to);
        let (mut older, mut newer) = (fold.identity(), fold.identity());
        for level in 0..self.levels.len() {
            let (inner_from, inner_to) = (from.div_ceil(FAN), to / FAN);
            if level + 1 == self.levels.len() || inner_from >= inner_to {
                older = fold.merge(older, self.merge(fold, level, from, to));
                break;
            }
            if from < inner_from * FAN {
                older = fold.merge(older, self.merge(fold, level, from, inner_from * FAN));
            }
            if inner_to * FAN < to {
                newer = fold.merge(self.merge(fold, level, inner_to * FAN, to), newer);
            }
            (from, to) = (inner_from, inner_to);
        }
        fold.settle(fold.merge(older, newer))
    }

    /// The merge of nodes of one level.
    #[inline]
    fn merge(&self, fold: &F, level: usize, from: u64, to: u64) -> F::Part {
        let level = &self.levels[level];
        let mut part = fold.identity();
        for node in from..to {
            part = fold.merge(part, level.get(node));
        }
        fold.settle(part)
    }
}
