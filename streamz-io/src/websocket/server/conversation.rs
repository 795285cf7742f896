//! What goes on with one client, from its connection to its end.

use core::future::{Future, poll_fn};
use core::net::SocketAddr;
use core::pin::pin;
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::Poll;
use core::time::Duration;
use std::sync::Arc;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{self, Error, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, accept_async_with_config};
use tokio_util::sync::CancellationToken;

use super::FromWebsocket;
use crate::websocket::Message;
use crate::{Metrics, Payload};

/// What has come from a client.
pub(super) struct Batch {
    pub(super) messages: Vec<Message>,
    pub(super) peer: SocketAddr,
    /// Told when the pipeline has taken the last of them.
    pub(super) progress: Arc<Progress>,
}

/// How many batches of a client the pipeline has taken.
#[derive(Default)]
pub(super) struct Progress {
    taken: AtomicU64,
    changed: Notify,
}

impl Progress {
    pub(super) fn count(&self) {
        self.taken.fetch_add(1, Ordering::Release);
        self.changed.notify_one();
    }

    async fn reaches(&self, batches: u64) {
        while self.taken.load(Ordering::Acquire) < batches {
            self.changed.notified().await;
        }
    }
}

/// What has been gathered of a client.
struct Gathered {
    messages: Vec<Message>,
    /// Whether a ping was behind them; it is answered when the client is asked for more.
    ping: bool,
    end: Option<End>,
}

/// Where clients are received.
pub(super) struct Hall {
    pub(super) options: FromWebsocket,
    pub(super) queue: mpsc::Sender<Batch>,
    pub(super) stop: CancellationToken,
    pub(super) metrics: Metrics,
}

/// What is read at once. It is held by each client, so it is small.
const READ: usize = 16 * 1024;

/// What a client may put into the queue in its turn: so many messages, and so many bytes with the last of them.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 64 * 1024;

/// More than all control frames that may wait to be written.
const WRITE: usize = 4 * 1024;

/// How long a client has to take its leave, and how much of what it still sends is read meanwhile.
const FAREWELL: Duration = Duration::from_secs(1);
const LINGER: usize = 1 << 20;

enum End {
    /// The client is gone.
    Gone,
    /// It is told why it is let go.
    Told(CloseCode, &'static str),
}

impl Hall {
    pub(super) async fn receive(&self, socket: TcpStream, peer: SocketAddr) {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ)
            .write_buffer_size(0)
            .max_write_buffer_size(WRITE)
            .max_message_size(Some(self.options.max_message))
            .max_frame_size(Some(self.options.max_frame.min(self.options.max_message)));
        let greeting = timeout(
            self.options.handshake_timeout,
            accept_async_with_config(socket, Some(config)),
        );
        let mut client = tokio::select! {
            () = self.stop.cancelled() => return,
            greeted = greeting => match greeted {
                Ok(Ok(client)) => client,
                _ => {
                    tracing::debug!(node = self.metrics.node(), %peer, "no WebSocket handshake");
                    return;
                }
            },
        };
        match self.listen(&mut client, peer).await {
            End::Gone => {}
            End::Told(code, reason) => {
                tracing::debug!(node = self.metrics.node(), %peer, %code, reason, "a client is let go");
                let _ = timeout(FAREWELL, farewell(client, code, reason)).await;
            }
        }
    }

