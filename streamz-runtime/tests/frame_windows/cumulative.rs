//! Cumulative columns.

use proptest::prelude::*;
use streamz_runtime::frame::{CumMax, CumMin, CumProd, CumSum, Nullable};

use crate::data::{any_size, batches, close, column, cuts, nullable, same, small};

/// A plain loop that skips missing cells.
fn naive(cells: &[f64], first: f64, merge: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut carry = first;
    cells
        .iter()
        .map(|&cell| {
            if cell.is_nan() {
                return cell;
            }
            carry = merge(carry, cell);
            carry
        })
        .collect()
}

macro_rules! cumulative {
    ($name:ident, $cells:expr, $batches:expr) => {{
        let (mut state, mut out) = ($name::new(), Vec::new());
        for (from, to) in cuts($cells.len(), $batches) {
            state.scan(&$cells[from..to], &mut out);
        }
        out
    }};
}

proptest! {
    #[test]
    fn those_of_a_plain_loop(cells in column(small()), batches in batches()) {
        let check = |found: Vec<f64>, expected: Vec<f64>, tolerance: f64| {
            assert_eq!(found.len(), expected.len());
            for (row, (&a, &b)) in found.iter().zip(&expected).enumerate() {
                assert!(close(a, b, tolerance), "row {row}: {a} instead of {b}");
            }
        };
        check(cumulative!(CumSum, cells, &batches), naive(&cells, 0.0, |a, b| a + b), 0.0);
        check(cumulative!(CumMin, cells, &batches), naive(&cells, f64::INFINITY, f64::min), 0.0);
        check(cumulative!(CumMax, cells, &batches), naive(&cells, f64::NEG_INFINITY, f64::max), 0.0);
        let near: Vec<f64> = cells.iter().map(|cell| 1.0 + cell.clamp(-50.0, 50.0) / 5e3).collect();
        check(cumulative!(CumProd, near, &batches), naive(&near, 1.0, |a, b| a * b), 1e-12);
    }

    #[test]
    fn batches_make_no_difference(cells in column(any_size()), batches in batches()) {
        let whole = cumulative!(CumSum, cells, &[cells.len()]);
        let found = cumulative!(CumSum, cells, &batches);
        let largest = cells.iter().filter(|cell| !cell.is_nan()).fold(0.0, |sum: f64, cell| sum + cell.abs());
        for (&a, &b) in found.iter().zip(&whole) {
            prop_assert!(same(a, b) || (a - b).abs() <= 1e-13 * largest, "{} instead of {}", a, b);
        }
    }

    #[test]
    fn nulls_and_integers(cells in column(small()), batches in batches()) {
        let cells = nullable(&cells);
        let (mut sum, mut least) = (0_i128, i64::MAX);
        let mut expected = Vec::new();
        for cell in &cells {
            expected.push(cell.map(|cell| {
                (sum, least) = (sum + i128::from(cell), least.min(cell));
                (sum, least)
            }));
        }
        let sums = cumulative!(CumSum, cells, &batches);
        let minima = cumulative!(CumMin, cells, &batches);
        prop_assert_eq!(sums.len(), cells.len());
        for ((found, least), expected) in sums.iter().zip(&minima).zip(&expected) {
            prop_assert_eq!(found.get(), expected.get().map(|(sum, _)| sum));
            prop_assert_eq!(least.get(), expected.get().map(|(_, least)| least));
        }
    }
}

#[test]
fn integers_do_not_overflow() {
    let (mut sum, mut out) = (CumSum::new(), Vec::new());
    sum.scan(&[i64::MAX, 1], &mut out);
    assert_eq!(out, [i128::from(i64::MAX), i128::from(i64::MAX) + 1]);
    let (mut sum, mut out) = (CumSum::new(), Vec::new());
    sum.scan(&[200_u8, 100], &mut out);
    assert_eq!(out, [200, 300]);
    let (mut most, mut out) = (CumMax::<Nullable<bool>>::new(), Vec::new());
    most.scan(&[false.into(), true.into(), false.into()], &mut out);
    assert_eq!(out, [false, true, true].map(Nullable::from));
}
