//! Both sides without a way to wait, so that the other side never has to look for a sleeper.

use super::error::{TryRecvError, TrySendError};
use super::receiver::Receiver;
use super::sender::Sender;

/// A [`Sender`] that never waits for room; made by [`Sender::spinning`].
#[derive(Debug)]
pub struct SpinSender<T>(pub(super) Sender<T>);

impl<T> SpinSender<T> {
    /// Sends an item if there is room; wakes a sleeping receiver.
    ///
    /// # Errors
    ///
    /// With the item, if there is no room for it or nobody will ever receive it.
    #[inline]
    pub fn try_send(&mut self, item: T) -> Result<(), TrySendError<T>> {
        self.0.try_send(item)
    }

    /// Whether the receiver is gone.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// The most items the channel holds at a time.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.0.capacity()
    }
}

/// A [`Receiver`] that never waits for items; made by [`Receiver::spinning`].
#[derive(Debug)]
pub struct SpinReceiver<T>(pub(super) Receiver<T>);

impl<T> SpinReceiver<T> {
    /// Receives the oldest item if there is one; wakes a sender that sleeps for want of room.
    ///
    /// # Errors
    ///
    /// If there is no item now, or none will ever come.
    #[inline]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.0.try_recv()
    }

    /// Whether the sender is gone; items may still be left.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// The most items the channel holds at a time.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.0.capacity()
    }
}
