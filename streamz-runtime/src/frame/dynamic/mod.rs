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
//! Columns are booleans, `i64`, `f64`, text and timestamps; narrower types are widened. A column of any other type is handed
//! on as it is: it is an error where an expression, a key or an aggregate looks at it.
//!
//! What needs two streams of batches, or gives two, is an object of its own that batches are pushed into: [`DynJoin`],
//! [`DynAsof`], [`DynOrder`], [`DynWindow`], [`DynAggregate`]. What comes out of one is a batch like any other.

mod accumulate;
mod aggregate;
mod aggregation;
mod asof;
mod beside;
mod column;
mod double;
mod error;
mod eval;
mod expr;
mod full;
mod join;
mod order;
mod parse;
mod reach;
mod sheet;
mod state;
mod step;
mod value;
mod weighted;
mod window;

use std::string::{String, ToString};
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::RecordBatch;

pub use aggregate::DynAggregate;
pub use aggregation::{Aggregation, Custom};
pub use asof::DynAsof;
pub use column::Kind;
pub use error::DynError;
pub use full::DynWindow;
pub use join::DynJoin;
pub use order::{DynOrder, Ordered};
pub use reach::{Labels, Reach};
pub use state::DynState;
pub use value::Value;

use reach::Over;
use sheet::Sheet;
use step::{Map, Step};

