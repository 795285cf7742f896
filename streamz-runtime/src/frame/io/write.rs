//! From rows to whatever can be written.

use arrow_array::RecordBatch;

use super::error::{Cause, Error};
use crate::frame::arrow::Batches;
use crate::frame::column::{Columns, Record};
use crate::frame::rows::Rows;

/// A format that is written batch by batch.
pub trait Encode {
    /// Its name.
    const NAME: &'static str;

    /// Where it is written.
    type Output;

    /// Writes a batch.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), Cause>;

    /// Writes what comes last.
    fn finish(self) -> Result<Self::Output, Cause>;
}

/// Writes rows, whose columns are called as [`Batches`] says.
pub struct Writer<E, L, C> {
    pub(super) format: E,
    batches: Batches<L, C>,
    rows: u64,
}

impl<E: Encode, L: Columns, C: Columns> Writer<E, L, C> {
    pub(super) fn of(format: E) -> Self {
        Self {
            format,
            batches: Batches::default(),
            rows: 0,
        }
    }

    /// Writes rows.
    ///
    /// # Errors
    ///
    /// Writing fails.
    pub fn write<R>(&mut self, rows: R) -> Result<(), Error>
    where
        R: Rows<Index: Record<Column = L>, Row: Record<Column = C>>,
    {
        let batch = self.batches.batch(rows);
        self.format
            .write(&batch)
            .map_err(|cause| cause.after(E::NAME, self.rows))?;
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Writes what comes last, and gives back what was written to. Without it a file may be incomplete.
    ///
    /// # Errors
    ///
    /// Writing fails.
    pub fn finish(self) -> Result<E::Output, Error> {
        self.format.finish().map_err(|cause| cause.after(E::NAME, self.rows))
    }
}
