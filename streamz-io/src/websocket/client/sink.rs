//! The sink, and the task that keeps its connection.

use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use futures_sink::Sink;
use tokio::sync::mpsc;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite;
use tokio_util::task::AbortOnDropHandle;

use super::dial::{Connection, Target};
use super::link::{End, Link};
use super::outbox::Outbox;
use super::{ToWebsocket, WebsocketError};
use crate::Metrics;
use crate::reconnect::Attempts;
use crate::websocket::Message;

/// How many bytes may be on their way before the last message of them.
const BYTES: usize = 4 << 20;

/// Messages to a server, made by [`ToWebsocket::connect`]: a sink of all that is, or can become, a [`Message`].
#[must_use = "sinks do nothing unless polled"]
pub struct WebsocketSink {
    /// Nothing when it is closed.
    queue: Option<mpsc::Sender<tungstenite::Message>>,
    shared: Arc<Shared>,
    in_flight: u64,
    max_message: usize,
    /// Ends with the sink.
    _task: AbortOnDropHandle<()>,
}

/// What the sink and its task share.
pub(super) struct Shared {
    state: Mutex<State>,
    metrics: Metrics,
}

#[derive(Default)]
struct State {
    sent: u64,
    confirmed: u64,
    /// Of the messages between those two.
    bytes: usize,
    /// When the last one was confirmed, or the first one sent; nothing while none is on its way.
    since: Option<Instant>,
    end: Option<Ended>,
    /// Of the sink, when it waits for one of those.
    waker: Option<Waker>,
}

impl State {
    fn in_flight(&self) -> u64 {
        self.sent - self.confirmed
    }

    fn measure(&self, metrics: &Metrics) {
        let in_flight = usize::try_from(self.in_flight()).unwrap_or(usize::MAX);
        metrics.set_in_flight(in_flight, self.since);
    }
}

#[derive(Clone)]
enum Ended {
    Done,
    Refused { code: u16, reason: String },
    Gone,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that holds it can panic half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends one message more on its way, unless there is none.
    fn send(&self, message: tungstenite::Message, queue: &mpsc::Sender<tungstenite::Message>) -> bool {
        let bytes = message.len();
        // Held until the message is counted, as it may be delivered at once.
        let mut state = self.lock();
        if queue.try_send(message).is_err() {
            return false;
        }
        state.sent += 1;
        state.bytes += bytes;
        state.since.get_or_insert_with(Instant::now);
        state.measure(&self.metrics);
        true
    }

    /// So many messages more are delivered, of so many bytes.
    pub(super) fn confirmed(&self, messages: u64, bytes: usize) {
        let mut state = self.lock();
        self.metrics.count_passed(messages);
        state.confirmed += messages;
        state.bytes -= bytes;
        state.since = (state.in_flight() > 0).then(Instant::now);
        state.measure(&self.metrics);
        if let Some(waker) = state.waker.take() {
            drop(state);
            waker.wake();
        }
    }

    fn end(&self, ended: Ended) {
        let mut state = self.lock();
        if state.end.is_none() {
            for _ in 0..state.in_flight() {
                self.metrics.count_failed();
            }
            state.end = Some(ended);
            self.metrics.set_connected(false);
        }
        if let Some(waker) = state.waker.take() {
            drop(state);
            waker.wake();
        }
    }
}

/// However the task ends, with its runtime for one, nobody waits for it in vain.
struct Farewell(Arc<Shared>);

impl Drop for Farewell {
    fn drop(&mut self) {
        self.0.end(Ended::Gone);
    }
}

/// What the task is given.
struct Keeper {
    options: ToWebsocket,
    target: Arc<Target>,
    attempts: Attempts,
    outbox: Outbox,
    shared: Arc<Shared>,
}

impl Keeper {
    async fn keep(mut self, mut connection: Connection) {
        let _farewell = Farewell(Arc::clone(&self.shared));
        loop {
            let mut link = Link::new(connection, &self.shared, &self.options);
            let end = poll_fn(|cx| link.poll(&mut self.outbox, cx)).await;
            drop(link);
            match end {
                End::Done => return self.shared.end(Ended::Done),
                End::Refused(code, reason) => {
                    return self.shared.end(Ended::Refused { code, reason });
                }
                End::Lost(why) => {
                    let Some(another) = self.connect_again(why).await else {
                        return self.shared.end(Ended::Done);
                    };
                    connection = another;
                }
            }
        }
    }

