//! What can be wrong with what is known at run time only.

use std::string::String;

use arrow_schema::{ArrowError, DataType};

use super::column::Kind;

/// Why an expression, an aggregation or a batch does not make sense.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DynError {
    /// An expression cannot be read.
    #[error("`{text}` cannot be read at character {at}: {expected}")]
    Syntax {
        /// The expression.
        text: String,
        /// Where, counted from 0.
        at: usize,
        /// What should stand there.
        expected: String,
    },
    /// A column is not there.
    #[error("there is no column `{name}`{}", .nearest.as_ref().map_or_else(
        || String::from("; `assign` it before, or see how it is spelt"),
        |nearest| std::format!("; did you mean `{nearest}`?"),
    ))]
    Column {
        /// Its name.
        name: String,
        /// The name that looks most like it.
        nearest: Option<String>,
    },
    /// Something cannot be done with values of a type.
    #[error("`{operation}` of {found}: {expected}")]
    Operation {
        /// What was asked for.
        operation: String,
        /// What it was asked of.
        found: String,
        /// What it can be asked of.
        expected: &'static str,
    },
    /// A column of a batch is of a type that frames do not have.
    #[error(
        "column `{column}` is {found}; frames have booleans, numbers, texts and timestamps: cast it, or leave it out"
    )]
    Type {
        /// Its name.
        column: String,
        /// Its type.
        found: DataType,
    },
    /// A column has another type than it had in batches before.
    #[error("column `{column}` holds {found}, and held {expected} in the batches before; cast it before")]
    Changed {
        /// Its name.
        column: String,
        /// What it held.
        expected: Kind,
        /// What it holds.
        found: Kind,
    },
    /// Labels by which a window goes are not there, or cannot be told how far they are from each other.
    #[error("a window by the index needs labels that are integers or timestamps: `set_index` a column of these")]
    Index,
    /// A sum of integers does not fit.
    #[error("the sum of integers `{column}` does not fit 64 bits; write `astype(.., 'float')` of the column")]
    Overflow {
        /// The result.
        column: String,
    },
    /// Arrow could not do it.
    #[error("{what}: {source}; see whether the values are what they should be")]
    Arrow {
        /// What was to be done.
        what: &'static str,
        /// Why not.
        source: ArrowError,
    },
}

impl DynError {
    /// An error of Arrow, while `what` was done.
    pub(super) fn arrow(what: &'static str) -> impl Fn(ArrowError) -> Self {
        move |source| Self::Arrow { what, source }
    }
}
