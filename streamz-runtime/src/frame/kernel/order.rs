//! Floats in order: a sorted array while they are few, a tree when they are many.

use alloc::vec::Vec;
use core::hint::select_unpredictable;

use super::order_tree::Tree;

/// As many are faster to move in an array than to find in a tree.
pub(super) const FEW: usize = 1024;

/// A number that is ordered as the float is; that of no float is [`NO_CODE`].
#[inline(always)]
pub(super) const fn code(float: f64) -> u64 {
    // Adding zero turns -0.0 into 0.0, so that equal floats are one code.
    let bits = (float + 0.0).to_bits();
    bits ^ (((bits.cast_signed() >> 63).cast_unsigned()) | (1 << 63))
}

/// The code of no float: it would be that of one of the `NaN`s.
pub(super) const NO_CODE: u64 = u64::MAX;

/// The float of a code.
#[inline(always)]
pub(super) const fn float(code: u64) -> f64 {
    f64::from_bits(code ^ ((((!code).cast_signed() >> 63).cast_unsigned()) | (1 << 63)))
}

/// A multiset of codes.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// Sorted.
    Few(Vec<u64>),
    /// At first more than [`FEW`].
    Many(Tree),
}

impl Order {
    /// Without a code.
    pub(super) const fn new() -> Self {
        Self::Few(Vec::new())
    }

    /// Of codes that are in order.
    pub(super) fn of(sorted: Vec<u64>) -> Self {
        if sorted.len() > FEW {
            Self::Many(Tree::of(sorted.into_iter()))
        } else {
            Self::Few(sorted)
        }
    }

    /// How many codes there are.
    #[inline(always)]
    pub(super) const fn len(&self) -> u64 {
        match self {
            Self::Few(codes) => codes.len() as u64,
            Self::Many(tree) => tree.len(),
        }
    }

    /// Adds a code.
    #[inline]
    pub(super) fn insert(&mut self, code: u64) {
        match self {
            Self::Few(codes) => {
                let at = codes.partition_point(|&other| other < code);
                codes.insert(at, code);
                if codes.len() > FEW {
                    *self = Self::Many(Tree::of(codes.iter().copied()));
                }
            }
            Self::Many(tree) => tree.insert(code),
        }
    }

    /// Takes out a code that is there.
    #[inline]
    pub(super) fn remove(&mut self, code: u64) {
        match self {
            Self::Few(codes) => {
                let at = codes.partition_point(|&other| other < code);
                codes.remove(at);
            }
            Self::Many(tree) => {
                tree.remove(code);
                if tree.len() == 0 {
                    *self = Self::new();
                }
            }
        }
    }

    /// Adds one code and takes out another that is there: in an array, only what is between them moves.
    #[inline]
    pub(super) fn replace(&mut self, new: u64, old: u64) {
        match self {
            Self::Few(codes) => {
                let from = codes.partition_point(|&other| other < old);
                let to = codes.partition_point(|&other| other < new);
                // Up or down is a guess that is wrong for every other row.
                let (source, target, at) = select_unpredictable(
                    to > from,
                    ((from + 1, to), from, to.wrapping_sub(1)),
                    ((to, from), to + 1, to),
                );
                codes.copy_within(source.0..source.1, target);
                codes[at] = new;
            }
            Self::Many(tree) => tree.replace(new, old),
        }
    }

    /// The code that `rank` others precede, and the one after it, if there is one. `rank` is smaller than [`len`](Self::len).
    #[inline]
    pub(super) fn nth(&self, rank: u64) -> (u64, Option<u64>) {
        match self {
            Self::Few(codes) => (codes[rank as usize], codes.get(rank as usize + 1).copied()),
            Self::Many(tree) => tree.nth(rank),
        }
    }
}

// Different codes with how often each is there: all that was seen would be too much.
crate::saved!([] Order as Vec<(u64, u64)> {
    |order| order.runs(),
    |order, runs| {
        let are_sorted = runs.is_sorted_by(|(a, _), (b, _)| a < b);
        if !are_sorted || runs.iter().any(|&(code, count)| code == NO_CODE || count == 0) {
            return Err("these are no sorted numbers");
        }
        let total = runs.iter().try_fold(0_u64, |total, (_, count)| total.checked_add(*count));
        *order = match total {
            None => return Err("there are too many numbers"),
            Some(total) if total > FEW as u64 => Self::Many(Tree::of_runs(runs.into_iter())),
            Some(_) => Self::Few(
                runs.into_iter()
                    .flat_map(|(code, count)| core::iter::repeat_n(code, count as usize))
                    .collect(),
            ),
        };
        Ok(())
    },
});

#[cfg(feature = "serde")]
impl Order {
    /// The different codes in order, and how often each is there.
    fn runs(&self) -> Vec<(u64, u64)> {
        let mut runs = Vec::new();
        let mut rank = 0;
        while rank < self.len() {
            let (code, _) = self.nth(rank);
            // The run ends between two powers of two from here.
            let is_here = |rank: u64| rank < self.len() && self.nth(rank).0 == code;
            let mut step = 1;
            while is_here(rank.saturating_add(step)) {
                step *= 2;
            }
            let (mut low, mut high) = (rank + step / 2, rank.saturating_add(step));
            while low + 1 < high {
                let middle = low + (high - low) / 2;
                if is_here(middle) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            runs.push((code, high - rank));
            rank = high;
        }
        runs
    }
}
