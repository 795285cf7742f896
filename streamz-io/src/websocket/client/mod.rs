//! `to_websocket`: a client.

mod dial;
mod link;
mod outbox;
mod sink;

use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use self::dial::Target;
pub use self::sink::WebsocketSink;
use super::WebsocketError;
use crate::reconnect::Attempts;
use crate::{Metrics, Reconnect};

/// Sends messages to the WebSocket server at `url` (streamz: `to_websocket`). See the [module](super).
///
/// ```no_run
/// # async fn example() -> Result<(), streamz_io::websocket::WebsocketError> {
/// use streamz_io::websocket::to_websocket;
///
/// let sink = to_websocket("ws://localhost:9000/feed")
///     .header("authorization", "Bearer 4711")
///     .in_flight(32)
///     .connect()
///     .await?;
/// # Ok(())
/// # }
/// ```
pub fn to_websocket(url: impl Into<String>) -> ToWebsocket {
    ToWebsocket {
        url: url.into(),
        headers: Vec::new(),
        #[cfg(feature = "tls")]
        tls: crate::Tls::new(),
        reconnect: Reconnect::default(),
        in_flight: 1024,
        max_message: 1 << 20,
        connect_timeout: Duration::from_secs(10),
        ping_interval: Duration::from_secs(30),
        pong_timeout: Duration::from_secs(30),
    }
}

/// A client that is not connected yet: see [`to_websocket`].
#[derive(Clone)]
#[must_use = "it does nothing before `connect`"]
pub struct ToWebsocket {
    url: String,
    headers: Vec<(String, String)>,
    #[cfg(feature = "tls")]
    tls: crate::Tls,
    reconnect: Reconnect,
    in_flight: usize,
    max_message: usize,
    connect_timeout: Duration,
    ping_interval: Duration,
    pong_timeout: Duration,
}

impl ToWebsocket {
    /// A header that is sent whenever it connects, such as `authorization` or `sec-websocket-protocol`. Its value is shown
    /// nowhere.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// How `wss` knows the server, and what is shown to it. By the system's certificates, and nothing, unless told.
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn tls(mut self, tls: crate::Tls) -> Self {
        self.tls = tls;
        self
    }

    /// How long to wait before a connection that was lost is tried again. From 100 ms to 30 s unless told.
    pub fn reconnect(mut self, policy: Reconnect) -> Self {
        self.reconnect = policy;
        self
    }

    /// How many messages may be on their way, sent or not, without being confirmed; 0 counts as 1. 1024 unless told. If they
    /// have 4 MiB, they are fewer.
    pub fn in_flight(mut self, messages: usize) -> Self {
        self.in_flight = messages.max(1);
        self
    }

    /// How many bytes a message may have. 1 MiB unless told.
    pub fn max_message(mut self, bytes: usize) -> Self {
        self.max_message = bytes;
        self
    }

    /// How long an attempt to connect may take, handshakes included. 10 s unless told.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = time;
        self
    }

    /// After how much silence the server is sent a ping. 30 s unless told.
    pub fn ping_interval(mut self, time: Duration) -> Self {
        self.ping_interval = time;
        self
    }

    /// How long the server may take to answer a ping, and to read what was sent before it. 30 s unless told.
    pub fn pong_timeout(mut self, time: Duration) -> Self {
        self.pong_timeout = time;
        self
    }

    /// Connects.
    ///
    /// # Errors
    ///
    /// [`WebsocketError`]: the URL is none, a header or a certificate cannot be used, or the connection cannot be made. Later
    /// failures of connections are no errors.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with its network and timers enabled.
    pub async fn connect(self) -> Result<WebsocketSink, WebsocketError> {
        let target = Target::new(&self).await?;
        let node = target.node().to_owned();
        let socket = target.dial().await.map_err(|source| WebsocketError::Connect {
            node: node.clone(),
            source,
        })?;
        let metrics = Metrics::new(node);
        let mut attempts = Attempts::new(self.reconnect, metrics.clone());
        attempts.connected();
        Ok(WebsocketSink::start(&self, Arc::new(target), socket, attempts, metrics))
    }
}

/// Without what may be secret.
impl fmt::Debug for ToWebsocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("ToWebsocket")
            .field("url", &dial::shown(&self.url))
            .field("headers", &headers)
            .field("in_flight", &self.in_flight)
            .field("reconnect", &self.reconnect)
            .finish_non_exhaustive()
    }
}
