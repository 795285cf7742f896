//! The side that sends.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_sink::Sink;

use super::error::{Closed, TrySendError};
use super::ring::Producer;
use super::spin::SpinSender;

/// Sends items to the [`Receiver`](super::Receiver) of the same [`channel`](super::channel()).
///
/// Dropping it closes the channel: the receiver still gets all that was sent, then the end.
///
/// As a [`Sink`] it waits for room. An item given to `start_send` can be received at once, but a sleeping receiver is
/// woken by `poll_flush` only, so that the price of looking for a sleeper is paid once for each batch.
///
/// ```
/// use futures::SinkExt;
/// use streamz_runtime::channel::channel;
///
/// # futures::executor::block_on(async {
/// let (mut sender, mut receiver) = channel(8);
/// sender.feed("first").await?;
/// sender.feed("second").await?;
/// sender.flush().await?;
/// assert_eq!(receiver.try_recv(), Ok("first"));
/// # Ok::<(), streamz_runtime::channel::Closed>(())
/// # }).unwrap();
/// ```
pub struct Sender<T> {
    producer: Producer<T>,
    /// Something was sent, and nobody has looked whether the receiver sleeps.
    unflushed: bool,
}

impl<T> Sender<T> {
    pub(super) const fn new(producer: Producer<T>) -> Self {
        Self {
            producer,
            unflushed: false,
        }
    }

    /// Sends an item if there is room, without waiting; wakes a sleeping receiver.
    ///
    /// # Errors
    ///
    /// With the item, if there is no room for it or nobody will ever receive it.
    #[inline]
    pub fn try_send(&mut self, item: T) -> Result<(), TrySendError<T>> {
        let receiver = self.producer.ring().receiver.flags();
        if receiver.is_closed() {
            return Err(TrySendError::Closed(item));
        }
        self.producer.push(item).map_err(TrySendError::Full)?;
        if receiver.may_park() {
            self.tell();
        }
        Ok(())
    }

    /// Whether the receiver is gone, or this sender was closed as a [`Sink`].
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.producer.ring().receiver.is_closed()
    }

    /// The most items the channel holds at a time.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.producer.capacity()
    }

    /// Gives up waiting for room: the receiver then never has to look whether this side sleeps.
    ///
    /// ```
    /// let (sender, receiver) = streamz_runtime::channel::channel(8);
    /// let (mut sender, mut receiver) = (sender.spinning(), receiver.spinning());
    /// assert_eq!(sender.try_send(1), Ok(()));
    /// assert_eq!(receiver.try_recv(), Ok(1));
    /// ```
    #[must_use]
    pub fn spinning(self) -> SpinSender<T> {
        self.producer.ring().sender.renounce_parking();
        SpinSender(self)
    }

    fn tell(&mut self) {
        self.unflushed = false;
        self.producer.ring().receiver.notify();
    }

    fn close(&mut self) {
        let ring = self.producer.ring();
        ring.sender.close();
        ring.receiver.wake();
    }
}

impl<T> Sink<T> for Sender<T> {
    type Error = Closed;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Closed>> {
        let this = self.get_mut();
        if this.producer.ring().receiver.flags().is_closed() {
            return Poll::Ready(Err(Closed));
        }
        if !this.producer.is_full() {
            return Poll::Ready(Ok(()));
        }
        this.producer.ring().sender.park(cx.waker());
        // The receiver may sleep on items that were never flushed; then both would.
        this.tell();
        let closed = this.producer.ring().receiver.flags().is_closed();
        if !closed && this.producer.is_full() {
            return Poll::Pending;
        }
        this.producer.ring().sender.unpark();
        Poll::Ready(if closed { Err(Closed) } else { Ok(()) })
    }

    /// # Panics
    ///
    /// If there is no room, which `poll_ready` had to promise before.
    fn start_send(self: Pin<&mut Self>, item: T) -> Result<(), Closed> {
        let this = self.get_mut();
        if this.producer.ring().receiver.flags().is_closed() {
            return Err(Closed);
        }
        let sent = this.producer.push(item);
        assert!(
            sent.is_ok(),
            "`start_send` without a `poll_ready` that said there is room"
        );
        this.unflushed = true;
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Closed>> {
        let this = self.get_mut();
        if this.unflushed {
            this.tell();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Closed>> {
        let this = self.get_mut();
        this.close();
        // Where this side looks before it sends, so that nothing can follow the end.
        this.producer.ring().receiver.close();
        Poll::Ready(Ok(()))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.close();
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("capacity", &self.capacity())
            .finish_non_exhaustive()
    }
}
