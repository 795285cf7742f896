//! Medians and quantiles against a sorted copy of the cells.

#![cfg(feature = "frame")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod large;
mod oracle;

use oracle::{INTERPOLATIONS, assert_same, batches, cell, cells, cuts, interpolation, oracle, q, same, starts};
use proptest::prelude::*;
use streamz_runtime::frame::{
    Aggregate, Interpolation, Median, Nullable, Quantile, Quantiles, Queue, Real, Running, Sliding, Starts,
};

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
