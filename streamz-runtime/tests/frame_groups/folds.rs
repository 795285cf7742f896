//! Folds that show what was lost, counted twice or put out of place.

use streamz_runtime::frame::{Aggregate, Fold, Nullable, Queued, Running, Sliding, Starts, TwoStack};

use crate::model::over;

/// The cells in their order: shows every cell that is lost, twice there, or out of place.
#[derive(Clone, Copy)]
pub(crate) struct Sum;

impl Fold for Sum {
    type In = Nullable<i64>;
    type Part = i64;
    type Total = i64;
    type Out = Option<i64>;

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
    fn missing(&self) -> Option<i64> {
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
    fn missing(&self) -> Self::Out {
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

/// A fold as an aggregate, whose window is a list.
#[derive(Clone, Copy)]
pub(crate) struct Merged<F>(pub(crate) F);

#[derive(Clone)]
pub(crate) struct Everything<F: Fold> {
    fold: F,
    total: F::Total,
    count: u64,
}

#[derive(Clone)]
pub(crate) struct List<F: Fold> {
    fold: F,
    min_periods: usize,
    cells: Vec<F::In>,
    start: usize,
}

impl<F: Fold<In = Nullable<i64>>> Aggregate for Merged<F> {
    type In = F::In;
    type Out = F::Out;
    type Running = Everything<F>;
    type Sliding = List<F>;
    type Queue = TwoStack<F>;

    fn running(&self) -> Everything<F> {
        Everything {
            fold: self.0.clone(),
            total: self.0.empty(),
            count: 0,
        }
    }
    fn sliding(&self, _: Option<usize>, min_periods: usize) -> List<F> {
        List {
            fold: self.0.clone(),
            min_periods,
            cells: Vec::new(),
            start: 0,
        }
    }
    fn queue(&self, min_periods: usize) -> TwoStack<F> {
        TwoStack::new(self.0.clone(), min_periods)
    }
}

impl<F: Fold<In = Nullable<i64>>> Running for Everything<F> {
    type In = F::In;
    type Out = F::Out;

    fn push(&mut self, cell: F::In) {
        self.fold.absorb(&mut self.total, cell);
        self.count += u64::from(!cell.is_null());
    }
    fn value(&self) -> F::Out {
        self.fold.finish(&self.total, self.count)
    }
}

impl<F: Fold<In = Nullable<i64>>> Sliding for List<F> {
    type In = F::In;
    type Out = F::Out;

    fn scan(&mut self, cells: &[F::In], starts: Starts<'_>, out: &mut Vec<F::Out>) {
        for (i, &cell) in cells.iter().enumerate() {
            let seen = self.cells.len() as u64 + 1;
            let start = match starts {
                Starts::Rows(rows) => seen.saturating_sub(rows as u64),
                Starts::At(starts) => starts[i],
            };
            self.extend(&[cell], start);
            out.push(self.value());
        }
    }
    fn extend(&mut self, cells: &[F::In], start: u64) {
        self.cells.extend(cells);
        self.start = start as usize;
    }
    fn value(&self) -> F::Out {
        over(&self.fold, &self.cells[self.start..], self.min_periods)
    }
}

/// As [`Merged`], but kept by group as a window.
#[derive(Clone, Copy)]
pub(crate) struct Windowed<F>(pub(crate) F);

impl<F: Fold<In = Nullable<i64>>> Aggregate for Windowed<F> {
    type In = F::In;
    type Out = F::Out;
    type Running = Everything<F>;
    type Sliding = List<F>;
    type Queue = Queued<List<F>>;

    fn running(&self) -> Everything<F> {
        Merged(self.0.clone()).running()
    }
    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> List<F> {
        Merged(self.0.clone()).sliding(rows, min_periods)
    }
    fn queue(&self, min_periods: usize) -> Self::Queue {
        Queued::new(self.sliding(None, min_periods))
    }
}
