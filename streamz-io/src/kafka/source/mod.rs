//! Sources.

mod batches;
mod clerk;
mod context;
mod driver;
mod messages;
mod position;
mod start;
mod starts;
mod state;

use core::time::Duration;
use std::sync::Arc;

use tokio::sync::watch;

pub use self::batches::{Batches, FromKafkaBatched, from_kafka_batched};
pub use self::messages::{FromKafka, Messages, from_kafka};

use self::state::Shared;
use super::KafkaError;
use super::params::Params;
use crate::{Metrics, OnFailure, Reconnect};

/// What both sources can be told.
#[derive(Clone, Debug)]
struct Settings {
    node: String,
    topics: Vec<String>,
    params: Params,
    in_flight: usize,
    commit_interval: Duration,
    drain_timeout: Duration,
    connect_timeout: Duration,
    refresh_partitions: Duration,
    on_failure: OnFailure,
    reconnect: Reconnect,
}

/// The options that both sources have.
macro_rules! options {
    ($of:ident) => {
        impl $of {
            /// How often what is done is committed, if less than half of [`in_flight`](Self::in_flight) is waiting for it
            /// [default: a second].
            pub const fn commit_interval(mut self, every: Duration) -> Self {
                self.settings.commit_interval = every;
                self
            }

            /// How long to wait for what is on its way when a partition is taken away or the source is closed
            /// [default: 10 seconds]. The whole group waits meanwhile.
            pub const fn drain_timeout(mut self, timeout: Duration) -> Self {
                self.settings.drain_timeout = timeout;
                self
            }

            /// How long `start` waits for brokers to answer [default: 10 seconds].
            pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
                self.settings.connect_timeout = timeout;
                self
            }

            /// How often to look for new partitions [default: a minute]. They are read from their first message on.
            pub const fn refresh_partitions(mut self, every: Duration) -> Self {
                self.settings.refresh_partitions = every;
                self
            }

            /// What to do when an element has failed in the pipeline [default: [`OnFailure::Stop`]].
            pub const fn on_failure(mut self, what: OnFailure) -> Self {
                self.settings.on_failure = what;
                self
            }

            /// How long to wait between attempts to connect.
            pub const fn reconnect(mut self, policy: Reconnect) -> Self {
                self.settings.reconnect = policy;
                self
            }
        }
    };
}
use options;

/// What remains of a source when its stream has been given to a pipeline.
#[derive(Clone, Debug)]
pub struct KafkaHandle {
    metrics: Metrics,
    closing: watch::Receiver<Option<Result<(), KafkaError>>>,
}

impl KafkaHandle {
    /// What the source tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// Waits until the stream has been dropped or has failed, what it handed on has been dealt with and is committed, and the
    /// source has left its group.
    ///
    /// A pipeline drops its sources when it is closed, while elements of theirs are still on their way; a task of the runtime
    /// goes on for those, for as long as the `drain_timeout`. Await this before the runtime ends, and after the pipeline has
    /// been dropped, which may be holding the last elements.
    ///
    /// # Errors
    ///
    /// Why the source has ended; or some elements are not committed, and come again.
    pub async fn closed(&self) -> Result<(), KafkaError> {
        let mut closing = self.closing.clone();
        match closing.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(result)) => result.clone(),
            // The task ended with the runtime.
            Ok(None) | Err(_) => Err(KafkaError::Shutdown {
                node: self.metrics.node().to_owned(),
            }),
        }
    }
}

/// The stream's side of a source: tells the driver when it is gone.
struct Reading {
    shared: Arc<Shared>,
    handle: KafkaHandle,
    /// Why the source has ended was told.
    told: bool,
}

impl Reading {
    async fn start(settings: Settings) -> Result<Self, KafkaError> {
        let (shared, handle) = settings.start().await?;
        Ok(Self {
            shared,
            handle,
            told: false,
        })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.shared.state().dropped = true;
        self.shared.driver.notify_one();
    }
}
