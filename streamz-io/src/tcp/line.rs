//! A line, and who sent it.

use core::fmt;
use core::net::SocketAddr;
use core::str::Utf8Error;

use crate::Payload;

/// What a client sent, up to a delimiter.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    pub(super) payload: Payload,
    /// How much of the payload is behind the content.
    pub(super) delimiter: usize,
    pub(super) number: u64,
    pub(super) peer: SocketAddr,
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

    /// Whether the delimiter was there. It may be missing behind a client's last line, if those are asked for.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.delimiter > 0
    }

    /// Its number among those that the client has sent on this connection, counted from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Who sent it.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.peer
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
        crate::records::Position::of(format!("from_tcp, client {}", self.peer)).at_line(self.number)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("payload", &self.payload)
            .field("number", &self.number)
            .field("peer", &self.peer)
            .finish_non_exhaustive()
    }
}
