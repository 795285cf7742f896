//! Elements on their way, and the clients who wait for their answers.

use core::future::poll_fn;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use streamz_runtime::meta::Outcome;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::receipt::{Place, Receipts};
use crate::{Metrics, Receipt};

/// What a client is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Done,
    Failed,
    /// The pipeline has not seen it.
    NotTaken,
}

/// What all connections, the stream and the task that settles share.
pub(super) struct Exchange {
    receipts: Receipts,
    /// As many as there are receipts.
    places: Arc<Semaphore>,
    waiting: Mutex<Waiting>,
    /// Set when the stream is gone.
    pub(super) stop: CancellationToken,
    pub(super) metrics: Metrics,
}

#[derive(Default)]
struct Waiting {
    next: u64,
    /// In the order they came.
    clients: BTreeMap<u64, Client>,
}

struct Client {
    answer: oneshot::Sender<Verdict>,
    since: Instant,
    _place: OwnedSemaphorePermit,
}

/// An element that has begun.
pub(super) struct Begun {
    pub(super) number: u64,
    pub(super) receipt: Receipt,
    pub(super) answer: oneshot::Receiver<Verdict>,
}

impl Exchange {
    pub(super) fn new(in_flight: usize, metrics: Metrics) -> Self {
        Self {
            receipts: Receipts::new(in_flight),
            places: Arc::new(Semaphore::new(in_flight)),
            waiting: Mutex::default(),
            stop: CancellationToken::new(),
            metrics,
        }
    }

    /// Begins an element as soon as there is a place for it; nothing if there is none for so long, or never.
    pub(super) async fn begin(&self, max_wait: Duration) -> Option<Begun> {
        let place = Arc::clone(&self.places).acquire_owned();
        let place = timeout(max_wait, place).await.ok()?.ok()?;
        let mut waiting = self.lock();
        let number = waiting.next;
        let receipt = self.receipts.issue(Place { lane: 0, number })?;
        let (sender, answer) = oneshot::channel();
        let client = Client {
            answer: sender,
            since: Instant::now(),
            _place: place,
        };
        waiting.next += 1;
        waiting.clients.insert(number, client);
        self.measure(&waiting);
        Some(Begun {
            number,
            receipt,
            answer,
        })
    }

    /// Ends an element, if it has not ended yet; its client may have gone away.
    pub(super) fn end(&self, number: u64, verdict: Verdict) {
        let mut waiting = self.lock();
        if let Some(client) = waiting.clients.remove(&number) {
            self.measure(&waiting);
            drop(waiting);
            if verdict == Verdict::Failed {
                self.metrics.count_failed();
            }
            let _ = client.answer.send(verdict);
        }
    }

    /// Ends all elements that have not ended yet.
    pub(super) fn give_up(&self) {
        let numbers: Vec<u64> = self.lock().clients.keys().copied().collect();
        for number in numbers {
            self.end(number, Verdict::Failed);
        }
    }

    /// Answers as elements settle, until the stream is gone and all have.
    pub(super) async fn settle(&self) {
        loop {
            tokio::select! {
                biased;
                (place, outcome) = poll_fn(|cx| self.receipts.poll_settled(cx)) => {
                    let done = outcome == Outcome::Done;
                    self.end(place.number, if done { Verdict::Done } else { Verdict::Failed });
                }
                () = self.stop.cancelled(), if !self.stop.is_cancelled() => {}
            }
            if self.stop.is_cancelled() && self.lock().clients.is_empty() {
                return;
            }
        }
    }

    fn measure(&self, waiting: &Waiting) {
        let oldest = waiting.clients.first_key_value().map(|(_, client)| client.since);
        self.metrics.set_in_flight(waiting.clients.len(), oldest);
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing that holds it can panic half way.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
