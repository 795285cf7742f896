//! Joins, and rows that are put in order.

use streamz::frame::{Span, Table};
use streamz::prelude::*;

use super::{Event, Logged, framed, one};
use crate::support::Log;

#[test]
fn join_and_asof() {
    framed(
        2,
        |log: Log| {
            let logs: [Log; 3] = core::array::from_fn(|_| log.clone());
            let [a, b, c] = logs;
            pipeline!(
                #[snapshot]
                move |rows: &Table<Event>, others: &Table<Event>| {
                    let rows = rows.frame();
                    let others = others.frame();
                    rows.join(others, |row| row.name, |other| other.name)
                        .sink(|rows| a.rows(rows));
                    rows.asof(others, 20).sink(|rows| b.rows(rows));
                    let others = others
                        .assign(twice = |other| other.value * 2.0)
                        .map(|other| (other.twice, other.count));
                    rows.join(others, |row| row.count, |other| other.1)
                        .sink(|rows| c.rows(rows));
                }
            )
        },
        |p, source, batch| match source {
            0 => Emit::<&Table<Event>, 0>::emit(p, batch),
            _ => Emit::<&Table<Event>, 1>::emit(p, batch),
        },
    );
}

#[test]
fn in_order() {
    one(|log: Log| {
        let logs: [Log; 3] = core::array::from_fn(|_| log.clone());
        let [a, b, c] = logs;
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame();
                rows.in_order(Span(5)).sink(|rows| a.rows(rows));
                rows.late(Span(2)).sink(|rows| b.rows(rows));
                rows.assign(half = |row| row.value / 2.0)
                    .in_order(Span(40))
                    .rolling(Span(10))
                    .mean(|row| row.half)
                    .sink(|rows| c.rows(rows));
            }
        )
    });
}
