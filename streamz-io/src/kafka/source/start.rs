//! Begins a source.

use core::time::Duration;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::error::RDKafkaErrorCode as Code;
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};

use super::clerk::Clerk;
use super::context::{Consumer, Context, Event};
use super::driver::{Commits, Driver, Probe};
use super::starts::Origins;
use super::state::Shared;
use super::{KafkaHandle, Settings};
use crate::kafka::KafkaError;
use crate::kafka::error::{code, is_authentication, is_refusal};
use crate::kafka::params::at_creation;
use crate::kafka::topics::Trouble;
use crate::reconnect::Attempts;
use crate::{Metrics, OnFailure};

/// How long a topic may be unknown when the source begins: one that was just created is not known to all brokers at once.
const UNKNOWN: Duration = Duration::from_secs(1);

impl Settings {
    /// Makes the client, looks whether everything is there, and joins the group.
    pub(super) async fn start(mut self) -> Result<(Arc<Shared>, KafkaHandle), KafkaError> {
        let node = self.node.clone();
        if Handle::try_current().is_err() {
            return Err(KafkaError::NoRuntime { node });
        }
        let topics: Arc<[String]> = self.topics.clone().into();
        if topics.is_empty() {
            return Err(KafkaError::NoTopic { node });
        }
        let brokers = self.params.brokers(&node)?;
        let latest = self.properties()?;
        let wake = Arc::new(Notify::new());
        let config = self.params.config();
        let context = Context::new(Arc::clone(&wake));
        let created = config.create_with_context::<_, BaseConsumer<Context>>(context);
        let mut consumer = created.map_err(|error| at_creation(&node, error))?;
        consumer.set_nonempty_callback({
            let wake = Arc::clone(&wake);
            move || wake.notify_one()
        });
        let consumer = Arc::new(consumer);
        let clerk = Clerk::start(Arc::clone(&consumer)).map_err(|error| KafkaError::Client {
            node: node.clone(),
            why: error.to_string(),
        })?;
        let metrics = Metrics::new(node.clone());
        let looked = self.look(&consumer, &clerk, &topics, latest, &brokers).await;
        let joined = looked.and_then(|origins| {
            let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
            let why = |error: rdkafka::error::KafkaError| error.to_string();
            let subscribed = consumer.subscribe(&topics).map_err(why);
            subscribed
                .map_err(|why| KafkaError::Client { node, why })
                .map(|()| origins)
        });
        let origins = match joined {
            Ok(origins) => origins,
            Err(error) => {
                consumer.context().close();
                // Not the last to have it: that is the clerk, who may wait.
                drop(consumer);
                return Err(error);
            }
        };
        let mut attempts = Attempts::new(self.reconnect, metrics.clone());
        attempts.connected();
        let shared = Arc::new(Shared::new(self.in_flight, self.on_failure, wake, metrics.clone()));
        let (closed, closing) = watch::channel(None);
        let driver = Driver {
            consumer,
            clerk: Some(clerk),
            shared: Arc::clone(&shared),
            topics,
            origins: Arc::new(origins),
            commit_interval: self.commit_interval,
            drain_timeout: self.drain_timeout,
            attempts,
            closed,
            rebalances: VecDeque::new(),
            commits: Commits::new(),
            probe: Probe::default(),
        };
        tokio::spawn(driver.run());
        Ok((shared, KafkaHandle { metrics, closing }))
    }

