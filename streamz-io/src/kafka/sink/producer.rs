//! The client of both ends, and what it tells.

use core::time::Duration;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rdkafka::client::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::{KafkaError as ClientError, RDKafkaErrorCode as Code};
use rdkafka::message::{DeliveryResult, Message as _};
use rdkafka::producer::{BaseRecord, Producer as _, ProducerContext, ThreadedProducer};
use streamz_runtime::tags::Tag as _;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use super::pass::Flight;
use super::{Record, Settings};
use crate::kafka::KafkaError;
use crate::kafka::error::{is_authentication, is_refusal};
use crate::kafka::params::at_creation;
use crate::kafka::topics::{SHORT, Trouble, partitions_of};
use crate::reconnect::Attempts;
use crate::{Metrics, Receipt};

/// How long a topic may be unknown: a broker that makes topics by itself does it when it is asked for one.
const UNKNOWN: Duration = Duration::from_secs(3);

/// Where a record is when it has been delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    pub(super) partition: i32,
    pub(super) offset: i64,
}

impl Delivered {
    /// The partition that it went to.
    #[must_use]
    pub const fn partition(self) -> i32 {
        self.partition
    }

    /// Its place in the partition.
    #[must_use]
    pub const fn offset(self) -> i64 {
        self.offset
    }
}

/// Who waits for the delivery of a record.
pub(super) enum Waiting {
    /// A sink, for all that it has sent.
    Flush(Receipt, Arc<Failure>),
    /// A future of its own.
    Answer(oneshot::Sender<Result<Delivered, KafkaError>>, Flight),
}

/// What went wrong first, and was not told yet.
#[derive(Default)]
pub(super) struct Failure(Mutex<Option<KafkaError>>);

impl Failure {
    pub(super) fn take(&self) -> Option<KafkaError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, error: KafkaError) {
        let mut failure = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert(error);
    }
}

pub(super) struct Context {
    metrics: Metrics,
    attempts: Mutex<Attempts>,
    /// What was told while the client begins; nobody looks at it later.
    reports: Mutex<Option<Vec<(Code, String)>>>,
}

impl Context {
    fn reports(&self) -> Vec<(Code, String)> {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.as_mut().map(core::mem::take).unwrap_or_default()
    }

    fn begun(&self) {
        *self.reports.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.connected();
    }

    fn connected(&self) {
        if !self.metrics.connected() {
            self.attempts.lock().unwrap_or_else(PoisonError::into_inner).connected();
        }
    }
}

impl ClientContext for Context {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        crate::kafka::log(level, facility, message);
    }

    fn error(&self, error: ClientError, reason: &str) {
        let code = error.rdkafka_error_code().unwrap_or(Code::Fail);
        if let Some(reports) = self.reports.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            reports.push((code, reason.to_owned()));
        } else if code == Code::AllBrokersDown || is_authentication(code) {
            // The client connects again by itself.
            let _ = self
                .attempts
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .lost(&reason);
        } else {
            tracing::debug!(node = self.metrics.node(), "{code}: {reason}");
        }
    }
}

impl ProducerContext for Context {
    type DeliveryOpaque = Box<Waiting>;

    fn delivery(&self, result: &DeliveryResult<'_>, waiting: Box<Waiting>) {
        let result = match result {
            Ok(message) => {
                self.connected();
                self.metrics.count_passed(1);
                Ok(Delivered {
                    partition: message.partition(),
                    offset: message.offset(),
                })
            }
            Err((error, _)) => Err(KafkaError::NotDelivered {
                node: self.metrics.node().to_owned(),
                why: error.to_string(),
            }),
        };
        match (*waiting, result) {
            (Waiting::Flush(receipt, _), Ok(_)) => receipt.done(),
            // Dropping the receipt counts it as failed; first the reason, for then the sink looks for it.
            (Waiting::Flush(receipt, failure), Err(error)) => {
                failure.put(error);
                drop(receipt);
            }
            (Waiting::Answer(sender, flight), result) => {
                drop(flight);
                if result.is_err() {
                    self.metrics.count_failed();
                }
                // Whoever waited may have gone.
                let _ = sender.send(result);
            }
        }
    }
}

/// The client. It has a thread of its own, which waits for brokers.
pub(super) struct Producer {
    /// Always there, until it is dropped.
    client: Option<ThreadedProducer<Context>>,
    topic: String,
    pub(super) metrics: Metrics,
}

/// Why a record was not taken.
pub(super) enum NotTaken {
    /// There is no room now: the record comes back.
    Full(Record, Box<Waiting>),
    Failed(KafkaError),
}

