//! What can be wrong with a batch.

use alloc::string::{String, ToString};

use arrow_schema::DataType;

/// Why a batch does not hold the rows of a frame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// A column is not there.
    #[error("the batch has no column `{column}` ({expected}); {}", .nearest.as_ref().map_or_else(
        || "add it, or say which column holds it with `#[frame(name = \"..\")]` on the field".to_string(),
        |nearest| ::alloc::format!("if `{nearest}` is meant, write `#[frame(name = \"{nearest}\")]` on the field"),
    ))]
    Missing {
        /// Its name.
        column: &'static str,
        /// The types that it may have.
        expected: &'static str,
        /// The name in the batch that looks most like it.
        nearest: Option<String>,
    },
    /// A column is of another type than the field.
    #[error(
        "column `{column}` is {found}, but the field of the frame takes {expected}; \
        cast the column before, or change the type of the field"
    )]
    WrongType {
        /// Its name.
        column: &'static str,
        /// The types that it may have.
        expected: &'static str,
        /// The type that it has.
        found: DataType,
    },
    /// A column has nulls, but the field is not an `Option`.
    #[error(
        "column `{column}` has nulls ({nulls}, the first in row {row}); \
        make the field an `Option`, or fill them before"
    )]
    Nulls {
        /// Its name.
        column: &'static str,
        /// How many.
        nulls: usize,
        /// The first row with a null, counted from 0.
        row: usize,
    },
    /// A value is beyond what the field's type holds.
    #[error(
        "column `{column}` holds {value} in row {row}, which the type of the field does not reach; \
        filter such rows out before, or give the field a type that holds it"
    )]
    OutOfRange {
        /// Its name.
        column: &'static str,
        /// The row, counted from 0.
        row: usize,
        /// The value.
        value: String,
    },
}
