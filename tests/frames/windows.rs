//! Windows, one result for each batch and one for each row.

use proptest::prelude::*;
use streamz::frame::{Count, Max, Mean, Median, Min, Rows, Sided, Span, Sum, Table, Var};
use streamz::prelude::*;

use crate::support::{Reading, all_close, batches, close, closed, cuts, late, present, readings, statistics, within};

type Six = (f64, f64, f64, f64, f64, f64);

fn six(six: Six) -> [f64; 6] {
    [six.0, six.1, six.2, six.3, six.4, six.5]
}

/// The six aggregates of `statistics`.
macro_rules! aggregates {
    () => {
        (
            Sum::new(),
            Mean::new(),
            Min::new(),
            Max::new(),
            Var::new(),
            Median::new(),
        )
    };
}

/// The value, six times.
macro_rules! values {
    ($row:ident) => {
        ($row.value, $row.value, $row.value, $row.value, $row.value, $row.value)
    };
}

proptest! {
    #[test]
    fn of_everything(rows in readings(), cuts in cuts()) {
        let (mut running, mut expanding) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.aggregate(|r| values!(r), aggregates!()).sink(|x| running.push(six(x)));
            readings.expanding().aggregate(|r| values!(r), aggregates!()).sink(|rows| rows.each(|_, x| expanding.push(six(x))));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        for ((_, end), got) in batches(&rows, &cuts).iter().zip(&running) {
            let right = statistics(&present(&rows[..*end]));
            prop_assert!(all_close(got, &right), "{got:?} is not {right:?}");
        }
        prop_assert_eq!(expanding.len(), rows.len());
        for (end, got) in expanding.iter().enumerate() {
            let right = statistics(&present(&rows[..=end]));
            prop_assert!(all_close(got, &right), "{got:?} is not {right:?}");
        }
    }

    #[test]
    fn of_the_last_rows(rows in readings(), cuts in cuts(), n in 1_usize..30, least in -30..10) {
        let (mut after_batches, mut of_rows, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let some = readings.frame().filter(|r| r.number >= least);
            some.window(n).aggregate(|r| values!(r), aggregates!()).sink(|x| after_batches.push(six(x)));
            some.rolling(n).min_periods(1).beside(|r| values!(r), aggregates!()).sink(|rows| {
                rows.each(|at, (row, x)| {
                    labels.push((at, row.number));
                    of_rows.push(six(x));
                });
            });
        });
        let some: Vec<Reading> = rows.iter().filter(|r| r.number >= least).cloned().collect();
        let mut right = Vec::new();
        for (batch, end) in batches(&rows, &cuts) {
            p.emit(&batch);
            let seen = rows[..end].iter().filter(|r| r.number >= least).count();
            right.push(statistics(&present(&some[seen.saturating_sub(n)..seen])));
        }
        drop(p);
        for (got, right) in after_batches.iter().zip(&right) {
            prop_assert!(all_close(got, right), "{got:?} is not {right:?}");
        }
        prop_assert_eq!(labels, some.iter().map(|r| (r.at, r.number)).collect::<Vec<_>>());
        for (row, got) in of_rows.iter().enumerate() {
            let window = present(&some[(row + 1).saturating_sub(n)..=row]);
            let mut right = statistics(&window);
            if window.is_empty() {
                right[0] = f64::NAN;
            }
            prop_assert!(all_close(got, &right), "{got:?} is not {right:?}");
        }
    }

    #[test]
    fn enough_rows(rows in readings(), cuts in cuts(), n in 1_usize..12, periods in 1_usize..6) {
        let (mut means, mut counts) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let windows = readings.frame().rolling(n).min_periods(periods);
            windows.mean(|r| r.value).sink(|rows| rows.each(|_, x| means.push(x)));
            windows.count(|r| r.value).sink(|rows| rows.each(|_, x| counts.push(x.get())));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        for row in 0..rows.len() {
            let window = &rows[(row + 1).saturating_sub(n)..=row];
            let values = present(window);
            let mean = if values.len() < periods { f64::NAN } else { statistics(&values)[1] };
            prop_assert!(close(means[row], mean), "{} is not {mean}", means[row]);
            let count = (window.len() >= periods).then_some(values.len() as u64);
            prop_assert_eq!(counts[row], count);
        }
    }

    #[test]
    fn of_the_last_part_of_the_index(
        rows in readings(), cuts in cuts(), width in 1_i64..30, closed in closed(), least in -30..10,
    ) {
        let (mut after_batches, mut of_rows, mut full) = (Vec::new(), Vec::new(), Vec::new());
        let span = Sided(Span(width as u64), closed);
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let some = readings.frame().filter(|r| r.number >= least);
            some.window(span).aggregate(|r| values!(r), aggregates!()).sink(|x| after_batches.push(six(x)));
            some.window(span).full().sink(|rows| full.push(rows.iter().map(|(at, r)| (at, r.number)).collect::<Vec<_>>()));
            some.rolling(span).aggregate(|r| values!(r), aggregates!()).sink(|rows| rows.each(|_, x| of_rows.push(six(x))));
        });
        let some: Vec<Reading> = rows.iter().filter(|r| r.number >= least).cloned().collect();
        let (mut right, mut right_full) = (Vec::new(), Vec::new());
        for (batch, end) in batches(&rows, &cuts) {
            p.emit(&batch);
            let seen = &some[..rows[..end].iter().filter(|r| r.number >= least).count()];
            let now = seen.last().map_or(0, |r| r.at);
            let window: Vec<Reading> = within(seen, now, width, closed).cloned().collect();
            right.push(statistics(&present(&window)));
            right_full.push(window.iter().map(|r| (r.at, r.number)).collect::<Vec<_>>());
        }
        drop(p);
        for (got, right) in after_batches.iter().zip(&right) {
            prop_assert!(all_close(got, right), "{got:?} is not {right:?}");
        }
        prop_assert_eq!(full, right_full);
        prop_assert_eq!(of_rows.len(), some.len());
        for (row, got) in some.iter().zip(&of_rows) {
            // Of rows with one label, each sees those before it, and itself if the newest belongs to the window.
            let before = some.iter().position(|r| core::ptr::eq(r, row)).unwrap();
            let seen: Vec<Reading> = within(&some[..=before], row.at, width, closed).cloned().collect();
            let values = present(&seen);
            let mut right = statistics(&values);
            if values.is_empty() {
                right[0] = f64::NAN;
            }
            prop_assert!(all_close(got, &right), "{got:?} is not {right:?}");
        }
    }

    #[test]
    fn rows_that_came_late(rows in late(), cuts in cuts(), width in 1_i64..20, closed in closed()) {
        let (mut sums, mut full) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let window = readings.frame().window(Sided(Span(width as u64), closed));
            window.sum(|r| r.number).sink(|x| sums.push(x));
            window.full().sink(|rows| full.push(rows.iter().map(|(at, r)| (at, r.number)).collect::<Vec<_>>()));
        });
        let (mut right, mut right_full) = (Vec::new(), Vec::new());
        for (batch, end) in batches(&rows, &cuts) {
            p.emit(&batch);
            let now = rows[..end].iter().map(|r| r.at).max().unwrap_or(0);
            let window: Vec<_> = within(&rows[..end], now, width, closed).collect();
            right.push(window.iter().map(|r| i128::from(r.number)).sum::<i128>());
            right_full.push(window.iter().map(|r| (r.at, r.number)).collect::<Vec<_>>());
        }
        drop(p);
        prop_assert_eq!((sums, full), (right, right_full));
    }

    #[test]
    fn applied_to_the_whole_window(rows in readings(), cuts in cuts(), n in 1_usize..20) {
        let mut ranges = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings
                .frame()
                .window(n)
                .apply(|rows| {
                    let numbers = || rows.iter().map(|(_, r)| r.number);
                    numbers().max().zip(numbers().min()).map(|(max, min)| max - min)
                })
                .sink(|range| ranges.push(range));
        });
        let mut right = Vec::new();
        for (batch, end) in batches(&rows, &cuts) {
            p.emit(&batch);
            let numbers = || rows[end.saturating_sub(n)..end].iter().map(|r| r.number);
            right.push(numbers().max().zip(numbers().min()).map(|(max, min)| max - min));
        }
        drop(p);
        prop_assert_eq!(ranges, right);
    }

    #[test]
    fn a_batch_by_itself(rows in readings(), cuts in cuts()) {
        let mut counts = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings.frame().per_batch().aggregate(|r| (r.value, r.number), (Count::new(), Sum::new())).sink(|x| counts.push(x));
        });
        let (mut right, mut begin) = (Vec::new(), 0);
        for (batch, end) in batches(&rows, &cuts) {
            p.emit(&batch);
            let rows = &rows[begin..end];
            right.push((present(rows).len() as u64, rows.iter().map(|r| i128::from(r.number)).sum::<i128>()));
            begin = end;
        }
        drop(p);
        prop_assert_eq!(counts, right);
    }
}
