//! A batch of named columns.

use std::string::{String, ToString};
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::{Array, BooleanArray, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema};
use arrow_select::filter::filter;

use super::column::Column;
use super::error::DynError;
use super::expr::Node;

/// A batch; its first columns may be labels or keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    columns: Vec<(String, Column)>,
    pub(super) rows: usize,
}

impl Sheet {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            columns: Vec::new(),
            rows,
        }
    }

    pub(super) fn of(batch: &RecordBatch) -> Result<Self, DynError> {
        let schema = batch.schema_ref();
        let columns = schema.fields().iter().zip(batch.columns());
        let columns = columns.map(|(field, array)| Ok((field.name().clone(), Column::new(field.name(), array)?)));
        Ok(Self {
            columns: columns.collect::<Result<_, DynError>>()?,
            rows: batch.num_rows(),
        })
    }

    pub(super) fn to_batch(&self) -> Result<RecordBatch, DynError> {
        let field = |(name, column): &(String, Column)| Field::new(name, column.kind().data_type(), true);
        let schema = Schema::new(self.columns.iter().map(field).collect::<Vec<_>>());
        let arrays = self.columns.iter().map(|(_, column)| column.array()).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(Arc::new(schema), arrays, &options)
            .map_err(DynError::arrow("a batch could not be made"))
    }

    /// The column of a name.
    pub(super) fn column(&self, name: &str) -> Result<&Column, DynError> {
        let found = self.columns.iter().find(|(known, _)| known == name);
        found.map(|(_, column)| column).ok_or_else(|| DynError::Column {
            name: name.to_string(),
            nearest: crate::frame::arrow::nearest(name, self.columns.iter().map(|(known, _)| known.as_str()))
                .map(ToString::to_string),
        })
    }

    /// Adds a column, or puts another in the place of one.
    pub(super) fn assign(&mut self, name: &str, column: Column) {
        match self.columns.iter_mut().find(|(known, _)| known == name) {
            Some((_, place)) => *place = column,
            None => self.columns.push((name.to_string(), column)),
        }
    }

    /// Only the columns of these names, in this order.
    pub(super) fn select(&self, names: &[String]) -> Result<Self, DynError> {
        let mut sheet = Self::new(self.rows);
        for name in names {
            sheet.assign(name, self.column(name)?.clone());
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
        self.each(mask.true_count(), |array| {
            filter(array, &mask).map_err(DynError::arrow("rows could not be filtered"))
        })
    }

    /// Some rows that lie behind each other.
    pub(super) fn slice(&self, from: usize, rows: usize) -> Result<Self, DynError> {
        self.each(rows, |array| Ok(array.slice(from, rows)))
    }

    fn each(
        &self,
        rows: usize,
        change: impl Fn(&dyn Array) -> Result<arrow_array::ArrayRef, DynError>,
    ) -> Result<Self, DynError> {
        let columns = self.columns.iter().map(|(name, column)| {
            let array = change(&*column.array())?;
            Ok((name.clone(), Column::new(name, &array)?))
        });
        Ok(Self {
            columns: columns.collect::<Result<_, DynError>>()?,
            rows,
        })
    }
}
