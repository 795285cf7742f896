//! Kafka.

mod error;
mod message;
mod params;
mod sink;
mod source;
mod topics;

pub use self::error::KafkaError;
pub use self::message::{Batch, Message};
pub use self::sink::{Delivered, KafkaSender, KafkaSink, Record, ToKafka, to_kafka};
pub use self::source::{Batches, FromKafka, FromKafkaBatched, KafkaHandle, Messages, from_kafka, from_kafka_batched};

/// What the client logs by itself: what matters is told by the connectors, once a minute.
fn log(level: rdkafka::config::RDKafkaLogLevel, facility: &str, message: &str) {
    tracing::debug!(target: "librdkafka", ?level, facility, "{message}");
}
