//! Streams of Arrow's own format: what other programs that know Arrow exchange.
//!
//! # Examples
//!
//! ```
//! use streamz::frame::{Frame, Rows, Table, io::Error, ipc};
//!
//! #[derive(Frame)]
//! struct Sale {
//!     name: String,
//!     amount: f64,
//! }
//!
//! let sales = Table::from_iter([Sale { name: "tea".to_owned(), amount: 2.5 }]);
//! let mut out = ipc::Writer::new(Vec::new())?;
//! out.write(sales.rows())?;
//! let bytes = out.finish()?;
//!
//! let mut total = 0.0;
//! for sales in ipc::Reader::<Sale, _>::new(&bytes[..]) {
//!     sales?.rows().each(|_, sale| total += sale.amount);
//! }
//! assert_eq!(total, 2.5);
//! # Ok::<(), Error>(())
//! ```
//!
//! Messages of a source, each of which is a stream by itself, go through a `Reader` of their own, so that one that cannot
//! be read spoils no other:
//!
//! ```
//! use streamz::frame::{Frame, Rows, Table, io::Error, ipc};
//! use streamz::prelude::*;
//!
//! #[derive(Frame)]
//! struct Sale {
//!     name: String,
//!     amount: f64,
//! }
//!
//! fn tables(message: &[u8]) -> Result<Vec<Table<Sale>>, Error> {
//!     ipc::Reader::<Sale, _>::new(message).collect()
//! }
//!
//! let (mut total, mut bad) = (0.0, Vec::new());
//! let mut p = pipeline!(|messages: Vec<u8>| { // or `try_source` of what `streamz::io` has opened
//!     let read = messages.try_map(|message| tables(&message));
//!     read.flatten().frame().sum(|sale| sale.amount).sink(|sum| total = sum);
//!     read.catch(|message, error| (message, error.to_string())).sink(|one| bad.push(one));
//! });
//! for amount in [2.5, 3.5] {
//!     let mut out = ipc::Writer::new(Vec::new())?;
//!     out.write(Table::from_iter([Sale { name: "tea".to_owned(), amount }]).rows())?;
//!     let message = out.finish()?;
//!     p.emit(message[..40].to_vec()); // torn
//!     p.emit(message);
//! }
//! drop(p);
//! assert_eq!((total, bad.len()), (6.0, 2));
//! # Ok::<(), Error>(())
//! ```
//!
//! Pieces of one stream go through one [`Decoder`]; what cannot be read ends that.

use std::collections::VecDeque;
use std::io::{Read, Write};

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_ipc::writer::StreamWriter;

use super::decode::Decode;
use super::error::{Cause, Error};
use super::write::Encode;
use crate::frame::arrow::Batches;
use crate::frame::column::Columns;
use crate::frame::table::Frame;

/// Makes tables of a stream that can be read: one of each batch.
pub type Reader<S, R> = super::Reader<S, Ipc, R>;

/// Makes tables of a stream that comes in pieces.
pub type Decoder<S> = super::Decoder<S, Ipc>;

/// Writes rows as a stream: a batch for each call.
pub type Writer<W, L, C> = super::Writer<IpcStream<W>, L, C>;

/// How a stream is read.
#[derive(Debug, Default)]
pub struct Ipc {
    decoder: StreamDecoder,
    // A piece may hold several.
    batches: VecDeque<RecordBatch>,
}

impl Decode for Ipc {
    const NAME: &'static str = "ipc";
    const RECORDS: bool = false;

    fn decode(&mut self, bytes: &[u8]) -> Result<usize, Cause> {
        let mut piece = Buffer::from(bytes);
        while let Some(batch) = self.decoder.decode(&mut piece)? {
            self.batches.push_back(batch);
        }
        Ok(bytes.len())
    }

    fn end(&mut self) -> Result<(), Cause> {
        Ok(self.decoder.finish()?)
    }

    fn is_full(&self) -> bool {
        !self.batches.is_empty()
    }

    fn flush(&mut self) -> Result<Option<RecordBatch>, Cause> {
        Ok(self.batches.pop_front())
    }
}

impl<S: Frame> Decoder<S> {
    /// At the beginning.
    pub fn new() -> Self {
        Self::of(Ipc::default())
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
        Self::of(Ipc::default(), input)
    }
}

/// How a stream is written.
pub struct IpcStream<W: Write>(StreamWriter<W>);

impl<W: Write> Encode for IpcStream<W> {
    const NAME: &'static str = "ipc";
    type Output = W;

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Cause> {
        Ok(self.0.write(batch)?)
    }

    fn finish(self) -> Result<W, Cause> {
        let mut output = self.0.into_inner()?;
        output.flush().map_err(arrow_schema::ArrowError::from)?;
        Ok(output)
    }
}

impl<W: Write, L: Columns, C: Columns> Writer<W, L, C> {
    /// At the beginning of `output`, where the schema is written.
    ///
    /// # Errors
    ///
    /// Writing fails.
    pub fn new(output: W) -> Result<Self, Error> {
        let stream = StreamWriter::try_new(output, &Batches::<L, C>::default().schema());
        let stream = stream.map_err(|error| Cause::from(error).after("ipc", 0))?;
        Ok(Self::of(IpcStream(stream)))
    }
}
