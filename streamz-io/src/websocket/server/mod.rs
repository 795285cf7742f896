//! `from_websocket`: a server.

mod conversation;
mod source;

use core::time::Duration;

pub use self::source::WebsocketSource;
use super::WebsocketError;
use crate::serve::Acceptor;
use crate::{Address, Metrics};

/// Messages of clients that connect to a WebSocket server on `address`, a port or an address with a port (streamz:
/// `from_websocket`). See the [module](super).
///
/// ```
/// # use core::time::Duration;
/// # async fn example() -> Result<(), streamz_io::websocket::WebsocketError> {
/// use streamz_io::websocket::from_websocket;
///
/// let messages = from_websocket("0.0.0.0:9000") // from anywhere; a number is a port of this machine alone
///     .max_message(64 * 1024)
///     .max_clients(100)
///     .ping_interval(Duration::from_secs(10))
///     .bind()
///     .await?;
/// # Ok(())
/// # }
/// ```
pub fn from_websocket(address: impl Into<Address>) -> FromWebsocket {
    FromWebsocket {
        address: address.into(),
        max_clients: 1024,
        max_message: 1 << 20,
        max_frame: 1 << 20,
        handshake_timeout: Duration::from_secs(10),
        ping_interval: Duration::from_secs(30),
        pong_timeout: Duration::from_secs(30),
    }
}

/// A server that does not listen yet: see [`from_websocket`].
#[derive(Clone, Debug)]
#[must_use = "it does nothing before `bind`"]
pub struct FromWebsocket {
    address: Address,
    max_clients: usize,
    max_message: usize,
    max_frame: usize,
    handshake_timeout: Duration,
    ping_interval: Duration,
    pong_timeout: Duration,
}

impl FromWebsocket {
    /// How many clients may be connected at a time; 0 counts as 1. 1024 unless told.
    pub fn max_clients(mut self, clients: usize) -> Self {
        self.max_clients = clients.max(1);
        self
    }

    /// How many bytes a message may have. 1 MiB unless told.
    pub fn max_message(mut self, bytes: usize) -> Self {
        self.max_message = bytes;
        self
    }

    /// How many bytes a frame, a part of a message, may have. 1 MiB unless told; never more than a message may.
    pub fn max_frame(mut self, bytes: usize) -> Self {
        self.max_frame = bytes;
        self
    }

    /// How long a client may take from its connection to its first message being possible. 10 s unless told.
    pub fn handshake_timeout(mut self, time: Duration) -> Self {
        self.handshake_timeout = time;
        self
    }

    /// After how much silence a client is sent a ping. 30 s unless told.
    pub fn ping_interval(mut self, time: Duration) -> Self {
        self.ping_interval = time;
        self
    }

    /// How much longer it may then be silent. 30 s unless told.
    pub fn pong_timeout(mut self, time: Duration) -> Self {
        self.pong_timeout = time;
        self
    }

    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// [`WebsocketError::Bind`]: the address cannot be listened on.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with its network and timers enabled.
    pub async fn bind(self) -> Result<WebsocketSource, WebsocketError> {
        let bound = self.address.listen().await;
        let (listener, address) = bound.map_err(|source| {
            let node = format!("from_websocket({})", self.address);
            WebsocketError::Bind { node, source }
        })?;
        let metrics = Metrics::new(format!("from_websocket({address})"));
        let acceptor = Acceptor::new(listener, metrics.clone());
        Ok(WebsocketSource::start(self, address, acceptor, metrics))
    }
}
