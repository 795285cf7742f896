//! Frames in and out of Arrow's record batches.
#![allow(clippy::unwrap_used, reason = "tests")]

mod kinds;

mod errors;
mod lending;
mod names;
mod pipelines;
mod reading;
mod round_trip;

use streamz::frame::{Frame, RowOf, Rows, Table};

/// The rows of a table, as text: `NaN` is like itself there.
fn shown<S: Frame>(table: &Table<S>) -> Vec<String>
where
    for<'a> RowOf<'a, S>: core::fmt::Debug,
{
    table.rows().iter().map(|(_, row)| format!("{row:?}")).collect()
}
