//! Folds of everything seen.

use proptest::prelude::*;
use streamz_runtime::frame::{Aggregate, Count, First, Last, Max, Mean, Min, Running, Size, Std, Sum, Var};

use crate::data::{any_size, batches, column, cuts, same};

proptest! {
    #[test]
    fn batches_are_many_single_cells(cells in column(any_size()), batches in batches()) {
        macro_rules! check {
            ($($name:ident),*) => {$({
                let (mut single, mut expected) = ($name::new().running(), Vec::new());
                for &cell in &cells {
                    single.push(cell);
                    expected.push(single.value() as f64);
                }
                let (mut scanned, mut found) = ($name::new().running(), Vec::new());
                let mut extended = $name::new().running();
                for (from, to) in cuts(cells.len(), &batches) {
                    scanned.scan(&cells[from..to], &mut found);
                    extended.extend(&cells[from..to]);
                    if to > 0 {
                        prop_assert!(same(extended.value() as f64, expected[to - 1]));
                    }
                }
                prop_assert_eq!(found.len(), expected.len());
                for (found, expected) in found.iter().zip(expected) {
                    prop_assert!(same(*found as f64, expected), "{} instead of {}", found, expected);
                }
            })*};
        }
        check!(Sum, Mean, Min, Max, Var, Std, First, Last, Count, Size);
    }
}

#[test]
fn of_nothing() {
    assert_eq!(Sum::<f64>::new().running().value(), 0.0);
    assert_eq!(Sum::<u8>::new().running().value(), 0);
    assert!(Mean::<i32>::new().running().value().is_nan());
    assert!(Min::<f64>::new().running().value().is_nan());
    assert!(Max::<i8>::new().running().value().is_null());
    let mut variance = Var::new().running();
    variance.push(3);
    assert!(variance.value().is_nan());
    variance.push(3);
    assert_eq!(variance.value(), 0.0);
}

#[test]
fn infinities_stay() {
    let mut sum = Sum::new().running();
    sum.extend(&[1.0, f64::INFINITY, 2.0]);
    assert_eq!(sum.value(), f64::INFINITY);
    sum.push(f64::NEG_INFINITY);
    assert!(sum.value().is_nan());
}
