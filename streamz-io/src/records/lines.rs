//! A record that is made of lines.

use std::sync::Arc;

use bytes::Bytes;

use super::bad::{Position, Record};
use crate::Payload;

/// The lines of a message that has several. They end with `"\n"`, which may be missing behind the last one; empty ones are
/// passed over.
///
/// Each knows where it is in the message. None is copied.
pub fn lines(record: &impl Record) -> Lines {
    Lines {
        rest: record.to_payload().into_bytes(),
        source: record.position(),
        line: 0,
        byte: 0,
    }
}

/// The lines of a message: what [`lines()`] makes.
#[derive(Clone, Debug)]
pub struct Lines {
    rest: Bytes,
    source: Position,
    line: u64,
    byte: u64,
}

/// A line of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    payload: Payload,
    message: Position,
    line: u64,
    byte: u64,
}

impl Iterator for Lines {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', &self.rest).map_or(self.rest.len(), |found| found + 1);
            let mut payload = self.rest.split_to(end);
            let byte = self.byte;
            self.byte += end as u64;
            self.line += 1;
            if payload.last() == Some(&b'\n') {
                payload.truncate(payload.len() - 1);
            }
            if !payload.trim_ascii().is_empty() {
                return Some(Part {
                    payload: Payload::new(payload),
                    message: self.source.clone(),
                    line: self.line,
                    byte,
                });
            }
        }
        None
    }
}

impl Record for Part {
    fn content(&self) -> &[u8] {
        &self.payload
    }

    fn to_payload(&self) -> Payload {
        self.payload.clone()
    }

    /// In a message that knows its own line or byte, counted on from there.
    fn position(&self) -> Position {
        let message = &self.message;
        let position = match message.source() {
            Some(source) => Position::of(Arc::<str>::from(source)),
            None => Position::default(),
        };
        position
            .at_line(message.line().unwrap_or(1) + self.line - 1)
            .at_byte(message.byte().unwrap_or(0) + self.byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_knows_where_it_is() {
        let message = Payload::from("one\n\n \ntwo\r\nthree");
        let all: Vec<_> = lines(&message).collect();
        let contents: Vec<&[u8]> = all.iter().map(Record::content).collect();
        assert_eq!(contents, [&b"one"[..], b"two\r", b"three"]);
        let position = |line, byte| Position::default().at_line(line).at_byte(byte);
        assert_eq!(all[1].position(), position(4, 7));
        assert_eq!(all[2].position(), position(5, 12));
        // Lines of a line count on from where that is.
        let inner: Vec<_> = lines(&all[2]).collect();
        assert_eq!(inner[0].position(), position(5, 12));
    }
}
