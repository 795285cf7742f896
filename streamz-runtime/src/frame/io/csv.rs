//! Comma-separated values.
//!
//! The first line names the columns, in any order; others than those of the frame are passed over. An empty value is missing,
//! but for a `String`, which is then empty. Timestamps are written as `2024-03-01T12:30:00`, with or without a fraction and a
//! zone.
//!
//! # Examples
//!
//! ```
//! use streamz::frame::{Frame, Rows, csv, io::Error};
//! use streamz::prelude::*;
//!
//! #[derive(Frame)]
//! struct Sale {
//!     name: String,
//!     amount: f64,
//! }
//!
//! let file = "amount,name,shop\n2.5,tea,north\n3,coffee,\n";
//! let mut out = csv::Writer::new(Vec::new());
//! let mut p = pipeline!(|sales: &streamz::frame::Table<Sale>| -> Result<(), Error> {
//!     let sales = sales.frame();
//!     sales.filter(|sale| sale.amount > 2.75).try_sink(|rows| out.write(rows));
//! });
//! for sales in csv::Reader::<Sale, _>::new(file.as_bytes()) {
//!     p.emit(&sales?)?;
//! }
//! drop(p);
//! assert_eq!(out.finish()?, b"name,amount\ncoffee,3.0\n");
//! # Ok::<(), Error>(())
//! ```

use std::boxed::Box;
use std::io::{Read, Write};
use std::string::{String, ToString};
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::cast::AsArray;
use arrow_array::{RecordBatch, StringArray};
use arrow_csv::reader::Format;
use arrow_csv::{ReaderBuilder, WriterBuilder};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::ROWS;
use super::decode::Decode;
use super::error::Cause;
use super::write::Encode;
use crate::frame::arrow::find;
use crate::frame::column::Columns;
use crate::frame::table::{Frame, Table};

/// Makes tables of values that can be read.
pub type Reader<S, R> = super::Reader<S, Csv<S>, R>;

/// Makes tables of values that come in pieces.
pub type Decoder<S> = super::Decoder<S, Csv<S>>;

/// Writes rows as values, the names of the columns first.
pub type Writer<W, L, C> = super::Writer<CsvLines<W>, L, C>;

/// How values are read.
pub struct Csv<S> {
    frame: core::marker::PhantomData<fn() -> S>,
    rows: usize,
    delimiter: u8,
    header: bool,
    state: State,
}

enum State {
    /// In the line with the names, perhaps between quotation marks, where a line may end within a name.
    Head { names: Vec<u8>, quoted: bool },
    /// In the records: their columns, and where those of the frame are among them.
    Records(SchemaRef, Vec<usize>, Box<arrow_csv::reader::Decoder>),
}

impl<S: Frame> Csv<S> {
    fn new() -> Self {
        Self {
            frame: core::marker::PhantomData,
            rows: ROWS,
            delimiter: b',',
            header: true,
            state: State::Head {
                names: Vec::new(),
                quoted: false,
            },
        }
    }

    /// The first line is at its end: `names`, or nothing where there is none.
    fn begin(&mut self, names: Option<&[u8]>) -> Result<(), Cause> {
        let frame = Table::<S>::schema();
        let (schema, places) = match names {
            Some(names) => {
                let format = Format::default().with_header(true).with_delimiter(self.delimiter);
                let (found, _) = format.infer_schema(names, Some(0))?;
                let mut places = Vec::new();
                find(&mut S::Column::default(), found.fields(), &mut places)?;
                let field = |found: &Arc<Field>| {
                    let field = frame.field_with_name(found.name());
                    field.map_or_else(|_| text(found.name()), as_read)
                };
                (
                    Schema::new(found.fields().iter().map(field).collect::<Vec<_>>()),
                    places,
                )
            }
            None => {
                let fields: Vec<Field> = frame.fields().iter().map(|field| as_read(field)).collect();
                (Schema::new(fields), (0..frame.fields().len()).collect())
            }
        };
        let decoder = self.decoder(&Arc::new(schema), &places, self.rows);
        self.state = decoder;
        Ok(())
    }

    fn decoder(&self, schema: &SchemaRef, places: &[usize], rows: usize) -> State {
        let format = Format::default().with_delimiter(self.delimiter);
        let builder = ReaderBuilder::new(schema.clone())
            .with_format(format)
            .with_batch_size(rows);
        let decoder = builder.with_projection(places.to_vec()).build_decoder();
        State::Records(schema.clone(), places.to_vec(), Box::new(decoder))
    }
}

/// A column that is read as text.
fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

/// A column as it is read: of text that Arrow's reader knows, and perhaps with nulls, which the table then objects to.
fn as_read(field: &Field) -> Field {
    match field.data_type() {
        DataType::LargeUtf8 => text(field.name()),
        data_type => Field::new(field.name(), data_type.clone(), true),
    }
}

impl<S: Frame> Decode for Csv<S> {
    const NAME: &'static str = "csv";
    const RECORDS: bool = true;

