//! Quantiles of a sorted copy, and cells and windows to try them on.

use proptest::prelude::*;
use streamz_runtime::frame::Interpolation;

pub(crate) const INTERPOLATIONS: [Interpolation; 5] = [
    Interpolation::Linear,
    Interpolation::Lower,
    Interpolation::Higher,
    Interpolation::Midpoint,
    Interpolation::Nearest,
];

/// A quantile as pandas says it, but for infinities.
pub(crate) fn oracle(cells: &[f64], q: f64, interpolation: Interpolation, min_periods: usize) -> f64 {
    let mut sorted: Vec<f64> = cells.iter().copied().filter(|cell| !cell.is_nan()).collect();
    if sorted.len() < min_periods.max(1) {
        return f64::NAN;
    }
    sorted.sort_by(f64::total_cmp);
    let place = q * (sorted.len() - 1) as f64;
    let low = place.floor();
    let (fraction, at) = (place - low, low as usize);
    if fraction == 0.0 {
        return sorted[at];
    }
    let (low, high) = (sorted[at], sorted[at + 1]);
    match interpolation {
        Interpolation::Lower => low,
        Interpolation::Higher => high,
        Interpolation::Midpoint => (low + high) / 2.0,
        Interpolation::Nearest if fraction < 0.5 || (fraction == 0.5 && at % 2 == 0) => low,
        Interpolation::Nearest => high,
        Interpolation::Linear if low == high => low,
        Interpolation::Linear if low.is_infinite() && high.is_infinite() => f64::NAN,
        Interpolation::Linear if low.is_infinite() => low,
        Interpolation::Linear => low + (high - low) * fraction,
    }
}

/// The same number, to the last bit; zeros have no sign, and all `NaN` are one.
pub(crate) fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

pub(crate) fn assert_same(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (i, (&a, &b)) in found.iter().zip(expected).enumerate() {
        assert!(same(a, b), "row {i}: {a} instead of {b}");
    }
}

pub(crate) fn cell() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(f64::NAN),
        1 => prop_oneof![Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(0.0), Just(-0.0), Just(f64::MIN_POSITIVE)],
        4 => small(),
        6 => -1e6..1e6,
    ]
}

/// Whole numbers as floats.
pub(crate) fn small() -> impl Strategy<Value = f64> {
    (-3i32..3).prop_map(f64::from)
}

pub(crate) fn cells() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![
        prop::collection::vec(cell(), 0..400),
        prop::collection::vec(small(), 0..400)
    ]
}

/// Lengths of batches: one by one, many together, or both by turns.
pub(crate) fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        Just(vec![usize::MAX]),
        prop::collection::vec(prop_oneof![0usize..4, 100usize..300], 1..5).prop_map(|mut cuts| {
            cuts.push(1);
            cuts
        }),
    ]
}

pub(crate) fn interpolation() -> impl Strategy<Value = Interpolation> {
    prop::sample::select(&INTERPOLATIONS[..])
}

pub(crate) fn q() -> impl Strategy<Value = f64> {
    prop_oneof![2 => 0.0..=1.0, 1 => prop::sample::select(&[0.0, 0.25, 0.5, 0.75, 1.0][..])]
}

/// Where each batch begins and ends.
pub(crate) fn batches(rows: usize, cuts: &[usize]) -> Vec<(usize, usize)> {
    let (mut from, mut batches) = (0, Vec::new());
    for &cut in cuts.iter().cycle() {
        if from == rows {
            break;
        }
        let to = from.saturating_add(cut).min(rows);
        batches.push((from, to));
        from = to;
    }
    batches
}

/// Starts that move by some rows with each row, and may leave an empty window.
pub(crate) fn starts(drops: &[u64], rows: usize) -> Vec<u64> {
    let mut start = 0;
    (1..=rows as u64)
        .zip(drops.iter().cycle())
        .map(|(seen, drop)| {
            start = (start + drop).min(seen);
            start
        })
        .collect()
}
