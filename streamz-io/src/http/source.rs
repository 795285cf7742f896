//! The stream of requests.

use core::fmt;
use core::net::SocketAddr;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;

use futures_core::Stream;
use streamz_runtime::tags::Tagged;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::answer::Desk;
use super::exchange::{Exchange, Verdict};
use super::{FromHttpServer, HttpError, Request, server};
use crate::serve::{Acceptor, Port};
use crate::{Metrics, Receipt, Untagged};

/// An element that waits for the pipeline to take it.
pub(super) struct Arrived {
    pub(super) number: u64,
    pub(super) request: Request,
    pub(super) receipt: Receipt,
}

/// The requests that clients have sent, made by [`FromHttpServer::bind`]. It never ends.
#[must_use = "streams do nothing unless polled"]
pub struct HttpSource {
    address: SocketAddr,
    port: Port,
    queue: mpsc::Receiver<Arrived>,
    exchange: Arc<Exchange>,
    ended: CancellationToken,
}

/// Tells when a server has given its last answer; clones tell the same.
#[derive(Clone, Debug)]
pub struct HttpHandle {
    ended: CancellationToken,
    metrics: Metrics,
}

impl HttpHandle {
    /// Ready when the stream has been dropped and all requests are answered, or their time is over.
    pub async fn closed(&self) {
        self.ended.cancelled().await;
    }

    /// What the server tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }
}

impl HttpSource {
    pub(super) fn start(options: FromHttpServer, address: SocketAddr, acceptor: Acceptor, metrics: Metrics) -> Self {
        let (sender, queue) = mpsc::channel(options.in_flight);
        let exchange = Arc::new(Exchange::new(options.in_flight, metrics));
        let port = Port::new(acceptor);
        let ended = CancellationToken::new();
        let desk = Desk {
            options,
            exchange: Arc::clone(&exchange),
            queue: sender,
        };
        let serving = server::serve(port.clone(), Arc::new(desk));
        // However that task ends, with its runtime for one, nobody waits for it in vain.
        let end = ended.clone().drop_guard();
        tokio::spawn(async move {
            let _end = end;
            serving.await;
        });
        Self {
            address,
            port,
            queue,
            exchange,
            ended,
        }
    }

    /// Where it listens: the port that was found, if 0 was asked for.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What it tells of itself: requests that are waited for are `in_flight`; those that broke a limit, or found no room, are
    /// `dropped`.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.exchange.metrics.clone()
    }

    /// To wait for the last answer, when this stream is gone.
    #[must_use]
    pub fn handle(&self) -> HttpHandle {
        HttpHandle {
            ended: self.ended.clone(),
            metrics: self.metrics(),
        }
    }

    /// Requests that are answered `200` as soon as they are taken: for `try_source`.
    pub fn untagged(self) -> Untagged<Self> {
        Untagged::new(self)
    }
}

impl Stream for HttpSource {
    type Item = Result<Tagged<Request, Receipt>, HttpError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.queue.poll_recv(cx).map(|arrived| {
            let Arrived { request, receipt, .. } = arrived?;
            self.exchange.metrics.count_passed(1);
            Some(Ok(Tagged(request, receipt)))
        })
    }
}

impl Drop for HttpSource {
    fn drop(&mut self) {
        self.port.close();
        self.queue.close();
        while let Ok(arrived) = self.queue.try_recv() {
            self.exchange.end(arrived.number, Verdict::NotTaken);
        }
        self.exchange.stop.cancel();
    }
}

impl fmt::Debug for HttpSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpSource")
            .field("address", &self.address)
            .field("metrics", &self.exchange.metrics)
            .finish_non_exhaustive()
    }
}
