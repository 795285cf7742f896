//! What keeps an item from being sent or received.

use core::fmt;

/// The other side of the channel is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the receiver of this channel is gone, or the sender was closed")]
pub struct Closed;

/// Why an item was not sent; holds the item.
///
/// ```
/// use streamz_runtime::channel::{TrySendError, channel};
///
/// let (mut sender, receiver) = channel(1);
/// assert_eq!(sender.try_send('a'), Ok(()));
/// assert_eq!(sender.try_send('b'), Err(TrySendError::Full('b')));
/// drop(receiver);
/// assert_eq!(sender.try_send('c').map_err(TrySendError::into_inner), Err('c'));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrySendError<T> {
    /// The channel holds as many items as it may.
    #[error("the channel is full")]
    Full(T),
    /// Nobody will ever receive the item.
    #[error("the receiver of this channel is gone, or the sender was closed")]
    Closed(T),
}

impl<T> TrySendError<T> {
    /// The item that was not sent.
    #[must_use]
    pub fn into_inner(self) -> T {
        match self {
            Self::Full(item) | Self::Closed(item) => item,
        }
    }
}

/// Not derived, so that items need no `Debug`.
impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "Full(..)",
            Self::Closed(_) => "Closed(..)",
        })
    }
}

/// Why no item was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TryRecvError {
    /// There is none yet.
    #[error("the channel is empty")]
    Empty,
    /// There is none, and none will come.
    #[error("the channel is empty and its sender is gone")]
    Closed,
}
