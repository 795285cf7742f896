//! Frames in and out of Arrow's record batches.
//!
//! | field of the frame | column that is taken | column that is made |
//! | --- | --- | --- |
//! | `bool`, `i8` … `u64`, `f32`, `f64` | the same | the same |
//! | `i128`, `u128` | `Decimal128`, `Decimal256` without fraction | `Decimal256(39, 0)` |
//! | `String` | `Utf8`, `LargeUtf8`, `Utf8View`, dictionaries of these | `LargeUtf8` |
//! | [`Timestamp`](super::Timestamp) | `Timestamp` of any unit and zone, `Date32`, `Date64` | `Timestamp(ns)` without a zone |
//!
//! An `Option` of these takes nulls and makes them. A missing float is `NaN` inside; an `Option<f64>` makes every `NaN`
//! null. Columns are found by name, whatever their order, and others are passed over.
//!
//! Numbers (and timestamps in nanoseconds) without nulls stay where they are: the table holds on to the batch's memory.
//! Everything else is copied into memory that the table keeps from batch to batch.
//!
//! The crates of Arrow that this is about are re-exported, so that no other version of them is met by chance.

mod batch;
mod bind;
mod error;
mod number;
mod ops;
mod text;
mod values;

use alloc::string::String;

pub use arrow_array::{self, RecordBatch};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
pub use {arrow_buffer, arrow_schema};

pub use batch::Batches;
pub(super) use bind::Binding;
#[cfg(any(feature = "csv", feature = "parquet"))]
pub(super) use bind::find;
#[cfg(feature = "dynamic")]
pub(super) use bind::nearest;
pub use error::SchemaError;
pub use ops::{ToBatches, TryFrame};

/// A column that can be made of one of Arrow's, and become one.
pub trait Exchange {
    /// The type of the column that is made.
    fn data_type() -> DataType;

    /// Whether the column may hold nulls.
    const NULLS: bool;

    /// What is taken, for people.
    const TAKES: &'static str;

    /// Holds the cells of `array` instead of its own. If it fails, any cells may be left.
    ///
    /// # Errors
    ///
    /// The array is of another type, or holds what the column cannot.
    fn bind(&mut self, array: &dyn Array) -> Result<(), Misfit>;

    /// Hands over all cells. `old`, if nobody else uses it, is memory to go on in.
    fn take_array(&mut self, old: Option<ArrayRef>) -> ArrayRef;
}

/// Why an array is no column of a certain type.
#[derive(Debug)]
pub enum Misfit {
    /// It is of another type.
    Type,
    /// It has nulls, but the column must not.
    Nulls,
    /// There is no such value in the column's type.
    Range {
        /// Where it is.
        row: usize,
        /// The value, for people.
        value: String,
    },
}

/// That there are no nulls.
fn without_nulls(array: &dyn Array) -> Result<(), Misfit> {
    match array.logical_null_count() {
        0 => Ok(()),
        _ => Err(Misfit::Nulls),
    }
}
