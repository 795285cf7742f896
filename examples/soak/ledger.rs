//! What each branch of the pipeline let through, and whether that is what it should.

use core::cell::Cell;
use core::fmt;

/// The count and the sum of what came to one place: of elements that are lost or doubled one of them tells.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    count: Cell<u64>,
    sum: Cell<u64>,
    last: Cell<Option<u64>>,
    /// How often an element came behind a later one.
    disorder: Cell<u64>,
}

impl Tally {
    /// Notes an element.
    pub(crate) fn note(&self, element: u64) {
        self.count.set(self.count.get() + 1);
        self.sum.set(self.sum.get().wrapping_add(element));
        if self.last.replace(Some(element)).is_some_and(|last| last >= element) {
            self.disorder.set(self.disorder.get() + 1);
        }
    }

    /// Notes the elements of a batch.
    pub(crate) fn note_all(&self, elements: &[u64]) {
        for element in elements {
            self.note(*element);
        }
    }

    pub(crate) fn count(&self) -> u64 {
        self.count.get()
    }

    pub(crate) fn last(&self) -> Option<u64> {
        self.last.get()
    }
}

/// What is to be found at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Right {
    /// Exactly what was noted there, in order.
    InOrder,
    /// Exactly what was noted there.
    Same,
    /// Some of it, and the last one.
    SomeAndTheLast,
}

/// One line of the report.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) came: Tally,
    pub(crate) left: Tally,
    pub(crate) right: Right,
}

impl Line {
    /// What is wrong with it.
    pub(crate) fn mistake(&self) -> Option<String> {
        let (came, left) = (&self.came, &self.left);
        let same = came.count.get() == left.count.get() && came.sum.get() == left.sum.get();
        let last = came.last() == left.last();
        let right = match self.right {
            // What came round again came behind later ones, and leaves behind them too.
            Right::InOrder => same && came.disorder.get() == left.disorder.get(),
            Right::Same => same,
            Right::SomeAndTheLast => left.count.get() <= came.count.get() && last,
        };
        (!right).then(|| format!("{}: {:?} is not right for {:?} {:?}", self.name, left, self.right, came))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<28} {:>12} {:>12}",
            self.name,
            self.came.count(),
            self.left.count()
        )
    }
}