/// What is to be done to batches of rows whose columns are known at run time only.
///
/// What is said of rows (`query`, `assign`, `map`, `select`, `head`, `tail`, `nlargest`, `nsmallest`) is done in that order;
/// what to aggregate over (`window`, `rolling`, `expanding`, `per_batch`, `groupby`) is done to the rows that are left.
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

    /// Adds a column that a function makes of others, or puts another in the place of one.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, LargeStringArray};
    /// use streamz::frame::dynamic::{DynError, DynFrame, Kind, Value};
    ///
    /// let initials = DynFrame::new().map("initial", ["name"], Kind::Text, |cells| match cells {
    ///     [Value::Text(name)] => name.get(..1).into(),
    ///     _ => Value::Missing,
    /// });
    /// let names: ArrayRef = Arc::new(LargeStringArray::from(vec![Some("Alice"), None]));
    /// let rows = initials.apply(&RecordBatch::try_from_iter([("name", names)]).unwrap())?;
    /// assert_eq!(rows.column(1).as_ref(), &LargeStringArray::from(vec![Some("A"), None]));
    /// # Ok::<(), DynError>(())
    /// ```
    #[must_use]
    pub fn map<N: Into<String>>(
        mut self,
        name: impl Into<String>,
        inputs: impl IntoIterator<Item = N>,
        kind: Kind,
        function: impl Fn(&[Value]) -> Value + Send + Sync + 'static,
    ) -> Self {
        self.steps.push(Step::Map(Map {
            name: name.into(),
            inputs: inputs.into_iter().map(Into::into).collect(),
            kind,
            function: Arc::new(function),
        }));
        self
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

    /// The rows of each batch with the greatest `rows` values of an expression, the greatest first; equal ones in their
    /// order, missing ones never.
    ///
    /// # Errors
    ///
    /// [`DynError::Syntax`] if the expression cannot be read.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Int64Array};
    /// use streamz::frame::dynamic::{DynError, DynFrame};
    ///
    /// let numbers: ArrayRef = Arc::new(Int64Array::from(vec![Some(2), None, Some(-4), Some(3)]));
    /// let batch = RecordBatch::try_from_iter_with_nullable([("x", numbers, true)]).unwrap();
    /// let rows = DynFrame::new().nlargest(2, "x ** 2")?.apply(&batch)?;
    /// assert_eq!(rows.column(0).as_ref(), &Int64Array::from(vec![-4, 3]));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn nlargest(self, rows: usize, expression: &str) -> Result<Self, DynError> {
        self.foremost(rows, expression, true)
    }

    /// The rows of each batch with the least `rows` values of an expression, the least first; equal ones in their order,
    /// missing ones never.
    ///
    /// # Errors
    ///
    /// [`DynError::Syntax`] if the expression cannot be read.
    pub fn nsmallest(self, rows: usize, expression: &str) -> Result<Self, DynError> {
        self.foremost(rows, expression, false)
    }

    fn foremost(mut self, rows: usize, expression: &str, largest: bool) -> Result<Self, DynError> {
        let by = parse::parse(expression)?;
        self.steps.push(Step::Foremost { rows, by, largest });
        Ok(self)
    }

    /// The column that holds the labels of rows, by which windows of time, order and [`asof`](Self::asof) go. It stays a
    /// column like any other.
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

    /// Aggregates, after each batch, what is in a window: so many rows, a [`Duration`](core::time::Duration), or a
    /// [`Span`](crate::frame::Span), or one of these with the sides that belong to it, [`Sided`](crate::frame::Sided).
    ///
    /// A row that comes late is in it as long as its own label is (with groups: as long as the row before it).
    #[must_use]
    pub fn window(mut self, reach: impl Into<Reach>) -> Self {
        self.over = Over::Window(reach.into());
        self.windows_of_groups = !self.keys.is_empty();
        self
    }

    /// Aggregates, for each row, what is in its window, which is said as in [`window`](Self::window). That of a row that
    /// comes late is the window of the greatest label so far.
    ///
    /// Behind `groupby` the rows that count are those of the row's group; in front of it, those of all groups.
    #[must_use]
    pub fn rolling(mut self, reach: impl Into<Reach>) -> Self {
        self.over = Over::Rolling(reach.into());
        self.windows_of_groups = !self.keys.is_empty();
        self
    }

    /// Results of [`rolling`](Self::rolling) and [`expanding`](Self::expanding) are missing unless there are so many values.
    /// If nothing is said here, it is as many as rows in a window of so many rows, all of which are of one group; 1 in any
    /// other window; 0 in `expanding`, where a sum of nothing is 0.
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
        DynAggregate::new(self, aggregates.collect(), false)
    }

    /// Like [`aggregate`](Self::aggregate) with [`rolling`](Self::rolling) and [`expanding`](Self::expanding), with all
    /// columns of the row before its results. A result that has the name of a column takes its place.
    ///
    /// # Errors
    ///
    /// [`DynError::Operation`] for anything that has no result for each row.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Float64Array};
    /// use streamz::frame::dynamic::{Aggregation, DynError, DynFrame};
    ///
    /// let mut means = DynFrame::new().rolling(2).beside([("mean", Aggregation::mean("x"))])?;
    /// let numbers: ArrayRef = Arc::new(Float64Array::from(vec![20.0, 22.0, 18.0]));
    /// let rows = means.push(&RecordBatch::try_from_iter([("x", numbers)]).unwrap())?;
    ///
    /// let steps = DynFrame::new().assign("above", "x - mean")?.select(["above"]).apply(&rows)?;
    /// assert_eq!(steps.column(0).as_ref(), &Float64Array::from(vec![None, Some(1.0), Some(-2.0)]));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn beside<N: Into<String>>(
        self,
        aggregates: impl IntoIterator<Item = (N, Aggregation)>,
    ) -> Result<DynAggregate, DynError> {
        let aggregates = aggregates.into_iter().map(|(name, aggregate)| (name.into(), aggregate));
        DynAggregate::new(self, aggregates.collect(), true)
    }

    /// What becomes of a batch without aggregating.
    ///
    /// # Errors
    ///
    /// A column is not there, something looks at one of a type that frames do not have, or something cannot be done with
    /// values.
    pub fn apply(&self, batch: &RecordBatch) -> Result<RecordBatch, DynError> {
        self.sheet(batch)?.to_batch()
    }

    fn sheet(&self, batch: &RecordBatch) -> Result<Sheet, DynError> {
        let mut sheet = Sheet::of(batch);
        for step in &self.steps {
            sheet = step.run(sheet)?;
        }
        Ok(sheet)
    }

    /// That only something is done to rows, where nothing is aggregated.
    fn of_rows(self, operation: &str) -> Result<Self, DynError> {
        if matches!(self.over, Over::Everything) && self.keys.is_empty() {
            return Ok(self);
        }
        Err(DynError::Operation {
            operation: operation.to_string(),
            found: "windows or groups".to_string(),
            expected: "it is asked of rows: say these of the batches that come out of it",
        })
    }
}
