//! `asof`: each row with the newest row of another frame that is not newer than it.

use core::slice::from_ref;
use std::collections::VecDeque;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::DynFrame;
use super::beside::{Others, alike};
use super::column::Kind;
use super::error::DynError;
use super::value::Value;

/// Rows, each with one of another frame that is not newer; made by [`DynFrame::asof`].
#[derive(Clone, Debug)]
pub struct DynAsof {
    frame: DynFrame,
    other: DynFrame,
    remembered: usize,
    others: Option<(Kind, Others)>,
    /// Labels, which do not go backwards, and cells.
    rows: VecDeque<(i64, Vec<Value>)>,
    newest: Option<i64>,
}

impl DynFrame {
    /// Each row with the newest row of `other` whose label is not greater than its own: like
    /// [`FrameFlow::asof`](crate::frame::FrameFlow::asof). Labels are those that [`set_index`](Self::set_index) says of each
    /// side.
    ///
    /// The columns of `other` come behind those of the row, but for its index; one whose name is taken gets `_right` behind
    /// it. They are missing where there is no such row. The last `remembered` rows of `other` are kept. They must come in
    /// the order of their labels; one that does not is left out: put [`in_order`](Self::in_order) before.
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
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Float64Array, Int64Array};
    /// use streamz::frame::dynamic::{DynError, DynFrame};
    ///
    /// let batch = |name: &str, ats: Vec<i64>, prices: Vec<f64>| {
    ///     let ats: ArrayRef = Arc::new(Int64Array::from(ats));
    ///     let prices: ArrayRef = Arc::new(Float64Array::from(prices));
    ///     RecordBatch::try_from_iter([("at", ats), (name, prices)]).unwrap()
    /// };
    /// let frame = DynFrame::new().set_index("at");
    /// let mut asof = frame.clone().asof(frame, 1000)?;
    /// asof.other(&batch("bid", vec![1, 3], vec![10.0, 11.0]))?;
    ///
    /// let trades = asof.push(&batch("price", vec![0, 2, 3], vec![9.0, 10.5, 11.25]))?;
    /// let bids = trades.column_by_name("bid").unwrap();
    /// assert_eq!(bids.as_ref(), &Float64Array::from(vec![None, Some(10.0), Some(11.0)]));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn asof(self, other: Self, remembered: usize) -> Result<DynAsof, DynError> {
        Ok(DynAsof {
            frame: self.of_rows("asof")?,
            other: other.of_rows("asof")?,
            remembered,
            others: None,
            rows: VecDeque::new(),
            newest: None,
        })
    }
}

impl DynAsof {
    /// Takes a batch of rows, and gives each with the row of the other side that belongs to it.
    ///
    /// # Errors
    ///
    /// [`DynError::OtherUnknown`] before the first batch of the other side; labels are not there or of different types, or
    /// something cannot be done with values.
    pub fn push(&self, batch: &RecordBatch) -> Result<RecordBatch, DynError> {
        let sheet = self.frame.sheet(batch)?;
        let index = self.frame.index.as_ref();
        let (kind, labels) = sheet.labels(index)?;
        let (there, others) = self.others.as_ref().ok_or(DynError::OtherUnknown)?;
        alike("asof", index.map_or("", |index| index), kind, *there)?;
        let newest = |&label: &i64| {
            let place = self.rows.partition_point(|&(other, _)| other <= label).checked_sub(1)?;
            self.rows.get(place).map(|(_, cells)| cells)
        };
        let matches: Vec<_> = labels.iter().map(newest).collect();
        others.beside(sheet, &matches)
    }

    /// Takes a batch of the other side.
    ///
    /// # Errors
    ///
    /// Labels are not there, a column is missing or of another type than before, or something cannot be done with values.
    /// The batch then does not count.
    pub fn other(&mut self, batch: &RecordBatch) -> Result<(), DynError> {
        let sheet = self.other.sheet(batch)?;
        let index = self.other.index.as_ref().ok_or(DynError::Index)?;
        let (found, labels) = sheet.labels(Some(index))?;
        let (expected, mut others) = match self.others.take() {
            Some((kind, others)) => (kind, Some(others)),
            None => (found, None),
        };
        let rows = match expected == found {
            true => Others::take(&mut others, &sheet, from_ref(index)),
            false => Err(DynError::Changed {
                column: index.clone(),
                expected,
                found,
            }),
        };
        self.others = others.map(|others| (expected, others));
        for (label, cells) in labels.into_iter().zip(rows?) {
            // One that comes late would be found in the place of a newer one.
            if self.newest.is_none_or(|newest| label >= newest) {
                self.newest = Some(label);
                self.rows.push_back((label, cells));
            }
        }
        let more = self.rows.len().saturating_sub(self.remembered);
        self.rows.drain(..more);
        Ok(())
    }
}
