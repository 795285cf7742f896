//! Pipelines on frames: stopped between any two batches, however rows are cut into them.

mod aggregates;
mod damaged;
mod groups;
mod joins;
mod rows;
mod windows;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use streamz::frame::{Frame, Rows, Table, Timestamp};
use streamz::prelude::*;

use crate::support::{FORMATS, Log, check};

#[derive(Frame, Clone, Debug)]
struct Event {
    #[frame(index)]
    at: i64,
    name: String,
    note: Option<String>,
    value: f64,
    small: Option<f32>,
    count: Option<i32>,
    seen: Timestamp,
}

/// Logs each row with its label.
trait Logged {
    fn rows<R: Rows<Row: core::fmt::Debug, Index: core::fmt::Debug>>(&self, rows: R);
}

impl Logged for Log {
    fn rows<R: Rows<Row: core::fmt::Debug, Index: core::fmt::Debug>>(&self, rows: R) {
        let rows: Vec<_> = rows.iter().collect();
        self.push(rows);
    }
}

/// Values that are all but ordinary.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -4.0..4.0,
        2 => select(&[f64::NAN, 0.0, -0.0, 1e16, -1e16, 0.1][..]),
        1 => select(&[f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE][..]),
    ]
}

/// Rows, some of them late, and some repeated so often that windows have many tiles.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = (-3..6_i64, 0..4_u8, value(), any::<Option<i32>>());
    (vec(event, 0..60), select(&[1, 1, 9][..])).prop_map(|(events, times)| {
        let mut at = 0;
        let events = core::iter::repeat_n(events, times).flatten();
        events
            .map(|(step, name, value, count)| {
                at += step;
                Event {
                    at,
                    name: ["a", "b", "", "ü"][usize::from(name)].to_owned(),
                    note: (name > 1).then(|| format!("{step}")),
                    value,
                    small: (name > 0).then_some(value as f32),
                    count: count.map(|count| count >> (step & 31)),
                    seen: Timestamp::from_secs(at),
                }
            })
            .collect()
    })
}

/// A pipeline with `sources` sources, into which `emit` emits a batch, stopped between any two of them.
fn framed<P: Restore>(sources: usize, build: impl Fn(Log) -> P, emit: impl Fn(&mut P, usize, &Table<Event>)) {
    let inputs = (events(), vec((0..12_usize, 0..sources), 0..12), any::<Index>());
    check(inputs, |(events, cuts, stop)| {
        let mut rest = &events[..];
        let mut batches = Vec::new();
        for (len, source) in cuts {
            let (batch, after) = rest.split_at(len.min(rest.len()));
            batches.push((source, batch.iter().cloned().collect::<Table<Event>>()));
            rest = after;
        }
        // What is left is large: some operators do large batches in another way.
        for chunk in rest.chunks(150) {
            batches.push((batches.len() % sources, chunk.iter().cloned().collect()));
        }
        let stop = stop.index(batches.len() + 1);
        let run = |p: &mut P, batches: &[(usize, Table<Event>)]| {
            for (source, batch) in batches {
                emit(p, *source, batch);
            }
        };
        let whole = Log::default();
        run(&mut build(whole.clone()), &batches);
        let log = Log::default();
        let mut stopped = build(log.clone());
        run(&mut stopped, &batches[..stop]);
        for format in FORMATS {
            let saved = format.write(&stopped.snapshot().unwrap());
            let log = log.copy();
            let p = read!(format, &saved, |reader| build(log.clone()).restore(reader));
            // What was restored can be saved again.
            let again = format.write(&p.snapshot().unwrap());
            let mut p = read!(format, &again, |reader| build(log.clone()).restore(reader));
            run(&mut p, &batches[stop..]);
            prop_assert_eq!(log.lines(), whole.lines());
        }
        Ok(())
    });
}

/// A pipeline with one source.
fn one<P>(build: impl Fn(Log) -> P)
where
    P: Restore + for<'a> Emit<&'a Table<Event>>,
{
    framed(1, build, |p, _, batch| {
        p.emit(batch);
    });
}
