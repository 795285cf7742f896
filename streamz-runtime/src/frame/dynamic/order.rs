//! `in_order`: rows that did not come in the order of their labels.

use std::vec::Vec;

use arrow_array::RecordBatch;

use super::DynFrame;
use super::column::Kind;
use super::error::DynError;
use super::reach::Labels;
use super::sheet::Sheet;
use crate::frame::extent::Distance;

/// Puts rows in order; made by [`DynFrame::in_order`].
#[derive(Clone, Debug)]
pub struct DynOrder {
    frame: DynFrame,
    kind: Kind,
    lateness: i64,
    newest: Option<i64>,
    late: u64,
    held: Option<Held>,
}

/// Rows that wait, in the order in which they will leave.
#[derive(Clone, Debug)]
struct Held {
    sheet: Sheet,
    labels: Vec<i64>,
}

/// What comes out of [`DynOrder::push`].
#[derive(Clone, Debug)]
pub struct Ordered {
    /// The rows that need not wait any more, in order.
    pub rows: RecordBatch,
    /// Those of the batch that came too late, in the order in which they came.
    pub late: RecordBatch,
}

impl DynFrame {
    /// Puts rows in the order of their labels, as far as they are not later than `lateness`, which is a
    /// [`Span`](crate::frame::Span) or a [`Duration`](core::time::Duration): like
    /// [`FrameFlow::in_order`](crate::frame::FrameFlow::in_order) and `late` together.
    ///
    /// A row is held until the greatest label seen is `lateness` beyond its own; equal labels keep the order in which they
    /// came. A row whose label is further behind than that is late. What is to be done with sorted rows is said in a second
    /// frame.
    ///
    /// # Errors
    ///
    /// [`DynError::Operation`] if windows or groups were said before.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::Span;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Int64Array};
    /// use streamz::frame::dynamic::{DynError, DynFrame};
    ///
    /// let batch = |ticks: Vec<i64>| {
    ///     let ticks: ArrayRef = Arc::new(Int64Array::from(ticks));
    ///     RecordBatch::try_from_iter_with_nullable([("tick", ticks, true)]).unwrap()
    /// };
    /// let mut order = DynFrame::new().set_index("tick").in_order(Span(2))?;
    /// assert_eq!(order.push(&batch(vec![1, 3, 2]))?.rows, batch(vec![1]));
    ///
    /// let ordered = order.push(&batch(vec![5, 2]))?;
    /// assert_eq!((ordered.rows, ordered.late), (batch(vec![2, 3]), batch(vec![2])));
    /// assert_eq!(order.late(), 1);
    /// assert_eq!(order.finish()?, Some(batch(vec![5])));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn in_order<D: Distance<Unit: Labels>>(self, lateness: D) -> Result<DynOrder, DynError> {
        Ok(DynOrder {
            frame: self.of_rows("in_order")?,
            kind: D::Unit::KIND,
            lateness: lateness.width(),
            newest: None,
            late: 0,
            held: None,
        })
    }
}

impl DynOrder {
    /// Takes a batch, and gives what need not wait any more and what came too late.
    ///
    /// # Errors
    ///
    /// The labels are not there or do not fit the lateness, a column is missing or of another type than before, or something
    /// cannot be done with values. The batch then does not count.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<Ordered, DynError> {
        let sheet = self.frame.sheet(batch)?;
        let (kind, labels) = sheet.labels(self.frame.index.as_ref())?;
        if kind != self.kind {
            return Err(DynError::Index);
        }
        let mut newest = self.newest;
        let (in_time, late): (Vec<usize>, Vec<usize>) = (0..sheet.rows).partition(|&row| {
            let label = labels[row];
            let is_in_time = newest.is_none_or(|newest| label >= newest.saturating_sub(self.lateness));
            newest = newest.max(Some(label));
            is_in_time
        });
        let come = sheet.take(&in_time)?;
        let come_labels = in_time.iter().map(|&row| labels[row]);
        let (all, labels) = match &self.held {
            Some(held) => (
                held.sheet.followed_by(&come)?,
                held.labels.iter().copied().chain(come_labels).collect(),
            ),
            None => (come, come_labels.collect::<Vec<_>>()),
        };
        let mut order: Vec<usize> = (0..all.rows).collect();
        order.sort_by_key(|&row| labels[row]);
        let limit = newest.map(|newest| newest.saturating_sub(self.lateness));
        let leaving = order.partition_point(|&row| Some(labels[row]) <= limit);
        let (leaving, staying) = order.split_at(leaving);
        let ordered = Ordered {
            rows: all.take(leaving)?.to_batch()?,
            late: sheet.take(&late)?.to_batch()?,
        };
        self.held = Some(Held {
            sheet: all.take(staying)?,
            labels: staying.iter().map(|&row| labels[row]).collect(),
        });
        self.newest = newest;
        self.late += late.len() as u64;
        Ok(ordered)
    }

    /// How many rows have come too late.
    pub fn late(&self) -> u64 {
        self.late
    }

    /// The rows that still wait, if there are some: nothing comes after them.
    ///
    /// # Errors
    ///
    /// Their values do not fit the types that frames have.
    pub fn finish(self) -> Result<Option<RecordBatch>, DynError> {
        let held = self.held.filter(|held| held.sheet.rows > 0);
        held.map(|held| held.sheet.to_batch()).transpose()
    }
}
