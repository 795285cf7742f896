//! A line, and who sent it.

use core::net::SocketAddr;

/// What a client sent, up to a delimiter.
pub type Line = crate::Line<FromPeer>;

/// Who sent a [`Line`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromPeer {
    pub(super) peer: SocketAddr,
}

impl Line {
    /// Who sent it.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.origin.peer
    }
}

#[cfg(feature = "records")]
impl From<&FromPeer> for crate::records::Position {
    fn from(sender: &FromPeer) -> Self {
        Self::of(format!("from_tcp, client {}", sender.peer))
    }
}
