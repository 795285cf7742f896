//! Data that add-and-subtract windows get wrong, against exact arithmetic.

use streamz_runtime::frame::{Aggregate, Mean, Running, Std, Sum, Var};

use crate::data::{Windows, rolling};
use crate::exact::Exact;

const ROWS: usize = 1500;

/// Numbers between 0 and 1 that look random.
fn noise(row: usize) -> f64 {
    let mut bits = (row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// What is fed, by name.
fn columns() -> [(&'static str, Vec<f64>); 4] {
    let column = |of: &dyn Fn(usize) -> f64| (0..ROWS).map(of).collect();
    [
        ("around a thousand millions", column(&|row| 1e9 + noise(row))),
        (
            "a jump from there to nothing",
            column(&|row| if row < 700 { 1e9 + noise(row) } else { noise(row) }),
        ),
        ("an outlier", column(&|row| if row == 500 { 1e12 } else { noise(row) })),
        (
            "an outlier at first",
            column(&|row| if row == 0 { 1e12 } else { noise(row) }),
        ),
    ]
}

/// Checks that the relative error is small; says how large it was.
fn assert_near(what: &str, found: &[f64], expected: &[f64], limit: f64) {
    assert_eq!(found.len(), expected.len());
    let error = |(found, expected): (&f64, &f64)| match expected {
        expected if expected.is_nan() => {
            if found.is_nan() {
                0.0
            } else {
                f64::INFINITY
            }
        }
        expected => ((found - expected) / expected).abs(),
    };
    let worst = found.iter().zip(expected).map(error).fold(0.0, f64::max);
    assert!(worst <= limit, "{what}: a relative error of {worst:e}");
}

#[test]
fn windows_of_a_hundred() {
    for (name, cells) in columns() {
        let (mut exact, mut expected) = (Exact::new(), Vec::new());
        for (row, &cell) in cells.iter().enumerate() {
            exact.add(cell);
            if row >= 100 {
                exact.take(cells[row - 100]);
            }
            expected.push([exact.sum(), exact.mean(), exact.variance(), exact.variance().sqrt()]);
        }
        let column = |i: usize| expected.iter().map(|row| row[i]).collect::<Vec<f64>>();
        let windows = [
            Windows::Rows(100),
            Windows::At((0..ROWS).map(|row| row.saturating_sub(99) as u64).collect()),
        ];
        for windows in &windows {
            for batch in [1, 37, ROWS] {
                let batch = &[batch];
                assert_near(
                    name,
                    &rolling(&Sum::new(), &cells, windows, batch, 1),
                    &column(0),
                    1e-13,
                );
                assert_near(
                    name,
                    &rolling(&Mean::new(), &cells, windows, batch, 1),
                    &column(1),
                    1e-13,
                );
                assert_near(
                    name,
                    &rolling(&Var::new(), &cells, windows, batch, 1),
                    &column(2),
                    1e-12,
                );
                assert_near(
                    name,
                    &rolling(&Std::new(), &cells, windows, batch, 1),
                    &column(3),
                    1e-12,
                );
            }
        }
    }
}

#[test]
fn everything_seen() {
    for (name, cells) in columns() {
        let (mut exact, mut found) = (Exact::new(), [const { Vec::new() }; 3]);
        let mut running = (Sum::new().running(), Mean::new().running(), Var::new().running());
        let mut expected = [const { Vec::new() }; 3];
        for &cell in &cells {
            exact.add(cell);
            expected[0].push(exact.sum());
            expected[1].push(exact.mean());
            expected[2].push(exact.variance());
        }
        running.0.scan(&cells, &mut found[0]);
        running.1.scan(&cells, &mut found[1]);
        running.2.scan(&cells, &mut found[2]);
        for i in 0..3 {
            assert_near(name, &found[i], &expected[i], 1e-14);
        }
    }
}

/// An infinity is in the windows that it is in, and in no other.
#[test]
fn infinities_leave() {
    let mut cells: Vec<f64> = (0..ROWS).map(noise).collect();
    cells[300] = f64::INFINITY;
    cells[350] = f64::NEG_INFINITY;
    let found = rolling(&Mean::new(), &cells, &Windows::Rows(100), &[37], 1);
    let kinds = |mean: f64| (mean.is_finite(), mean.is_nan(), mean > 0.0);
    for (row, mean) in found.into_iter().enumerate() {
        let expected = match row {
            300..350 => (false, false, true),
            350..400 => (false, true, false),
            400..450 => (false, false, false),
            _ => (true, false, true),
        };
        assert_eq!(kinds(mean), expected, "row {row}: {mean}");
    }
    let found = rolling(&Var::new(), &cells, &Windows::Rows(100), &[37], 1);
    for (row, variance) in found.into_iter().enumerate().skip(1) {
        assert_eq!(variance.is_nan(), (300..450).contains(&row), "row {row}: {variance}");
    }
}

/// Windows in which everything is missing.
#[test]
fn nothing_but_missing_cells() {
    let mut cells: Vec<f64> = (0..ROWS).map(noise).collect();
    cells[400..800].fill(f64::NAN);
    let missing = |least: usize| rolling(&Sum::new(), &cells, &Windows::Rows(100), &[64], least);
    for (row, sum) in missing(1).into_iter().enumerate() {
        assert_eq!(sum.is_nan(), (499..800).contains(&row), "row {row}: {sum}");
    }
    for (row, sum) in missing(0).into_iter().enumerate() {
        assert_eq!(sum == 0.0, (499..800).contains(&row), "row {row}: {sum}");
    }
}
