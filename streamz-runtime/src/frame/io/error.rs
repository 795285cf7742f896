//! What can go wrong between bytes and frames.

use core::fmt;
use std::boxed::Box;
use std::string::String;

use arrow_schema::ArrowError;

use crate::frame::arrow::SchemaError;

/// Why bytes could not be read as rows, or rows not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Reading or writing itself failed.
    #[error("{format}: after {rows} rows, the bytes could not be read or written: {source}")]
    Io {
        /// The format.
        format: &'static str,
        /// How many rows came before.
        rows: u64,
        /// Why.
        source: std::io::Error,
    },
    /// A record is not a row of the frame.
    #[error("{format}, line {line}: record {record}, which begins at byte {byte}, cannot be read: {reason}")]
    Record {
        /// The format.
        format: &'static str,
        /// The line on which the record begins, counted from 1.
        line: u64,
        /// The record, counted from 0; a header is none.
        record: u64,
        /// Where the record begins, counted from 0.
        byte: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The columns are not those of the frame.
    #[error("{format}, in the batch after {rows} rows: {source}")]
    Schema {
        /// The format.
        format: &'static str,
        /// How many rows came before.
        rows: u64,
        /// What is wrong with them.
        source: SchemaError,
    },
    /// The bytes are not of the format, or the format cannot hold the rows.
    #[error("{format}: after {rows} rows: {source}; see whether the bytes are whole, and of this format")]
    Format {
        /// The format.
        format: &'static str,
        /// How many rows came before.
        rows: u64,
        /// Why.
        source: Box<dyn core::error::Error + Send + Sync>,
    },
}

/// Why bytes are not rows, without saying where.
#[derive(Debug)]
pub enum Cause {
    /// They are not of the format.
    Format(ArrowError),
    /// They are not of the frame.
    Schema(SchemaError),
}

impl From<ArrowError> for Cause {
    fn from(error: ArrowError) -> Self {
        Self::Format(error)
    }
}

impl From<SchemaError> for Cause {
    fn from(error: SchemaError) -> Self {
        Self::Schema(error)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(error) => error.fmt(f),
            Self::Schema(error) => error.fmt(f),
        }
    }
}

impl Cause {
    /// Somewhere after `rows` rows.
    pub(super) fn after(self, format: &'static str, rows: u64) -> Error {
        match self {
            // A failure of the reader or writer below comes wrapped.
            Self::Format(ArrowError::IoError(_, source)) => Error::Io { format, rows, source },
            Self::Format(error) => Error::Format {
                format,
                rows,
                source: error.into(),
            },
            Self::Schema(source) => Error::Schema { format, rows, source },
        }
    }
}
