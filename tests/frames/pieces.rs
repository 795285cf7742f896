//! Batches so large that they are worked on in pieces.

use core::cell::RefCell;

use proptest::prelude::*;
use streamz::frame::{Median, Rows, Span, Std, Sum, Table};
use streamz::prelude::*;

use crate::support::{Reading, batches};

/// Many rows, whose values are the same for a seed; some values are missing, and some rows late.
fn many(rows: usize, seed: u64, is_late: bool) -> Vec<Reading> {
    let mut state = seed | 1;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 33
    };
    let (mut at, mut value) = (0, 1e6);
    (0..rows)
        .map(|_| {
            at += (random() % 4) as i64;
            value += random() as f64 / 1e9 - 1.0;
            let late = if is_late && random() % 50 == 0 {
                (random() % 40) as i64
            } else {
                0
            };
            Reading {
                at: at - late,
                name: None,
                number: (random() % 40) as i32 - 20,
                value: (random() % 30 > 0).then_some(value),
            }
        })
        .collect()
}

/// All results as bits.
fn results(rows: &[Reading], cuts: &[usize], n: usize, width: u64) -> Vec<(usize, i64, u64)> {
    let seen = RefCell::new(Vec::new());
    let see = |of: usize, at: i64, x: f64| seen.borrow_mut().push((of, at, x.to_bits()));
    let mut p = pipeline!(|readings: &Table<Reading>| {
        let all = readings.frame();
        let some = all.filter(|r| r.number > -15);
        all.rolling(n)
            .min_periods(1)
            .aggregate(|r| r.value, Sum::new())
            .sink(|rows| rows.each(|at, x| see(0, at, x)));
        some.rolling(n)
            .min_periods(1)
            .aggregate(|r| r.value, Std::new())
            .sink(|rows| rows.each(|at, x| see(1, at, x)));
        some.rolling(Span(width))
            .aggregate(|r| r.value, Sum::new())
            .sink(|rows| rows.each(|at, x| see(2, at, x)));
        all.rolling(Span(width))
            .aggregate(|r| r.value, Std::new())
            .sink(|rows| rows.each(|at, x| see(3, at, x)));
        all.rolling(Span(width))
            .aggregate(|r| r.value, Median::new())
            .sink(|rows| rows.each(|at, x| see(4, at, x)));
        some.expanding()
            .aggregate(|r| r.value, Sum::new())
            .sink(|rows| rows.each(|at, x| see(5, at, x)));
        some.cummax(|r| r.value).sink(|rows| rows.each(|at, x| see(6, at, x)));
    });
    for (batch, _) in batches(rows, cuts) {
        p.emit(&batch);
    }
    drop(p);
    let mut seen = seen.into_inner();
    // Each consumer's in order, whatever the batches were.
    seen.sort_by_key(|&(of, _, _)| of);
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn results_do_not_depend_on_them(
        rows in 1_usize..2500,
        seed in any::<u64>(),
        is_late in any::<bool>(),
        n in prop_oneof![1_usize..40, 40_usize..400, 1000_usize..1600],
        width in prop_oneof![1_u64..60, 60_u64..3000],
        cuts in prop::collection::vec(prop_oneof![Just(1_usize), 0_usize..200, 400_usize..1500], 1..40),
    ) {
        let rows = many(rows, seed, is_late);
        let alone = vec![1; rows.len()];
        let whole = results(&rows, &[], n, width);
        for cuts in [cuts, alone] {
            let parts = results(&rows, &cuts, n, width);
            let other = whole.iter().zip(&parts).position(|(whole, part)| whole != part);
            prop_assert_eq!(other.map(|row| (row, whole[row], parts[row])), None);
            prop_assert_eq!(whole.len(), parts.len());
        }
    }

    #[test]
    fn windows_by_the_index_begin_where_they_should(
        rows in 1_usize..1500, seed in any::<u64>(), is_late in any::<bool>(), width in 1_u64..3000,
    ) {
        let rows = many(rows, seed, is_late);
        let mut sums = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings.frame().rolling(Span(width)).sum(|r| r.number).sink(|rows| rows.each(|_, x| sums.push(x)));
        });
        p.emit(&rows.iter().cloned().collect());
        drop(p);
        let (mut newest, mut first, mut labels) = (i64::MIN, 0, Vec::new());
        for (row, sum) in sums.iter().enumerate() {
            newest = newest.max(rows[row].at);
            labels.push(newest);
            while labels[first] <= newest - width as i64 {
                first += 1;
            }
            prop_assert_eq!(*sum, rows[first..=row].iter().map(|r| i128::from(r.number)).sum::<i128>());
        }
    }
}
