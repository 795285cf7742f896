//! Tables by key.

use std::collections::BTreeMap;

use proptest::prelude::*;
use streamz::frame::{Closed, Count, Max, Mean, Rows, Sided, Span, Sum, Table};
use streamz::prelude::*;

use crate::support::{Reading, batches, close, closed, cuts, late, present, readings, statistics, within};

/// Sum, mean, largest, and the count of values.
type Row = (i128, f64, f64, u64);

/// What a table of groups shows of these rows.
fn by_name<'a>(rows: impl IntoIterator<Item = &'a Reading>) -> BTreeMap<String, Row> {
    let mut groups: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    for row in rows {
        if let Some(name) = &row.name {
            groups.entry(name.clone()).or_default().push(row.clone());
        }
    }
    groups
        .into_iter()
        .map(|(name, rows)| {
            let values = present(&rows);
            let [_, mean, _, max, ..] = statistics(&values);
            let sum = rows.iter().map(|r| i128::from(r.number)).sum();
            (name, (sum, mean, max, values.len() as u64))
        })
        .collect()
}

fn same(got: &[(String, Row)], right: &BTreeMap<String, Row>) -> bool {
    got.len() == right.len()
        && got.iter().zip(right).all(|((name, a), (right_name, b))| {
            name == right_name && a.0 == b.0 && close(a.1, b.1) && close(a.2, b.2) && a.3 == b.3
        })
}

/// The four aggregates.
macro_rules! aggregates {
    () => {
        (Sum::new(), Mean::new(), Max::new(), Count::new())
    };
}

