//! What can go wrong.

use core::error::Error;
use std::io;

/// Why a source or sink on a WebSocket does not work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebsocketError {
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

    /// What should be the address of a server is none.
    #[error("{node}: {reason}; write it as in \"ws://localhost:9000/feed\"")]
    Url {
        /// The name of the sink.
        node: String,
        /// What is wrong with it.
        reason: String,
    },

    /// A header that HTTP does not know.
    #[error("{node}: {name:?} cannot be sent as a header: name and value are visible characters, without line breaks")]
    Header {
        /// The name of the sink.
        node: String,
        /// The name of the header; its value may be secret.
        name: String,
    },

    /// `wss` in a build without it.
    #[error("{node}: `wss` needs TLS; enable the feature `tls`")]
    NoTls {
        /// The name of the sink.
        node: String,
    },

    /// The settings of TLS cannot be used.
    #[error("{node}: tls: {reason}; see `streamz::io::Tls`")]
    Tls {
        /// The name of the sink.
        node: String,
        /// What is wrong with them.
        reason: String,
    },

    /// The first connection cannot be made.
    #[error("{node}: cannot connect: {source}; check that the server is there and lets this client in")]
    Connect {
        /// The name of the sink.
        node: String,
        /// What went wrong.
        source: Box<dyn Error + Send + Sync>,
    },

    /// A message is longer than the limit.
    #[error("{node}: a message has {length} bytes, more than the {limit} of `max_message`")]
    TooLong {
        /// The name of the sink.
        node: String,
        /// The length of the message.
        length: usize,
        /// The limit.
        limit: usize,
    },

    /// The server will not have what it is sent.
    #[error("{node}: the server refuses what it is sent: {reason} (code {code}); {lost} messages are not delivered")]
    Refused {
        /// The name of the sink.
        node: String,
        /// The code of the WebSocket protocol that it closed the connection with.
        code: u16,
        /// What it says besides.
        reason: String,
        /// How many messages it has not confirmed.
        lost: u64,
    },

    /// The sink has ended: it was closed, or its tokio runtime has.
    #[error("{node}: nothing can be sent any more; it was closed, or the tokio runtime that it was made in has ended")]
    Ended {
        /// The name of the sink.
        node: String,
    },
}
