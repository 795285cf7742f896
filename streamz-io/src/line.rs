//! A line, wherever it came from.

use core::str::Utf8Error;

use crate::Payload;

/// A line: its bytes, its number, and where it came from, which is what `O` knows.
///
/// Each source of lines has its own, such as `files::Line`, with methods that tell its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<O> {
    payload: Payload,
    /// How much of the payload is behind the content.
    delimiter: usize,
    number: u64,
    pub(crate) origin: O,
}

impl<O> Line<O> {
    /// The last `delimiter` bytes of `payload` are behind the content.
    pub(crate) const fn new(payload: Payload, delimiter: usize, number: u64, origin: O) -> Self {
        Self {
            payload,
            delimiter,
            number,
            origin,
        }
    }

    /// Its bytes with the delimiter.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The same, for keeps. It shares memory with its neighbours: of a few lines that are kept for long out of many, keep
    /// copies ([`Payload::into_vec`]).
    #[must_use]
    pub fn into_payload(self) -> Payload {
        self.payload
    }

    /// Its bytes without the delimiter.
    #[must_use]
    pub fn content(&self) -> &[u8] {
        &self.payload[..self.payload.len() - self.delimiter]
    }

    /// The content as text.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8; the error says from which one on.
    pub fn text(&self) -> Result<&str, Utf8Error> {
        core::str::from_utf8(self.content())
    }

    /// Whether the delimiter was there. It may be missing behind the last line: of a file that ended, was replaced or was cut
    /// off, of a program, of a client.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.delimiter > 0
    }

    /// Its number, counted from 1: in the file, or from where reading it began; in the output of the program; among those
    /// that the client has sent on this connection.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

/// The content.
impl<O> AsRef<[u8]> for Line<O> {
    fn as_ref(&self) -> &[u8] {
        self.content()
    }
}

#[cfg(feature = "records")]
impl<O> crate::records::Record for Line<O>
where
    for<'a> crate::records::Position: From<&'a O>,
{
    fn content(&self) -> &[u8] {
        self.content()
    }

    fn to_payload(&self) -> Payload {
        self.payload.without_last(self.delimiter)
    }

    fn position(&self) -> crate::records::Position {
        crate::records::Position::from(&self.origin).at_line(self.number)
    }
}
