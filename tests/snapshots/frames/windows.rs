//! Windows by rows and by the index, with a result for each batch and for each row.

use streamz::frame::{
    Closed, First, Interpolation, Invertible, Last, Max, Mean, Median, Quantiles, Rows, Sided, Span, Std, Sum, Table,
    Undo, Var,
};
use streamz::prelude::*;

use super::{Event, Logged, one};
use crate::support::Log;

/// Takes back what leaves; its state is a count of each letter.
#[derive(Clone)]
struct Evens;

impl Invertible for Evens {
    type In = i64;
    type State = u32;
    type Out = u32;

    fn initial(&self) -> u32 {
        0
    }

    fn on_new(&self, evens: &mut u32, number: i64) {
        *evens += u32::from(number % 2 == 0);
    }

    fn on_old(&self, evens: &mut u32, number: i64) {
        *evens -= u32::from(number % 2 == 0);
    }

    fn result(&self, evens: &u32, _: u64) -> u32 {
        *evens
    }

    fn missing(&self) -> u32 {
        u32::MAX
    }
}

#[test]
fn of_batches_by_rows() {
    one(|log: Log| {
        let logs: [Log; 8] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f, g, h] = logs;
        let box_plot = Quantiles::new([0.25, 0.5, 1.0], Interpolation::Linear).unwrap();
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let window = rows.frame().window(7);
                window.sum(|row| row.value).sink(|x| a.push(x));
                window.sum(|row| row.count).sink(|x| b.push(x));
                window.median(|row| row.value).sink(|x| c.push(x));
                window.aggregate(|row| row.small, box_plot).sink(|x| d.push(x));
                window.aggregate(|row| row.at, Undo(Evens)).sink(|x| e.push(x));
                window
                    .aggregate(
                        |row| (row.value, row.small, row.seen),
                        (Var::with_ddof(0), Mean::new(), Max::new()),
                    )
                    .sink(|x| f.push(x));
                window.full().sink(|rows| g.rows(rows));
                window
                    .apply(|rows| rows.iter().map(|(at, row)| format!("{at} {row:?}")).collect::<Vec<_>>())
                    .sink(|x| h.push(x));
            }
        )
    });
}

#[test]
fn of_batches_by_index() {
    for closed in [Closed::Right, Closed::Left, Closed::Both, Closed::Neither] {
        one(|log: Log| {
            let logs: [Log; 6] = core::array::from_fn(|_| log.clone());
            let [a, b, c, d, e, f] = logs;
            pipeline!(
                #[snapshot]
                move |rows: &Table<Event>| {
                    let window = rows.frame().window(Sided(Span(30), closed));
                    window.mean(|row| row.value).sink(|x| a.push(x));
                    window.std(|row| row.value).sink(|x| b.push(x));
                    window.median(|row| row.value).sink(|x| c.push(x));
                    window.aggregate(|row| row.at, Undo(Evens)).sink(|x| d.push(x));
                    window
                        .aggregate(|row| (row.value, row.count), (Sum::new(), Last::new()))
                        .sink(|x| e.push(x));
                    window.full().sink(|rows| f.rows(rows));
                }
            )
        });
    }
}

#[test]
fn of_rows_by_rows() {
    one(|log: Log| {
        let logs: [Log; 6] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f] = logs;
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.rolling(5).sum(|row| row.value).sink(|rows| a.rows(rows));
                rows.rolling(40)
                    .min_periods(2)
                    .std(|row| row.value)
                    .sink(|rows| b.rows(rows));
                rows.rolling(3)
                    .beside(|row| row.value, Median::new())
                    .sink(|rows| c.rows(rows));
                rows.rolling(64)
                    .min_periods(1)
                    .min(|row| row.value)
                    .sink(|rows| d.rows(rows));
                rows.rolling(4).count(|row| row.count).sink(|rows| e.rows(rows));
                rows.rolling(2)
                    .aggregate(|row| row.at, Undo(Evens))
                    .sink(|rows| f.rows(rows));
            }
        )
    });
}

/// So long that tiles are shorter than the window.
#[test]
fn of_rows_by_many_rows() {
    one(|log: Log| {
        let logs: [Log; 3] = core::array::from_fn(|_| log.clone());
        let [a, b, c] = logs;
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame().filter(|row| row.at % 7 != 0);
                rows.rolling(Span(400)).var(|row| row.value).sink(|rows| a.rows(rows));
                rows.rolling(Span(90)).sum(|row| row.value).sink(|rows| b.rows(rows));
                rows.rolling(1100)
                    .min_periods(0)
                    .mean(|row| row.value)
                    .sink(|rows| c.rows(rows));
            }
        )
    });
}

#[test]
fn of_rows_by_index() {
    for closed in [Closed::Right, Closed::Left, Closed::Both, Closed::Neither] {
        one(|log: Log| {
            let logs: [Log; 4] = core::array::from_fn(|_| log.clone());
            let [a, b, c, d] = logs;
            pipeline!(
                #[snapshot]
                move |rows: &Table<Event>| {
                    let rolling = rows.frame().rolling(Sided(Span(20), closed));
                    rolling.product(|row| row.value).sink(|rows| a.rows(rows));
                    rolling.std(|row| row.value).sink(|rows| b.rows(rows));
                    rolling.median(|row| row.value).sink(|rows| c.rows(rows));
                    rolling
                        .beside(|row| (row.value, row.count), (Std::new(), First::new()))
                        .sink(|rows| d.rows(rows));
                }
            )
        });
    }
}
