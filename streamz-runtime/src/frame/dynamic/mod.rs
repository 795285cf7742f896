//! Frames whose columns are known at run time only.
//!
//! What [`FrameFlow`](super::FrameFlow) does with closures that are compiled, [`DynFrame`] does with expressions that are
//! text, over Arrow's kernels and plain cells. It is slow and complete: a window is computed anew from its rows each time. Use
//! it where columns come from a configuration, or to hold something else against it.
//!
//! Expressions have the syntax of pandas' `query`:
//!
//! * columns by name, between backquotes if the name has other characters than letters, digits and `_`;
//! * `3`, `2.5`, `1e-3`, `'text'`, `"text"`, `True`, `False`, `None`;
//! * `+ - * / // % **`, where `/` and `**` make floats, and what integers divided by zero give is missing;
//! * `== != < <= > >=`, also in chains, `1 < x <= 5`; with what is missing all are false but `!=`; a text beside a timestamp
//!   is read as one;
//! * `and or not`, or `& | ~`; `in [..]`, `not in [..]`;
//! * `x.isna()`, `.notna()`, `.fillna(0)`, `.abs()`, `.round(2)`, `.astype('float')` (`bool`, `int`, `float`, `str`,
//!   `datetime`), `.str.contains('a')`, `.str.startswith(..)`, `.str.endswith(..)`, `.str.lower()`, `.str.upper()`,
//!   `.str.len()`; texts are looked for as they are, not as patterns.
//!
//! Columns are booleans, `i64`, `f64`, text and timestamps; narrower types are widened.

mod accumulate;
mod aggregate;
mod column;
mod double;
mod error;
mod eval;
mod expr;
mod parse;
mod sheet;
mod weighted;

use std::string::String;
use std::vec::Vec;

use arrow_array::RecordBatch;
use core::time::Duration;

pub use accumulate::Aggregation;
pub use aggregate::DynAggregate;
pub use column::Kind;
pub use error::DynError;

use super::extent::Span;
use super::timestamp::nanos;
use expr::Node;
use sheet::Sheet;

/// What is to be done to batches of rows whose columns are known at run time only.
///
/// What is said of rows (`query`, `assign`, `select`, `head`, `tail`) is done in that order; what to aggregate over
/// (`window`, `rolling`, `expanding`, `per_batch`, `groupby`) is done to the rows that are left.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use streamz::frame::arrow::RecordBatch;
/// use streamz::frame::arrow::arrow_array::{ArrayRef, Float64Array, StringArray};
/// use streamz::frame::dynamic::{Aggregation, DynError, DynFrame};
///
/// let mut totals = DynFrame::new()
///     .query("amount > 1 and name != 'Eve'")?
///     .assign("tax", "amount * 0.25")?
///     .groupby(["name"])
///     .aggregate([("total", Aggregation::sum("amount")), ("tax", Aggregation::sum("tax"))])?;
///
/// let names = StringArray::from(vec!["Bob", "Alice", "Eve", "Alice"]);
/// let amounts = Float64Array::from(vec![2.0, 4.0, 8.0, 16.0]);
/// let columns = [("name", Arc::new(names) as ArrayRef), ("amount", Arc::new(amounts) as ArrayRef)];
/// let result = totals.push(&RecordBatch::try_from_iter(columns).unwrap())?;
/// assert_eq!(result.num_rows(), 2);
/// assert_eq!(result.column(1).as_ref(), &Float64Array::from(vec![20.0, 2.0]));
///
/// let error = DynFrame::new().query("amount >").unwrap_err();
/// assert_eq!(error.to_string(), "`amount >` cannot be read at character 8: write a column or a value here");
/// # Ok::<(), DynError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct DynFrame {
    steps: Vec<Step>,
    index: Option<String>,
    over: Over,
    keys: Vec<String>,
    /// Whether windows are those of groups, instead of groups those of windows.
    windows_of_groups: bool,
    min_periods: Option<usize>,
}

#[derive(Clone, Debug)]
enum Step {
    Filter(Node),
    Assign(String, Node),
    Select(Vec<String>),
    Head(usize),
    Tail(usize),
}

/// What is aggregated over.
#[derive(Clone, Copy, Debug, Default)]
enum Over {
    #[default]
    Everything,
    Batch,
    Window(Reach),
    Rolling(Reach),
    Expanding,
}

/// How far a window reaches back from its newest row.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// So many rows.
    Rows(usize),
    /// Rows whose label is greater than the newest minus so many nanoseconds.
    Time(i64),
    /// Rows whose label, an integer, is greater than the newest minus this.
    Span(i64),
}

impl From<usize> for Reach {
    fn from(rows: usize) -> Self {
        Self::Rows(rows)
    }
}

impl From<Duration> for Reach {
    fn from(time: Duration) -> Self {
        Self::Time(nanos(time))
    }
}

impl From<Span> for Reach {
    fn from(span: Span) -> Self {
        Self::Span(i64::try_from(span.0).unwrap_or(i64::MAX))
    }
}

