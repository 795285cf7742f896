//! Bodies of HTTP requests.
//!
//! [`from_http_server`] listens, and makes an element of each `POST`. The client's answer waits until the element has been
//! dealt with:
//!
//! | what became of it | answer |
//! | --- | --- |
//! | everything made of it is done | `200 OK` |
//! | it failed, or was dropped with the pipeline | `500 Internal Server Error` |
//! | the pipeline was full for longer than [`max_wait`](FromHttpServer::max_wait), or stopped before it took it | `503 Service Unavailable` with `Retry-After` |
//! | the body is longer than [`max_body`](FromHttpServer::max_body) | `413 Content Too Large` |
//! | the body did not come within [`client_timeout`](FromHttpServer::client_timeout), or broke off | `408 Request Timeout`, `400 Bad Request` |
//! | another path than those of [`path`](FromHttpServer::path) | `404 Not Found` |
//! | another method | `405 Method Not Allowed` |
//!
//! With `try_tagged_source(server)` *done* means that every sink is; with `try_source(server.untagged())` it means that the
//! pipeline has taken the element in.
//!
//! ```
//! use core::pin::pin;
//! use futures::StreamExt;
//! use streamz::prelude::*;
//! use streamz_io::http::from_http_server;
//! # use tokio::io::{AsyncReadExt, AsyncWriteExt};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = from_http_server(0).path("/orders").bind().await?; // a free port of this machine
//! # let mut client = tokio::net::TcpStream::connect(server.local_addr()).await?;
//! # client.write_all(b"POST /orders HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n2 tea").await?;
//! let handle = server.handle();
//! let mut stored = Vec::new();
//! {
//!     let mut p = pin!(pipeline!(|| {
//!         // Without `take` it runs until it is stopped: see `run_until`.
//!         let requests = try_tagged_source(server.take(1));
//!         requests.sink(async |order| stored.push(order.into_payload())); // then the client has its answer
//!     }));
//!     p.run().await?;
//! }
//! handle.closed().await; // all answers are out
//! assert_eq!(stored, ["2 tea"]);
//! # let mut answer = String::new();
//! # client.read_to_string(&mut answer).await?;
//! # assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
//! # Ok(())
//! # }
//! ```
//!
//! # Delivery
//!
//! At least once, if the client asks again when it has had no `200`. An element whose client has gone away is handed on all
//! the same.
//!
//! # Back-pressure
//!
//! At most [`in_flight`](FromHttpServer::in_flight) elements, 256, are between their arrival and their answer. Further requests
//! wait, in the order they came, for [`max_wait`](FromHttpServer::max_wait), 5 s, and are then turned away.
//!
//! # Limits
//!
//! * A body has at most [`max_body`](FromHttpServer::max_body) bytes, 1 MiB; a head 64 KiB.
//! * At most [`max_connections`](FromHttpServer::max_connections) connections, 1024, are open. Clients that come then wait in the
//!   queue of the system. A connection has one request at a time, so memory is bounded by the product of the two.
//! * A client has [`client_timeout`](FromHttpServer::client_timeout), 30 s, to send a head, to send a body, and to take an
//!   answer. A connection that asks for nothing for so long is closed.
//! * HTTP/1.1 and 1.0, without TLS: that is the business of a proxy in front.
//!
//! # End
//!
//! When the stream is dropped, by a pipeline that was closed or that ended, the port is closed, requests that the pipeline has
//! not taken are answered `503`, and those that it has when they are done. [`HttpHandle::closed`] waits for that, and so for as
//! long as [`drain_timeout`](FromHttpServer::drain_timeout), 30 s, allows; what is not done then is answered `500`.
//!
//! # Errors
//!
//! Only [`bind`](FromHttpServer::bind) fails. The items are results so that they fit `try_tagged_source`, as those of all
//! sources.

mod answer;
mod exchange;
mod request;
mod server;
mod source;

use core::time::Duration;
use std::io;

use thiserror::Error;

