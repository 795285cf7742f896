//! `full`: all rows that are in a window.

use std::string::ToString;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::DynFrame;
use super::error::DynError;
use super::reach::{Back, Over};
use super::sheet::Sheet;

/// The rows of a window; made by [`DynFrame::full`].
#[derive(Clone, Debug)]
pub struct DynWindow {
    frame: DynFrame,
    back: Back,
    held: Option<Sheet>,
    /// The label of each row, and the greatest up to it.
    labels: Vec<(i64, i64)>,
    newest: i64,
}

impl DynFrame {
    /// All rows that are in the [`window`](Self::window), after every batch: like
    /// [`WindowFlow::full`](crate::frame::ops::WindowFlow::full). A function of them is what streamz calls `apply`.
    ///
    /// # Errors
    ///
    /// [`DynError::Operation`] if no window was said before, or groups were.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Int64Array};
    /// use streamz::frame::dynamic::{DynError, DynFrame};
    ///
    /// let batch = |numbers: Vec<i64>| {
    ///     let numbers: ArrayRef = Arc::new(Int64Array::from(numbers));
    ///     RecordBatch::try_from_iter_with_nullable([("number", numbers, true)]).unwrap()
    /// };
    /// let mut window = DynFrame::new().window(3).full()?;
    /// window.push(&batch(vec![1, 2]))?;
    /// assert_eq!(window.push(&batch(vec![3, 4]))?, batch(vec![2, 3, 4]));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn full(self) -> Result<DynWindow, DynError> {
        match self.over {
            Over::Window(reach) if self.keys.is_empty() => Ok(DynWindow {
                frame: self,
                back: reach.0,
                held: None,
                labels: Vec::new(),
                newest: i64::MIN,
            }),
            _ => Err(DynError::Operation {
                operation: "full".to_string(),
                found: "something else than a window".to_string(),
                expected: "write `window(..)` before it, and no `groupby`",
            }),
        }
    }
}

impl DynWindow {
    /// Takes a batch, and gives the rows that are in the window after it.
    ///
    /// # Errors
    ///
    /// The labels are not there or do not fit the window, a column is missing or of another type than before, or something
    /// cannot be done with values. The batch then does not count.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<RecordBatch, DynError> {
        let sheet = self.frame.sheet(batch)?;
        let mut labels = self.labels.clone();
        let mut newest = self.newest;
        if let Back::Labels(near) = self.back {
            let (kind, more) = sheet.labels(self.frame.index.as_ref())?;
            if kind != near.kind {
                return Err(DynError::Index);
            }
            labels.extend(more.into_iter().map(|label| {
                newest = newest.max(label);
                (label, newest)
            }));
        }
        let all = match &self.held {
            Some(held) => held.followed_by(&sheet)?,
            None => sheet,
        };
        let first = match self.back {
            Back::Rows(rows) => all.rows.saturating_sub(rows),
            Back::Labels(near) => labels.partition_point(|&(_, until)| near.is_old(until, newest)),
        };
        let held = all.slice(first, all.rows - first)?;
        let window = match self.back {
            Back::Rows(_) => held.to_batch()?,
            Back::Labels(near) => {
                labels.drain(..first);
                let present = labels
                    .iter()
                    .enumerate()
                    .filter(|(_, (label, _))| near.has(*label, newest));
                let places: Vec<usize> = present.map(|(place, _)| place).collect();
                held.take(&places)?.to_batch()?
            }
        };
        (self.held, self.labels, self.newest) = (Some(held), labels, newest);
        Ok(window)
    }
}
