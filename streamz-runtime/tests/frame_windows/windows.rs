//! Folds over windows.

use core::fmt::Debug;

use proptest::prelude::*;
use streamz_runtime::frame::{
    Aggregate, Count, First, Fold, Last, Max, Mean, Min, Nullable, Product, Size, Sliding, Std, Sum, Var,
};

use crate::data::{Windows, any_size, batches, close, column, cuts, nullable, rolling, same, small, windows};

/// The cells of a window that are not missing.
fn present(cells: &[f64]) -> Vec<f64> {
    cells.iter().copied().filter(|cell| !cell.is_nan()).collect()
}

/// A result from the present cells of each window, `NaN` where there are too few.
fn naive(cells: &[f64], windows: &Windows, min_periods: usize, of: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    (0..cells.len())
        .map(|row| {
            let cells = present(&cells[windows.start(row)..=row]);
            if cells.len() < min_periods {
                f64::NAN
            } else {
                of(&cells)
            }
        })
        .collect()
}

fn variance(cells: &[f64], ddof: usize) -> f64 {
    let count = cells.len() as f64;
    if cells.len() <= ddof {
        return f64::NAN;
    }
    let mean = cells.iter().sum::<f64>() / count;
    cells.iter().map(|cell| (cell - mean).powi(2)).sum::<f64>() / (count - ddof as f64)
}

fn least(cells: &[f64]) -> f64 {
    cells.iter().copied().fold(f64::NAN, f64::min)
}

fn most(cells: &[f64]) -> f64 {
    cells.iter().copied().fold(f64::NAN, f64::max)
}

fn assert_all<T: Debug, U: Debug>(found: &[T], expected: &[U], equal: impl Fn(&T, &U) -> bool) {
    assert_eq!(found.len(), expected.len());
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!(equal(found, expected), "row {row}: {found:?} instead of {expected:?}");
    }
}

