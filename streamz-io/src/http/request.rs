//! What a client asked.

use core::fmt;
use core::net::SocketAddr;

use hyper::HeaderMap;
use hyper::http::request::Parts;
use hyper::http::uri::Uri;

use crate::Payload;

/// A `POST` of a client: its body, and where it was sent.
#[derive(Clone)]
pub struct Request {
    payload: Payload,
    uri: Uri,
    headers: HeaderMap,
    peer: SocketAddr,
}

impl Request {
    pub(super) fn new(head: Parts, payload: Payload, peer: SocketAddr) -> Self {
        let Parts { uri, headers, .. } = head;
        Self {
            payload,
            uri,
            headers,
            peer,
        }
    }

    /// The body.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The body alone.
    #[must_use]
    pub fn into_payload(self) -> Payload {
        self.payload
    }

    /// The path, such as `/events`, as it was sent: `%20` is left as it is.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// What stands behind the `?`, if there is one.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// The first header of this name, in upper or lower case, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        core::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()
    }

    /// Who sent it. Behind a proxy that is the proxy; see its header `x-forwarded-for`.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }
}

/// The body.
impl AsRef<[u8]> for Request {
    fn as_ref(&self) -> &[u8] {
        &self.payload
    }
}

#[cfg(feature = "records")]
impl crate::records::Record for Request {
    fn content(&self) -> &[u8] {
        &self.payload
    }

    fn to_payload(&self) -> Payload {
        self.payload.clone()
    }

    fn position(&self) -> crate::records::Position {
        crate::records::Position::of(format!("from_http_server, {} from {}", self.path(), self.peer))
    }
}

/// Without headers and query, which may hold what nobody else may know.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("path", &self.path())
            .field("peer", &self.peer)
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}