impl Producer {
    pub(super) async fn start(mut settings: Settings) -> Result<Self, KafkaError> {
        let node = settings.node.clone();
        if Handle::try_current().is_err() {
            return Err(KafkaError::NoRuntime { node });
        }
        let brokers = settings.params.brokers(&node)?;
        settings.properties()?;
        let metrics = Metrics::new(node.clone());
        let context = Context {
            metrics: metrics.clone(),
            attempts: Mutex::new(Attempts::new(settings.reconnect, metrics.clone())),
            reports: Mutex::new(Some(Vec::new())),
        };
        let client = settings
            .params
            .config()
            .create_with_context::<_, ThreadedProducer<_>>(context);
        let producer = Self {
            client: Some(client.map_err(|error| at_creation(&node, error))?),
            topic: settings.topic,
            metrics,
        };
        producer.look(&node, &brokers, settings.connect_timeout).await?;
        Ok(producer)
    }

    /// Looks whether the topic is there, until there is an answer or the time is over.
    async fn look(&self, node: &str, brokers: &str, timeout: Duration) -> Result<(), KafkaError> {
        let (node, begun) = (node.to_owned(), Instant::now());
        let Some(client) = self.client.clone() else {
            return Ok(());
        };
        let mut why = String::from("no answer in time");
        loop {
            let mut looking = spawn_blocking({
                let (client, topic) = (client.clone(), self.topic.clone());
                move || partitions_of(client.client(), &topic, SHORT)
            });
            let looked = loop {
                let looked = tokio::time::timeout(Duration::from_millis(50), &mut looking).await;
                for (code, reason) in client.context().reports() {
                    if is_authentication(code) {
                        return Err(KafkaError::Authentication { node, why: reason });
                    }
                    if is_refusal(code) {
                        return Err(KafkaError::Refused { node, why: reason });
                    }
                    if code != Code::AllBrokersDown {
                        why = reason;
                    }
                }
                match looked {
                    Ok(looked) => break looked,
                    Err(_) if begun.elapsed() >= timeout => {
                        let brokers = brokers.to_owned();
                        return Err(KafkaError::Unreachable { node, brokers, why });
                    }
                    Err(_) => {}
                }
            };
            match looked {
                Ok(Ok(_)) => {
                    client.context().begun();
                    return Ok(());
                }
                Ok(Err(Trouble::UnknownTopic(topic))) if begun.elapsed() >= UNKNOWN.min(timeout) => {
                    return Err(KafkaError::UnknownTopic { node, topic });
                }
                Ok(Err(Trouble::Client(error))) if error.rdkafka_error_code().is_some_and(is_refusal) => {
                    let why = error.to_string();
                    return Err(KafkaError::Refused { node, why });
                }
                Ok(Err(_)) if begun.elapsed() >= timeout => {
                    let brokers = brokers.to_owned();
                    return Err(KafkaError::Unreachable { node, brokers, why });
                }
                Ok(Err(_)) => {}
                Err(_) => return Err(KafkaError::Shutdown { node }),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Puts a record into the queue of the client.
    pub(super) fn send(&self, mut record: Record, waiting: Box<Waiting>) -> Result<(), NotTaken> {
        let node = || self.metrics.node().to_owned();
        let Some(client) = &self.client else {
            return Err(NotTaken::Failed(KafkaError::Shutdown { node: node() }));
        };
        let sent = BaseRecord {
            topic: &self.topic,
            partition: record.partition,
            payload: record.payload.as_deref(),
            key: record.key.as_deref(),
            timestamp: record.timestamp,
            headers: record.headers.take(),
            delivery_opaque: waiting,
        };
        let Err((error, back)) = client.send(sent) else {
            return Ok(());
        };
        let (headers, waiting) = (back.headers, back.delivery_opaque);
        match error.rdkafka_error_code() {
            Some(Code::QueueFull) => {
                record.headers = headers;
                Err(NotTaken::Full(record, waiting))
            }
            Some(Code::Fatal) => {
                let why = client
                    .client()
                    .fatal_error()
                    .map_or_else(|| error.to_string(), |(_, why)| why);
                Err(NotTaken::Failed(KafkaError::Fatal { node: node(), why }))
            }
            _ => Err(NotTaken::Failed(KafkaError::NotTaken {
                node: node(),
                bytes: record.bytes(),
                why: error.to_string(),
            })),
        }
    }
}

impl Drop for Producer {
    /// The client waits for its thread, and gives up what is in its queue.
    fn drop(&mut self) {
        self.metrics.set_connected(false);
        let client = self.client.take();
        if let Ok(runtime) = Handle::try_current() {
            drop(runtime.spawn_blocking(move || drop(client)));
        }
    }
}
