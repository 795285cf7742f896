//! From whatever can be read to tables.

use std::io::{BufRead, BufReader, Read};

use super::decode::{Decode, Decoder};
use super::error::Error;
use crate::frame::table::{Frame, Table};

/// Makes tables of what can be read.
///
/// As an iterator it hands tables over; [`read`](Self::read) lends one that is used again. After an error there is nothing
/// more.
pub struct Reader<S: Frame, D, R> {
    pub(super) decoder: Decoder<S, D>,
    // Nothing when all was read.
    input: Option<BufReader<R>>,
}

impl<S: Frame, D: Decode, R: Read> Reader<S, D, R> {
    pub(super) fn of(format: D, input: R) -> Self {
        Self {
            decoder: Decoder::of(format),
            input: Some(BufReader::new(input)),
        }
    }

    /// The next table, or nothing at the end.
    ///
    /// # Errors
    ///
    /// Reading fails, or what is read is not a row of the frame.
    pub fn read(&mut self) -> Result<Option<&Table<S>>, Error> {
        match self.fill() {
            Ok(true) => Ok(Some(self.decoder.table())),
            Ok(false) => Ok(None),
            Err(error) => {
                self.input = None;
                Err(error)
            }
        }
    }

    /// Reads the next table, if there is one.
    fn fill(&mut self) -> Result<bool, Error> {
        while let Some(input) = &mut self.input {
            let bytes = input.fill_buf();
            let bytes = bytes.map_err(|source| Error::Io {
                format: D::NAME,
                rows: self.decoder.count(),
                source,
            })?;
            let mut left = bytes;
            let full = self.decoder.fill(&mut left)?;
            let (taken, ended) = (bytes.len() - left.len(), bytes.is_empty());
            input.consume(taken);
            if full {
                return Ok(self.decoder.flush()?.is_some());
            }
            if ended {
                self.input = None;
                return Ok(self.decoder.finish()?.is_some());
            }
        }
        Ok(false)
    }
}

impl<S: Frame, D: Decode, R: Read> Iterator for Reader<S, D, R> {
    type Item = Result<Table<S>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read() {
            Ok(Some(_)) => Some(Ok(self.decoder.take())),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
