//! Rows, and how they are cut into batches.

use proptest::prelude::*;
use streamz::frame::{Closed, Frame, Nullable, Table};

/// A row of the tests.
#[derive(Clone, Debug, PartialEq, Frame)]
pub(crate) struct Reading {
    #[frame(index)]
    pub(crate) at: i64,
    pub(crate) name: Option<String>,
    pub(crate) number: i32,
    pub(crate) value: Option<f64>,
}

impl Reading {
    /// The value, `NaN` if it is missing.
    pub(crate) fn float(&self) -> f64 {
        self.value.unwrap_or(f64::NAN)
    }
}

/// Rows whose index does not go backwards, with ties and gaps.
pub(crate) fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let row = (
        0_i64..4,
        prop::option::weighted(0.9, "[a-d]{0,2}"),
        -20_i32..20,
        prop::option::weighted(
            0.85,
            prop_oneof![
                9 => (-40_i32..40).prop_map(|x| f64::from(x) / 4.0),
                1 => prop_oneof![Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(f64::NAN)],
            ],
        ),
    );
    prop::collection::vec(row, 0..120).prop_map(|rows| {
        let mut at = 0;
        rows.into_iter()
            .map(|(step, name, number, value)| {
                at += step;
                Reading {
                    at,
                    name,
                    number,
                    value,
                }
            })
            .collect()
    })
}

/// Rows of which some come late.
pub(crate) fn late() -> impl Strategy<Value = Vec<Reading>> {
    (readings(), prop::collection::vec(0_i64..15, 120)).prop_map(|(mut rows, shifts)| {
        for (row, shift) in rows.iter_mut().zip(shifts) {
            row.at -= if shift > 10 { shift } else { 0 };
        }
        rows
    })
}

/// Rows in the window of a row: labels in reach, on the sides that are closed.
pub(crate) fn within(rows: &[Reading], now: i64, width: i64, closed: Closed) -> impl Iterator<Item = &Reading> {
    rows.iter().filter(move |r| match closed {
        Closed::Right => r.at > now - width && r.at <= now,
        Closed::Left => r.at >= now - width && r.at < now,
        Closed::Both => r.at >= now - width && r.at <= now,
        Closed::Neither => r.at > now - width && r.at < now,
    })
}

/// Which ends belong to a window.
pub(crate) fn closed() -> impl Strategy<Value = Closed> {
    prop::sample::select(vec![Closed::Right, Closed::Left, Closed::Both, Closed::Neither])
}

/// Where rows are cut into batches; some are empty.
pub(crate) fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..30, 0..12)
}

/// The rows in batches, and how many there have been after each.
pub(crate) fn batches(rows: &[Reading], cuts: &[usize]) -> Vec<(Table<Reading>, usize)> {
    let mut begin = 0_usize;
    let mut batches = Vec::new();
    for &length in cuts.iter().chain([&usize::MAX]) {
        let end = begin.saturating_add(length).min(rows.len());
        batches.push((rows[begin..end].iter().cloned().collect(), end));
        begin = end;
    }
    batches
}

/// The values that are there.
pub(crate) fn present(rows: &[Reading]) -> Vec<f64> {
    rows.iter().map(Reading::float).filter(|x| !x.is_nan()).collect()
}

/// Equal, or both missing, or nearly equal.
pub(crate) fn close(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// All close.
pub(crate) fn all_close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(&a, &b)| close(a, b))
}

/// What the aggregates say of these values: sum, mean, smallest, largest, variance, median.
pub(crate) fn statistics(values: &[f64]) -> [f64; 6] {
    let n = values.len() as f64;
    let sum: f64 = values.iter().sum();
    let mean = sum / n;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = match (sorted.len(), sorted.len() / 2) {
        (0, _) => f64::NAN,
        (length, half) if length % 2 == 1 => sorted[half],
        (_, half) if sorted[half - 1] == sorted[half] => sorted[half],
        (_, half) => f64::midpoint(sorted[half - 1], sorted[half]),
    };
    [
        sum,
        mean,
        sorted.first().copied().unwrap_or(f64::NAN),
        sorted.last().copied().unwrap_or(f64::NAN),
        if values.len() < 2 {
            f64::NAN
        } else {
            squares / (n - 1.0)
        },
        median,
    ]
}

/// The text of a cell.
pub(crate) fn owned(text: Nullable<&str>) -> Option<String> {
    text.get().map(str::to_owned)
}
