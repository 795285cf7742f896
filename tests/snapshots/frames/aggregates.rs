//! Aggregates of everything, and running ones of each row.

use streamz::frame::{
    Aggregate, CumMax, Ewm, Interpolation, Max, Mean, Min, Product, Quantiles, Running, Std, Sum, Table, Undo,
};
use streamz::prelude::*;

use super::{Event, Logged, one};
use crate::support::Log;

#[derive(Clone)]
struct Total;

impl streamz::frame::Invertible for Total {
    type In = f64;
    type State = f64;
    type Out = f64;

    fn initial(&self) -> f64 {
        f64::NEG_INFINITY
    }

    fn on_new(&self, last: &mut f64, x: f64) {
        *last = x;
    }

    fn on_old(&self, _: &mut f64, _: f64) {}

    fn result(&self, last: &f64, _: u64) -> f64 {
        *last
    }

    fn missing(&self) -> f64 {
        f64::NAN
    }
}

#[test]
fn of_everything() {
    one(|log: Log| {
        let logs: [Log; 9] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f, g, h, i] = logs;
        let box_plot = Quantiles::new([0.0, 0.3, 0.5], Interpolation::Linear).unwrap();
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.sum(|row| row.value).sink(|x| a.push(x));
                rows.var(|row| row.small).sink(|x| b.push(x));
                rows.median(|row| row.value).sink(|x| c.push(x));
                rows.min(|row| row.value).sink(|x| d.push(x));
                rows.last(|row| row.count).sink(|x| e.push(x));
                rows.aggregate(|row| row.at % 5, box_plot).sink(|x| f.push(x));
                rows.aggregate(|row| row.value, Undo(Total)).sink(|x| g.push(x));
                rows.aggregate(
                    |row| (row.value, row.value, row.seen, row.count),
                    (Std::new(), Product::new(), Max::new(), Sum::new()),
                )
                .sink(|x| h.push(x));
                rows.per_batch().mean(|row| row.value).sink(|x| i.push(x));
            }
        )
    });
}

#[test]
fn begun_elsewhere() {
    one(|log: Log| {
        let logs: [Log; 2] = core::array::from_fn(|_| log.clone());
        let [a, b] = logs;
        let mut mean = Mean::new().running();
        mean.extend(&[f64::INFINITY, 4.0]);
        let pair = (Min::new().running(), Sum::new().running());
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.aggregate_with_state(|row| row.value, mean).sink(|x| a.push(x));
                rows.aggregate_from(|row| (row.value, row.at), pair).sink(|x| b.push(x));
            }
        )
    });
}

#[test]
fn of_each_row() {
    one(|log: Log| {
        let logs: [Log; 12] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f, g, h, i, j, k, l] = logs;
        let ewm = Ewm::span(5.0).unwrap();
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.cumsum(|row| row.value).sink(|rows| a.rows(rows));
                rows.cumsum(|row| row.count).sink(|rows| b.rows(rows));
                rows.cumprod(|row| row.small).sink(|rows| c.rows(rows));
                rows.cummin(|row| row.value).sink(|rows| d.rows(rows));
                rows.cummax(|row| row.count).sink(|rows| e.rows(rows));
                rows.ewm(|row| row.value, ewm.mean()).sink(|rows| f.rows(rows));
                rows.ewm(|row| row.value, ewm.adjust(false).var(false))
                    .sink(|rows| g.rows(rows));
                rows.ewm(|row| row.small, ewm.ignore_na(true).std(true))
                    .sink(|rows| h.rows(rows));
                rows.expanding().mean(|row| row.value).sink(|rows| i.rows(rows));
                rows.expanding()
                    .beside(|row| row.value, Std::new())
                    .sink(|rows| j.rows(rows));
                rows.expanding().median(|row| row.value).sink(|rows| k.rows(rows));
                rows.scan_beside(|row| row.seen, CumMax::new())
                    .sink(|rows| l.rows(rows));
            }
        )
    });
}
