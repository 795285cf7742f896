//! From pieces of bytes to tables.

use std::string::{String, ToString};
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::error::{Cause, Error};
use crate::frame::table::{Frame, Table};

/// A format that is decoded piece by piece.
pub trait Decode: Sized {
    /// Its name.
    const NAME: &'static str;

    /// Whether records can be told apart: then the bytes of a batch are kept, to find the one that is wrong.
    const RECORDS: bool;

    /// Takes bytes that come before all records; once it [`is_ready`](Self::is_ready), records follow.
    fn head(&mut self, bytes: &[u8]) -> Result<usize, Cause> {
        let _ = bytes;
        Ok(0)
    }

    /// Whether records follow.
    fn is_ready(&self) -> bool {
        true
    }

    /// Takes some bytes, of which there are some, and says how many.
    fn decode(&mut self, bytes: &[u8]) -> Result<usize, Cause>;

    /// No more bytes come.
    fn end(&mut self) -> Result<(), Cause>;

    /// Whether there is a whole batch.
    fn is_full(&self) -> bool;

    /// What was decoded, if anything was.
    fn flush(&mut self) -> Result<Option<RecordBatch>, Cause>;

    /// One that decodes a single record after the head; nothing if records cannot be told apart.
    fn single(&self) -> Option<Self> {
        None
    }

    /// What is wrong, without saying where.
    fn reason(cause: &Cause) -> String {
        cause.to_string()
    }
}

/// Makes tables of bytes that come in pieces, however they are cut.
///
/// It keeps the bytes of the batch that is under way, to say which record is wrong if one is.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "csv")] {
/// use streamz::frame::io::Error;
/// use streamz::frame::{Frame, Rows, csv};
///
/// #[derive(Frame)]
/// struct Sale {
///     name: String,
///     amount: f64,
/// }
///
/// fn total(pieces: &[&[u8]]) -> Result<f64, Error> {
///     let mut decoder = csv::Decoder::<Sale>::new().rows(2);
///     let mut total = 0.0;
///     for mut piece in pieces.iter().copied() {
///         while let Some(sales) = decoder.push(&mut piece)? {
///             sales.rows().each(|_, sale| total += sale.amount);
///         }
///     }
///     if let Some(sales) = decoder.finish()? {
///         sales.rows().each(|_, sale| total += sale.amount);
///     }
///     Ok(total)
/// }
///
/// assert_eq!(total(&[b"name,amo", b"unt\ntea,2.5\ncoff", b"ee,3\nwater,1"]).unwrap(), 6.5);
/// let error = total(&[b"name,amount\ntea,2.5\n", b"coffee,many\n"]).unwrap_err();
/// assert!(matches!(error, Error::Record { line: 3, record: 1, byte: 20, .. }));
/// # }
/// ```
pub struct Decoder<S: Frame, D> {
    pub(super) format: D,
    table: Table<S>,
    // The bytes since the last batch, and where they begin.
    bytes: Vec<u8>,
    byte: u64,
    line: u64,
    rows: u64,
}

impl<S: Frame, D: Decode> Decoder<S, D> {
    pub(super) fn of(format: D) -> Self {
        Self {
            format,
            table: Table::new(),
            bytes: Vec::new(),
            byte: 0,
            line: 1,
            rows: 0,
        }
    }

    /// Takes bytes off the front of `bytes`, until there are as many rows as make a table; nothing if more are needed, and
    /// then all bytes are taken.
    ///
    /// # Errors
    ///
    /// What was read is not a row of the frame. Nothing can be read after that.
    pub fn push(&mut self, bytes: &mut &[u8]) -> Result<Option<&Table<S>>, Error> {
        match self.fill(bytes)? {
            true => self.flush(),
            false => Ok(None),
        }
    }

    /// The rows that are left when no more bytes come, if there are any.
    ///
    /// # Errors
    ///
    /// What was read is not a row of the frame, or it ends in the middle of one.
    pub fn finish(&mut self) -> Result<Option<&Table<S>>, Error> {
        if !self.format.is_full() {
            let ended = self.format.end();
            ended.map_err(|cause| self.locate(cause, &[]))?;
        }
        self.flush()
    }

    /// Takes bytes, and says whether there is a whole batch.
    pub(super) fn fill(&mut self, bytes: &mut &[u8]) -> Result<bool, Error> {
        loop {
            if self.format.is_full() {
                return Ok(true);
            }
            if bytes.is_empty() {
                return Ok(false);
            }
            let ready = self.format.is_ready();
            let taken = if ready {
                self.format.decode(bytes)
            } else {
                self.format.head(bytes)
            };
            let taken = match taken {
                Ok(taken) => taken,
                Err(cause) if ready => return Err(self.locate(cause, bytes)),
                Err(cause) => return Err(cause.after(D::NAME, self.rows)),
            };
            let (now, later) = bytes.split_at(taken);
            *bytes = later;
            if ready && D::RECORDS {
                self.bytes.extend_from_slice(now);
            } else {
                self.pass(now);
            }
        }
    }

    /// The table of what was decoded.
    pub(super) fn flush(&mut self) -> Result<Option<&Table<S>>, Error> {
        let batch = self.format.flush();
        let bound = batch.and_then(|batch| match batch {
            Some(batch) => Ok(self.table.bind(&batch).map(|()| true)?),
            None => Ok(false),
        });
        match bound {
            Ok(true) => {
                let bytes = core::mem::take(&mut self.bytes);
                self.pass(&bytes);
                self.bytes = bytes;
                self.bytes.clear();
                self.rows += self.table.len() as u64;
                Ok(Some(&self.table))
            }
            Ok(false) => Ok(None),
            Err(cause) => Err(self.locate(cause, &[])),
        }
    }

    /// The table that was made last.
    pub(super) fn table(&self) -> &Table<S> {
        &self.table
    }

    /// How many rows there were.
    pub(super) fn count(&self) -> u64 {
        self.rows
    }

    /// Hands over the table.
    pub(super) fn take(&mut self) -> Table<S> {
        core::mem::take(&mut self.table)
    }

    /// Counts bytes that are done with.
    fn pass(&mut self, bytes: &[u8]) {
        self.byte += bytes.len() as u64;
        self.line += lines(bytes);
    }

    /// The error of the first record that cannot be read, of the bytes since the last batch and `more`.
    #[cold]
    fn locate(&mut self, cause: Cause, more: &[u8]) -> Error {
        self.bytes.extend_from_slice(more);
        let (mut begin, mut record) = (0, self.rows);
        while let Some(single) = self.format.single() {
            let bytes = &self.bytes[begin..];
            begin += bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            match read_one::<S, D>(single, &self.bytes[begin..]) {
                Ok(0) => break,
                Ok(taken) => begin += taken,
                Err(cause) => {
                    return Error::Record {
                        format: D::NAME,
                        line: self.line + lines(&self.bytes[..begin]),
                        record,
                        byte: self.byte + begin as u64,
                        reason: D::reason(&cause),
                    };
                }
            }
            record += 1;
        }
        cause.after(D::NAME, self.rows)
    }
}

/// Reads one record, and says how long it is.
fn read_one<S: Frame, D: Decode>(mut format: D, bytes: &[u8]) -> Result<usize, Cause> {
    let mut taken = 0;
    while !format.is_full() && taken < bytes.len() {
        taken += format.decode(&bytes[taken..])?;
    }
    if !format.is_full() {
        format.end()?;
    }
    if let Some(batch) = format.flush()? {
        Table::<S>::new().bind(&batch)?;
    }
    Ok(taken)
}

fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&byte| byte == b'\n').count() as u64
}
