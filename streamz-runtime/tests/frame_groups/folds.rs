//! Folds that show what was lost, counted twice or put out of place.

use streamz_runtime::frame::{Aggregate, Fold, Merging, Nullable, Queued};

/// The cells in their order: shows every cell that is lost, twice there, or out of place.
#[derive(Clone, Copy)]
pub(crate) struct Sum;

impl Fold for Sum {
    type In = Nullable<i64>;
    type Part = i64;
    type Total = i64;
    type Out = Option<i64>;
    type Scan = Merging;

    fn identity(&self) -> i64 {
        0
    }
    fn lift(&self, cell: Nullable<i64>) -> i64 {
        cell.or(0)
    }
    fn merge(&self, older: i64, newer: i64) -> i64 {
        older + newer
    }
    fn lower(&self, part: i64, _: u64) -> Option<i64> {
        Some(part)
    }
    fn missing(&self, _: i64, _: u64) -> Option<i64> {
        None
    }
    fn empty(&self) -> i64 {
        0
    }
    fn absorb(&self, total: &mut i64, cell: Nullable<i64>) {
        *total += cell.or(0);
    }
    fn finish(&self, total: &i64, count: u64) -> Option<i64> {
        self.lower(*total, count)
    }
}

/// The first and the last cell, which must stay in their places.
#[derive(Clone, Copy)]
pub(crate) struct Ends;

impl Fold for Ends {
    type In = Nullable<i64>;
    type Part = Option<(i64, i64)>;
    type Total = Option<(i64, i64)>;
    type Out = Option<(i64, i64)>;
    type Scan = Merging;

    fn identity(&self) -> Self::Part {
        None
    }
    fn lift(&self, cell: Nullable<i64>) -> Self::Part {
        cell.get().map(|cell| (cell, cell))
    }
    fn merge(&self, older: Self::Part, newer: Self::Part) -> Self::Part {
        match (older, newer) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (older, newer) => older.or(newer),
        }
    }
    fn lower(&self, part: Self::Part, _: u64) -> Self::Out {
        part
    }
    fn missing(&self, _: Self::Part, _: u64) -> Self::Out {
        None
    }
    fn empty(&self) -> Self::Total {
        None
    }
    fn absorb(&self, total: &mut Self::Total, cell: Nullable<i64>) {
        *total = self.merge(*total, self.lift(cell));
    }
    fn finish(&self, total: &Self::Total, _: u64) -> Self::Out {
        *total
    }
}

/// An aggregate that is kept by group as a window of its own, not as two stacks.
#[derive(Clone, Copy)]
pub(crate) struct Windowed<F>(pub(crate) F);

impl<F: Aggregate> Aggregate for Windowed<F> {
    type In = F::In;
    type Out = F::Out;
    type Running = F::Running;
    type Sliding = F::Sliding;
    type Queue = Queued<F::Sliding>;

    fn running(&self) -> Self::Running {
        self.0.running()
    }
    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> Self::Sliding {
        self.0.sliding(rows, min_periods)
    }
    fn queue(&self, min_periods: usize) -> Self::Queue {
        Queued::new(self.sliding(None, min_periods))
    }
}
