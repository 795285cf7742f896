//! What the client calls while it is polled. Nothing waits here: all is noted for the [driver](super::driver).

use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use rdkafka::client::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::consumer::{BaseConsumer, Consumer as _, ConsumerContext, RebalanceProtocol};
use rdkafka::error::{KafkaError as ClientError, KafkaResult, RDKafkaErrorCode};
use rdkafka::topic_partition_list::TopicPartitionList;
use rdkafka::types::RDKafkaRespErr;
use tokio::sync::Notify;

pub(super) type Consumer = BaseConsumer<Context>;

/// Something that the client has told.
pub(super) enum Event {
    /// These partitions are to be read. The client waits until it is told that they are.
    Assign(Vec<(String, i32)>),
    /// These are to be read no more. The client waits until it is told that they are not.
    Revoke(Vec<(String, i32)>),
    /// Something is wrong.
    Error(RDKafkaErrorCode, String),
}

/// How many errors may wait to be looked at.
const ERRORS: usize = 64;

pub(super) struct Context {
    events: Mutex<Vec<Event>>,
    /// How many things were served.
    served: AtomicU64,
    /// Whether the consumer is being closed, and nobody is there any more to hand partitions back.
    closing: AtomicBool,
    wake: Arc<Notify>,
}

impl Context {
    /// `wake` is told when there is something to look at.
    pub(super) fn new(wake: Arc<Notify>) -> Self {
        Self {
            events: Mutex::new(Vec::new()),
            served: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            wake,
        }
    }

    /// From now on partitions that are revoked are handed back at once.
    pub(super) fn close(&self) {
        self.closing.store(true, Relaxed);
    }

    /// What has been told since the last time.
    pub(super) fn events(&self) -> Vec<Event> {
        core::mem::take(&mut *self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many things were served so far: if this does not change, there was nothing.
    pub(super) fn served(&self) -> u64 {
        self.served.load(Relaxed)
    }

    fn serve(&self, event: Option<Event>) {
        self.served.fetch_add(1, Relaxed);
        if let Some(event) = event {
            let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
            if events.len() < ERRORS || !matches!(event, Event::Error(..)) {
                events.push(event);
            }
            drop(events);
            self.wake.notify_one();
        }
    }
}

/// Tells the client that what it wanted to take back is given back.
pub(super) fn hand_back(consumer: &Consumer, partitions: &TopicPartitionList) -> KafkaResult<()> {
    match consumer.rebalance_protocol() {
        RebalanceProtocol::Cooperative => consumer.incremental_unassign(partitions),
        _ => consumer.unassign(),
    }
}

/// Tells the client that what it wanted to give is not taken.
pub(super) fn refuse(consumer: &Consumer) -> KafkaResult<()> {
    match consumer.rebalance_protocol() {
        RebalanceProtocol::Cooperative => consumer.incremental_assign(&TopicPartitionList::new()),
        _ => consumer.unassign(),
    }
}

fn partitions(list: &TopicPartitionList) -> Vec<(String, i32)> {
    let elements = list.elements();
    elements
        .iter()
        .map(|of| (of.topic().to_owned(), of.partition()))
        .collect()
}

impl ClientContext for Context {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        self.serve(None);
        crate::kafka::log(level, facility, message);
    }

    fn error(&self, error: ClientError, reason: &str) {
        let code = error.rdkafka_error_code().unwrap_or(RDKafkaErrorCode::Fail);
        self.serve(Some(Event::Error(code, reason.to_owned())));
    }

    fn stats_raw(&self, _: &[u8]) {
        self.serve(None);
    }
}

impl ConsumerContext for Context {
    fn rebalance(&self, consumer: &Consumer, why: RDKafkaRespErr, list: &mut TopicPartitionList) {
        let assign = why == RDKafkaRespErr::RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS;
        if self.closing.load(Relaxed) {
            self.serve(None);
            let given_back = if assign {
                refuse(consumer)
            } else {
                hand_back(consumer, list)
            };
            if let Err(error) = given_back {
                tracing::debug!("partitions could not be handed back: {error}");
            }
            return;
        }
        let partitions = partitions(list);
        self.serve(Some(if assign {
            Event::Assign(partitions)
        } else {
            Event::Revoke(partitions)
        }));
    }
}
