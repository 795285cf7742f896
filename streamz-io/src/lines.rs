//! Where one record ends and the next begins, in bytes that come in pieces.

use std::io::{self, Read};

use bytes::{Bytes, BytesMut};
use memchr::memmem::Finder;

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// How much is read at once where each time costs a hop to another thread.
const LARGE_CHUNK: usize = 128 * 1024;

/// Cuts bytes behind each delimiter, in memory that is bounded by a limit.
///
/// Bytes are read into [`space`](Self::space); [`next`](Self::next) takes out what is complete. A line is a slice of what was
/// read.
pub(crate) struct Lines {
    buffer: BytesMut,
    delimiter: Finder<'static>,
    limit: usize,
    /// How much of the buffer is known to hold no delimiter.
    searched: usize,
    /// How long the line is that is being passed over, if there is one.
    skipped: Option<u64>,
}

/// What stands between two delimiters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line, with its delimiter.
    Whole(Bytes),
    /// One that is longer than the limit, of which nothing was kept: how long it is, with its delimiter.
    TooLong(u64),
}

impl Lines {
    /// Lines that end with `delimiter`, which is not empty, and are no longer than `limit` bytes without it.
    pub(crate) fn new(delimiter: &[u8], limit: usize) -> Self {
        Self {
            buffer: BytesMut::new(),
            delimiter: Finder::new(delimiter).into_owned(),
            limit,
            searched: 0,
            skipped: None,
        }
    }

    /// Where to append bytes; there is room for some.
    pub(crate) fn space(&mut self) -> &mut BytesMut {
        self.buffer.reserve(CHUNK.min(self.limit.max(512)));
        &mut self.buffer
    }

    /// Appends what one call reads, and says what that was; nothing at the end.
    pub(crate) fn read_from(&mut self, from: &mut impl Read) -> io::Result<&[u8]> {
        let before = self.buffer.len();
        self.buffer.resize(before + LARGE_CHUNK, 0);
        let read = loop {
            match from.read(&mut self.buffer[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(before + read.as_ref().map_or(0, |count| *count));
        read?;
        Ok(&self.buffer[before..])
    }

    /// The next line, if all of it is there.
    pub(crate) fn next(&mut self) -> Option<Line> {
        let delimiter = self.delimiter.needle().len();
        let Some(found) = self.delimiter.find(&self.buffer[self.searched..]) else {
            // The first bytes of a delimiter may be the last ones here.
            self.searched = (self.buffer.len() + 1).saturating_sub(delimiter);
            if self.skipped.is_some() || self.searched > self.limit {
                let passed = self.buffer.split_to(self.searched).len() as u64;
                self.searched = 0;
                *self.skipped.get_or_insert(0) += passed;
            }
            return None;
        };
        let end = self.searched + found + delimiter;
        self.searched = 0;
        let line = self.buffer.split_to(end);
        Some(match self.skipped.take() {
            Some(passed) => Line::TooLong(passed + end as u64),
            None if end - delimiter > self.limit => Line::TooLong(end as u64),
            None => Line::Whole(line.freeze()),
        })
    }

    /// What is left when no more comes: a line without its delimiter.
    pub(crate) fn rest(&mut self) -> Option<Line> {
        self.searched = 0;
        let rest = self.buffer.split();
        match self.skipped.take() {
            Some(passed) => Some(Line::TooLong(passed + rest.len() as u64)),
            None if rest.is_empty() => None,
            None if rest.len() > self.limit => Some(Line::TooLong(rest.len() as u64)),
            None => Some(Line::Whole(rest.freeze())),
        }
    }

    /// How many bytes have come that are not yet taken out.
    pub(crate) fn pending(&self) -> u64 {
        self.skipped.unwrap_or(0) + self.buffer.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// All lines of `bytes` that come in pieces of these lengths.
    fn cut(delimiter: &[u8], limit: usize, bytes: &[u8], pieces: &[usize]) -> Vec<Line> {
        let mut lines = Lines::new(delimiter, limit);
        let mut out = Vec::new();
        let (mut from, mut turn) = (0, 0);
        while from < bytes.len() {
            let to = (from + pieces[turn % pieces.len()]).min(bytes.len());
            lines.space().extend_from_slice(&bytes[from..to]);
            while let Some(line) = lines.next() {
                out.push(line);
            }
            assert!(lines.buffer.len() <= limit + delimiter.len() + pieces[turn % pieces.len()]);
            (from, turn) = (to, turn + 1);
        }
        let taken: u64 = out.iter().map(length).sum();
        assert_eq!(taken + lines.pending(), bytes.len() as u64);
        out.extend(lines.rest());
        out
    }

    fn length(line: &Line) -> u64 {
        match line {
            Line::Whole(bytes) => bytes.len() as u64,
            Line::TooLong(length) => *length,
        }
    }

    /// The same, by looking at all bytes at once.
    fn plain(delimiter: &[u8], limit: usize, mut bytes: &[u8]) -> Vec<Line> {
        let mut out = Vec::new();
        while !bytes.is_empty() {
            let found = bytes.windows(delimiter.len()).position(|window| window == delimiter);
            let (content, end) = found.map_or((bytes.len(), bytes.len()), |at| (at, at + delimiter.len()));
            let (line, rest) = bytes.split_at(end);
            bytes = rest;
            out.push(if content > limit {
                Line::TooLong(end as u64)
            } else {
                Line::Whole(Bytes::copy_from_slice(line))
            });
        }
        out
    }

    proptest! {
        #[test]
        fn lines_do_not_depend_on_how_bytes_come(
            bytes in vec(prop_oneof![Just(b'a'), Just(b'b'), Just(b'\r'), Just(b'\n')], 0..200),
            delimiter in select(vec![&b"\n"[..], b"\r\n", b"aab", b"aa"]),
            limit in 1..20_usize,
            pieces in vec(1..30_usize, 1..8),
        ) {
            prop_assert_eq!(cut(delimiter, limit, &bytes, &pieces), plain(delimiter, limit, &bytes));
        }
    }
}
