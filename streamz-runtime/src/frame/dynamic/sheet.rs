//! A batch of named columns.

use std::string::{String, ToString};
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch, RecordBatchOptions, UInt64Array};
use arrow_schema::{ArrowError, Field, Schema};
use arrow_select::concat::concat;
use arrow_select::filter::filter;
use arrow_select::take::take;

use super::column::{Column, Kind};
use super::error::DynError;
use super::expr::Node;

/// A batch; its first columns may be labels or keys.
///
/// Arrays are what they were until something looks at them: one of a type that frames do not have is in nobody's way.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    columns: Vec<(String, ArrayRef)>,
    pub(super) rows: usize,
}

impl Sheet {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            columns: Vec::new(),
            rows,
        }
    }

    pub(super) fn of(batch: &RecordBatch) -> Self {
        let schema = batch.schema_ref();
        let columns = schema.fields().iter().zip(batch.columns());
        Self {
            columns: columns
                .map(|(field, array)| (field.name().clone(), array.clone()))
                .collect(),
            rows: batch.num_rows(),
        }
    }

    /// The columns as frames have them; those of other types as they are.
    pub(super) fn to_batch(&self) -> Result<RecordBatch, DynError> {
        let mut arrays = Vec::with_capacity(self.columns.len());
        let mut fields = Vec::with_capacity(self.columns.len());
        for (name, array) in &self.columns {
            let array = match Kind::of(array.data_type()) {
                Some(_) => Column::new(name, array)?.array(),
                None => array.clone(),
            };
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
            .map_err(DynError::arrow("a batch could not be made"))
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    fn array(&self, name: &str) -> Result<&ArrayRef, DynError> {
        let found = self.columns.iter().find(|(known, _)| known == name);
        found.map(|(_, array)| array).ok_or_else(|| DynError::Column {
            name: name.to_string(),
            nearest: crate::frame::arrow::nearest(name, self.names()).map(ToString::to_string),
        })
    }

    /// The column of a name.
    pub(super) fn column(&self, name: &str) -> Result<Column, DynError> {
        Column::new(name, self.array(name)?)
    }

    /// The labels of the rows, and whether they are integers or instants.
    pub(super) fn labels(&self, index: Option<&String>) -> Result<(Kind, Vec<i64>), DynError> {
        let index = self.column(index.ok_or(DynError::Index)?)?;
        let kind = index.kind();
        if !matches!(kind, Kind::Int | Kind::Time) {
            return Err(DynError::Index);
        }
        let labels = index
            .cells()
            .into_iter()
            .map(|cell| cell.whole().ok_or(DynError::Index));
        Ok((kind, labels.collect::<Result<_, _>>()?))
    }

    /// Adds a column, or puts another in the place of one.
    pub(super) fn assign(&mut self, name: &str, column: &Column) {
        self.put(name, column.array());
    }

    fn put(&mut self, name: &str, array: ArrayRef) {
        match self.columns.iter_mut().find(|(known, _)| known == name) {
            Some((_, place)) => *place = array,
            None => self.columns.push((name.to_string(), array)),
        }
    }

    /// Only the columns of these names, in this order.
    pub(super) fn select(&self, names: &[String]) -> Result<Self, DynError> {
        let mut sheet = Self::new(self.rows);
        for name in names {
            sheet.put(name, self.array(name)?.clone());
        }
        Ok(sheet)
    }

    /// Only the rows of which `condition` is true.
    pub(super) fn filter(&self, condition: &Node) -> Result<Self, DynError> {
        let condition = self.evaluate(condition)?;
        let Column::Bool(mask) = condition else {
            return Err(DynError::Operation {
                operation: "filter".to_string(),
                found: condition.kind().to_string(),
                expected: "write a condition, such as `amount > 3`",
            });
        };
        let mask: BooleanArray = mask.iter().map(|value| Some(value == Some(true))).collect();
        self.each(mask.true_count(), |array| filter(array, &mask))
    }

    /// Some rows that lie behind each other.
    pub(super) fn slice(&self, from: usize, rows: usize) -> Result<Self, DynError> {
        self.each(rows, |array| Ok(array.slice(from, rows)))
    }

    /// The rows in these places, in this order.
    pub(super) fn take(&self, places: &[usize]) -> Result<Self, DynError> {
        let indices: UInt64Array = places.iter().map(|&place| place as u64).collect();
        self.each(places.len(), |array| take(array, &indices, None))
    }

    /// These rows, and those of another sheet behind them, which has the same columns and perhaps more.
    pub(super) fn followed_by(&self, other: &Self) -> Result<Self, DynError> {
        let columns = self.columns.iter().map(|(name, array)| {
            let more = other.array(name)?;
            // Of one kind, they may have been of different widths.
            let both = match (Kind::of(array.data_type()), Kind::of(more.data_type())) {
                (Some(expected), Some(found)) if expected != found => {
                    let column = name.clone();
                    return Err(DynError::Changed {
                        column,
                        expected,
                        found,
                    });
                }
                (Some(_), Some(_)) => [Column::new(name, array)?.array(), Column::new(name, more)?.array()],
                _ => [array.clone(), more.clone()],
            };
            let both = concat(&[&both[0], &both[1]]).map_err(DynError::arrow("batches could not be put together"))?;
            Ok((name.clone(), both))
        });
        Ok(Self {
            columns: columns.collect::<Result<_, DynError>>()?,
            rows: self.rows + other.rows,
        })
    }

    fn each(&self, rows: usize, change: impl Fn(&dyn Array) -> Result<ArrayRef, ArrowError>) -> Result<Self, DynError> {
        let change = |(name, array): &(String, ArrayRef)| Ok((name.clone(), change(array)?));
        let columns: Result<_, ArrowError> = self.columns.iter().map(change).collect();
        Ok(Self {
            columns: columns.map_err(DynError::arrow("rows could not be chosen"))?,
            rows,
        })
    }
}
