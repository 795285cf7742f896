//! Aggregates that take back what leaves a window.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::frame::aggregate::{Aggregate, Running, Sliding, Starts};
use crate::frame::cell::Cell;
use crate::frame::kernel::keyed_queue::Queued;

/// What makes an aggregate of a state that can take a cell back: streamz' `initial`, `on_new` and `on_old`.
///
/// Wrapped in [`Undo`] it is an [`Aggregate`]. What is taken back must leave nothing behind: sums of integers, counts of
/// each value. Floats do leave something; for what merges write a [`Fold`](crate::frame::Fold).
pub trait Invertible: Clone {
    /// What it is fed.
    type In: Cell;

    /// The state.
    type State: Clone;

    /// What it makes of it.
    type Out;

    /// The state of no cell.
    fn initial(&self) -> Self::State;

    /// Takes a cell that is not missing.
    fn on_new(&self, state: &mut Self::State, cell: Self::In);

    /// Takes back the oldest cell.
    fn on_old(&self, state: &mut Self::State, cell: Self::In);

    /// The result, given how many cells were not missing.
    fn result(&self, state: &Self::State, count: u64) -> Self::Out;

    /// The result where fewer cells were there than were asked for.
    fn missing(&self) -> Self::Out;
}

/// An [`Invertible`] as an aggregate. A window keeps its cells.
///
/// # Examples
///
/// How many different letters a window has:
///
/// ```
/// use streamz::frame::{Aggregate, Invertible, Sliding, Starts, Undo};
///
/// #[derive(Clone)]
/// struct Letters;
///
/// impl Invertible for Letters {
///     type In = u8;
///     type State = [u32; 256];
///     type Out = usize;
///
///     fn initial(&self) -> [u32; 256] { [0; 256] }
///     fn on_new(&self, seen: &mut [u32; 256], letter: u8) { seen[usize::from(letter)] += 1 }
///     fn on_old(&self, seen: &mut [u32; 256], letter: u8) { seen[usize::from(letter)] -= 1 }
///     fn result(&self, seen: &[u32; 256], _count: u64) -> usize { seen.iter().filter(|seen| **seen > 0).count() }
///     fn missing(&self) -> usize { 0 }
/// }
///
/// let (mut window, mut out) = (Undo(Letters).sliding(Some(3), 1), Vec::new());
/// window.scan(b"abacc", Starts::Rows(3), &mut out);
/// assert_eq!(out, [1, 2, 2, 3, 2]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Undo<I>(pub I);

/// An [`Invertible`] of everything seen.
#[derive(Clone)]
pub struct RunningUndo<I: Invertible> {
    of: I,
    state: I::State,
    count: u64,
}

/// An [`Invertible`] of a window.
#[derive(Clone)]
pub struct RollingUndo<I: Invertible> {
    running: RunningUndo<I>,
    min_periods: u64,
    cells: VecDeque<I::In>,
    /// How many rows there have been.
    rows: u64,
}

impl<I: Invertible> Aggregate for Undo<I> {
    type In = I::In;
    type Out = I::Out;
    type Running = RunningUndo<I>;
    type Sliding = RollingUndo<I>;
    type Queue = Queued<RollingUndo<I>>;

    fn running(&self) -> RunningUndo<I> {
        RunningUndo {
            of: self.0.clone(),
            state: self.0.initial(),
            count: 0,
        }
    }

    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> RollingUndo<I> {
        RollingUndo {
            running: self.running(),
            min_periods: min_periods as u64,
            cells: VecDeque::with_capacity(rows.map_or(0, |rows| rows.min(super::TAKEN_AT_ONCE) + 1)),
            rows: 0,
        }
    }

    fn queue(&self, min_periods: usize) -> Queued<RollingUndo<I>> {
        Queued::new(self.sliding(None, min_periods))
    }
}

impl<I: Invertible> Running for RunningUndo<I> {
    type In = I::In;
    type Out = I::Out;

    #[inline]
    fn push(&mut self, cell: I::In) {
        if !cell.is_missing() {
            self.of.on_new(&mut self.state, cell);
            self.count += 1;
        }
    }

    #[inline]
    fn value(&self) -> I::Out {
        self.of.result(&self.state, self.count)
    }
}

impl<I: Invertible> RollingUndo<I> {
    /// Takes a cell, and lets the window begin at `start`.
    #[inline]
    fn push(&mut self, cell: I::In, start: u64) {
        self.running.push(cell);
        self.cells.push_back(cell);
        self.rows += 1;
        self.leave(start);
    }

    /// Lets the window begin at `start`.
    #[inline]
    fn leave(&mut self, start: u64) {
        while self.rows - (self.cells.len() as u64) < start
            && let Some(cell) = self.cells.pop_front()
        {
            if !cell.is_missing() {
                self.running.of.on_old(&mut self.running.state, cell);
                self.running.count -= 1;
            }
        }
    }
}

impl<I: Invertible> Sliding for RollingUndo<I> {
    type In = I::In;
    type Out = I::Out;

    fn scan(&mut self, cells: &[I::In], starts: Starts<'_>, out: &mut Vec<I::Out>) {
        out.reserve(cells.len());
        for (i, &cell) in cells.iter().enumerate() {
            let start = match starts {
                Starts::Rows(rows) => (self.rows + 1).saturating_sub(rows as u64),
                Starts::At(starts) => starts[i],
            };
            self.push(cell, start);
            out.push(self.value());
        }
    }

    fn extend(&mut self, cells: &[I::In], start: u64) {
        self.leave(start);
        // Rows that leave with this very batch never enter.
        let skipped = start.saturating_sub(self.rows).min(cells.len() as u64);
        self.rows += skipped;
        for &cell in &cells[skipped as usize..] {
            self.push(cell, start);
        }
    }

    fn value(&self) -> I::Out {
        if self.running.count < self.min_periods {
            self.running.of.missing()
        } else {
            self.running.value()
        }
    }
}

crate::saved!([I: Invertible<State: Value>] RunningUndo<I> { exact state, value count });

// The state of a window is made again of its cells: what has left has left nothing behind.
crate::saved!([I: Invertible<In: Value>] RollingUndo<I> as (u64, VecDeque<I::In>) {
    |window| (window.rows, window.cells.clone()),
    |window, (rows, cells)| {
        let first = rows.checked_sub(cells.len() as u64);
        first.ok_or("more rows are in the window than there have been").map(|first| {
            window.running.state = window.running.of.initial();
            window.running.count = 0;
            window.cells.clear();
            window.rows = first;
            for cell in cells {
                window.push(cell, first);
            }
        })
    },
});
