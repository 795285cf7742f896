//! The rows, the same as `benches/peers/frames/data.py` makes.

use streamz::frame::{Frame, Table, Timestamp};
use streamz_benches::{input, unit};

/// How many rows there are: two batches of a million, and some.
pub(crate) const ROWS: usize = 1 << 21;

/// How many different keys there are.
const KEYS: u64 = 1_000;

/// How far two rows are apart in the mean, in nanoseconds.
pub(crate) const APART: u64 = 10_000;

/// A row of numbers. Only windows of time have an index, so that nothing else has to carry it.
#[derive(Clone, Debug, Frame)]
pub(crate) struct Sample {
    pub(crate) at: Timestamp,
    pub(crate) key: i64,
    pub(crate) x: f64,
}

/// A row whose key is a text.
#[derive(Clone, Debug, Frame)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) x: f64,
}

/// The rows, `x` being a random walk.
pub(crate) fn samples(rows: usize) -> Vec<Sample> {
    let (mut at, mut x) = (0, 0.0);
    (0..rows as u64)
        .map(|row| {
            at += 1_000 + (input(row) >> 32) % 19 * 1_000;
            x += unit(row) - 0.5;
            Sample {
                at: Timestamp::from_nanos(at.cast_signed()),
                key: (input(row) % KEYS).cast_signed(),
                x,
            }
        })
        .collect()
}

/// The same with a text for the key.
pub(crate) fn named(rows: usize) -> Vec<Named> {
    let named = |sample: Sample| Named {
        name: format!("key {:04}", sample.key),
        x: sample.x,
    };
    samples(rows).into_iter().map(named).collect()
}

/// Rows in batches of the same length; what is left over is not used.
pub(crate) fn batches<S: Frame + Clone>(rows: &[S], batch: usize) -> Vec<Table<S>> {
    rows.chunks_exact(batch)
        .map(|rows| rows.iter().cloned().collect())
        .collect()
}
