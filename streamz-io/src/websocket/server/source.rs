//! The stream of all clients' messages.

use core::fmt;
use core::future::poll_fn;
use core::net::SocketAddr;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;
use std::vec;

use futures_core::Stream;
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::conversation::{Batch, Hall, Progress};
use super::{FromWebsocket, WebsocketError};
use crate::Metrics;
use crate::serve::{Acceptor, Port};
use crate::websocket::{Message, Received};

/// How many clients' batches may wait; the other clients wait with theirs.
const QUEUE: usize = 4;

/// The messages of all clients, made by [`FromWebsocket::bind`]. It never ends.
#[must_use = "streams do nothing unless polled"]
pub struct WebsocketSource {
    address: SocketAddr,
    port: Port,
    queue: mpsc::Receiver<Batch>,
    /// What is next, before what is in the queue.
    batch: vec::IntoIter<Message>,
    /// Who has sent that.
    peer: SocketAddr,
    /// Told when all of it is taken.
    progress: Arc<Progress>,
    metrics: Metrics,
    _stop: DropGuard,
}

impl WebsocketSource {
    pub(super) fn start(options: FromWebsocket, address: SocketAddr, acceptor: Acceptor, metrics: Metrics) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        let port = Port::new(acceptor);
        let stop = CancellationToken::new();
        let hall = Hall {
            options,
            queue: sender,
            stop: stop.clone(),
            metrics: metrics.clone(),
        };
        tokio::spawn(accept(port.clone(), Arc::new(hall)));
        Self {
            address,
            port,
            queue,
            batch: Vec::new().into_iter(),
            peer: address,
            progress: Arc::default(),
            metrics,
            _stop: stop.drop_guard(),
        }
    }

    /// Where it listens: the port that was found, if 0 was asked for.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What it tells of itself: messages handed on are `passed`; what breaks a limit or the protocol is `dropped`.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }
}

async fn accept(port: Port, hall: Arc<Hall>) {
    let places = Arc::new(Semaphore::new(hall.options.max_clients));
    let accepting = async {
        while let Ok(place) = Arc::clone(&places).acquire_owned().await {
            let Some((socket, peer)) = poll_fn(|cx| port.poll_accept(cx)).await else {
                return;
            };
            let hall = Arc::clone(&hall);
            tokio::spawn(async move {
                hall.receive(socket, peer).await;
                drop(place);
            });
        }
    };
    tokio::select! {
        () = hall.stop.cancelled() => {}
        () = accepting => {}
    }
}

impl Stream for WebsocketSource {
    type Item = Result<Received, WebsocketError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(message) = self.batch.next() {
                self.metrics.count_passed(1);
                if self.batch.as_slice().is_empty() {
                    self.progress.count();
                }
                let peer = self.peer;
                return Poll::Ready(Some(Ok(Received { message, peer })));
            }
            match ready!(self.queue.poll_recv(cx)) {
                Some(batch) => {
                    self.batch = batch.messages.into_iter();
                    (self.peer, self.progress) = (batch.peer, batch.progress);
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Drop for WebsocketSource {
    fn drop(&mut self) {
        self.port.close();
    }
}

impl fmt::Debug for WebsocketSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebsocketSource")
            .field("address", &self.address)
            .field("metrics", &self.metrics)
            .finish_non_exhaustive()
    }
}
