//! Which memory is shared with a batch.

use std::collections::BTreeSet;
use std::sync::Arc;

use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::arrow::arrow_array::types::{Float64Type, TimestampNanosecondType};
use streamz::frame::arrow::arrow_array::{ArrayRef, Float64Array, TimestampNanosecondArray};
use streamz::frame::arrow::{Batches, RecordBatch};
use streamz::frame::{Frame, Table, Timestamp};

#[derive(Frame)]
struct Tick {
    #[frame(index)]
    at: Timestamp,
    price: f64,
}

#[derive(Frame)]
struct MaybeTick {
    price: Option<f64>,
}

fn batch(prices: Float64Array) -> RecordBatch {
    let at = TimestampNanosecondArray::from_iter_values(0..prices.len() as i64);
    RecordBatch::try_from_iter([
        ("at", Arc::new(at) as ArrayRef),
        ("price", Arc::new(prices) as ArrayRef),
    ])
    .unwrap()
}

fn price_of(batch: &RecordBatch) -> *const f64 {
    batch
        .column_by_name("price")
        .unwrap()
        .as_primitive::<Float64Type>()
        .values()
        .as_ptr()
}

/// A batch in and out again is the same memory, numbers and timestamps alike.
#[test]
fn numbers_are_not_copied() {
    let batch = batch(Float64Array::from(vec![1.0, 2.0, 3.0])).slice(1, 2);
    let table = Table::<Tick>::try_from(&batch).unwrap();
    let out = RecordBatch::from(table);
    assert_eq!(price_of(&out), price_of(&batch));
    let at = |batch: &RecordBatch| {
        batch
            .column(0)
            .as_primitive::<TimestampNanosecondType>()
            .values()
            .as_ptr()
    };
    assert_eq!(at(&out), at(&batch));
    let maybe = RecordBatch::from(Table::<MaybeTick>::try_from(&batch).unwrap());
    assert_eq!(price_of(&maybe), price_of(&batch));
}

/// A table that is cleared holds on to nothing.
#[test]
fn memory_is_let_go() {
    let prices = Float64Array::from(vec![1.0, 2.0]);
    let memory = prices.values().inner().clone();
    let batch = batch(prices);
    let mut table = Table::<Tick>::try_from(&batch).unwrap();
    drop(batch);
    assert_eq!(memory.strong_count(), 2);
    table.clear();
    assert_eq!(memory.strong_count(), 1);
}

/// The memory of a batch that was let go of is that of a later one.
#[test]
fn memory_is_used_again() {
    let table: Table<Tick> = (0..100)
        .map(|i| Tick {
            at: Timestamp::from_nanos(i),
            price: i as f64,
        })
        .collect();
    let mut batches = Batches::default();
    let mut places = BTreeSet::new();
    for _ in 0..10 {
        let (first, second) = (batches.batch(table.rows()), batches.batch(table.rows()));
        assert_ne!(price_of(&first), price_of(&second));
        places.extend([price_of(&first), price_of(&second)]);
    }
    // Two that are out at the same time, and what the columns go on in.
    assert_eq!(places.len(), 3);
    let held: Vec<RecordBatch> = (0..10).map(|_| batches.batch(table.rows())).collect();
    let places: BTreeSet<_> = held.iter().map(price_of).collect();
    assert_eq!(places.len(), 10);
}
