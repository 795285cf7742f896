//! Medians and quantiles against a sorted copy of the cells.

#![cfg(feature = "frame")]
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use streamz_runtime::frame::{
    Aggregate, Interpolation, Median, Nullable, Quantile, Quantiles, Queue, Real, Running, Sliding, Starts,
};

const INTERPOLATIONS: [Interpolation; 5] = [
    Interpolation::Linear,
    Interpolation::Lower,
    Interpolation::Higher,
    Interpolation::Midpoint,
    Interpolation::Nearest,
];

/// A quantile as pandas says it, but for infinities.
fn oracle(cells: &[f64], q: f64, interpolation: Interpolation, min_periods: usize) -> f64 {
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
fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

fn assert_same(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (i, (&a, &b)) in found.iter().zip(expected).enumerate() {
        assert!(same(a, b), "row {i}: {a} instead of {b}");
    }
}

fn cell() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(f64::NAN),
        1 => prop_oneof![Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(0.0), Just(-0.0), Just(f64::MIN_POSITIVE)],
        4 => small(),
        6 => -1e6..1e6,
    ]
}

/// Whole numbers as floats.
fn small() -> impl Strategy<Value = f64> {
    (-3i32..3).prop_map(f64::from)
}

fn cells() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![
        prop::collection::vec(cell(), 0..400),
        prop::collection::vec(small(), 0..400)
    ]
}

/// Lengths of batches: one by one, many together, or both by turns.
fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        Just(vec![usize::MAX]),
        prop::collection::vec(prop_oneof![0usize..4, 100usize..300], 1..5).prop_map(|mut cuts| {
            cuts.push(1);
            cuts
        }),
    ]
}

fn interpolation() -> impl Strategy<Value = Interpolation> {
    prop::sample::select(&INTERPOLATIONS[..])
}

fn q() -> impl Strategy<Value = f64> {
    prop_oneof![2 => 0.0..=1.0, 1 => prop::sample::select(&[0.0, 0.25, 0.5, 0.75, 1.0][..])]
}

