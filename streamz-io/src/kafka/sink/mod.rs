//! Sinks.

mod forward;
mod pass;
mod producer;
mod record;

use core::time::Duration;

pub use self::forward::KafkaSink;
pub use self::pass::KafkaSender;
pub use self::producer::Delivered;
pub use self::record::Record;

use super::KafkaError;
use super::params::Params;
use crate::Reconnect;

/// Writes to a topic (streamz: `to_kafka`).
///
/// `params` are librdkafka's [properties][properties]; `bootstrap.servers` must be among them. Records are written once and in
/// order even where the client has to try again (`enable.idempotence`), and count as delivered when all replicas that are in
/// sync have them (`acks=all`); neither can be changed. By default it is tried for ever: `delivery.timeout.ms` sets a limit.
///
/// See the [module](crate::kafka) for what is promised.
///
/// [properties]: https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md
///
/// # Examples
///
/// ```no_run
/// use core::pin::pin;
/// use streamz::prelude::*;
/// use streamz_io::kafka::{KafkaError, Record, to_kafka};
///
/// # async fn run() -> Result<(), KafkaError> {
/// let kafka = to_kafka("prices", [("bootstrap.servers", "127.0.0.1:9092")]).start().await?;
/// let mut p = pin!(pipeline!(|prices: (&'static str, f64)| -> Result<(), KafkaError> {
///     prices.map(|(name, price)| Record::new(price.to_string()).key(name)).forward(kafka);
/// }));
/// p.emit(("ACME", 21.5)).await?;
/// p.shutdown().await // all is delivered
/// # }
/// ```
pub fn to_kafka<N: Into<String>, V: Into<String>>(
    topic: impl Into<String>,
    params: impl IntoIterator<Item = (N, V)>,
) -> ToKafka {
    let topic = topic.into();
    ToKafka {
        settings: Settings {
            node: format!("to_kafka({topic})"),
            topic,
            params: Params::new(params),
            in_flight: 10_000,
            connect_timeout: Duration::from_secs(10),
            reconnect: Reconnect::default(),
        },
    }
}

#[derive(Clone, Debug)]
struct Settings {
    node: String,
    topic: String,
    params: Params,
    in_flight: usize,
    connect_timeout: Duration,
    reconnect: Reconnect,
}

/// A sink that has not begun: see [`to_kafka`].
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `start`"]
pub struct ToKafka {
    settings: Settings,
}

impl ToKafka {
    /// How many records may be sent and not delivered [default: 10 000]. 0 counts as 1. Their bytes are limited by
    /// `queue.buffering.max.kbytes`, which is 64 MiB by default here.
    pub const fn in_flight(mut self, records: usize) -> Self {
        self.settings.in_flight = records;
        self
    }

    /// How long to wait for brokers to answer at first [default: 10 seconds].
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// How long to wait between attempts to connect.
    pub const fn reconnect(mut self, policy: Reconnect) -> Self {
        self.settings.reconnect = policy;
        self
    }

    /// Connects and looks whether the topic is there, for an end of a pipeline: `forward`.
    ///
    /// # Errors
    ///
    /// The parameters make no sense, no broker answers in time or lets this client in, or the topic is not there.
    pub async fn start(self) -> Result<KafkaSink, KafkaError> {
        KafkaSink::start(self.settings).await
    }

    /// The same, for the middle of a pipeline: `try_map_async`.
    ///
    /// # Errors
    ///
    /// As for [`start`](Self::start).
    pub async fn sender(self) -> Result<KafkaSender, KafkaError> {
        KafkaSender::start(self.settings).await
    }
}

impl Settings {
    /// The properties on which the rest is built.
    fn properties(&mut self) -> Result<(), KafkaError> {
        let (node, params) = (&self.node, &mut self.params);
        params.must(node, "enable.idempotence", &["true"])?;
        params.must(node, "acks", &["all", "-1"])?;
        if params.get("request.required.acks").is_some() {
            params.must(node, "request.required.acks", &["all", "-1"])?;
        }
        // Two names of one property.
        if params.get("message.timeout.ms").is_none() {
            params.or("delivery.timeout.ms", 0);
        }
        // A record counts there for a moment longer than it is on its way.
        params.or(
            "queue.buffering.max.messages",
            self.in_flight.clamp(50_000, 5_000_000) * 2,
        );
        params.or("queue.buffering.max.kbytes", 64 * 1024);
        params.reconnect(self.reconnect);
        Ok(())
    }
}
