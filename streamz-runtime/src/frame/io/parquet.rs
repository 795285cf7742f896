//! Parquet files.
//!
//! # Examples
//!
//! ```
//! use streamz::frame::{Frame, Rows, Table, io::Error, parquet};
//!
//! #[derive(Frame)]
//! struct Sale {
//!     name: String,
//!     amount: f64,
//! }
//!
//! let sales = Table::from_iter([Sale { name: "tea".to_owned(), amount: 2.5 }]);
//! let mut out = parquet::Writer::new(Vec::new())?;
//! out.write(sales.rows())?;
//! let bytes = out.finish()?;
//!
//! let mut total = 0.0;
//! for sales in parquet::Reader::<Sale>::new(parquet::Bytes::from(bytes))? {
//!     sales?.rows().each(|_, sale| total += sale.amount);
//! }
//! assert_eq!(total, 2.5);
//! # Ok::<(), Error>(())
//! ```

use std::io::Write;
use std::vec::Vec;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
pub use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
pub use parquet::file::properties::WriterProperties;
pub use parquet::file::reader::ChunkReader;

use super::ROWS;
use super::error::{Cause, Error};
use super::write::Encode;
use crate::frame::arrow::{Batches, find};
use crate::frame::column::Columns;
use crate::frame::table::{Frame, Table};

const NAME: &str = "parquet";

impl From<ParquetError> for Cause {
    fn from(error: ParquetError) -> Self {
        Self::Format(error.into())
    }
}

/// Makes tables of a file. Only the columns of the frame are read.
///
/// As an iterator it hands tables over; [`read`](Self::read) lends one that is used again. After an error there is nothing
/// more.
pub struct Reader<S: Frame> {
    batches: Option<ParquetRecordBatchReader>,
    table: Table<S>,
    rows: u64,
}

impl<S: Frame> Reader<S> {
    /// Reads `file`, a [`File`](std::fs::File) or [`Bytes`].
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no such file.
    pub fn new(file: impl ChunkReader + 'static) -> Result<Self, Error> {
        Self::of(file, ROWS)
    }

    /// Reads `file`, and makes tables of at most so many rows. 1024 if it is not said.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no such file.
    pub fn with_rows(file: impl ChunkReader + 'static, rows: usize) -> Result<Self, Error> {
        Self::of(file, rows.max(1))
    }

    fn of(file: impl ChunkReader + 'static, rows: usize) -> Result<Self, Error> {
        let open = || -> Result<_, Cause> {
            let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
            let mut places = Vec::new();
            find(&mut S::Column::default(), builder.schema().fields(), &mut places)?;
            let columns = ProjectionMask::roots(builder.parquet_schema(), places);
            Ok(builder.with_projection(columns).with_batch_size(rows).build()?)
        };
        let batches = open().map_err(|cause| cause.after(NAME, 0))?;
        Ok(Self {
            batches: Some(batches),
            table: Table::new(),
            rows: 0,
        })
    }

    /// The next table, or nothing at the end.
    ///
    /// # Errors
    ///
    /// Reading fails, or what is read is not a row of the frame.
    pub fn read(&mut self) -> Result<Option<&Table<S>>, Error> {
        let Some(batch) = self.batches.as_mut().and_then(Iterator::next) else {
            return Ok(None);
        };
        let bound = batch
            .map_err(Cause::from)
            .and_then(|batch| Ok(self.table.bind(&batch)?));
        match bound {
            Ok(()) => {
                self.rows += self.table.len() as u64;
                Ok(Some(&self.table))
            }
            Err(cause) => {
                self.batches = None;
                Err(cause.after(NAME, self.rows))
            }
        }
    }
}

impl<S: Frame> Iterator for Reader<S> {
    type Item = Result<Table<S>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read() {
            Ok(Some(_)) => Some(Ok(core::mem::take(&mut self.table))),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

/// Writes rows as a file.
pub type Writer<W, L, C> = super::Writer<ParquetFile<W>, L, C>;

/// How a file is written.
pub struct ParquetFile<W: Write + Send>(ArrowWriter<W>);

impl<W: Write + Send> Encode for ParquetFile<W> {
    const NAME: &'static str = NAME;
    type Output = W;

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Cause> {
        Ok(self.0.write(batch)?)
    }

    fn finish(self) -> Result<W, Cause> {
        let mut output = self.0.into_inner()?;
        output.flush().map_err(ArrowError::from)?;
        Ok(output)
    }
}

impl<W: Write + Send, L: Columns, C: Columns> Writer<W, L, C> {
    /// At the beginning of `output`. Columns are compressed with Snappy.
    ///
    /// # Errors
    ///
    /// Writing fails.
    pub fn new(output: W) -> Result<Self, Error> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        Self::with_properties(output, properties.build())
    }

    /// At the beginning of `output`, with properties such as the size of row groups.
    ///
    /// # Errors
    ///
    /// Writing fails.
    pub fn with_properties(output: W, properties: WriterProperties) -> Result<Self, Error> {
        let schema = Batches::<L, C>::default().schema();
        let file = ArrowWriter::try_new(output, schema, Some(properties));
        let file = file.map_err(|error| Cause::from(error).after(NAME, 0))?;
        Ok(Self::of(ParquetFile(file)))
    }
}
