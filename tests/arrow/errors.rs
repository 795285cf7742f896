//! What is said of batches that are not the rows of a frame.

use std::sync::Arc;

use streamz::frame::arrow::arrow_array::{
    ArrayRef, Float32Array, Float64Array, Int64Array, StringArray, TimestampSecondArray,
};
use streamz::frame::arrow::arrow_schema::DataType;
use streamz::frame::arrow::{RecordBatch, SchemaError};
use streamz::frame::{Frame, Rows, Table, Timestamp};

#[derive(Frame)]
struct Trade {
    at: Timestamp,
    name: String,
    amount: f64,
}

fn batch<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

fn error<const N: usize>(columns: [(&str, ArrayRef); N]) -> SchemaError {
    Table::<Trade>::try_from(&batch(columns)).unwrap_err()
}

fn at() -> (&'static str, ArrayRef) {
    ("at", Arc::new(TimestampSecondArray::from(vec![0, 1])))
}

fn name() -> (&'static str, ArrayRef) {
    ("name", Arc::new(StringArray::from(vec!["a", "b"])))
}

fn amount() -> (&'static str, ArrayRef) {
    ("amount", Arc::new(Float64Array::from(vec![1.0, 2.0])))
}

#[test]
fn a_column_is_missing() {
    assert_eq!(
        error([at(), amount()]).to_string(),
        "the batch has no column `name` (Utf8, LargeUtf8, Utf8View or a dictionary of these); \
         add it, or say which column holds it with `#[frame(name = \"..\")]` on the field"
    );
}

#[test]
fn a_column_is_called_nearly_so() {
    assert_eq!(
        error([at(), name(), ("Amounts", amount().1)]).to_string(),
        "the batch has no column `amount` (Float64); \
         if `Amounts` is meant, write `#[frame(name = \"Amounts\")]` on the field"
    );
}

#[test]
fn a_column_is_of_another_type() {
    let found = error([at(), name(), ("amount", Arc::new(Float32Array::from(vec![1.0, 2.0])))]);
    assert_eq!(
        found,
        SchemaError::WrongType {
            column: "amount",
            expected: "Float64",
            found: DataType::Float32
        }
    );
    assert_eq!(
        found.to_string(),
        "column `amount` is Float32, but the field of the frame takes Float64; \
         cast the column before, or change the type of the field"
    );
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
    for wrong in [
        [("at", numbers.clone()), name(), amount()],
        [at(), ("name", numbers.clone()), amount()],
    ] {
        assert!(matches!(
            error(wrong),
            SchemaError::WrongType {
                found: DataType::Int64,
                ..
            }
        ));
    }
}

#[test]
fn there_are_nulls() {
    let nulls = Float64Array::from(vec![Some(1.0), None]);
    assert_eq!(
        error([at(), name(), ("amount", Arc::new(nulls))]).to_string(),
        "column `amount` has nulls (1, the first in row 1); make the field an `Option`, or fill them before"
    );
}

#[test]
fn an_instant_is_too_far() {
    let far = TimestampSecondArray::from(vec![0, 10_000_000_000]);
    assert_eq!(
        error([("at", Arc::new(far)), name(), amount()]).to_string(),
        "column `at` holds 10000000000 s after 1970 in row 1, which the type of the field does not reach; \
         filter such rows out before, or give the field a type that holds it"
    );
}

/// Whatever failed, the table is empty, and takes the next batch.
#[test]
fn after_an_error() {
    let good = batch([at(), name(), amount()]);
    let mut table = Table::<Trade>::new();
    table.bind(&good).unwrap();
    table.bind(&batch([at(), name()])).unwrap_err();
    assert!(table.is_empty());
    table.bind(&batch([at(), name(), ("amount", name().1)])).unwrap_err();
    assert!(table.is_empty() && table.rows().iter().next().is_none());
    table.bind(&good).unwrap();
    assert_eq!(table.len(), 2);
}