    /// The properties on which the rest is built; whether only what comes from now on is to be read.
    fn properties(&mut self) -> Result<bool, KafkaError> {
        let (node, params) = (&self.node, &mut self.params);
        if params.get("group.id").is_none_or(str::is_empty) {
            return Err(KafkaError::Missing {
                node: node.clone(),
                property: "group.id",
            });
        }
        let reset = params.take("auto.offset.reset");
        let latest = match reset.as_deref() {
            None | Some("latest" | "largest" | "end") => true,
            Some("earliest" | "smallest" | "beginning") => false,
            Some(other) => {
                return Err(KafkaError::Property {
                    node: node.clone(),
                    property: "auto.offset.reset".into(),
                    why: format!("it is `latest` or `earliest`, not `{other}`"),
                });
            }
        };
        // Where to begin is settled before the client reads; what is left is an offset that is no longer there, and then
        // nothing that still is may be missed.
        params.or("auto.offset.reset", "earliest");
        params.must(node, "enable.auto.commit", &["false"])?;
        params.must(node, "enable.auto.offset.store", &["false"])?;
        params.must(node, "enable.partition.eof", &["false"])?;
        // By default the client keeps up to 64 MiB of each partition, and asks for more only a second after that is used up.
        params.or("queued.min.messages", 1000);
        params.or("queued.max.messages.kbytes", 4096);
        params.or("fetch.queue.backoff.ms", 5);
        params.or(
            "topic.metadata.refresh.interval.ms",
            self.refresh_partitions.as_millis(),
        );
        params.reconnect(self.reconnect);
        Ok(latest)
    }

    /// Looks at the topics and the group, until there is an answer or the time is over.
    async fn look(
        &self,
        consumer: &Consumer,
        clerk: &Clerk,
        topics: &Arc<[String]>,
        latest: bool,
        brokers: &str,
    ) -> Result<Origins, KafkaError> {
        let (node, begun) = (&self.node, Instant::now());
        let mut why = String::from("no answer in time");
        loop {
            let topics = Arc::clone(topics);
            let mut looking = clerk.ask(move |consumer| Origins::look(consumer, &topics, latest));
            let looked = loop {
                // What is wrong is told by the client, while the question has no answer.
                if let Some(error) = self.trouble(consumer, &mut why) {
                    return Err(error);
                }
                if let Ok(looked) = tokio::time::timeout(Duration::from_millis(50), &mut looking).await {
                    break looked;
                }
                if begun.elapsed() >= self.connect_timeout {
                    return Err(self.unreachable(brokers, why));
                }
            };
            match looked {
                Ok(Ok(origins)) => return Ok(origins),
                Ok(Err(Trouble::UnknownTopic(topic))) => {
                    if begun.elapsed() >= UNKNOWN.min(self.connect_timeout) {
                        let node = node.clone();
                        return Err(KafkaError::UnknownTopic { node, topic });
                    }
                }
                Ok(Err(Trouble::Client(error))) => {
                    if code(&error).is_some_and(is_refusal) {
                        let (node, why) = (node.clone(), error.to_string());
                        return Err(KafkaError::Refused { node, why });
                    }
                    if let Some(error) = self.trouble(consumer, &mut why) {
                        return Err(error);
                    }
                    if begun.elapsed() >= self.connect_timeout {
                        return Err(self.unreachable(brokers, why));
                    }
                }
                Err(_) => return Err(KafkaError::Shutdown { node: node.clone() }),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    fn unreachable(&self, brokers: &str, why: String) -> KafkaError {
        KafkaError::Unreachable {
            node: self.node.clone(),
            brokers: brokers.to_owned(),
            why,
        }
    }

    /// What the client has told: an error that ends the attempt, or `why` there is no answer.
    fn trouble(&self, consumer: &Consumer, why: &mut String) -> Option<KafkaError> {
        loop {
            let served = consumer.context().served();
            let polled = consumer.poll(Duration::ZERO);
            if polled.is_none() && consumer.context().served() == served {
                break;
            }
        }
        for event in consumer.context().events() {
            let Event::Error(code, reason) = event else { continue };
            let node = self.node.clone();
            if is_authentication(code) {
                return Some(KafkaError::Authentication { node, why: reason });
            }
            if is_refusal(code) {
                return Some(KafkaError::Refused { node, why: reason });
            }
            // That all brokers are down says less than why one of them is.
            if code != Code::AllBrokersDown {
                *why = reason;
            }
        }
        None
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            node: String::new(),
            topics: Vec::new(),
            params: super::Params::default(),
            in_flight: 1000,
            commit_interval: Duration::from_secs(1),
            drain_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(10),
            refresh_partitions: Duration::from_secs(60),
            on_failure: OnFailure::default(),
            reconnect: crate::Reconnect::default(),
        }
    }
}
