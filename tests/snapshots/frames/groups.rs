//! Groups: of everything, in windows, and windows of groups.

use streamz::frame::{Closed, Interpolation, Median, Quantile, Sided, Span, Std, Sum, Table};
use streamz::prelude::*;

use super::{Event, Logged, one};
use crate::support::Log;

#[test]
fn of_everything() {
    one(|log: Log| {
        let logs: [Log; 6] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f] = logs;
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.groupby(|row| row.name)
                    .sum(|row| row.value)
                    .sink(|rows| a.rows(rows));
                rows.groupby(|row| (row.name, row.count))
                    .median(|row| row.value)
                    .sink(|rows| b.rows(rows));
                rows.groupby(|row| row.value)
                    .std(|row| row.value)
                    .sink(|rows| c.rows(rows));
                rows.groupby(|row| row.note)
                    .aggregate(|row| (row.value, row.count), (Std::new(), Sum::new()))
                    .sink(|rows| d.rows(rows));
                rows.value_counts(|row| row.seen).sink(|rows| e.rows(rows));
                rows.nunique(|row| row.small).sink(|x| f.push(x));
            }
        )
    });
}

#[test]
fn in_windows() {
    one(|log: Log| {
        let logs: [Log; 8] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f, g, h] = logs;
        let ninety = Quantile::new(0.9, Interpolation::Nearest).unwrap();
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.window(9)
                    .groupby(|row| row.name)
                    .sum(|row| row.value)
                    .sink(|rows| a.rows(rows));
                rows.window(Span(15))
                    .groupby(|row| row.count)
                    .std(|row| row.value)
                    .sink(|rows| b.rows(rows));
                rows.window(9)
                    .groupby(|row| row.at % 3)
                    .aggregate(|row| row.value, ninety)
                    .sink(|rows| c.rows(rows));
                rows.window(9)
                    .groupby(|row| row.note)
                    .aggregate(|row| (row.value, row.count), (Median::new(), Sum::new()))
                    .sink(|rows| d.rows(rows));
                rows.window(Span(15))
                    .value_counts(|row| row.value)
                    .sink(|rows| e.rows(rows));
                rows.window(9).nunique(|row| row.name).sink(|x| f.push(x));
                // Rows of the newest label wait.
                let before = rows.window(Sided(Span(15), Closed::Left));
                before
                    .groupby(|row| row.name)
                    .mean(|row| row.value)
                    .sink(|rows| g.rows(rows));
                before.nunique(|row| row.count).sink(|x| h.push(x));
            }
        )
    });
}

#[test]
fn windows_of_groups() {
    one(|log: Log| {
        let logs: [Log; 5] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e] = logs;
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.groupby(|row| row.name)
                    .rolling(4)
                    .sum(|row| row.value)
                    .sink(|rows| a.rows(rows));
                rows.groupby(|row| row.note)
                    .rolling(3)
                    .min_periods(1)
                    .beside(|row| row.value, Median::new())
                    .sink(|rows| b.rows(rows));
                rows.rolling(Span(12))
                    .groupby(|row| row.name)
                    .std(|row| row.value)
                    .sink(|rows| c.rows(rows));
                rows.rolling(6)
                    .min_periods(2)
                    .groupby(|row| row.count)
                    .min(|row| row.value)
                    .sink(|rows| d.rows(rows));
                rows.rolling(Sided(Span(12), Closed::Neither))
                    .groupby(|row| row.name)
                    .median(|row| row.value)
                    .sink(|rows| e.rows(rows));
            }
        )
    });
}