/// Where each batch begins and ends.
fn batches(rows: usize, cuts: &[usize]) -> Vec<(usize, usize)> {
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
fn starts(drops: &[u64], rows: usize) -> Vec<u64> {
    let mut start = 0;
    (1..=rows as u64)
        .zip(drops.iter().cycle())
        .map(|(seen, drop)| {
            start = (start + drop).min(seen);
            start
        })
        .collect()
}

/// Everything that a window of these starts gives, asked in every way.
fn check_window(
    cells: &[f64],
    cuts: &[usize],
    starts: &[u64],
    rows: Option<usize>,
    quantile: (f64, Interpolation),
    min_periods: usize,
) {
    let (q, interpolation) = quantile;
    let expected: Vec<f64> = (0..cells.len())
        .map(|i| oracle(&cells[starts[i] as usize..=i], q, interpolation, min_periods))
        .collect();
    let quantile = Quantile::new(q, interpolation).unwrap();
    let mut scanned = quantile.sliding(rows, min_periods);
    let mut extended = scanned.clone();
    let mut mixed = scanned.clone();
    let several = Quantiles::new([1.0, q, 0.0], interpolation).unwrap();
    let mut several = several.sliding(rows, min_periods);
    let (mut out, mut out_several) = (Vec::new(), Vec::new());
    for (i, (from, to)) in batches(cells.len(), cuts).into_iter().enumerate() {
        let batch = &cells[from..to];
        let of_batch = rows.map_or(Starts::At(&starts[from..to]), Starts::Rows);
        scanned.scan(batch, of_batch, &mut out);
        several.scan(batch, of_batch, &mut out_several);
        let (Some(&start), Some(&last)) = (starts[from..to].last(), expected[from..to].last()) else {
            continue;
        };
        extended.extend(batch, start);
        if i % 2 == 0 {
            mixed.extend(batch, start);
        } else {
            mixed.scan(batch, of_batch, &mut Vec::new());
        }
        for value in [scanned.value(), extended.value(), mixed.value()] {
            assert!(same(value, last), "after row {to}: {value} instead of {last}");
        }
    }
    assert_same(&out, &expected);
    assert_same(
        &out_several.iter().map(|values| values[1]).collect::<Vec<_>>(),
        &expected,
    );
    for (i, values) in out_several.iter().enumerate() {
        let window = &cells[starts[i] as usize..=i];
        assert!(
            same(values[0], oracle(window, 1.0, interpolation, min_periods)),
            "row {i}"
        );
        assert!(
            same(values[2], oracle(window, 0.0, interpolation, min_periods)),
            "row {i}"
        );
    }
    extended.extend(&[], cells.len() as u64);
    assert!(extended.value().is_nan());
}

proptest! {
    #[test]
    fn windows_of_rows(
        cells in cells(), cuts in cuts(), n in 0usize..150, q in q(), interpolation in interpolation(), least in 0usize..4
    ) {
        let starts: Vec<u64> = (1..=cells.len()).map(|seen| seen.saturating_sub(n) as u64).collect();
        check_window(&cells, &cuts, &starts, Some(n), (q, interpolation), least);
    }

    #[test]
    fn windows_by_index(
        cells in cells(), cuts in cuts(), drops in prop::collection::vec(0u64..4, 1..8), q in q(),
        interpolation in interpolation(), least in 0usize..4
    ) {
        check_window(&cells, &cuts, &starts(&drops, cells.len()), None, (q, interpolation), least);
    }

    #[test]
    fn everything_seen(cells in cells(), cuts in cuts(), q in q(), interpolation in interpolation()) {
        let quantile = Quantile::new(q, interpolation).unwrap();
        let (mut extended, mut scanned, mut out) = (quantile.running(), quantile.running(), Vec::new());
        for (from, to) in batches(cells.len(), &cuts) {
            extended.extend(&cells[from..to]);
            scanned.scan(&cells[from..to], &mut out);
            prop_assert!(same(extended.value(), oracle(&cells[..to], q, interpolation, 0)));
        }
        let expected: Vec<_> = (1..=cells.len()).map(|seen| oracle(&cells[..seen], q, interpolation, 0)).collect();
        assert_same(&out, &expected);
    }

    #[test]
    fn queues(moves in prop::collection::vec(prop::option::weighted(0.6, cell()), 0..300), q in q()) {
        let mut queue = Quantile::new(q, Interpolation::Linear).unwrap().queue(1);
        let mut cells = std::collections::VecDeque::new();
        for step in moves {
            if let Some(cell) = step {
                queue.push(cell);
                cells.push_back(cell);
            } else {
                queue.pop();
                cells.pop_front();
            }
            prop_assert_eq!(queue.len(), cells.len());
            prop_assert!(same(queue.value(), oracle(cells.make_contiguous(), q, Interpolation::Linear, 1)));
        }
    }

    #[test]
    fn every_kind_of_number(cells in prop::collection::vec(prop::option::weighted(0.8, any::<i32>()), 0..300), n in 1usize..50) {
        fn check<T: Real>(cells: Vec<T>, n: usize) -> Result<(), TestCaseError> {
            let (mut out, mut halves) = (Vec::new(), Vec::new());
            Median::new().sliding(Some(n), 1).scan(&cells, Starts::Rows(n), &mut out);
            let quantile = Quantile::new(0.5, Interpolation::Midpoint).unwrap();
            quantile.sliding(Some(n), 1).scan(&cells, Starts::Rows(n), &mut halves);
            let floats: Vec<f64> = cells.iter().map(|cell| cell.real()).collect();
            let expected: Vec<_> = (1..=floats.len())
                .map(|seen| oracle(&floats[seen.saturating_sub(n)..seen], 0.5, Interpolation::Midpoint, 1))
                .collect();
            assert_same(&out, &expected);
            assert_same(&halves, &expected);
            Ok(())
        }
        check(cells.iter().map(|&cell| Nullable::<i32>::from(cell)).collect(), n)?;
        check(cells.iter().map(|&cell| Nullable::<i64>::from(cell.map(i64::from))).collect(), n)?;
        check(cells.iter().map(|&cell| cell.unwrap_or(0)).collect(), n)?;
        check(cells.iter().map(|&cell| cell.unwrap_or(0) as u8).collect(), n)?;
        check(cells.iter().map(|&cell| cell.map_or(f32::NAN, |cell| cell as f32)).collect(), n)?;
    }
}

/// Well-mixed numbers.
fn mixed(i: u64) -> u64 {
    let mut z = i.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Numbers that are spread, that wander, that rise, that fall, that repeat.
fn series(rows: usize) -> Vec<Vec<f64>> {
    let spread = |i: usize| (mixed(i as u64) >> 11) as f64 / (1u64 << 53) as f64;
    let mut at = 0.0;
    vec![
        (0..rows).map(spread).collect(),
        (0..rows)
            .map(|i| {
                at += spread(i) - 0.5;
                at
            })
            .collect(),
        (0..rows).map(|i| i as f64).collect(),
        (0..rows).map(|i| -(i as f64)).collect(),
        (0..rows).map(|i| (spread(i) * 7.0).floor()).collect(),
        (0..rows)
            .map(|i| {
                if i % 5 == 0 {
                    f64::NAN
                } else {
                    f64::from_bits(mixed(i as u64))
                }
            })
            .collect(),
    ]
}

/// Windows that are too large for one sorted array, by one row and by many at a time.
#[test]
fn large_windows() {
    let rows = 24_000;
    for (kind, cells) in series(rows).into_iter().enumerate() {
        for n in [1000, 1500, 9000] {
            let quantile = Quantile::new(0.3, Interpolation::Linear).unwrap();
            let scan = |cuts: &[usize]| {
                let (mut window, mut out) = (quantile.sliding(Some(n), 1), Vec::new());
                for (from, to) in batches(rows, cuts) {
                    window.scan(&cells[from..to], Starts::Rows(n), &mut out);
                }
                out
            };
            let together = scan(&[usize::MAX]);
            assert_same(&scan(&[1]), &together);
            assert_same(&scan(&[300, 1, 2000, 5000]), &together);
            for i in (0..rows).step_by(997).chain([rows - 1]) {
                let expected = oracle(&cells[(i + 1).saturating_sub(n)..=i], 0.3, Interpolation::Linear, 1);
                assert!(same(together[i], expected), "series {kind}, window {n}, row {i}");
            }
        }
    }
}

/// Windows that grow and shrink to nothing, past every size at which something is kept in another way.
#[test]
fn windows_that_grow_and_shrink() {
    let rows = 40_000;
    for (kind, cells) in series(rows).into_iter().enumerate() {
        // Grows, loses three for each new one, and so on.
        let drops: Vec<u64> = (0..rows).map(|i| if i / 4000 % 3 == 2 { 3 } else { 0 }).collect();
        let starts = starts(&drops, rows);
        let quantile = Quantile::new(0.75, Interpolation::Linear).unwrap();
        let (mut window, mut out) = (quantile.sliding(None, 1), Vec::new());
        for (cell, start) in cells.iter().zip(&starts) {
            window.scan(&[*cell], Starts::At(&[*start]), &mut out);
        }
        let (mut together, mut out_together) = (quantile.sliding(None, 1), Vec::new());
        for (from, to) in batches(rows, &[usize::MAX]) {
            together.scan(&cells[from..to], Starts::At(&starts[from..to]), &mut out_together);
        }
        assert_same(&out, &out_together);
        for i in (0..rows).step_by(1999) {
            let expected = oracle(&cells[starts[i] as usize..=i], 0.75, Interpolation::Linear, 1);
            assert!(same(out[i], expected), "series {kind}, row {i}");
        }
    }
}

/// Everything seen, more than one array holds, of few and of many different numbers.
#[test]
fn much_seen() {
    let rows = 30_000;
    for (kind, cells) in series(rows).into_iter().enumerate() {
        let quantiles = Quantiles::new([0.0, 0.1, 0.5, 0.9, 1.0], Interpolation::Linear).unwrap();
        let (mut running, mut out) = (quantiles.running(), Vec::new());
        running.scan(&cells, &mut out);
        for i in (0..rows).step_by(2999).chain([rows - 1]) {
            let expected = [0.0, 0.1, 0.5, 0.9, 1.0].map(|q| oracle(&cells[..=i], q, Interpolation::Linear, 1));
            assert!(
                out[i].iter().zip(&expected).all(|(&a, &b)| same(a, b)),
                "series {kind}, row {i}"
            );
        }
    }
}

#[test]
fn quantiles_are_between_nothing_and_all() {
    for q in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        let error = Quantile::<f64>::new(q, Interpolation::Linear).unwrap_err();
        assert!(error.to_string().contains(&format!("no quantile {q}")), "{error}");
        assert!(Quantiles::<f64, 2>::new([0.5, q], Interpolation::Linear).is_err());
    }
}

/// Between a number and an infinity is the infinity; between the two infinities is nothing.
#[test]
fn infinities_are_cells() {
    let median = |cells: &[f64]| {
        let mut running = Quantile::new(0.5, Interpolation::Linear).unwrap().running();
        running.extend(cells);
        running.value()
    };
    let inf = f64::INFINITY;
    assert_eq!(median(&[inf, inf]), inf);
    assert_eq!(median(&[-inf, 1.0]), -inf);
    assert_eq!(median(&[inf, 1.0]), inf);
    assert_eq!(median(&[-inf, 1.0, inf]), 1.0);
    assert!(median(&[-inf, inf]).is_nan());
}

/// What pandas 3.1.1 gives for `rolling(7, min_periods=3)`, to the last bit.
#[test]
fn numbers_of_pandas() {
    let cells = [
        0.012,
        2.987,
        -2.741,
        -8.906,
        f64::NAN,
        f64::NAN,
        0.601,
        13.402,
        -4.922,
        -4.922,
        4.898,
        3.569,
        1.054,
        f64::NAN,
        -0.293,
        6.953,
        -13.442,
        -4.576,
        -19.012,
        -12.895,
        -18.417,
        -2.351,
        -12.674,
        2.713,
    ];
    let median = [
        f64::NAN,
        f64::NAN,
        0.012,
        -1.3645,
        -1.3645,
        -1.3645,
        0.012,
        0.601,
        -2.741,
        -4.922,
        0.601,
        2.085,
        1.054,
        2.3115,
        0.38050000000000006,
        2.3115,
        2.3115,
        0.38050000000000006,
        -2.4345,
        -8.7355,
        -12.895,
        -12.895,
        -12.895,
        -12.674,
    ];
    let quantiles = [
        [
            f64::NAN,
            f64::NAN,
            -0.7037800000000001,
            -2.4381700000000004,
            -2.4381700000000004,
            -2.4381700000000004,
            -1.4195600000000002,
            -1.13684,
            -3.87512,
            -4.922,
            -2.27096,
            -0.22744999999999926,
            0.7006599999999998,
            0.1576000000000004,
            -0.9873499999999997,
            0.8519500000000002,
            0.8519500000000002,
            -0.9354499999999999,
            -5.9059,
            -12.97705,
            -13.32166,
            -13.32166,
            -13.32166,
            -12.84638,
        ],
        [
            f64::NAN,
            f64::NAN,
            -2.741,
            -2.741,
            -2.741,
            -2.741,
            -2.741,
            -2.741,
            -4.922,
            -4.922,
            -4.922,
            -4.922,
            0.601,
            -4.922,
            -4.922,
            -0.293,
            -0.293,
            -4.576,
            -13.442,
            -13.442,
            -13.442,
            -13.442,
            -13.442,
            -12.895,
        ],
        [
            f64::NAN,
            f64::NAN,
            0.012,
            0.012,
            0.012,
            0.012,
            0.012,
            0.601,
            -2.741,
            -4.922,
            0.601,
            0.601,
            1.054,
            1.054,
            -0.293,
            1.054,
            1.054,
            -0.293,
            -4.576,
            -12.895,
            -12.895,
            -12.895,
            -12.895,
            -12.674,
        ],
        [
            f64::NAN,
            f64::NAN,
            -1.3645,
            -1.3645,
            -1.3645,
            -1.3645,
            -1.3645,
            -1.07,
            -3.8315,
            -4.922,
            -2.1605,
            -2.1605,
            0.8275,
            -1.9339999999999997,
            -2.6075,
            0.38050000000000006,
            0.38050000000000006,
            -2.4345,
            -9.009,
            -13.1685,
            -13.1685,
            -13.1685,
            -13.1685,
            -12.7845,
        ],
        [
            f64::NAN,
            f64::NAN,
            0.012,
            -2.741,
            -2.741,
            -2.741,
            -2.741,
            -2.741,
            -4.922,
            -4.922,
            -4.922,
            0.601,
            0.601,
            1.054,
            -0.293,
            1.054,
            1.054,
            -0.293,
            -4.576,
            -12.895,
            -13.442,
            -13.442,
            -13.442,
            -12.895,
        ],
    ];
    let (mut out, of) = (Vec::new(), Median::new());
    of.sliding(Some(7), 3).scan(&cells, Starts::Rows(7), &mut out);
    assert_same(&out, &median);
    for (interpolation, expected) in INTERPOLATIONS.into_iter().zip(quantiles) {
        let (mut out, of) = (Vec::new(), Quantile::new(0.37, interpolation).unwrap());
        of.sliding(Some(7), 3).scan(&cells, Starts::Rows(7), &mut out);
        assert_same(&out, &expected);
    }
}