pub use self::request::Request;
pub use self::source::{HttpHandle, HttpSource};
use crate::serve::Acceptor;
use crate::{Address, Metrics};

/// Bodies of the requests to a server on `address`, a port or an address with a port (streamz: `from_http_server`). See the
/// [module](self).
///
/// ```
/// # use core::time::Duration;
/// # async fn example() -> Result<(), streamz_io::http::HttpError> {
/// use streamz_io::http::from_http_server;
///
/// let events = from_http_server("0.0.0.0:8080") // from anywhere; a number is a port of this machine alone
///     .path("/events")
///     .max_body(64 * 1024)
///     .in_flight(32)
///     .max_wait(Duration::from_secs(1))
///     .bind()
///     .await?;
/// # Ok(())
/// # }
/// ```
pub fn from_http_server(address: impl Into<Address>) -> FromHttpServer {
    FromHttpServer {
        address: address.into(),
        paths: Vec::new(),
        max_body: 1 << 20,
        max_connections: 1024,
        in_flight: 256,
        max_wait: Duration::from_secs(5),
        client_timeout: Duration::from_secs(30),
        drain_timeout: Duration::from_secs(30),
    }
}

/// A server that does not listen yet: see [`from_http_server`].
#[derive(Clone, Debug)]
#[must_use = "it does nothing before `bind`"]
pub struct FromHttpServer {
    address: Address,
    paths: Vec<String>,
    max_body: usize,
    max_connections: usize,
    in_flight: usize,
    max_wait: Duration,
    client_timeout: Duration,
    drain_timeout: Duration,
}

impl FromHttpServer {
    /// A path that is served, such as `/events`; call it again for another one. All paths are unless told.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.paths.push(path.into());
        self
    }

    /// How many bytes a body may have. 1 MiB unless told.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// How many connections may be open at a time; 0 counts as 1. 1024 unless told.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections.max(1);
        self
    }

    /// How many elements may be on their way, from arrival to answer; 0 counts as 1. 256 unless told.
    pub fn in_flight(mut self, elements: usize) -> Self {
        self.in_flight = elements.max(1);
        self
    }

    /// For how long a request waits while so many are, before it is turned away with `503`. 5 s unless told.
    pub fn max_wait(mut self, time: Duration) -> Self {
        self.max_wait = time;
        self
    }

    /// How long a client may take for a head, for a body, and to take an answer. 30 s unless told.
    pub fn client_timeout(mut self, time: Duration) -> Self {
        self.client_timeout = time;
        self
    }

    /// How long elements may take, once the stream is dropped, before they are answered `500`. 30 s unless told.
    pub fn drain_timeout(mut self, time: Duration) -> Self {
        self.drain_timeout = time;
        self
    }

    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// [`HttpError`]: the address cannot be listened on, or a path is not one.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with its network and timers enabled.
    pub async fn bind(self) -> Result<HttpSource, HttpError> {
        let node = format!("from_http_server({})", self.address);
        if let Some(path) = self.paths.iter().find(|path| !path.starts_with('/')) {
            let path = path.clone();
            return Err(HttpError::Path { node, path });
        }
        let bound = self.address.listen().await;
        let (listener, address) = bound.map_err(|source| HttpError::Bind { node, source })?;
        let metrics = Metrics::new(format!("from_http_server({address})"));
        let acceptor = Acceptor::new(listener, metrics.clone());
        Ok(HttpSource::start(self, address, acceptor, metrics))
    }
}

/// Why [`from_http_server`] cannot listen.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The address cannot be listened on.
    #[error(
        "{node}: cannot listen there: {source}; give an address of this machine with a port that no other program listens on, \
         or port 0 for any"
    )]
    Bind {
        /// The name of the source.
        node: String,
        /// What the system says.
        source: io::Error,
    },

    /// A path that no request can have.
    #[error("{node}: the path {path:?} does not begin with a slash; write {:?}", format!("/{path}"))]
    Path {
        /// The name of the source.
        node: String,
        /// The path.
        path: String,
    },
}