proptest! {
    #[test]
    fn tables(rows in readings(), cuts in cuts(), n in 0_usize..30, width in 1_u64..30) {
        let (mut all, mut last, mut recent) = (Vec::new(), Vec::new(), Vec::new());
        let (mut counts, mut last_counts, mut distinct, mut last_distinct) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings
                .groupby(|r| r.name)
                .aggregate(|r| (r.number, r.value, r.value, r.value), aggregates!())
                .sink(|rows| all.push(rows.iter().map(|(k, x)| (k.to_owned(), x)).collect::<Vec<_>>()));
            readings
                .window(n)
                .groupby(|r| r.name)
                .aggregate(|r| (r.number, r.value, r.value, r.value), aggregates!())
                .sink(|rows| last.push(rows.iter().map(|(k, x)| (k.to_owned(), x)).collect::<Vec<_>>()));
            readings
                .window(Span(width))
                .groupby(|r| r.name)
                .aggregate(|r| (r.number, r.value, r.value, r.value), aggregates!())
                .sink(|rows| recent.push(rows.iter().map(|(k, x)| (k.to_owned(), x)).collect::<Vec<_>>()));
            readings.value_counts(|r| r.number % 3).sink(|rows| counts.push(rows.iter().collect::<Vec<_>>()));
            readings.window(n).value_counts(|r| r.number % 3).sink(|rows| last_counts.push(rows.iter().collect::<Vec<_>>()));
            readings.nunique(|r| (r.number, r.name)).sink(|x| distinct.push(x));
            readings.window(n).nunique(|r| (r.number, r.name)).sink(|x| last_distinct.push(x));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        for (step, (_, end)) in batches(&rows, &cuts).into_iter().enumerate() {
            let window = &rows[end.saturating_sub(n)..end];
            let now = rows[..end].last().map_or(0, |r| r.at);
            prop_assert!(same(&all[step], &by_name(&rows[..end])), "{:?}", all[step]);
            prop_assert!(same(&last[step], &by_name(window)), "{:?}", last[step]);
            let right = by_name(rows[..end].iter().filter(|r| r.at > now - width as i64));
            prop_assert!(same(&recent[step], &right), "{:?} is not {right:?}", recent[step]);
            for (got, rows) in [(&counts[step], &rows[..end]), (&last_counts[step], window)] {
                let mut right: BTreeMap<i32, u64> = BTreeMap::new();
                rows.iter().for_each(|r| *right.entry(r.number % 3).or_default() += 1);
                prop_assert_eq!(got, &right.into_iter().collect::<Vec<_>>());
            }
            for (got, rows) in [(distinct[step], &rows[..end]), (last_distinct[step], window)] {
                let keys = rows.iter().filter(|r| r.name.is_some()).map(|r| (r.number, r.name.clone()));
                prop_assert_eq!(got, keys.collect::<std::collections::BTreeSet<_>>().len());
            }
        }
    }

    /// Windows that end before the newest label, and rows that come late: each is in the window as its own label says.
    #[test]
    fn tables_of_sided_windows(rows in late(), cuts in cuts(), width in 1_i64..20, closed in closed()) {
        let (mut recent, mut counts, mut distinct) = (Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let window = readings.frame().window(Sided(Span(width as u64), closed));
            window
                .groupby(|r| r.name)
                .aggregate(|r| (r.number, r.value, r.value, r.value), aggregates!())
                .sink(|rows| recent.push(rows.iter().map(|(k, x)| (k.to_owned(), x)).collect::<Vec<_>>()));
            window.value_counts(|r| r.number % 3).sink(|rows| {
                let table: Vec<_> = rows.iter().collect();
                counts.push((table, rows.count()));
            });
            window.nunique(|r| r.number % 5).sink(|x| distinct.push(x));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        for (step, (_, end)) in batches(&rows, &cuts).into_iter().enumerate() {
            let now = rows[..end].iter().map(|r| r.at).max().unwrap_or(0);
            let window: Vec<_> = within(&rows[..end], now, width, closed).collect();
            let right = by_name(window.iter().copied());
            prop_assert!(same(&recent[step], &right), "{:?} is not {right:?}", recent[step]);
            let mut right: BTreeMap<i32, u64> = BTreeMap::new();
            window.iter().for_each(|r| *right.entry(r.number % 3).or_default() += 1);
            let groups = right.len();
            prop_assert_eq!(&counts[step], &(right.into_iter().collect(), groups));
            let right: std::collections::BTreeSet<_> = window.iter().map(|r| r.number % 5).collect();
            prop_assert_eq!(distinct[step], right.len());
        }
    }

    #[test]
    fn rolling_within_groups(rows in readings(), cuts in cuts(), n in 1_usize..8, width in 1_u64..20) {
        let (mut last, mut recent, mut among) = (Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings
                .groupby(|r| r.name)
                .rolling(n)
                .min_periods(1)
                .beside(|r| r.value, Mean::new())
                .sink(|rows| rows.each(|_, (r, mean)| last.push((r.number, mean))));
            readings.rolling(Span(width)).groupby(|r| r.name).mean(|r| r.value).sink(|rows| rows.each(|_, x| recent.push(x)));
            readings.rolling(n).groupby(|r| r.name).mean(|r| r.value).sink(|rows| rows.each(|_, x| among.push(x)));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let mean = |rows: &[Reading]| statistics(&present(rows))[1];
        for (place, row) in rows.iter().enumerate() {
            let of_group = |rows: &[Reading]| -> Vec<Reading> {
                rows.iter().filter(|r| r.name == row.name).cloned().collect()
            };
            let (right_last, right_recent, right_among) = if row.name.is_none() {
                (f64::NAN, f64::NAN, f64::NAN)
            } else {
                let own = of_group(&rows[..=place]);
                let near: Vec<Reading> = own.iter().filter(|r| r.at > row.at - width as i64).cloned().collect();
                (
                    mean(&own[own.len().saturating_sub(n)..]),
                    mean(&near),
                    mean(&of_group(&rows[(place + 1).saturating_sub(n)..=place])),
                )
            };
            prop_assert_eq!(last[place].0, row.number);
            prop_assert!(close(last[place].1, right_last), "{} is not {right_last}", last[place].1);
            prop_assert!(close(recent[place], right_recent), "{} is not {right_recent}", recent[place]);
            prop_assert!(close(among[place], right_among), "{} is not {right_among}", among[place]);
        }
    }
}

/// The newest label is left out of each row's window, and of that of the batch.
#[test]
fn windows_that_end_before_their_row() {
    let reading = |at: i32| Reading {
        at: at.into(),
        name: Some("a".to_owned()),
        number: at,
        value: Some(at.into()),
    };
    for (closed, right) in [(Closed::Left, [1.0, 3.0, 5.0]), (Closed::Neither, [1.0, 2.0, 3.0])] {
        let (mut of_rows, mut of_batches) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            let sided = Sided(Span(2), closed);
            readings
                .rolling(sided)
                .groupby(|r| r.name)
                .sum(|r| r.value)
                .sink(|rows| rows.each(|_, x| of_rows.push(x)));
            readings
                .window(sided)
                .groupby(|r| r.name)
                .sum(|r| r.value)
                .sink(|rows| {
                    of_batches.push(rows.iter().map(|(_, x)| x).collect::<Vec<_>>());
                });
        });
        (1..=4).for_each(|at| p.emit(&[reading(at)].into_iter().collect()));
        drop(p);
        assert!(of_rows[0].is_nan());
        assert_eq!(of_rows[1..], right);
        assert!(of_batches[0].is_empty());
        assert_eq!(of_batches[1..].concat(), right);
    }
}