    async fn listen(&self, client: &mut WebSocketStream<TcpStream>, peer: SocketAddr) -> End {
        let mut stopped = pin!(self.stop.cancelled());
        let mut silence = pin!(sleep(self.options.ping_interval));
        // Whether anything has come since `silence` began, and whether a ping was sent in it.
        let (mut heard, mut asked) = (false, false);
        let (progress, mut batches) = (Arc::<Progress>::default(), 0);
        loop {
            tokio::select! {
                biased;
                Gathered { messages, ping, end } = self.gather(client) => {
                    heard = true;
                    if !messages.is_empty() {
                        let progress = Arc::clone(&progress);
                        if self.queue.send(Batch { messages, peer, progress }).await.is_err() {
                            return AWAY;
                        }
                        batches += 1;
                    }
                    if let Some(end) = end {
                        return end;
                    }
                    if ping {
                        tokio::select! {
                            biased;
                            () = progress.reaches(batches) => {}
                            () = &mut stopped => return AWAY,
                        }
                    }
                }
                () = &mut stopped => return AWAY,
                () = &mut silence => {
                    let pause = if heard {
                        asked = false;
                        self.options.ping_interval
                    } else if asked {
                        return End::Told(CloseCode::Policy, "no answer to a ping");
                    } else {
                        let ping = client.send(tungstenite::Message::Ping(tungstenite::Bytes::new()));
                        if !matches!(timeout(self.options.pong_timeout, ping).await, Ok(Ok(()))) {
                            return End::Gone;
                        }
                        asked = true;
                        self.options.pong_timeout
                    };
                    heard = false;
                    silence.as_mut().reset(Instant::now() + pause);
                }
            }
        }
    }

    /// Waits until something comes, and takes what else has come with it, up to a ping or a limit. Until it is ready it has
    /// taken nothing.
    fn gather(&self, client: &mut WebSocketStream<TcpStream>) -> impl Future<Output = Gathered> {
        poll_fn(move |cx| {
            let (mut messages, mut bytes, mut heard) = (Vec::new(), 0, false);
            let (mut ping, mut end) = (false, None);
            while messages.len() < BATCH && bytes < BATCH_BYTES && !ping && end.is_none() {
                let Poll::Ready(next) = client.poll_next_unpin(cx) else {
                    if heard {
                        break;
                    }
                    return Poll::Pending;
                };
                heard = true;
                let message = match next {
                    Some(Ok(tungstenite::Message::Text(text))) => Message::from_text(text),
                    Some(Ok(tungstenite::Message::Binary(bytes))) => Message::binary(Payload::new(bytes)),
                    Some(Ok(other)) => {
                        ping = other.is_ping();
                        continue;
                    }
                    Some(Err(error)) => {
                        end = Some(self.failed(&error));
                        break;
                    }
                    None => {
                        end = Some(End::Gone);
                        break;
                    }
                };
                bytes += message.payload().len();
                messages.push(message);
            }
            Poll::Ready(Gathered { messages, ping, end })
        })
    }

    fn failed(&self, error: &Error) -> End {
        let (code, reason) = match error {
            Error::Capacity(_) => (CloseCode::Size, "the message is too long"),
            Error::Utf8(_) => (CloseCode::Invalid, "text that is not UTF-8"),
            Error::Protocol(tungstenite::error::ProtocolError::ResetWithoutClosingHandshake) => return End::Gone,
            Error::Protocol(_) => (CloseCode::Protocol, "this is no WebSocket frame"),
            _ => return End::Gone,
        };
        self.metrics.count_dropped();
        End::Told(code, reason)
    }
}

const AWAY: End = End::Told(CloseCode::Away, "the server goes away");

/// Tells a client why it is let go, and reads on for a while: what is closed with something unread takes the message along.
async fn farewell(mut client: WebSocketStream<TcpStream>, code: CloseCode, reason: &'static str) {
    let reason = Utf8Bytes::from_static(reason);
    // In the place of the answer to a ping behind messages that the pipeline has not taken.
    if code == CloseCode::Away {
        let pong = tungstenite::Message::Pong(tungstenite::Bytes::new());
        if client.feed(pong).await.is_err() {
            return;
        }
    }
    if client.close(Some(CloseFrame { code, reason })).await.is_err() {
        return;
    }
    let mut socket = client.into_inner();
    if socket.shutdown().await.is_err() {
        return;
    }
    let (mut scrap, mut left) = ([0; 4096], LINGER);
    while let Ok(read @ 1..) = socket.read(&mut scrap).await {
        match left.checked_sub(read) {
            Some(less) => left = less,
            None => return,
        }
    }
}
