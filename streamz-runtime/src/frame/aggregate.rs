//! The contract of an aggregate: what makes one value of many rows.

use alloc::vec::Vec;

use super::cell::Cell;

/// What makes one value of many cells: `Sum`, `Mean`, `Quantile`, …
///
/// It is only a description, small and cheap to copy. The state is made by it: over everything seen, or over a window.
pub trait Aggregate: Clone {
    /// What it is fed.
    type In: Cell;

    /// What it makes of them.
    type Out;

    /// The state over everything seen; also that of one group.
    type Running: Running<In = Self::In, Out = Self::Out>;

    /// The state over a window.
    type Sliding: Sliding<In = Self::In, Out = Self::Out>;

    /// The state over the cells that one group has in a window: small when they are few.
    type Queue: Queue<In = Self::In, Out = Self::Out>;

    /// A state that has seen nothing.
    fn running(&self) -> Self::Running;

    /// A state for windows of at most `rows` rows, if that is known; results of fewer than `min_periods` cells that are
    /// not missing are missing.
    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> Self::Sliding;

    /// A state without a cell; results of fewer than `min_periods` cells that are not missing are missing.
    fn queue(&self, min_periods: usize) -> Self::Queue;
}

/// The state of an aggregate over everything seen.
pub trait Running {
    /// What it is fed.
    type In: Cell;

    /// What it makes of them.
    type Out;

    /// Takes one more cell.
    fn push(&mut self, cell: Self::In);

    /// Takes more cells: the same as pushing each.
    fn extend(&mut self, cells: &[Self::In]) {
        for &cell in cells {
            self.push(cell);
        }
    }

    /// The aggregate of all cells so far.
    fn value(&self) -> Self::Out;

    /// Takes more cells and appends the aggregate after each: expanding windows.
    fn scan(&mut self, cells: &[Self::In], out: &mut Vec<Self::Out>) {
        for &cell in cells {
            self.push(cell);
            out.push(self.value());
        }
    }
}

/// For each row of a batch, where the window that ends with it begins.
///
/// Rows are counted from the first that the state ever saw, which is row 0.
#[derive(Clone, Copy, Debug)]
pub enum Starts<'a> {
    /// A window of so many rows: row `i` begins at `i + 1 - n`, or at 0.
    Rows(usize),
    /// The number of the first row of each window, one for each row of the batch. Never smaller than the one before, and
    /// at most the number of the row itself plus one: such a window is empty.
    At(&'a [u64]),
}

/// The state of an aggregate over a window that moves forward.
///
/// A call of [`extend`](Self::extend) or [`scan`](Self::scan) appends rows and moves the beginning of the window; results
/// do not depend on how rows are cut into batches.
pub trait Sliding {
    /// What it is fed.
    type In: Cell;

    /// What it makes of them.
    type Out;

    /// Appends cells and the aggregate of each one's window.
    ///
    /// # Panics
    ///
    /// In debug builds, if the starts are not as [`Starts`] says.
    fn scan(&mut self, cells: &[Self::In], starts: Starts<'_>, out: &mut Vec<Self::Out>);

    /// How many cells to hand over at once where there are more: few enough that what is worked out on the way stays in a
    /// near cache. Results do not depend on it.
    #[inline(always)]
    fn at_once(&self) -> usize {
        usize::MAX
    }

    /// Appends cells, and lets the window begin at row number `start`.
    ///
    /// `start` is not smaller than before, and at most the number of rows seen, these included: then the window is empty.
    fn extend(&mut self, cells: &[Self::In], start: u64);

    /// The aggregate of the window as it is now.
    fn value(&self) -> Self::Out;
}

/// The state of an aggregate over cells that leave one by one, in the order in which they came.
pub trait Queue {
    /// What it is fed.
    type In: Cell;

    /// What it makes of them.
    type Out;

    /// Takes one more cell.
    fn push(&mut self, cell: Self::In);

    /// Lets the oldest cell go; nothing happens if there is none.
    fn pop(&mut self);

    /// How many cells there are, missing ones included.
    fn len(&self) -> usize;

    /// Whether there is no cell.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The aggregate of the cells that are there.
    fn value(&self) -> Self::Out;
}
