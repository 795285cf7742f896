//! `forward`: any `futures::Sink` as an end.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_sink::Sink;

use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::end_node;
use crate::storage::Shielded;
use crate::tags::Held;
use crate::time::Ticks;

/// The boundary of [`Flow::forward`].
pub struct Forward<T, S: Sink<T>> {
    sink: Option<S>,
    inbox: Option<T>,
    failed: Option<S::Error>,
    /// How many items were sent since the sink was flushed.
    sent: usize,
    state: State,
    kinds: PhantomData<fn(T)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Everything sent has been flushed.
    Flushed,
    Sent,
    Closing,
    Closed,
}

end_node!([T, S: Sink<T>] Forward<T, S>);

impl<T, S: Sink<T>> Forward<T, S> {
    /// One step; whether it was one.
    fn advance(&mut self, mut sink: Pin<&mut S>, cx: &mut Context<'_>) -> Result<bool, S::Error> {
        if self.inbox.is_some() {
            if let Poll::Ready(ready) = sink.as_mut().poll_ready(cx) {
                // What cannot be sent is lost with the error.
                let item = self.inbox.take();
                ready?;
                if let Some(item) = item {
                    self.state = State::Sent;
                    sink.start_send(item)?;
                    self.sent += 1;
                }
                return Ok(true);
            }
            return Ok(false);
        }
        let (polled, then) = match self.state {
            State::Sent => (sink.poll_flush(cx), State::Flushed),
            State::Closing => (sink.poll_close(cx), State::Closed),
            State::Flushed | State::Closed => return Ok(false),
        };
        match polled {
            Poll::Ready(result) => {
                // A sink that fails to flush or to close is not asked again.
                self.state = then;
                result?;
                self.sent = 0;
                Ok(true)
            }
            Poll::Pending => Ok(false),
        }
    }
}

impl<T, S: Sink<T>> Boundary for Forward<T, S> {
    type In = T;
    type Error = S::Error;
    type Pinned = Option<Shielded<S>>;

    fn pinned(&mut self) -> Self::Pinned {
        self.sink.take().map(Shielded::new)
    }

    #[inline]
    fn offer(&mut self, _: Ticks, item: T) -> Result<(), T> {
        if self.inbox.is_some() {
            return Err(item);
        }
        self.inbox = Some(item);
        Ok(())
    }

    #[inline]
    fn drive(&mut self, pinned: Pin<&mut Self::Pinned>, _: Ticks, cx: &mut Context<'_>) -> bool {
        let Some(sink) = pinned.as_pin_mut().filter(|_| self.failed.is_none()) else {
            return false;
        };
        match self.advance(sink.inside(), cx) {
            Ok(progress) => progress,
            Err(error) => {
                self.failed = Some(error);
                true
            }
        }
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut Self::Pinned>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let error = self.failed.take()?;
        // Whatever was sent since the last flush has failed with it.
        self.sent = 0;
        Some(Err(error))
    }

    #[inline]
    fn is_settled(&self) -> bool {
        self.inbox.is_none()
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.inbox.is_none() && self.failed.is_none() && matches!(self.state, State::Flushed | State::Closed)
    }

    fn close(&mut self, _: Ticks) {
        if self.state != State::Closed {
            self.state = State::Closing;
        }
    }
}

// An item is dealt with when the sink has been flushed behind it; where that fails, all since the last time may be lost.
impl<T, S: Sink<T>> Held for Forward<T, S> {
    const WINDOW: bool = true;

    /// Nothing but its failure.
    #[inline]
    fn may_leave(&self) -> bool {
        self.failed.is_some()
    }

    fn held(&self) -> Option<usize> {
        let waiting = usize::from(self.inbox.is_some()) + usize::from(self.failed.is_some());
        Some(self.sent + waiting)
    }
}

// That it was closed is told anew by the pipeline: the restored one has another sink to close.
crate::saved!([T: Value, S: Sink<T>] Forward<T, S> { part inbox }
    fn is_at_rest(&self) -> bool {
        self.failed.is_none() && matches!(self.state, State::Flushed | State::Closed)
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Sends every item into a `futures::Sink`, which is flushed whenever nothing else is there to send, and closed when the
    /// pipeline ends.
    ///
    /// The emitter waits until the sink has taken the item. Its error is that of the pipeline.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use futures::StreamExt;
    /// use streamz::prelude::*;
    ///
    /// let (sender, receiver) = futures::channel::mpsc::channel(1);
    /// let mut p = pin!(pipeline!(|| {
    ///     let numbers = from_iterable(1..=3);
    ///     numbers.map(|x| x * 10).forward(sender);
    /// }));
    /// let (ran, received) = futures::executor::block_on(async {
    ///     futures::join!(p.run(), receiver.collect::<Vec<_>>())
    /// });
    /// assert_eq!((ran, received), (Ok(()), vec![10, 20, 30]));
    /// ```
    pub fn forward<S: Sink<T>>(self, sink: S) -> Forward<T, S> {
        Forward {
            sink: Some(sink),
            inbox: None,
            failed: None,
            sent: 0,
            state: State::Flushed,
            kinds: PhantomData,
        }
    }
}
