//! Messages from a broker.

mod acks;
mod reader;

use core::pin::Pin;
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::sync::Arc;

use futures_core::Stream;
use rumqttc::{QoS, Subscribe, SubscribeFilter};
use streamz_runtime::tags::{Tag, Tagged};
use tokio::sync::{mpsc, oneshot, watch};

use self::reader::Reader;
use super::broker::LARGEST;
use super::link::Link;
use super::message::{beginning, filter_fault};
use super::{Broker, Message, MqttError, Qos};
use crate::{Metrics, OnFailure, Receipt, Untagged};

/// Messages of topics of a broker (streamz: `from_mqtt`). `broker` is an address, `host:port`, or a [`Broker`].
///
/// See [the module](super) for what is delivered and when, and an example.
pub fn from_mqtt(broker: impl Into<Broker>) -> FromMqtt {
    FromMqtt {
        broker: broker.into(),
        filters: Vec::new(),
        client_id: None,
        clean_session: None,
        in_flight: 100,
        on_failure: OnFailure::default(),
        drain: Duration::from_secs(30),
    }
}

/// What to read from a broker; made by [`from_mqtt`].
#[derive(Clone, Debug)]
#[must_use = "options do nothing by themselves"]
pub struct FromMqtt {
    broker: Broker,
    filters: Vec<(String, Qos)>,
    client_id: Option<String>,
    clean_session: Option<bool>,
    in_flight: usize,
    on_failure: OnFailure,
    drain: Duration,
}

impl FromMqtt {
    /// Subscribes to the topics that a filter names; there must be one. In it `+` stands for one level, `#` at the end for
    /// all that are left. A broker that groups subscribers takes `$share/group/filter`.
    pub fn topic(mut self, filter: impl Into<String>, qos: Qos) -> Self {
        self.filters.push((filter.into(), qos));
        self
    }

    /// The name by which the broker knows the client, and no other client goes by at the same time. With it, the session
    /// outlives the connection and the process: see [`clean_session`](Self::clean_session). Without, one is made up.
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self
    }

    /// Whether the broker is to forget the client when the connection ends: false if there is a
    /// [`client_id`](Self::client_id), else true. A session that is kept is what makes messages come that were published
    /// while the client was away, and those again that were not acknowledged.
    pub fn clean_session(mut self, clean: bool) -> Self {
        self.clean_session = Some(clean);
        self
    }

    /// How many messages may be on their way through the pipeline, received and not acknowledged; 100 if not given, at least
    /// 1. When there are as many, no more is read. The broker has a bound of its own, often less: 20 in mosquitto.
    pub const fn in_flight(mut self, messages: usize) -> Self {
        self.in_flight = messages;
        self
    }

    /// What to do when a message fails in the pipeline, or is larger than [`Broker::largest`]: to stop, if not given.
    ///
    /// Messages in a pipeline that is dropped, instead of being closed and run to its end, are not passed over by
    /// [`OnFailure::Skip`] but come again, unless they were let go of before the source was.
    pub const fn on_failure(mut self, then: OnFailure) -> Self {
        self.on_failure = then;
        self
    }

    /// For how long the connection is kept when the source is closed and messages are still on their way, so that they can
    /// be acknowledged; 30 s if not given. What is left then comes again.
    pub const fn drain(mut self, limit: Duration) -> Self {
        self.drain = limit;
        self
    }

    /// Connects and subscribes.
    ///
    /// # Errors
    ///
    /// An option that cannot be; no broker at the address; one that refuses client, password or subscription. What happens
    /// later ends nothing: a connection that is lost is made again.
    pub async fn connect(self) -> Result<MqttSource, MqttError> {
        let node = self.broker.node("from_mqtt");
        let fault = |why: String| MqttError::Option {
            node: node.clone(),
            why,
        };
        if self.filters.is_empty() {
            return Err(fault("no topic: say which by `.topic(filter, qos)`".into()));
        }
        for (filter, _) in &self.filters {
            if let Some(why) = filter_fault(filter) {
                return Err(fault(format!("the filter of topics {:?} {why}", beginning(filter))));
            }
        }
        if !(1..=65_535).contains(&self.in_flight) {
            return Err(fault("`in_flight` is not from 1 to 65535".into()));
        }
        let clean = self.clean_session.unwrap_or(self.client_id.is_none());
        if !clean && self.client_id.is_none() {
            return Err(fault("a session that is to be kept needs a `client_id`".into()));
        }
        let mut options = self.broker.options(&node, self.client_id.as_deref())?;
        options.set_clean_session(clean).set_manual_acks(true);
        let largest = options.max_packet_size();
        if self.on_failure == OnFailure::Skip {
            // What is to be passed over must have been read.
            options.set_max_packet_size(LARGEST, LARGEST);
        }
        let (link, _) = Link::open(&options)
            .await
            .map_err(|error| MqttError::at_start(&node, &error))?;

        let metrics = Metrics::new(node);
        // Never full: each message in it has a receipt, and there is a place more for an error.
        let (to, from) = mpsc::channel(self.in_flight + 1);
        let (open, closed) = watch::channel(());
        let (started, start) = oneshot::channel();
        let next = Arc::new(AtomicU64::new(0));
        let reader = Reader {
            options,
            subscribe: Subscribe::new_many(self.filters.into_iter().map(|(path, qos)| SubscribeFilter {
                path,
                qos: match qos {
                    Qos::AtMostOnce => QoS::AtMostOnce,
                    Qos::AtLeastOnce => QoS::AtLeastOnce,
                },
            })),
            on_failure: self.on_failure,
            largest,
            drain: self.drain,
            in_flight: self.in_flight,
            policy: self.broker.policy(),
            metrics: metrics.clone(),
            next: Arc::clone(&next),
        };
        let source = MqttSource {
            from,
            next,
            metrics,
            closed,
        };
        tokio::spawn(async move {
            reader.run(link, to, started).await;
            drop(open);
        });
        match start.await {
            Ok(Ok(())) => Ok(source),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(source.gone()),
        }
    }
}

