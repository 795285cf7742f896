//! Lines from TCP clients.
//!
//! [`from_tcp`] listens, takes many clients at a time, and hands on what they send, cut behind each delimiter. A [`Line`] has
//! its delimiter, as in Python's streamz, can be looked at without it, and knows which client sent it.
//!
//! ```
//! use core::pin::pin;
//! use std::error::Error;
//! use futures::StreamExt;
//! use streamz::prelude::*;
//! use streamz_io::tcp::{Line, from_tcp};
//! use tokio::io::AsyncWriteExt;
//!
//! fn reading(line: Line) -> Result<f64, Box<dyn Error>> {
//!     Ok(line.text()?.parse()?)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn Error>> {
//! let lines = from_tcp(0).bind().await?; // a free port of this machine
//! let mut client = tokio::net::TcpStream::connect(lines.local_addr()).await?;
//! client.write_all(b"21.5\n19\n").await?;
//!
//! let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn Error>> {
//!     let lines = try_source(lines.take(2)); // without `take` it runs until it is stopped: see `run_until`
//!     let readings = lines.try_map(reading).sink_to_list(8);
//! }));
//! p.run().await?;
//! assert_eq!(*p.readings(), [21.5, 19.0]);
//! # Ok(())
//! # }
//! ```
//!
//! # Delivery
//!
//! At most once. A client learns nothing of what became of its lines: TCP has no answer, and what a client has sent it cannot
//! be asked for again. Where that matters use HTTP, or a broker.
//!
//! # Back-pressure
//!
//! All sockets belong to the stream and are read when it is polled, by nobody else; there is no task and no queue. While the
//! pipeline is full nothing is read, the system's buffers fill, and the clients' writes wait. Clients that have sent something
//! take turns, of 64 lines at most.
//!
//! # Limits
//!
//! * A line has at most [`max_line`](FromTcp::max_line) bytes, 128 KiB, without its delimiter. A longer one is passed over as it
//!   comes, and counted in [`Metrics::dropped`]; the lines behind it are handed on.
//! * At most [`max_clients`](FromTcp::max_clients) clients, 1024, are connected. Those that come then wait, in the queue of the
//!   system, for one of them to leave.
//! * Memory: a client takes no buffer before it has sent something, and none between lines. One that stops in the
//!   middle of a line holds at most `max_line` and 64 KiB.
//! * There is no limit of time unless [`idle_timeout`](FromTcp::idle_timeout) sets one: sensors may be silent for days.
//!
//! # Errors
//!
//! Only [`bind`](FromTcp::bind) fails. A client that breaks off is no failure: its last line, if it is not complete, is
//! counted as dropped. The items are results so that they fit `try_source`, as those of all sources.
//!
//! Dropping the stream closes the port and all connections at once.

mod client;
mod line;
mod source;

use core::time::Duration;
use std::io;

use thiserror::Error;

pub use self::line::{FromPeer, Line};
pub use self::source::TcpSource;
use crate::serve::Acceptor;
use crate::{Address, Metrics};

/// Lines from clients that connect to `address`, a port or an address with a port (streamz: `from_tcp`). See the
/// [module](self).
///
/// ```
/// # use core::time::Duration;
/// # async fn example() -> Result<(), streamz_io::tcp::TcpError> {
/// use streamz_io::tcp::from_tcp;
///
/// let lines = from_tcp(9000).bind().await?; // from this machine
/// let records = from_tcp("0.0.0.0:9001") // from anywhere
///     .delimiter("\r\n")
///     .max_line(1 << 20)
///     .max_clients(64)
///     .idle_timeout(Duration::from_secs(300))
///     .bind()
///     .await?;
/// # Ok(())
/// # }
/// ```
pub fn from_tcp(address: impl Into<Address>) -> FromTcp {
    FromTcp {
        address: address.into(),
        delimiter: b"\n".to_vec(),
        max_line: 128 * 1024,
        max_clients: 1024,
        idle_timeout: None,
        with_end: false,
    }
}

/// A source of lines that does not listen yet: see [`from_tcp`].
#[derive(Clone, Debug)]
#[must_use = "it does nothing before `bind`"]
pub struct FromTcp {
    address: Address,
    delimiter: Vec<u8>,
    max_line: usize,
    max_clients: usize,
    idle_timeout: Option<Duration>,
    with_end: bool,
}

impl FromTcp {
    /// What ends a line: one byte or more. `"\n"` unless told.
    pub fn delimiter(mut self, delimiter: impl AsRef<[u8]>) -> Self {
        self.delimiter = delimiter.as_ref().to_vec();
        self
    }

    /// How many bytes a line may have without its delimiter. 128 KiB unless told.
    pub fn max_line(mut self, bytes: usize) -> Self {
        self.max_line = bytes;
        self
    }

    /// How many clients may be connected at a time; 0 counts as 1. 1024 unless told.
    pub fn max_clients(mut self, clients: usize) -> Self {
        self.max_clients = clients.max(1);
        self
    }

    /// Ends a connection that nothing has come from for so long. None are ended unless told.
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.idle_timeout = Some(time);
        self
    }

    /// Whether a client's last line is handed on if the client ends without a delimiter behind it. Unless told it is
    /// dropped, and counted. It is always dropped if the connection broke.
    pub fn with_end(mut self, with_end: bool) -> Self {
        self.with_end = with_end;
        self
    }

    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// [`TcpError`]: the address cannot be listened on, or the delimiter is empty.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with its network and timers enabled.
    pub async fn bind(self) -> Result<TcpSource, TcpError> {
        let node = format!("from_tcp({})", self.address);
        if self.delimiter.is_empty() {
            return Err(TcpError::Delimiter { node });
        }
        let bound = self.address.listen().await;
        let (listener, address) = bound.map_err(|source| TcpError::Bind { node, source })?;
        let metrics = Metrics::new(format!("from_tcp({address})"));
        let acceptor = Acceptor::new(listener, metrics.clone());
        Ok(TcpSource::new(self, address, acceptor, metrics))
    }
}

/// Why [`from_tcp`] cannot listen.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TcpError {
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

    /// A line would never end.
    #[error("{node}: the delimiter is empty; give it one byte or more, as in `.delimiter(\"\\n\")`")]
    Delimiter {
        /// The name of the source.
        node: String,
    },
}
