//! Exponentially weighted means and variances.

use proptest::prelude::*;
use streamz_runtime::frame::{Ewm, Running};

use crate::data::{batches, column, cuts, same, small};

/// The weights of the cells up to the last, as pandas' documentation tells them.
fn weights(cells: &[f64], alpha: f64, adjust: bool, ignore_na: bool) -> Vec<(f64, f64)> {
    let mut weights: Vec<(f64, f64)> = Vec::new();
    let mut decay = 1.0;
    for &cell in cells.iter().rev() {
        if !cell.is_nan() {
            weights.push((decay * if adjust { 1.0 } else { alpha }, cell));
        }
        if !cell.is_nan() || !ignore_na {
            decay *= 1.0 - alpha;
        }
    }
    // Without adjustment the first cell stands for all before it.
    if let Some((weight, _)) = weights.last_mut()
        && !adjust
    {
        *weight /= alpha;
    }
    weights
}

/// Mean and biased variance, and how much the latter is too small.
fn naive(weights: &[(f64, f64)]) -> (f64, f64, f64) {
    let all: f64 = weights.iter().map(|(weight, _)| weight).sum();
    let squares: f64 = weights.iter().map(|(weight, _)| weight * weight).sum();
    let mean = weights.iter().map(|(weight, cell)| weight * cell).sum::<f64>() / all;
    let variance = weights
        .iter()
        .map(|(weight, cell)| weight * (cell - mean).powi(2))
        .sum::<f64>()
        / all;
    (mean, variance, all * all / (all * all - squares))
}

fn near(a: f64, b: f64) -> bool {
    same(a, b) || (a - b).abs() <= 1e-10 * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn those_of_the_definition(
        cells in column(small()), batches in batches(), alpha in 0.02_f64..1.0, adjust: bool, ignore_na: bool,
        periods in prop_oneof![Just(0), 0_usize..20],
    ) {
        // Without adjustment, weights behind missing cells are not the plain ones: see the next test.
        let adjust = adjust || cells.iter().any(|cell| cell.is_nan());
        let cells: Vec<f64> = cells.into_iter().take(400).map(|cell| cell.clamp(-50.0, 50.0)).collect();
        let ewm = Ewm::alpha(alpha).unwrap().adjust(adjust).ignore_na(ignore_na).min_periods(periods);
        let (mut mean, mut variance, mut deviation) = (ewm.mean(), ewm.var(true), ewm.std(false));
        let mut found = [const { Vec::new() }; 3];
        for (from, to) in cuts(cells.len(), &batches) {
            mean.scan(&cells[from..to], &mut found[0]);
            variance.scan(&cells[from..to], &mut found[1]);
            deviation.scan(&cells[from..to], &mut found[2]);
            if to > 0 {
                prop_assert!(same(mean.value(), found[0][to - 1]));
            }
        }
        for row in 0..cells.len() {
            let weights = weights(&cells[..=row], alpha, adjust, ignore_na);
            let (mean, variance, correction) = naive(&weights);
            if weights.len() < periods {
                prop_assert!(found.iter().all(|found| found[row].is_nan()), "row {} has too few cells", row);
                continue;
            }
            prop_assert!(near(found[0][row], mean), "mean, row {}: {} instead of {}", row, found[0][row], mean);
            prop_assert!(near(found[1][row], variance), "row {}: {} instead of {}", row, found[1][row], variance);
            let deviation = if weights.len() < 2 { f64::NAN } else { (correction * variance).sqrt() };
            // Where nearly all weight is on one cell hardly a digit is left of the correction.
            if correction.is_nan() || correction <= 1e3 {
                prop_assert!(near(found[2][row], deviation), "row {}: {} not {}", row, found[2][row], deviation);
            }
        }
    }

    /// The recursion of pandas, which is its definition behind missing cells.
    #[test]
    fn those_of_the_recursion(
        cells in column(small()), batches in batches(), alpha in 0.01_f64..1.0, adjust: bool, ignore_na: bool,
    ) {
        let (mut weighted, mut old, new) = (f64::NAN, 1.0, if adjust { 1.0 } else { alpha });
        let mut expected = Vec::new();
        for &cell in &cells {
            if weighted.is_nan() {
                weighted = cell;
            } else if !cell.is_nan() || !ignore_na {
                old *= 1.0 - alpha;
                if !cell.is_nan() {
                    if weighted != cell {
                        weighted = (old * weighted + new * cell) / (old + new);
                    }
                    old = if adjust { old + new } else { 1.0 };
                }
            }
            expected.push(weighted);
        }
        let (mut mean, mut found) = (Ewm::alpha(alpha).unwrap().adjust(adjust).ignore_na(ignore_na).mean(), Vec::new());
        for (from, to) in cuts(cells.len(), &batches) {
            mean.scan(&cells[from..to], &mut found);
        }
        prop_assert_eq!(found.len(), expected.len());
        for (row, (&found, &expected)) in found.iter().zip(&expected).enumerate() {
            prop_assert!(near(found, expected), "row {}: {} instead of {}", row, found, expected);
        }
    }
}

/// The examples of pandas' documentation.
#[test]
fn those_of_the_manual() {
    let cells = [0.0, 1.0, 2.0, f64::NAN, 4.0];
    let means = |ewm: Ewm| {
        let mut out = Vec::new();
        ewm.mean().scan(&cells, &mut out);
        out
    };
    let assert = |found: Vec<f64>, expected: [f64; 5]| {
        assert!(
            found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6),
            "{found:?}"
        );
    };
    let ewm = Ewm::com(0.5).unwrap();
    assert(means(ewm), [0.0, 0.75, 1.615_385, 1.615_385, 3.670_213]);
    assert(
        means(ewm.adjust(false)),
        [0.0, 0.666_667, 1.555_556, 1.555_556, 3.650_794],
    );
    assert(means(ewm.ignore_na(true)), [0.0, 0.75, 1.615_385, 1.615_385, 3.225_0]);
}

#[test]
fn decays_that_are_not() {
    for alpha in [0.0, -0.1, 1.1, f64::NAN] {
        assert!(Ewm::alpha(alpha).is_err(), "{alpha}");
    }
    for span in [0.9, f64::INFINITY, f64::NAN] {
        assert!(Ewm::span(span).is_err(), "{span}");
    }
    for wrong in [-1.0, f64::INFINITY, f64::NAN] {
        assert!(Ewm::com(wrong).is_err() && Ewm::halflife(wrong).is_err(), "{wrong}");
    }
    assert!(Ewm::halflife(0.0).is_err());
    let error = Ewm::com(-1.0).unwrap_err().to_string();
    assert_eq!(
        error,
        "there is no decay with com = -1; a centre of mass is a finite number that is at least 0"
    );
    assert!(Ewm::com(0.0).is_ok() && Ewm::span(1.0).is_ok() && Ewm::alpha(1.0).is_ok());
}

/// The same decay, told in four ways.
#[test]
fn four_ways_to_say_it() {
    let of = |ewm: Ewm| {
        let mut mean = ewm.mean();
        mean.extend(&[1.0, 2.0, 4.0]);
        mean.value()
    };
    let by_alpha = of(Ewm::alpha(0.5).unwrap());
    for ewm in [Ewm::com(1.0), Ewm::span(3.0), Ewm::halflife(1.0)] {
        assert!((of(ewm.unwrap()) - by_alpha).abs() < 1e-15);
    }
}
