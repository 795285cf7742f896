//! A line of a program.

use core::fmt;
use core::str::Utf8Error;
use std::sync::Arc;

use crate::Payload;

/// A line that a program has written.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    pub(super) payload: Payload,
    /// How much of the payload is behind the content.
    pub(super) delimiter: usize,
    pub(super) offset: u64,
    pub(super) number: u64,
    pub(super) is_stderr: bool,
    pub(super) source: Arc<str>,
}

impl Line {
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

    /// Whether the delimiter was there. It may be missing behind the last line.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.delimiter > 0
    }

    /// Whether it was written to the error output: see [`Stderr::Lines`](super::Stderr::Lines).
    #[must_use]
    pub fn is_stderr(&self) -> bool {
        self.is_stderr
    }

    /// How many bytes came before it in its output.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Its number in its output, counted from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The name of the source, `from_process(..)`.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// The content.
impl AsRef<[u8]> for Line {
    fn as_ref(&self) -> &[u8] {
        self.content()
    }
}

#[cfg(feature = "records")]
impl crate::records::Record for Line {
    fn content(&self) -> &[u8] {
        self.content()
    }

    fn to_payload(&self) -> Payload {
        self.payload.without_last(self.delimiter)
    }

    fn position(&self) -> crate::records::Position {
        crate::records::Position::of(Arc::clone(&self.source))
            .at_line(self.number)
            .at_byte(self.offset)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("payload", &self.payload)
            .field("number", &self.number)
            .field("is_stderr", &self.is_stderr)
            .finish_non_exhaustive()
    }
}
