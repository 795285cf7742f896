//! Records, where they were, and those that cannot be read.

use core::fmt;
use std::sync::Arc;

use crate::Payload;

/// What a record can be read of: a line, a message.
///
/// All items of sources are; others may be, too.
pub trait Record {
    /// The record, without what separates it from the next one.
    fn content(&self) -> &[u8];

    /// The same, for keeps. It need not copy.
    fn to_payload(&self) -> Payload {
        Payload::from(self.content().to_vec())
    }

    /// Where it was.
    fn position(&self) -> Position;
}

/// A payload by itself, which does not know where it was.
impl Record for Payload {
    fn content(&self) -> &[u8] {
        self
    }

    fn to_payload(&self) -> Payload {
        self.clone()
    }

    fn position(&self) -> Position {
        Position::default()
    }
}

/// Where a record was, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    source: Option<Arc<str>>,
    line: Option<u64>,
    byte: Option<u64>,
}

impl Position {
    /// Somewhere in a source of this name, such as `from_kafka(trades), partition 3`.
    #[must_use]
    pub fn of(source: impl Into<Arc<str>>) -> Self {
        Self {
            source: Some(source.into()),
            ..Self::default()
        }
    }

    /// On this line, counted from 1.
    #[must_use]
    pub const fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Beginning at this byte, counted from 0.
    #[must_use]
    pub const fn at_byte(mut self, byte: u64) -> Self {
        self.byte = Some(byte);
        self
    }

    /// The name of the source.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The line, counted from 1.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        self.line
    }

    /// The byte at which it begins, counted from 0.
    #[must_use]
    pub const fn byte(&self) -> Option<u64> {
        self.byte
    }
}

/// Such as `from_textfile(sales.csv), line 3, byte 20`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        if let Some(source) = &self.source {
            f.write_str(source)?;
            between = ", ";
        }
        for (what, number) in [("line", self.line), ("byte", self.byte)] {
            if let Some(number) = number {
                write!(f, "{between}{what} {number}")?;
                between = ", ";
            }
        }
        if between.is_empty() {
            f.write_str("somewhere")?;
        }
        Ok(())
    }
}

/// A record that cannot be read: why, where it was, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{position}: this is no such record of {format}: {reason}")]
pub struct BadRecord {
    position: Position,
    format: &'static str,
    reason: String,
    bytes: Payload,
}

impl BadRecord {
    /// For a format of one's own: says that `record` is none of `format`, and why.
    #[cold]
    pub fn new(record: &impl Record, format: &'static str, reason: impl fmt::Display) -> Self {
        Self {
            position: record.position(),
            format,
            reason: reason.to_string(),
            bytes: record.to_payload(),
        }
    }

    /// Where it was.
    #[must_use]
    pub const fn position(&self) -> &Position {
        &self.position
    }

    /// What is wrong with it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Its bytes, without what separates it from the next one.
    #[must_use]
    pub const fn bytes(&self) -> &Payload {
        &self.bytes
    }

    /// The same, for keeps.
    #[must_use]
    pub fn into_bytes(self) -> Payload {
        self.bytes
    }
}