impl DynFrame {
    /// Rows as they come.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only rows of which the expression is true.
    ///
    /// # Errors
    ///
    /// [`DynError::Syntax`] if it cannot be read.
    pub fn query(mut self, expression: &str) -> Result<Self, DynError> {
        self.steps.push(Step::Filter(parse::parse(expression)?));
        Ok(self)
    }

    /// Adds a column, or puts another in the place of one.
    ///
    /// # Errors
    ///
    /// [`DynError::Syntax`] if the expression cannot be read.
    pub fn assign(mut self, name: impl Into<String>, expression: &str) -> Result<Self, DynError> {
        self.steps.push(Step::Assign(name.into(), parse::parse(expression)?));
        Ok(self)
    }

    /// Only these columns, in this order.
    #[must_use]
    pub fn select<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.steps
            .push(Step::Select(names.into_iter().map(Into::into).collect()));
        self
    }

    /// The first `rows` rows of each batch.
    #[must_use]
    pub fn head(mut self, rows: usize) -> Self {
        self.steps.push(Step::Head(rows));
        self
    }

    /// The last `rows` rows of each batch.
    #[must_use]
    pub fn tail(mut self, rows: usize) -> Self {
        self.steps.push(Step::Tail(rows));
        self
    }

    /// The column that holds the labels of rows, by which windows of time go.
    #[must_use]
    pub fn set_index(mut self, name: impl Into<String>) -> Self {
        self.index = Some(name.into());
        self
    }

    /// Aggregates each batch by itself.
    #[must_use]
    pub fn per_batch(mut self) -> Self {
        self.over = Over::Batch;
        self
    }

    /// Aggregates, after each batch, what is in a window: so many rows, a [`Duration`], or a [`Span`].
    #[must_use]
    pub fn window(mut self, reach: impl Into<Reach>) -> Self {
        self.over = Over::Window(reach.into());
        self.windows_of_groups = !self.keys.is_empty();
        self
    }

    /// Aggregates, for each row, what is in its window: so many rows, a [`Duration`], or a [`Span`].
    ///
    /// Behind `groupby` the rows that count are those of the row's group; in front of it, those of all groups.
    #[must_use]
    pub fn rolling(mut self, reach: impl Into<Reach>) -> Self {
        self.over = Over::Rolling(reach.into());
        self.windows_of_groups = !self.keys.is_empty();
        self
    }

    /// Results of [`rolling`](Self::rolling) are missing unless there are so many values: as many as rows if a window is so
    /// many rows and nothing is said here, otherwise 1.
    #[must_use]
    pub fn min_periods(mut self, periods: usize) -> Self {
        self.min_periods = Some(periods);
        self
    }

    /// Aggregates, for each row, everything up to it.
    #[must_use]
    pub fn expanding(mut self) -> Self {
        self.over = Over::Expanding;
        self
    }

    /// Aggregates rows with the same values in these columns. Rows of which one is missing are in no group.
    #[must_use]
    pub fn groupby<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.keys = names.into_iter().map(Into::into).collect();
        self
    }

    /// Aggregates of columns, each with its name.
    ///
    /// After each batch there is one row, or one for each group in the order of the keys, which are the first columns. With
    /// [`rolling`](Self::rolling) and [`expanding`](Self::expanding) there is one for each row of the batch, and the index is
    /// the first column if there is one.
    ///
    /// # Errors
    ///
    /// [`DynError::Operation`] for cumulative aggregations anywhere but in [`expanding`](Self::expanding).
    pub fn aggregate<N: Into<String>>(
        self,
        aggregates: impl IntoIterator<Item = (N, Aggregation)>,
    ) -> Result<DynAggregate, DynError> {
        let aggregates = aggregates.into_iter().map(|(name, aggregate)| (name.into(), aggregate));
        DynAggregate::new(self, aggregates.collect())
    }

    /// What becomes of a batch without aggregating.
    ///
    /// # Errors
    ///
    /// A column is not there or of a type that frames do not have, or something cannot be done with its values.
    pub fn apply(&self, batch: &RecordBatch) -> Result<RecordBatch, DynError> {
        self.sheet(batch)?.to_batch()
    }

    fn sheet(&self, batch: &RecordBatch) -> Result<Sheet, DynError> {
        let mut sheet = Sheet::of(batch)?;
        for step in &self.steps {
            match step {
                Step::Filter(condition) => sheet = sheet.filter(condition)?,
                Step::Assign(name, value) => {
                    let column = sheet.evaluate(value)?;
                    sheet.assign(name, column);
                }
                Step::Select(names) => sheet = sheet.select(names)?,
                Step::Head(rows) => sheet = sheet.slice(0, (*rows).min(sheet.rows))?,
                Step::Tail(rows) => {
                    let rows = (*rows).min(sheet.rows);
                    sheet = sheet.slice(sheet.rows - rows, rows)?;
                }
            }
        }
        Ok(sheet)
    }
}
