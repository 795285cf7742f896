//! What goes over a WebSocket.

use core::net::SocketAddr;

use tokio_tungstenite::tungstenite::{self, Utf8Bytes};

use crate::Payload;

/// A message: text or bytes.
///
/// ```
/// use streamz_io::websocket::Message;
///
/// assert!(Message::from("text").is_text());
/// assert!(!Message::from(vec![0, 255]).is_text());
/// assert_eq!(Message::from("text").payload(), "text");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    payload: Payload,
    is_text: bool,
}

impl Message {
    /// A message of bytes.
    #[must_use]
    pub fn binary(payload: impl Into<Payload>) -> Self {
        Self {
            payload: payload.into(),
            is_text: false,
        }
    }

    /// A message of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            payload: text.into().into(),
            is_text: true,
        }
    }

    /// The bytes.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The bytes alone.
    #[must_use]
    pub fn into_payload(self) -> Payload {
        self.payload
    }

    /// Whether it was sent, or will be, as text. Then its bytes are UTF-8.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.is_text
    }

    pub(super) fn from_text(text: Utf8Bytes) -> Self {
        Self {
            payload: Payload::new(text.into()),
            is_text: true,
        }
    }

    pub(super) fn into_frames(self) -> tungstenite::Message {
        let bytes = self.payload.into_bytes();
        if self.is_text
            && let Ok(text) = Utf8Bytes::try_from(bytes.clone())
        {
            return tungstenite::Message::Text(text);
        }
        tungstenite::Message::Binary(bytes)
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<Vec<u8>> for Message {
    fn from(bytes: Vec<u8>) -> Self {
        Self::binary(bytes)
    }
}

impl From<Payload> for Message {
    fn from(payload: Payload) -> Self {
        Self::binary(payload)
    }
}

/// A message of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub(super) message: Message,
    pub(super) peer: SocketAddr,
}

impl Received {
    /// The bytes.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.message.payload
    }

    /// The bytes alone.
    #[must_use]
    pub fn into_payload(self) -> Payload {
        self.message.payload
    }

    /// The message, to be sent on.
    #[must_use]
    pub fn into_message(self) -> Message {
        self.message
    }

    /// Whether it was sent as text. Then its bytes are UTF-8.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.message.is_text
    }

    /// Who sent it.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }
}

/// The bytes.
impl AsRef<[u8]> for Received {
    fn as_ref(&self) -> &[u8] {
        self.payload()
    }
}

#[cfg(feature = "records")]
impl crate::records::Record for Received {
    fn content(&self) -> &[u8] {
        self.payload()
    }

    fn to_payload(&self) -> Payload {
        self.payload().clone()
    }

    fn position(&self) -> crate::records::Position {
        crate::records::Position::of(format!("from_websocket, client {}", self.peer))
    }
}