    /// Another connection; nothing if there is nothing to be sent over it any more.
    async fn connect_again(&mut self, why: String) -> Option<Connection> {
        let mut pause = self.attempts.lost(&why);
        loop {
            let dialing = async {
                sleep(pause).await;
                self.target.dial().await
            };
            tokio::select! {
                biased;
                () = poll_fn(|cx| self.outbox.poll_done(cx)) => return None,
                dialed = dialing => match dialed {
                    Ok(connection) => {
                        self.attempts.connected();
                        self.outbox.rewind();
                        return Some(connection);
                    }
                    Err(error) => pause = self.attempts.lost(&error),
                },
            }
        }
    }
}

impl WebsocketSink {
    pub(super) fn start(
        options: &ToWebsocket,
        target: Arc<Target>,
        connection: Connection,
        attempts: Attempts,
        metrics: Metrics,
    ) -> Self {
        let (sender, queue) = mpsc::channel(options.in_flight);
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            metrics,
        });
        let keeper = Keeper {
            options: options.clone(),
            target,
            attempts,
            outbox: Outbox::new(queue),
            shared: Arc::clone(&shared),
        };
        Self {
            queue: Some(sender),
            shared,
            in_flight: options.in_flight as u64,
            max_message: options.max_message,
            _task: AbortOnDropHandle::new(tokio::spawn(keeper.keep(connection))),
        }
    }

    /// What it tells of itself: messages that the server has are `passed`, those that it may not have are `in_flight`.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.shared.metrics.clone()
    }

    /// Ready when what is on its way is within `bounds`, and with an error if it never will be.
    fn poll_until(
        &self,
        bounds: impl FnOnce(&State) -> bool,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), WebsocketError>> {
        let mut state = self.shared.lock();
        if bounds(&state) {
            return Poll::Ready(Ok(()));
        }
        if let Some(ended) = &state.end {
            return Poll::Ready(Err(self.error(ended.clone(), state.in_flight())));
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }

    fn error(&self, ended: Ended, lost: u64) -> WebsocketError {
        let node = self.shared.metrics.node().to_owned();
        match ended {
            Ended::Refused { code, reason } => WebsocketError::Refused {
                node,
                code,
                reason,
                lost,
            },
            Ended::Done | Ended::Gone => WebsocketError::Ended { node },
        }
    }

    /// Why nothing can be sent.
    fn why(&self) -> WebsocketError {
        let state = self.shared.lock();
        let ended = state.end.clone().unwrap_or(Ended::Gone);
        self.error(ended, state.in_flight())
    }
}

impl<T: Into<Message>> Sink<T> for WebsocketSink {
    type Error = WebsocketError;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), WebsocketError>> {
        self.poll_until(|state| state.in_flight() < self.in_flight && state.bytes < BYTES, cx)
    }

    fn start_send(self: Pin<&mut Self>, item: T) -> Result<(), WebsocketError> {
        let message: Message = item.into();
        let (length, limit) = (message.payload().len(), self.max_message);
        if length > limit {
            self.shared.metrics.count_dropped();
            let node = self.shared.metrics.node().to_owned();
            return Err(WebsocketError::TooLong { node, length, limit });
        }
        match &self.queue {
            Some(queue) if self.shared.send(message.into_frames(), queue) => Ok(()),
            _ => Err(self.why()),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), WebsocketError>> {
        self.poll_until(|state| state.in_flight() == 0, cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), WebsocketError>> {
        self.queue = None;
        let mut state = self.shared.lock();
        match &state.end {
            Some(_) if state.in_flight() == 0 => Poll::Ready(Ok(())),
            Some(ended) => Poll::Ready(Err(self.error(ended.clone(), state.in_flight()))),
            None => {
                state.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl fmt::Debug for WebsocketSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebsocketSink")
            .field("metrics", &self.shared.metrics)
            .finish_non_exhaustive()
    }
}
