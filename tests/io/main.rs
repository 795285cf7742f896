//! Frames from and to files and streams of bytes.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../arrow/kinds.rs"]
mod kinds;

mod columns;
mod places;
mod round_trip;

use streamz::frame::{Frame, RowOf, Rows, Table};

/// The rows of a table, as text: `NaN` is like itself there.
fn shown<S: Frame>(table: &Table<S>) -> Vec<String>
where
    for<'a> RowOf<'a, S>: core::fmt::Debug,
{
    table.rows().iter().map(|(_, row)| format!("{row:?}")).collect()
}