/// What goes from the task that holds the connection to the source: messages with their numbers.
type Received = Result<(u64, Tagged<Message, Receipt>), MqttError>;

/// Messages from a broker, each with its [`Receipt`]: for `try_tagged_source`; or by [`untagged`](Self::untagged) for
/// `try_source`.
///
/// Dropping it ends the subscription's flow; the connection is kept until all messages that were handed on have been dealt
/// with and acknowledged: see [`closed`](Self::closed).
#[must_use = "streams do nothing unless polled"]
pub struct MqttSource {
    from: mpsc::Receiver<Received>,
    /// The number behind that of the last message that was handed on.
    next: Arc<AtomicU64>,
    metrics: Metrics,
    closed: watch::Receiver<()>,
}

impl MqttSource {
    /// Counters and gauges.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// Waits until the connection is closed: until this stream was dropped and everything it handed on is acknowledged, or the
    /// time for that, [`FromMqtt::drain`], has passed; then [`Metrics::in_flight`] tells what is left.
    ///
    /// To end a program, end the pipeline, and await this before the runtime goes.
    pub fn closed(&self) -> impl Future<Output = ()> + Send + Sync + use<> {
        let mut closed = self.closed.clone();
        async move { while closed.changed().await.is_ok() {} }
    }

    /// The messages without receipts: each is acknowledged as it is handed on, so that one is lost if the pipeline fails.
    pub fn untagged(self) -> Untagged<Self> {
        Untagged::new(self)
    }

    fn gone(&self) -> MqttError {
        MqttError::Closed {
            node: self.metrics.node().to_owned(),
        }
    }
}

impl Stream for MqttSource {
    type Item = Result<Tagged<Message, Receipt>, MqttError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(received) = ready!(self.from.poll_recv(cx)) else {
            return Poll::Ready(None);
        };
        Poll::Ready(Some(received.map(|(number, message)| {
            self.next.store(number + 1, Ordering::Release);
            self.metrics.count_passed(1);
            message
        })))
    }
}

impl Drop for MqttSource {
    fn drop(&mut self) {
        self.from.close();
        while let Ok(received) = self.from.try_recv() {
            if let Ok((_, Tagged(_, receipt))) = received {
                // Not failed: the number tells the reader that nobody has seen it.
                receipt.done();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_go_from_thread_to_thread() {
        fn goes<T: Send + 'static>() {}
        goes::<MqttSource>();
        goes::<super::super::MqttSink>();
    }
}
