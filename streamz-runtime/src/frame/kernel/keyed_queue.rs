//! States over cells that leave one by one: two stacks for what merges, a window for everything else.

use alloc::collections::VecDeque;

use crate::frame::aggregate::{Queue, Sliding};
use crate::frame::cell::Cell;
use crate::frame::fold::Fold;

/// A queue that knows the merge of what is in it: two stacks, one of which holds merges up to its end.
///
/// Nothing is ever subtracted. A cell costs at most three merges, counted over its stay; a pop that finds the older stack
/// empty turns the newer one over, which costs a merge for each cell in it.
#[derive(Clone, Debug)]
pub struct TwoStack<F: Fold> {
    fold: F,
    min_periods: usize,
    /// The oldest first: the merges of each cell with those after it, up to the last of the older stack, and then the
    /// cells of the newer. With each whether its cell is there.
    parts: VecDeque<(F::Part, bool)>,
    /// How many of them are the older stack.
    older: usize,
    /// The merge of the newer stack.
    newer: F::Part,
    /// How many cells are not missing.
    count: usize,
}

impl<F: Fold> TwoStack<F> {
    /// Without a cell; results of fewer than `min_periods` cells that are not missing are missing.
    pub fn new(fold: F, min_periods: usize) -> Self {
        let newer = fold.identity();
        Self {
            fold,
            min_periods,
            parts: VecDeque::new(),
            older: 0,
            newer,
            count: 0,
        }
    }

    /// Makes the newer stack the older one.
    fn turn(&mut self) {
        let mut merged = self.fold.identity();
        for (part, _) in self.parts.iter_mut().rev() {
            merged = self.fold.merge(*part, merged);
            *part = merged;
        }
        self.older = self.parts.len();
        self.newer = self.fold.identity();
    }
}

impl<F: Fold> Queue for TwoStack<F> {
    type In = F::In;
    type Out = F::Out;

    #[inline]
    fn push(&mut self, cell: F::In) {
        let (part, present) = (self.fold.lift(cell), !cell.is_missing());
        self.parts.push_back((part, present));
        self.newer = self.fold.merge(self.newer, part);
        self.count += usize::from(present);
    }

    #[inline]
    fn pop(&mut self) {
        if self.older == 0 {
            self.turn();
        }
        if let Some((_, present)) = self.parts.pop_front() {
            self.older -= 1;
            self.count -= usize::from(present);
        }
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    #[inline]
    fn value(&self) -> F::Out {
        let part = match self.parts.front() {
            Some(&(older, _)) if self.older > 0 => self.fold.merge(older, self.newer),
            _ => self.newer,
        };
        let count = self.count as u64;
        if self.count < self.min_periods {
            return self.fold.missing(part, count);
        }
        self.fold.lower(part, count)
    }
}

/// A window as a queue: for aggregates that are not a merge.
#[derive(Clone, Debug)]
pub struct Queued<S> {
    window: S,
    pushed: u64,
    popped: u64,
}

impl<S: Sliding> Queued<S> {
    /// A queue that keeps its cells in `window`, which has seen none.
    pub const fn new(window: S) -> Self {
        Self {
            window,
            pushed: 0,
            popped: 0,
        }
    }
}

impl<S: Sliding> Queue for Queued<S> {
    type In = S::In;
    type Out = S::Out;

    fn push(&mut self, cell: S::In) {
        self.pushed += 1;
        self.window.extend(&[cell], self.popped);
    }

    fn pop(&mut self) {
        if self.popped < self.pushed {
            self.popped += 1;
            self.window.extend(&[], self.popped);
        }
    }

    fn len(&self) -> usize {
        (self.pushed - self.popped) as usize
    }

    fn value(&self) -> S::Out {
        self.window.value()
    }
}

crate::saved!([F: Fold<Part: Value>] TwoStack<F> as (VecDeque<(F::Part, bool)>, usize) {
    |queue| (queue.parts.clone(), queue.older),
    |queue, (parts, older)| {
        queue.newer = queue.fold.identity();
        for &(part, _) in parts.iter().skip(older) {
            queue.newer = queue.fold.merge(queue.newer, part);
        }
        queue.count = parts.iter().filter(|(_, present)| *present).count();
        (queue.parts, queue.older) = (parts, older);
        Ok(())
    },
});

crate::saved!([S: Snapshot] Queued<S> { part window, value pushed, value popped });