    fn head(&mut self, bytes: &[u8]) -> Result<usize, Cause> {
        if !self.header {
            self.begin(None)?;
            return Ok(0);
        }
        let State::Head { names, quoted } = &mut self.state else {
            return Ok(0);
        };
        let end = bytes.iter().position(|&byte| {
            *quoted ^= byte == b'"';
            byte == b'\n' && !*quoted
        });
        let taken = end.map_or(bytes.len(), |end| end + 1);
        names.extend_from_slice(&bytes[..taken]);
        if end.is_some() {
            let names = core::mem::take(names);
            self.begin(Some(&names))?;
        }
        Ok(taken)
    }

    fn is_ready(&self) -> bool {
        matches!(self.state, State::Records(..))
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<usize, Cause> {
        match &mut self.state {
            State::Head { .. } => Ok(0),
            State::Records(.., decoder) => Ok(decoder.decode(bytes)?),
        }
    }

    fn end(&mut self) -> Result<(), Cause> {
        match &mut self.state {
            State::Head { names, .. } if names.is_empty() => Ok(()),
            State::Head { names, .. } => {
                let names = core::mem::take(names);
                self.begin(Some(&names))
            }
            State::Records(.., decoder) => {
                decoder.decode(&[])?;
                Ok(())
            }
        }
    }

    fn is_full(&self) -> bool {
        matches!(&self.state, State::Records(.., decoder) if decoder.capacity() == 0)
    }

    fn flush(&mut self) -> Result<Option<RecordBatch>, Cause> {
        match &mut self.state {
            State::Head { .. } => Ok(None),
            State::Records(.., decoder) => match decoder.flush()? {
                Some(batch) => Ok(Some(with_empty_texts::<S>(batch)?)),
                None => Ok(None),
            },
        }
    }

    fn single(&self) -> Option<Self> {
        match &self.state {
            State::Head { .. } => None,
            State::Records(schema, places, _) => Some(Self {
                state: self.decoder(schema, places, 1),
                ..*self
            }),
        }
    }

    /// Arrow's reader counts lines from where it began, which here is the record: from 0 for values, from 1 for records.
    fn reason(cause: &Cause) -> String {
        let reason = cause.to_string();
        reason.replace(" at line 0.", ".").replace(" for line 1", "")
    }
}

/// The batch, in which a text that is empty is not missing where the frame cannot do without.
fn with_empty_texts<S: Frame>(batch: RecordBatch) -> Result<RecordBatch, Cause> {
    let frame = Table::<S>::schema();
    let (schema, mut columns, _) = batch.into_parts();
    for (field, column) in schema.fields().iter().zip(&mut columns) {
        let required = frame
            .field_with_name(field.name())
            .is_ok_and(|field| !field.is_nullable());
        if let (true, Some(texts)) = (required, column.as_string_opt::<i32>()) {
            let (bounds, bytes, _) = texts.clone().into_parts();
            *column = Arc::new(StringArray::new(bounds, bytes, None));
        }
    }
    Ok(RecordBatch::try_new(schema, columns)?)
}

impl<S: Frame> Decoder<S> {
    /// At the beginning.
    pub fn new() -> Self {
        Self::of(Csv::new())
    }

    /// Makes tables of so many rows; the last may have less. 1024 if it is not said.
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.format.rows = rows.max(1);
        self
    }

    /// Values are separated by `delimiter` instead of a comma.
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.format.delimiter = delimiter;
        self
    }

    /// There is no line with names: the columns are those of the frame, in its order.
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.format.header = false;
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
        Self::of(Csv::new(), input)
    }

    /// See [`Decoder::rows`].
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.decoder = self.decoder.rows(rows);
        self
    }

    /// See [`Decoder::delimiter`].
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.decoder = self.decoder.delimiter(delimiter);
        self
    }

    /// See [`Decoder::without_header`].
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.decoder = self.decoder.without_header();
        self
    }
}

/// How values are written.
pub struct CsvLines<W> {
    output: W,
    delimiter: u8,
    header: bool,
}

impl<W: Write> Encode for CsvLines<W> {
    const NAME: &'static str = "csv";
    type Output = W;

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Cause> {
        // One for each batch: it is flushed here, and what fails is told.
        let builder = WriterBuilder::new()
            .with_header(self.header)
            .with_delimiter(self.delimiter);
        builder.build(&mut self.output).write(batch)?;
        self.header = false;
        Ok(())
    }

    fn finish(mut self) -> Result<W, Cause> {
        self.output.flush().map_err(arrow_schema::ArrowError::from)?;
        Ok(self.output)
    }
}

impl<W: Write, L: Columns, C: Columns> Writer<W, L, C> {
    /// At the beginning of `output`.
    pub fn new(output: W) -> Self {
        Self::of(CsvLines {
            output,
            delimiter: b',',
            header: true,
        })
    }

    /// Separates values by `delimiter` instead of a comma.
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.format.delimiter = delimiter;
        self
    }

    /// Writes no line with names.
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.format.header = false;
        self
    }
}
