//! What holds nothing between batches, and what is not restored.

use streamz::frame::{Frame, Rows, Table};
use streamz::prelude::*;

use super::{Event, EventRow, Logged, framed, one};
use crate::support::Log;

#[derive(Frame)]
struct Short {
    name: String,
    value: f64,
}

#[test]
fn rows() {
    one(|log: Log| {
        let logs: [Log; 9] = core::array::from_fn(|_| log.clone());
        let [a, b, c, d, e, f, g, h, i] = logs;
        pipeline!(
            #[snapshot]
            move |rows: &Table<Event>| {
                let rows = rows.frame().filter(|row| row.at % 3 != 0);
                rows.map(|row| row.value + 1.0).sink(|rows| a.rows(rows));
                rows.assign(more = |row| row.value + 1.0)
                    .lay()
                    .sink(|rows| b.rows(rows));
                rows.select::<Short>(|row| ShortRow {
                    name: row.name,
                    value: row.value,
                })
                .sink(|rows| c.rows(rows));
                rows.set_index(|row| row.seen).reset_index().sink(|rows| d.rows(rows));
                rows.index().sink(|rows| e.rows(rows));
                rows.head(2).sink(|rows| f.rows(rows));
                rows.tail(2).sink(|rows| g.rows(rows));
                rows.nlargest(2, |row| row.value)
                    .nsmallest(1, |row| row.at)
                    .sink(|rows| h.rows(rows));
                rows.map_batches(|rows| rows.count())
                    .accumulate(|sum, x| sum + x)
                    .sink(|x| i.push(x));
            }
        )
    });
}

#[test]
fn from_elsewhere() {
    framed(
        1,
        |log: Log| {
            let other = log.clone();
            pipeline!(
                #[snapshot]
                move |tables: Table<Event>, events: Event| {
                    tables.frame().sum(|row| row.value).sink(|x| log.push(x));
                    events
                        .frame()
                        .rolling(3)
                        .mean(|row| row.value)
                        .sink(|rows| other.rows(rows));
                }
            )
        },
        |p, _, batch| {
            p.tables(batch.clone());
            batch.rows().each(|_, row: EventRow<'_>| {
                p.events(Event {
                    at: row.at,
                    name: row.name.to_owned(),
                    note: None,
                    value: row.value,
                    small: None,
                    count: None,
                    seen: row.seen,
                });
            });
        },
    );
}
