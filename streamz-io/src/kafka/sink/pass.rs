//! In the middle of a pipeline.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::producer::{Delivered, NotTaken, Producer, Waiting};
use super::{Record, Settings};
use crate::Metrics;
use crate::kafka::KafkaError;

/// How long to wait when the queue of the client has no room for a record.
pub(super) const FULL: Duration = Duration::from_millis(5);

/// Sends records to a topic, and says of each when it has been delivered: for `try_map_async`.
///
/// Clones send by the same client.
#[derive(Clone)]
pub struct KafkaSender {
    inner: Arc<Inner>,
}

struct Inner {
    producer: Producer,
    /// Whose turn it is to send. It is fair.
    turn: tokio::sync::Mutex<()>,
    room: Arc<Semaphore>,
    flights: Arc<Flights>,
}

/// When the records on their way were sent.
pub(super) struct Flights {
    metrics: Metrics,
    since: Mutex<BTreeMap<u64, Instant>>,
}

/// A record on its way.
pub(super) struct Flight {
    flights: Arc<Flights>,
    number: u64,
    _room: OwnedSemaphorePermit,
}

impl Flight {
    fn begin(flights: &Arc<Flights>, room: OwnedSemaphorePermit) -> Self {
        let mut since = flights.since.lock().unwrap_or_else(PoisonError::into_inner);
        let number = since.last_key_value().map_or(0, |(last, _)| last + 1);
        since.insert(number, Instant::now());
        flights.measure(&since);
        Self {
            flights: Arc::clone(flights),
            number,
            _room: room,
        }
    }
}

impl Flights {
    fn measure(&self, since: &BTreeMap<u64, Instant>) {
        let oldest = since.first_key_value().map(|(_, since)| *since);
        self.metrics.set_in_flight(since.len(), oldest);
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut since = self.flights.since.lock().unwrap_or_else(PoisonError::into_inner);
        since.remove(&self.number);
        self.flights.measure(&since);
    }
}

impl KafkaSender {
    pub(super) async fn start(settings: Settings) -> Result<Self, KafkaError> {
        let room = Semaphore::new(settings.in_flight.clamp(1, Semaphore::MAX_PERMITS));
        let producer = Producer::start(settings).await?;
        let flights = Flights {
            metrics: producer.metrics.clone(),
            since: Mutex::default(),
        };
        let inner = Inner {
            producer,
            turn: tokio::sync::Mutex::new(()),
            room: Arc::new(room),
            flights: Arc::new(flights),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// What the sender tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.inner.producer.metrics.clone()
    }

    /// Sends a record; the future, which borrows nothing, ends when the record has been delivered.
    ///
    /// Records are sent in the order in which their futures are polled for the first time: in `try_map_async`, that of the
    /// items. A future that is dropped later takes nothing back.
    ///
    /// # Errors
    ///
    /// The client does not take the record, or it was not delivered.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use core::pin::pin;
    /// # use streamz::prelude::*;
    /// use streamz_io::kafka::{KafkaError, to_kafka};
    ///
    /// # async fn run() -> Result<(), KafkaError> {
    /// let kafka = to_kafka("prices", [("bootstrap.servers", "127.0.0.1:9092")]).sender().await?;
    /// let mut p = pin!(pipeline!(|prices: String| -> Result<(), KafkaError> {
    ///     prices
    ///         .try_map_async(64, move |price| kafka.send(price))
    ///         .sink(|at| println!("offset {} of partition {}", at.offset(), at.partition()));
    /// }));
    /// p.emit("21.5".to_owned()).await?;
    /// p.shutdown().await
    /// # }
    /// ```
    pub fn send<R: Into<Record>>(
        &self,
        record: R,
    ) -> impl Future<Output = Result<Delivered, KafkaError>> + Send + 'static + use<R> {
        let (inner, mut record) = (Arc::clone(&self.inner), record.into());
        async move {
            let node = || inner.producer.metrics.node().to_owned();
            let turn = inner.turn.lock().await;
            let Ok(room) = Arc::clone(&inner.room).acquire_owned().await else {
                return Err(KafkaError::Shutdown { node: node() });
            };
            let (sender, receiver) = oneshot::channel();
            let flight = Flight::begin(&inner.flights, room);
            let mut waiting = Box::new(Waiting::Answer(sender, flight));
            loop {
                match inner.producer.send(record, waiting) {
                    Ok(()) => break,
                    Err(NotTaken::Failed(error)) => return Err(error),
                    Err(NotTaken::Full(back, still)) => (record, waiting) = (back, still),
                }
                tokio::time::sleep(FULL).await;
            }
            drop(turn);
            receiver
                .await
                .unwrap_or_else(|_| Err(KafkaError::Shutdown { node: node() }))
        }
    }
}
