//! Cells, windows, and ways to cut rows into batches.

use proptest::prelude::*;
use streamz_runtime::frame::{Aggregate, Nullable, Sliding, Starts};

/// Cells whose sums, and sums of squares, are exact: a plain loop then gives the only right answer.
pub(crate) fn small() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![
        2 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
        60 => (-50_i32..50).prop_map(f64::from),
    ]
}

/// Cells of any size.
pub(crate) fn any_size() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![
        1 => Just(f64::NAN),
        40 => -1.0..1.0,
        10 => (-1.0..1.0, -40_i32..40).prop_map(|(x, exponent)| x * f64::from(exponent).exp2()),
    ]
}

/// Columns: with many missing cells, few, none.
pub(crate) fn column(cell: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = Vec<f64>> {
    let rows = prop_oneof![8 => 0_usize..60, 8 => 0_usize..700, 1 => 0_usize..5000];
    (rows, 0..3).prop_flat_map(move |(rows, kind)| {
        let cell = cell.clone().prop_map(move |cell| match kind {
            0 if !cell.is_finite() => 1.0,
            1 if cell.abs() < 20.0 => f64::NAN,
            _ => cell,
        });
        prop::collection::vec(cell, rows)
    })
}

/// Where windows begin.
#[derive(Clone, Debug)]
pub(crate) enum Windows {
    Rows(usize),
    At(Vec<u64>),
}

impl Windows {
    pub(crate) fn rows(&self) -> Option<usize> {
        match self {
            Self::Rows(rows) => Some(*rows),
            Self::At(_) => None,
        }
    }

    pub(crate) fn start(&self, row: usize) -> usize {
        match self {
            Self::Rows(rows) => (row + 1).saturating_sub(*rows),
            Self::At(starts) => starts[row] as usize,
        }
    }

    fn starts(&self, from: usize, to: usize) -> Starts<'_> {
        match self {
            Self::Rows(rows) => Starts::Rows(*rows),
            Self::At(starts) => Starts::At(&starts[from..to]),
        }
    }
}

/// Windows of rows: one, a few, more than a tile, more than there are.
fn by_rows() -> impl Strategy<Value = Windows> {
    prop_oneof![0_usize..12, 0_usize..300, 900_usize..1200, 1000_usize..6000].prop_map(Windows::Rows)
}

/// Windows by an index with ties and gaps; of length 0 they are empty.
fn by_index(rows: usize) -> impl Strategy<Value = Windows> {
    let steps = prop::collection::vec(prop_oneof![6 => 0_u64..3, 1 => 0_u64..40, 1 => Just(500)], rows);
    let length = prop_oneof![0_u64..5, 0_u64..200, 0_u64..5000];
    (steps, length).prop_map(|(steps, length)| {
        let index: Vec<u64> = steps
            .iter()
            .scan(0, |at, step| {
                *at += step;
                Some(*at)
            })
            .collect();
        let start = |at: &u64| index.partition_point(|other| *other + length <= *at) as u64;
        Windows::At(
            index
                .iter()
                .enumerate()
                .map(|(row, at)| start(at).min(row as u64 + 1))
                .collect(),
        )
    })
}

/// Windows of rows or by an index.
pub(crate) fn windows(rows: usize) -> impl Strategy<Value = Windows> {
    prop_oneof![by_rows(), by_index(rows)]
}

/// Lengths of batches, used in turn: single rows, none, thousands.
pub(crate) fn batches() -> impl Strategy<Value = Vec<usize>> {
    let batch = prop_oneof![4 => Just(1_usize), 1 => Just(0), 3 => 0_usize..20, 3 => 0_usize..200, 1 => 0_usize..3000];
    prop::collection::vec(batch, 1..12).prop_map(|mut batches| {
        batches.push(7); // one at least gets on
        batches
    })
}

/// Where batches begin and end.
pub(crate) fn cuts(rows: usize, batches: &[usize]) -> Vec<(usize, usize)> {
    let (mut cuts, mut from) = (Vec::new(), 0);
    for &batch in batches.iter().cycle() {
        let to = rows.min(from + batch);
        cuts.push((from, to));
        from = to;
        if from == rows {
            return cuts;
        }
    }
    cuts
}

/// One result for each row, of rows that arrive as `batches` says.
pub(crate) fn rolling<A: Aggregate>(
    aggregate: &A,
    cells: &[A::In],
    windows: &Windows,
    batches: &[usize],
    min_periods: usize,
) -> Vec<A::Out> {
    let (mut window, mut out) = (aggregate.sliding(windows.rows(), min_periods), Vec::new());
    for (from, to) in cuts(cells.len(), batches) {
        window.scan(&cells[from..to], windows.starts(from, to), &mut out);
    }
    out
}

/// Floats as cells that may be null; infinities become missing too.
pub(crate) fn nullable(cells: &[f64]) -> Vec<Nullable<i64>> {
    cells
        .iter()
        .map(|cell| cell.is_finite().then_some(*cell as i64).into())
        .collect()
}

/// Equal, or both not a number.
pub(crate) fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

/// Equal but for rounding.
pub(crate) fn close(a: f64, b: f64, tolerance: f64) -> bool {
    same(a, b) || (a - b).abs() <= tolerance * a.abs().max(b.abs())
}