/// What a column is cut by.
fn cases(cell: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = (Vec<f64>, Windows, Vec<usize>, usize)> {
    column(cell).prop_flat_map(|cells| {
        let rows = cells.len();
        (
            Just(cells),
            windows(rows),
            batches(),
            prop_oneof![3 => 0_usize..4, 1 => 0_usize..400],
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn exact_folds_are_those_of_a_plain_loop((cells, windows, batches, least_count) in cases(small())) {
        let check = |found: Vec<f64>, of: &dyn Fn(&[f64]) -> f64| {
            let expected = naive(&cells, &windows, least_count, of);
            assert_all(&found, &expected, |a, b| same(*a, *b));
        };
        macro_rules! found {
            ($aggregate:expr) => { rolling(&$aggregate, &cells, &windows, &batches, least_count) };
        }
        check(found!(Sum::new()), &|cells| cells.iter().sum());
        check(found!(Mean::new()), &|cells| cells.iter().sum::<f64>() / cells.len() as f64);
        check(found!(Min::new()), &least);
        check(found!(Max::new()), &most);
        check(found!(First::new()), &|cells| cells.first().copied().unwrap_or(f64::NAN));
        check(found!(Last::new()), &|cells| cells.last().copied().unwrap_or(f64::NAN));
    }

    #[test]
    fn moments_are_those_of_a_plain_loop(
        (cells, windows, batches, least_count) in cases(small()),
        ddof in 0_u32..3,
    ) {
        let expected = naive(&cells, &windows, least_count, |cells| variance(cells, ddof as usize));
        let near = |a: &f64, b: &f64| close(*a, *b, 1e-11) || (a - b).abs() < 1e-12;
        let found = rolling(&Var::with_ddof(ddof), &cells, &windows, &batches, least_count);
        assert_all(&found, &expected, near);
        let expected: Vec<f64> = expected.iter().map(|variance| variance.sqrt()).collect();
        let found = rolling(&Std::with_ddof(ddof), &cells, &windows, &batches, least_count);
        assert_all(&found, &expected, |a, b| close(*a, *b, 1e-11) || (a - b).abs() < 1e-6);
    }

    #[test]
    fn counts_are_never_missing((cells, windows, batches, least_count) in cases(small())) {
        let expected: Vec<u64> = (0..cells.len()).map(|row| (row + 1 - windows.start(row)) as u64).collect();
        assert_eq!(rolling(&Size::new(), &cells, &windows, &batches, least_count), expected);
        let expected: Vec<u64> = (0..cells.len())
            .map(|row| present(&cells[windows.start(row)..=row]).len() as u64)
            .collect();
        assert_eq!(rolling(&Count::new(), &cells, &windows, &batches, least_count), expected);
    }

    #[test]
    fn nulls_are_skipped_as_missing_floats_are((cells, windows, batches, least_count) in cases(small())) {
        let nulls = nullable(&cells);
        let floats: Vec<f64> = nulls.iter().map(|cell| cell.map(|cell| cell as f64).or(f64::NAN)).collect();
        macro_rules! both {
            ($name:ident) => {(
                rolling(&$name::new(), &nulls, &windows, &batches, least_count),
                rolling(&$name::new(), &floats, &windows, &batches, least_count),
            )};
        }
        let (found, expected) = both!(Mean);
        assert_all(&found, &expected, |a, b| same(*a, *b));
        let (found, expected) = both!(Min);
        assert_all(&found, &expected, |a, b| same(a.map(|a| a as f64).or(f64::NAN), *b));
        let (found, expected) = both!(Last);
        assert_all(&found, &expected, |a, b| same(a.map(|a| a as f64).or(f64::NAN), *b));
        let (found, expected) = both!(Var);
        assert_all(&found, &expected, |a, b| same(*a, *b));
        let found = rolling(&Sum::new(), &nulls, &windows, &batches, 0);
        let expected = rolling(&Sum::new(), &floats, &windows, &batches, 0);
        assert_all(&found, &expected, |a, b| *a as f64 == *b);
    }

    #[test]
    fn results_are_the_same_bits_whatever_the_batches_are(
        (cells, windows, batches, least_count) in cases(any_size()),
    ) {
        macro_rules! same_bits {
            ($($aggregate:expr),*) => {$(
                let whole = rolling(&$aggregate, &cells, &windows, &[cells.len()], least_count);
                let found = rolling(&$aggregate, &cells, &windows, &batches, least_count);
                assert_all(&found, &whole, |a, b| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()));
            )*};
        }
        same_bits!(Sum::new(), Mean::new(), Product::new(), Var::new(), Std::new(), Min::new());
    }

    #[test]
    fn rows_without_results_move_the_window_the_same_way(
        (cells, windows, batches, least_count) in cases(any_size()),
    ) {
        fn check<F: Fold<In = f64, Out = f64>>(
            fold: &F, cells: &[f64], windows: &Windows, batches: &[usize], least_count: usize,
        ) {
            let expected = rolling(fold, cells, windows, &[1], least_count);
            let mut window = fold.sliding(windows.rows(), least_count);
            for (from, to) in cuts(cells.len(), batches).into_iter().filter(|(from, to)| from < to) {
                window.extend(&cells[from..to], windows.start(to - 1) as u64);
                let (found, expected) = (window.value(), expected[to - 1]);
                assert!(same(found, expected), "after row {to}: {found} instead of {expected}");
            }
        }
        check(&Sum::new(), &cells, &windows, &batches, least_count);
        check(&Var::new(), &cells, &windows, &batches, least_count);
        check(&First::new(), &cells, &windows, &batches, least_count);
    }
}

/// Windows by the index, longer than any memory that was asked for at first.
#[test]
fn windows_grow() {
    let cells: Vec<f64> = (0..40_000).map(f64::from).collect();
    let starts: Vec<u64> = (0..40_000_u64)
        .map(|row| if row < 30_000 { row.min(3) } else { row - 5 })
        .collect();
    let windows = Windows::At(starts);
    let found = rolling(&Sum::new(), &cells, &windows, &[100], 1);
    for (row, found) in found.into_iter().enumerate().skip(3) {
        let start = windows.start(row);
        let expected = (start..=row).sum::<usize>() as f64;
        assert_eq!(found, expected, "row {row}");
    }
}

/// A window by the index without a row in it begins again.
#[test]
fn windows_become_empty() {
    let mut window = Sum::<f64>::new().sliding(None, 1);
    window.extend(&[1.0; 300], 300);
    assert!(window.value().is_nan());
    window.extend(&[2.0; 3], 301);
    assert_eq!(window.value(), 4.0);
    window.extend(&[], 303);
    assert!(window.value().is_nan());
}

/// Integers are summed exactly, beyond what fits in a word.
#[test]
fn integers_are_exact() {
    let cells = [i64::MAX, i64::MAX, i64::MIN, -1, 1];
    let found = rolling(&Sum::new(), &cells, &Windows::Rows(2), &[2], 1);
    let max = i128::from(i64::MAX);
    assert_eq!(found, [max, 2 * max, -1, i128::from(i64::MIN) - 1, 0]);
    let found = rolling(&Min::new(), &[3_u8, 200, 1], &Windows::Rows(2), &[1], 2);
    assert_eq!(found[1..], [Nullable::from(3), Nullable::from(1)]);
    assert!(found[0].is_null());
    let found = rolling(&Max::new(), &[true, false, false], &Windows::Rows(2), &[3], 1);
    assert_eq!(found, [true, true, false].map(Nullable::from));
}
