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
    /// A column that something looks at is of a type that frames do not have.
    #[error(
        "column `{column}` is {found}; frames have booleans, numbers, texts and timestamps: cast it, or leave it out"
    )]
    Type {
        /// Its name.
        column: String,
        /// Its type.
        found: DataType,
    },
    /// The values of a column do not fit what frames hold.
    #[error("column `{column}` cannot become {kind}: {source}; cast it to another type before, or leave it out")]
    Cast {
        /// Its name.
        column: String,
        /// What it was to become.
        kind: Kind,
        /// Why not.
        source: ArrowError,
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
    /// Labels by which windows, order or joins go are not there, or cannot be told how far they are from each other.
    #[error(
        "windows, order and joins by the index need labels that are integers, for a `Span`, or timestamps, for a \
         `Duration`, and none of them missing: `set_index` a column of these"
    )]
    Index,
    /// A function of one's own has made something else than it said.
    #[error(
        "column `{column}` was said to hold {expected}, and a value of it is of {found}: return {expected} or nothing"
    )]
    Made {
        /// Its name.
        column: String,
        /// What it was said to hold.
        expected: Kind,
        /// What was made.
        found: Kind,
    },
    /// Nothing is known of the columns of the other side of a join.
    #[error("no batch of the other side of this join has come: push one before, an empty one if there are no rows yet")]
    OtherUnknown,
    /// A saved state is that of something else.
    #[error("the saved state is that of `{found}`, and this is `{expected}`: resume what was saved")]
    State {
        /// What it should be of.
        expected: String,
        /// What it is of.
        found: String,
    },
    /// A sum of integers does not fit.
    #[error("the sum of integers `{column}` does not fit 64 bits; write `astype(.., 'float')` of the column")]
    Overflow {
        /// The result.
        column: String,
    },
    /// An integer that an expression makes does not fit.
    #[error("`{operation}` of integers makes one that does not fit 64 bits; write `.astype('float')` behind a column")]
    TooLarge {
        /// What was to be computed.
        operation: &'static str,
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
