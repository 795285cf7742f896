//! The side that receives.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;

use super::error::TryRecvError;
use super::ring::Consumer;
use super::spin::SpinReceiver;

/// Receives the items of the [`Sender`](super::Sender) of the same [`channel`](super::channel()), in order.
///
/// As a [`Stream`] it waits for items and ends once the sender is gone and all its items are received. Dropping it closes
/// the channel and drops what is left in it.
///
/// ```
/// use futures::StreamExt;
/// use streamz_runtime::channel::channel;
///
/// let (mut sender, receiver) = channel(2);
/// assert!(sender.try_send(1).is_ok() && sender.try_send(2).is_ok());
/// drop(sender);
/// assert_eq!(futures::executor::block_on(receiver.collect::<Vec<_>>()), [1, 2]);
/// ```
pub struct Receiver<T> {
    consumer: Consumer<T>,
}

impl<T> Receiver<T> {
    pub(super) const fn new(consumer: Consumer<T>) -> Self {
        Self { consumer }
    }

    /// Receives the oldest item if there is one, without waiting; wakes a sender that sleeps for want of room.
    ///
    /// # Errors
    ///
    /// If there is no item now, or none will ever come.
    #[inline]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        if let Some(item) = self.take() {
            return Ok(item);
        }
        if !self.is_closed() {
            return Err(TryRecvError::Empty);
        }
        // All that was sent before the close is visible now, and may not have been above.
        self.take().ok_or(TryRecvError::Closed)
    }

    /// Whether the sender is gone; items may still be left.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.consumer.ring().sender.is_closed()
    }

    /// The most items the channel holds at a time.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.consumer.capacity()
    }

    /// Gives up waiting for items: the sender then never has to look whether this side sleeps.
    ///
    /// For an example see [`Sender::spinning`](super::Sender::spinning).
    #[must_use]
    pub fn spinning(self) -> SpinReceiver<T> {
        self.consumer.ring().receiver.renounce_parking();
        SpinReceiver(self)
    }

    #[inline(always)]
    fn take(&mut self) -> Option<T> {
        let item = self.consumer.pop()?;
        let sender = &self.consumer.ring().sender;
        if sender.flags().may_park() {
            sender.notify();
        }
        Some(item)
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        match this.try_recv() {
            Ok(item) => return Poll::Ready(Some(item)),
            Err(TryRecvError::Closed) => return Poll::Ready(None),
            Err(TryRecvError::Empty) => this.consumer.ring().receiver.park(cx.waker()),
        }
        let found = match this.try_recv() {
            Ok(item) => Some(item),
            Err(TryRecvError::Closed) => None,
            Err(TryRecvError::Empty) => return Poll::Pending,
        };
        this.consumer.ring().receiver.unpark();
        Poll::Ready(found)
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let ring = self.consumer.ring();
        ring.receiver.close();
        ring.sender.wake();
        // What the sender adds before it sees the close is dropped with the ring.
        self.consumer.clear();
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("capacity", &self.capacity())
            .finish_non_exhaustive()
    }
}
