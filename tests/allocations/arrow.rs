//! Record batches: nothing for each row, and for each batch what is stated here.

use streamz::frame::arrow::{RecordBatch, SchemaError};
use streamz::frame::{Frame, Table, Timestamp};
use streamz::prelude::*;

use crate::{allocations, see};

#[derive(Frame)]
struct Trade {
    at: Timestamp,
    name: String,
    venue: Option<String>,
    amount: f64,
    fee: Option<f64>,
    lots: Option<i64>,
    buy: bool,
}

/// So many rows, every third with nulls.
fn trades(rows: usize) -> RecordBatch {
    let trade = |i: usize| Trade {
        at: Timestamp::from_nanos(i as i64),
        name: format!("name {i}"),
        venue: (!i.is_multiple_of(3)).then(|| format!("venue {i}")),
        amount: i as f64,
        fee: (!i.is_multiple_of(3)).then_some(0.5),
        lots: (!i.is_multiple_of(3)).then_some(7),
        buy: i.is_multiple_of(2),
    };
    Table::from_iter((0..rows).map(trade)).into()
}

/// What the last of several events allocates.
fn last(mut event: impl FnMut()) -> usize {
    (0..5).map(|_| allocations(&mut event)).last().unwrap()
}

#[test]
fn a_batch_is_read_without_any() {
    let mut p = pipeline!(|batches: &RecordBatch| -> Result<(), SchemaError> {
        batches
            .try_frame::<Trade>()
            .filter(|trade| trade.buy)
            .map(|trade| trade.amount)
            .sink(|rows| see(rows));
    });
    for rows in [1, 100, 10_000] {
        let batch = trades(rows);
        assert_eq!(last(|| p.emit(&batch).unwrap()), 0, "for {rows} rows");
    }
}

#[test]
fn a_batch_is_written_with_a_few() {
    let mut p = pipeline!(|batches: &RecordBatch| -> Result<(), SchemaError> {
        batches
            .try_frame::<Trade>()
            .filter(|trade| trade.amount >= 0.0)
            .to_batches()
            .sink(see);
    });
    for rows in [1, 100, 10_000] {
        let batch = trades(rows);
        // Two for each column, its array and the owner of its memory; one more where there is text; two for the bits of
        // booleans and nulls; and the two lists of columns, of the batch and of the copy that is remembered.
        assert_eq!(
            last(|| p.emit(&batch).unwrap()),
            7 * 2 + 2 + (3 * 2 + 1) + 2,
            "for {rows} rows"
        );
    }
}
