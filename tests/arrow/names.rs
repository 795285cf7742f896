//! What the columns of a batch are called.

use streamz::frame::arrow::{RecordBatch, SchemaError};
use streamz::frame::{Frame, Table, Timestamp};
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    #[frame(index)]
    at: Timestamp,
    name: String,
    amount: f64,
}

#[derive(Frame)]
struct Plain {
    name: String,
    amount: f64,
}

fn names(batch: &RecordBatch) -> Vec<String> {
    batch
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect()
}

/// The names that a chain on frames of `$frame` leads to.
macro_rules! names {
    ($frame:ty, |$rows:ident| $($chain:tt)+) => {{
        let mut seen = Vec::new();
        let mut p = pipeline!(|$rows: RecordBatch| -> Result<(), SchemaError> {
            $rows.try_frame::<$frame>()$($chain)+.to_batches().sink(|batch| seen = names(&batch));
        });
        p.emit(Table::<$frame>::new().into()).unwrap();
        drop(p);
        seen
    }};
}

#[test]
fn rows_of_a_frame() {
    assert_eq!(
        names!(Trade, |rows| .filter(|row| row.amount > 0.0)),
        ["at", "name", "amount"]
    );
    assert_eq!(names!(Plain, |rows| .head(3)), ["name", "amount"]);
    assert_eq!(
        names!(Plain, |rows| .set_index(|row| row.amount)),
        ["index", "name", "amount"]
    );
    // A frame that has an index shows that one.
    assert_eq!(
        names!(Trade, |rows| .set_index(|row| row.amount)),
        ["at", "name", "amount"]
    );
}

#[test]
fn values() {
    assert_eq!(names!(Plain, |rows| .map(|row| row.amount)), ["value"]);
    assert_eq!(names!(Trade, |rows| .map(|row| row.amount)), ["index", "value"]);
    assert_eq!(
        names!(Trade, |rows| .map(|row| (row.amount, row.at))),
        ["index", "0", "1"]
    );
    assert_eq!(
        names!(Plain, |rows| .map(|row| (row.amount, (1u8, 2u8)))),
        ["0", "1", "2"]
    );
}

#[test]
fn columns_beside_rows() {
    assert_eq!(
        names!(Trade, |rows| .assign(cost = |row| row.amount * 2.0)),
        ["at", "name", "amount", "cost"]
    );
    assert_eq!(
        names!(Trade, |rows| .assign(amount = |row| row.amount * 2.0)),
        ["at", "name", "amount"]
    );
    assert_eq!(
        names!(Trade, |rows| .assign(at = |row| row.amount)),
        ["index", "at", "name", "amount"]
    );
    assert_eq!(
        names!(Trade, |rows| .assign(index = |row| row.amount)),
        ["at", "name", "amount", "index"]
    );
    assert_eq!(
        names!(Plain, |rows| .set_index(|row| row.amount).reset_index()),
        ["index", "0", "name", "amount"]
    );
}

#[test]
fn names_that_are_taken() {
    let twice = names!(Plain, |rows| .set_index(|row| row.amount).assign(index = |row| row.amount));
    assert_eq!(twice, ["index", "name", "amount", "index_right"]);
}
