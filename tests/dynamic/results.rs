//! What results are called, and what they hold.

use core::time::Duration;
use std::sync::Arc;

use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::arrow::arrow_array::types::Int64Type;
use streamz::frame::arrow::arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float32Array, Int16Array, StringArray, TimestampSecondArray,
    UInt8Array,
};
use streamz::frame::arrow::arrow_schema::DataType;
use streamz::frame::dynamic::{Aggregation, DynFrame};

use crate::numbers;

fn batch() -> RecordBatch {
    let shop: DictionaryArray<streamz::frame::arrow::arrow_array::types::Int8Type> =
        vec!["north", "south", "north", "south"].into_iter().collect();
    let columns: [(&str, ArrayRef); 7] = [
        (
            "at",
            Arc::new(TimestampSecondArray::from(vec![0, 60, 90, 120]).with_timezone("+01:00")),
        ),
        ("day", Arc::new(Date32Array::from(vec![0, 0, 1, 1]))),
        ("shop", Arc::new(shop)),
        (
            "name",
            Arc::new(StringArray::from(vec![Some("b"), Some("a"), None, Some("b")])),
        ),
        (
            "pieces",
            Arc::new(Int16Array::from(vec![Some(1), None, Some(3), Some(4)])),
        ),
        (
            "price",
            Arc::new(Float32Array::from(vec![Some(0.5), Some(f32::NAN), None, Some(2.0)])),
        ),
        ("gift", Arc::new(BooleanArray::from(vec![true, false, true, true]))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

fn names(batch: &RecordBatch) -> Vec<String> {
    batch
        .schema()
        .fields()
        .iter()
        .map(|field| format!("{}: {}", field.name(), field.data_type()))
        .collect()
}

#[test]
fn columns_of_rows() {
    let all = DynFrame::new().apply(&batch()).unwrap();
    let types = [
        "at: Timestamp(ns)",
        "day: Timestamp(ns)",
        "shop: LargeUtf8",
        "name: LargeUtf8",
        "pieces: Int64",
        "price: Float64",
        "gift: Boolean",
    ];
    assert_eq!(names(&all), types);
    // What is no number is missing.
    assert_eq!(all.column_by_name("price").unwrap().null_count(), 2);
}

#[test]
fn tables() {
    let aggregates = [
        ("pieces", Aggregation::sum("pieces")),
        ("gifts", Aggregation::sum("gift")),
        ("first", Aggregation::min("name")),
        ("rows", Aggregation::size("name")),
        ("names", Aggregation::count("name")),
        ("until", Aggregation::max("at")),
    ];
    let mut whole = DynFrame::new().aggregate(aggregates.clone()).unwrap();
    let table = whole.push(&batch()).unwrap();
    let types = [
        "pieces: Int64",
        "gifts: Int64",
        "first: LargeUtf8",
        "rows: Int64",
        "names: Int64",
        "until: Timestamp(ns)",
    ];
    assert_eq!(names(&table), types);
    assert_eq!(numbers::<2>(&table, 0), [[8.0, 3.0]]);
    assert_eq!(numbers::<2>(&table, 3), [[4.0, 3.0]]);
    assert_eq!(table.column(2).as_string::<i64>().value(0), "a");

    let mut groups = DynFrame::new().groupby(["shop", "name"]).aggregate(aggregates).unwrap();
    let table = groups.push(&batch()).unwrap();
    assert_eq!(
        &names(&table)[..3],
        ["shop: LargeUtf8", "name: LargeUtf8", "pieces: Int64"]
    );
    // The row without a name is in no group; groups are in the order of their keys.
    let key = |column: usize| {
        table
            .column(column)
            .as_string::<i64>()
            .iter()
            .map(Option::unwrap)
            .collect::<Vec<_>>()
    };
    assert_eq!((key(0), key(1)), (vec!["north", "south", "south"], vec!["b", "a", "b"]));
    assert_eq!(table.column(2).as_primitive::<Int64Type>().values(), &[1, 0, 4]);
}

#[test]
fn nothing_seen() {
    let aggregates = [("sum", Aggregation::sum("price")), ("mean", Aggregation::mean("price"))];
    let mut frame = DynFrame::new().aggregate(aggregates.clone()).unwrap();
    let table = frame.push(&batch().slice(0, 0)).unwrap();
    assert_eq!(
        (
            table.num_rows(),
            numbers::<1>(&table, 0)[0][0],
            numbers::<1>(&table, 1)[0][0].is_nan()
        ),
        (1, 0.0, true)
    );
    let mut frame = DynFrame::new().groupby(["shop"]).aggregate(aggregates).unwrap();
    assert_eq!(frame.push(&batch().slice(0, 0)).unwrap().num_rows(), 0);
}

#[test]
fn windows_of_time() {
    let sum = [("sum", Aggregation::sum("pieces"))];
    let minute = DynFrame::new().set_index("at").rolling(Duration::from_secs(60));
    let mut frame = minute.aggregate(sum).unwrap();
    let rows = frame.push(&batch()).unwrap();
    assert_eq!(names(&rows), ["at: Timestamp(ns)", "sum: Int64"]);
    // Of the second row nothing is there, and the first is not in its minute.
    let sums = numbers::<1>(&rows, 1);
    assert!(sums[1][0].is_nan());
    assert_eq!([sums[0], sums[2], sums[3]], [[1.0], [3.0], [7.0]]);
}

/// Types are those of columns, not of batches: narrower ones later are the same.
#[test]
fn other_widths() {
    let mut frame = DynFrame::new().aggregate([("sum", Aggregation::sum("n"))]).unwrap();
    let wide: ArrayRef = Arc::new(Int16Array::from(vec![1000]));
    let narrow: ArrayRef = Arc::new(UInt8Array::from(vec![255]));
    frame.push(&RecordBatch::try_from_iter([("n", wide)]).unwrap()).unwrap();
    let table = frame
        .push(&RecordBatch::try_from_iter([("n", narrow)]).unwrap())
        .unwrap();
    assert_eq!(numbers::<1>(&table, 0), [[1255.0]]);
    assert_eq!(table.column(0).data_type(), &DataType::Int64);
}
