//! `join`: each row with the newest row of another frame that has the same key.

use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::DynFrame;
use super::beside::{Others, alike};
use super::column::{Column, Kind};
use super::error::DynError;
use super::sheet::Sheet;
use super::value::Value;

/// Rows, each with one of another frame that has the same key; made by [`DynFrame::join`].
#[derive(Clone, Debug)]
pub struct DynJoin {
    frame: DynFrame,
    other: DynFrame,
    on: Vec<String>,
    /// What the keys of the other side hold.
    kinds: Vec<Kind>,
    others: Option<Others>,
    newest: BTreeMap<Vec<Value>, Vec<Value>>,
}

impl DynFrame {
    /// Each row with the newest row of `other` that has the same values in the columns `on`: like
    /// [`FrameFlow::join`](crate::frame::FrameFlow::join).
    ///
    /// The columns of `other` come behind those of the row, but for those of `on`; one whose name is taken gets `_right`
    /// behind it. They are missing where there is no such row, and where a key is missing. Columns that have other names on
    /// the two sides are given the same by [`assign`](Self::assign).
    ///
    /// # Errors
    ///
    /// [`DynError::Operation`] if windows or groups were said before.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Float64Array, Int64Array, StringArray};
    /// use streamz::frame::dynamic::{DynError, DynFrame};
    ///
    /// let names = |names: Vec<&'static str>| Arc::new(StringArray::from(names)) as ArrayRef;
    /// let prices: ArrayRef = Arc::new(Float64Array::from(vec![3.0, 4.0]));
    /// let pieces: ArrayRef = Arc::new(Int64Array::from(vec![3, 1]));
    ///
    /// let mut join = DynFrame::new().join(DynFrame::new(), ["name"])?;
    /// join.other(&RecordBatch::try_from_iter([("name", names(vec!["tea", "tea"])), ("price", prices)]).unwrap())?;
    /// let sales = [("name", names(vec!["tea", "salt"])), ("pieces", pieces)];
    /// let sales = join.push(&RecordBatch::try_from_iter(sales).unwrap())?;
    ///
    /// let totals = DynFrame::new().assign("total", "pieces * price")?.select(["total"]).apply(&sales)?;
    /// assert_eq!(totals.column(0).as_ref(), &Float64Array::from(vec![Some(12.0), None]));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn join<N: Into<String>>(self, other: Self, on: impl IntoIterator<Item = N>) -> Result<DynJoin, DynError> {
        Ok(DynJoin {
            frame: self.of_rows("join")?,
            other: other.of_rows("join")?,
            on: on.into_iter().map(Into::into).collect(),
            kinds: Vec::new(),
            others: None,
            newest: BTreeMap::new(),
        })
    }
}

impl DynJoin {
    /// Takes a batch of rows, and gives each with the row of the other side that belongs to it.
    ///
    /// # Errors
    ///
    /// [`DynError::OtherUnknown`] before the first batch of the other side; a column is not there or keys are of different
    /// types, or something cannot be done with values.
    pub fn push(&self, batch: &RecordBatch) -> Result<RecordBatch, DynError> {
        let sheet = self.frame.sheet(batch)?;
        let others = self.others.as_ref().ok_or(DynError::OtherUnknown)?;
        let keys = keys(&sheet, &self.on)?;
        for ((name, column), &there) in self.on.iter().zip(&keys).zip(&self.kinds) {
            alike("join", name, column.kind(), there)?;
        }
        let matches: Vec<_> = (0..sheet.rows)
            .map(|row| key(&keys, row).and_then(|key| self.newest.get(&key)))
            .collect();
        others.beside(sheet, &matches)
    }

    /// Takes a batch of the other side: of each key the newest row is kept.
    ///
    /// # Errors
    ///
    /// A column is not there or of another type than before, or something cannot be done with values. The batch then does
    /// not count.
    pub fn other(&mut self, batch: &RecordBatch) -> Result<(), DynError> {
        let sheet = self.other.sheet(batch)?;
        let keys = keys(&sheet, &self.on)?;
        let kinds: Vec<Kind> = keys.iter().map(Column::kind).collect();
        if self.others.is_some() {
            for ((column, &expected), &found) in self.on.iter().zip(&self.kinds).zip(&kinds) {
                if expected != found {
                    let column = column.clone();
                    return Err(DynError::Changed {
                        column,
                        expected,
                        found,
                    });
                }
            }
        }
        let rows = Others::take(&mut self.others, &sheet, &self.on)?;
        self.kinds = kinds;
        for (row, cells) in rows.into_iter().enumerate() {
            if let Some(key) = key(&keys, row) {
                self.newest.insert(key, cells);
            }
        }
        Ok(())
    }
}

fn keys(sheet: &Sheet, on: &[String]) -> Result<Vec<Column>, DynError> {
    on.iter().map(|name| sheet.column(name)).collect()
}

/// The key of a row, if nothing of it is missing.
fn key(keys: &[Column], row: usize) -> Option<Vec<Value>> {
    let cells = keys.iter().map(|column| column.cell(row));
    cells.map(|cell| (!cell.is_missing()).then_some(cell)).collect()
}
