//! `try_frame` and `to_batches`.

use std::sync::Arc;

use proptest::prelude::*;
use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::arrow::arrow_array::types::{Float64Type, Int64Type};
use streamz::frame::arrow::arrow_array::{Array, ArrayRef, Int64Array};
use streamz::frame::arrow::{RecordBatch, SchemaError};
use streamz::frame::{Frame, Table};
use streamz::prelude::*;

use crate::kinds::{Kinds, rows};
use crate::shown;

proptest! {
    /// Batches that are handed over and batches that are lent: filtered, they are what filtered rows are.
    #[test]
    fn through_a_pipeline(all in prop::collection::vec(rows(), 1..6)) {
        let keep = |row: &Kinds| row.i64 % 2 == 0;
        let (mut owned, mut lent) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|batches: RecordBatch, borrowed: &RecordBatch| -> Result<(), SchemaError> {
            batches.try_frame::<Kinds>().filter(|row| row.i64 % 2 == 0).to_batches().sink(|x| owned.push(x));
            borrowed.try_frame::<Kinds>().filter(|row| row.i64 % 2 == 0).to_batches().sink(|x| lent.push(x));
        });
        for rows in &all {
            let batch = RecordBatch::from(Table::from_iter(rows.iter().cloned()));
            p.borrowed(&batch).unwrap();
            p.batches(batch).unwrap();
        }
        drop(p);
        prop_assert_eq!(&owned, &lent);
        for (rows, batch) in all.iter().zip(&owned) {
            let kept = Table::from_iter(rows.iter().filter(|row| keep(row)).cloned());
            prop_assert_eq!(shown(&Table::<Kinds>::try_from(batch).unwrap()), shown(&kept));
        }
    }
}

#[derive(Frame)]
struct Sale {
    name: String,
    amount: f64,
}

fn sales(rows: &[(&str, f64)]) -> RecordBatch {
    let sale = |&(name, amount): &(&str, f64)| Sale {
        name: name.to_owned(),
        amount,
    };
    Table::from_iter(rows.iter().map(sale)).into()
}

#[test]
fn a_bad_batch_is_an_error_and_the_next_is_not() {
    let mut totals = Vec::new();
    let mut p = pipeline!(|batches: RecordBatch| -> Result<(), SchemaError> {
        batches
            .try_frame::<Sale>()
            .sum(|sale| sale.amount)
            .sink(|x| totals.push(x));
    });
    p.emit(sales(&[("a", 1.0)])).unwrap();
    let other = RecordBatch::try_from_iter([("amount", Arc::new(Int64Array::from(vec![1])) as ArrayRef)]).unwrap();
    assert!(matches!(
        p.emit(other),
        Err(SchemaError::Missing { column: "name", .. })
    ));
    p.emit(sales(&[("a", 2.0), ("b", 3.0)])).unwrap();
    drop(p);
    assert_eq!(totals, [1.0, 6.0]);
}

/// After each event the memory of the batch is its sender's again.
#[test]
fn memory_goes_back() {
    let mut p = pipeline!(|batches: RecordBatch| -> Result<(), SchemaError> {
        batches
            .try_frame::<Sale>()
            .filter(|sale| sale.amount > 0.0)
            .sink(|_| {});
    });
    let batch = sales(&[("a", 1.0), ("b", -1.0)]);
    let amounts = batch.column(1).as_primitive::<Float64Type>().values().inner().clone();
    p.emit(batch).unwrap();
    assert_eq!(amounts.strong_count(), 1);
}

#[test]
fn labels_of_groups() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|batches: RecordBatch| -> Result<(), SchemaError> {
        batches
            .try_frame::<Sale>()
            .groupby(|sale| sale.name)
            .sum(|sale| sale.amount)
            .to_batches()
            .sink(|x| seen.push(x));
    });
    p.emit(sales(&[("b", 1.0), ("a", 2.0)])).unwrap();
    p.emit(sales(&[("b", 3.0)])).unwrap();
    drop(p);
    let last = &seen[1];
    assert_eq!(
        last.column_by_name("index")
            .unwrap()
            .as_string::<i64>()
            .iter()
            .flatten()
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(
        last.column_by_name("value")
            .unwrap()
            .as_primitive::<Float64Type>()
            .values(),
        &[2.0, 4.0]
    );
}

#[test]
fn rows_without_columns_are_counted() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|batches: RecordBatch| -> Result<(), SchemaError> {
        let rows = batches.try_frame::<Sale>();
        rows.map(|_| ())
            .to_batches()
            .sink(|batch| seen.push((batch.num_columns(), batch.num_rows())));
        rows.map(|sale| sale.name.len() as i64).to_batches().sink(|batch| {
            assert_eq!(batch.column(0).as_primitive::<Int64Type>().null_count(), 0);
        });
    });
    p.emit(sales(&[("b", 1.0), ("a", 2.0)])).unwrap();
    drop(p);
    assert_eq!(seen, [(0, 2)]);
}
