//! Lines of JSON: an object for each row.
//!
//! Members are found by name, in any order; others than the columns of the frame are passed over. One that is absent, or
//! `null`, is missing. Timestamps are texts such as `"2024-03-01T12:30:00Z"`, or nanoseconds since 1970. What is not a number
//! is written as `null`, as is what is missing.
//!
//! # Examples
//!
//! ```
//! use streamz::frame::{Frame, Rows, io::Error, json};
//!
//! #[derive(Frame)]
//! struct Request {
//!     path: String,
//!     seconds: Option<f64>,
//! }
//!
//! let log = r#"
//!     {"seconds": 0.25, "path": "/", "agent": {"name": "curl"}}
//!     {"path": "/about"}
//! "#;
//! let mut out = json::Writer::new(Vec::new());
//! for requests in json::Reader::<Request, _>::new(log.as_bytes()) {
//!     out.write(requests?.rows())?;
//! }
//! assert_eq!(out.finish()?, b"{\"path\":\"/\",\"seconds\":0.25}\n{\"path\":\"/about\"}\n");
//! # Ok::<(), Error>(())
//! ```

use std::io::{Read, Write};
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::RecordBatch;
use arrow_json::writer::LineDelimited;
use arrow_json::{ReaderBuilder, WriterBuilder};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};

use super::ROWS;
use super::decode::Decode;
use super::error::Cause;
use super::write::Encode;
use crate::frame::column::Columns;
use crate::frame::table::{Frame, Table};

/// Makes tables of lines that can be read.
pub type Reader<S, R> = super::Reader<S, Json, R>;

/// Makes tables of lines that come in pieces.
pub type Decoder<S> = super::Decoder<S, Json>;

/// Writes rows as lines.
pub type Writer<W, L, C> = super::Writer<JsonLines<W>, L, C>;

/// How lines are read.
pub struct Json {
    schema: SchemaRef,
    rows: usize,
    decoder: Option<arrow_json::reader::Decoder>,
}

impl Json {
    /// Nulls are the table's business.
    fn new<S: Frame>() -> Self {
        let frame = Table::<S>::schema();
        let fields = frame
            .fields()
            .iter()
            .map(|field| Field::clone(field).with_nullable(true));
        Self {
            schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())),
            rows: ROWS,
            decoder: None,
        }
    }

    /// What decodes, made when it is first asked for.
    fn decoder(&mut self) -> Result<&mut arrow_json::reader::Decoder, ArrowError> {
        match &mut self.decoder {
            Some(decoder) => Ok(decoder),
            none => {
                let builder = ReaderBuilder::new(self.schema.clone()).with_batch_size(self.rows);
                Ok(none.insert(builder.build_decoder()?))
            }
        }
    }
}

impl Decode for Json {
    const NAME: &'static str = "json";
    const RECORDS: bool = true;

    fn decode(&mut self, bytes: &[u8]) -> Result<usize, Cause> {
        Ok(self.decoder()?.decode(bytes)?)
    }

    fn end(&mut self) -> Result<(), Cause> {
        Ok(())
    }

    fn is_full(&self) -> bool {
        let rows = self.decoder.as_ref().filter(|decoder| !decoder.has_partial_record());
        rows.is_some_and(|decoder| decoder.len() >= self.rows)
    }

    fn flush(&mut self) -> Result<Option<RecordBatch>, Cause> {
        Ok(self.decoder()?.flush()?)
    }

    fn single(&self) -> Option<Self> {
        Some(Self {
            schema: self.schema.clone(),
            rows: 1,
            decoder: None,
        })
    }
}

impl<S: Frame> Decoder<S> {
    /// At the beginning.
    pub fn new() -> Self {
        Self::of(Json::new::<S>())
    }

    /// Makes tables of so many rows; the last may have less. 1024 if it is not said.
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.format.rows = rows.max(1);
        self
    }
}

impl<S: Frame> Default for Decoder<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Frame, R: Read> Reader<S, R> {
    /// At the beginning of `input`.
    pub fn new(input: R) -> Self {
        Self::of(Json::new::<S>(), input)
    }

    /// See [`Decoder::rows`].
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.decoder = self.decoder.rows(rows);
        self
    }
}

/// How lines are written.
pub struct JsonLines<W>(W);

impl<W: Write> Encode for JsonLines<W> {
    const NAME: &'static str = "json";
    type Output = W;

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Cause> {
        let mut lines = WriterBuilder::new().build::<_, LineDelimited>(&mut self.0);
        Ok(lines.write(batch)?)
    }

    fn finish(mut self) -> Result<W, Cause> {
        self.0.flush().map_err(ArrowError::from)?;
        Ok(self.0)
    }
}

impl<W: Write, L: Columns, C: Columns> Writer<W, L, C> {
    /// At the beginning of `output`.
    pub fn new(output: W) -> Self {
        Self::of(JsonLines(output))
    }
}
