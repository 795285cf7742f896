//! The task that holds the connection of a source.

use core::future::poll_fn;
use core::pin::pin;
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Arc;

use rumqttc::{
    ConnectionError, MqttOptions, Packet, Publish, QoS, StateError, SubAck, Subscribe, SubscribeReasonCode, mqttbytes,
};
use streamz_runtime::meta::Outcome;
use streamz_runtime::tags::{Tag, Tagged};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, sleep_until};

use super::Received;
use super::acks::Acks;
use crate::mqtt::link::{Acknowledgement, Link};
use crate::mqtt::{Message, MqttError};
use crate::receipt::{Ledger, Place};
use crate::reconnect::Attempts;
use crate::{Metrics, OnFailure, Payload, Reconnect};

/// What a reader needs to know.
pub(super) struct Reader {
    pub(super) options: MqttOptions,
    pub(super) subscribe: Subscribe,
    pub(super) on_failure: OnFailure,
    pub(super) largest: usize,
    pub(super) drain: Duration,
    pub(super) in_flight: usize,
    pub(super) policy: Reconnect,
    pub(super) metrics: Metrics,
    /// The number behind that of the last message that the stream has handed on.
    pub(super) next: Arc<AtomicU64>,
}

/// How long an answer to the subscription may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// As good as for ever.
const FAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Reader {
    pub(super) async fn run(
        self,
        link: Link,
        to: mpsc::Sender<Received>,
        started: oneshot::Sender<Result<(), MqttError>>,
    ) {
        let mut attempts = Attempts::new(self.policy, self.metrics.clone());
        let mut reading = Reading {
            ledger: Ledger::new(self.in_flight, self.metrics.clone()),
            acks: Acks::default(),
            to: Some(to),
            started: Some(started),
            connection: 0,
            reader: &self,
        };
        let mut next = Some((link, false));
        while let Some((mut link, kept)) = next.take() {
            let why = match reading.serve(&mut link, kept, &mut attempts).await {
                Ended::Lost(why) => why,
                Ended::Finished => {
                    link.close().await;
                    break;
                }
            };
            if let Some(started) = reading.started.take() {
                let _ = started.send(Err(why.at_start(&self)));
                break;
            }
            next = reading.reconnect(why, &mut attempts).await;
        }
        self.metrics.set_connected(false);
    }
}

/// How a connection ended.
enum Ended {
    /// It has to be made again.
    Lost(Why),
    /// There is nothing left to do on it.
    Finished,
}

/// Why a connection was lost.
enum Why {
    Connection(ConnectionError),
    /// The broker refuses a subscription.
    NotSubscribed(String),
    /// It does not answer one.
    Silent,
}

impl From<ConnectionError> for Why {
    fn from(error: ConnectionError) -> Self {
        Self::Connection(error)
    }
}

impl Why {
    fn at_start(self, reader: &Reader) -> MqttError {
        let node = reader.metrics.node().to_owned();
        match self {
            Self::Connection(error) => MqttError::at_start(&node, &error),
            Self::NotSubscribed(filter) => MqttError::NotSubscribed { node, filter },
            Self::Silent => MqttError::at_start(&node, &ConnectionError::NetworkTimeout),
        }
    }
}

impl core::fmt::Display for Why {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Connection(error) => error.fmt(f),
            Self::NotSubscribed(filter) => write!(f, "the subscription to {filter:?} is refused"),
            Self::Silent => f.write_str("the broker does not answer the subscription"),
        }
    }
}

struct Reading<'a> {
    ledger: Ledger,
    acks: Acks,
    /// Where messages go; nothing when no more are wanted.
    to: Option<mpsc::Sender<Received>>,
    /// Who waits for the first subscription.
    started: Option<oneshot::Sender<Result<(), MqttError>>>,
    /// Which connection this is.
    connection: u32,
    reader: &'a Reader,
}

impl Reading<'_> {
    /// Reads messages and acknowledges them, for as long as there is the connection and something to do on it.
    async fn serve(&mut self, link: &mut Link, kept: bool, attempts: &mut Attempts) -> Ended {
        self.connection += 1;
        let mut subscribed = kept;
        if !kept && let Err(error) = link.subscribe(self.reader.subscribe.clone()).await {
            return Ended::Lost(error.into());
        }
        attempts.connected();
        let answer_due = Instant::now() + PATIENCE;
        let mut closing = None;
        let mut paused = false;
        loop {
            // Together for all that was read together: one write to the network.
            let now = !self.has_room() || !link.has_next();
            if now && let Err(error) = self.acknowledge(link).await {
                return Ended::Lost(error.into());
            }
            if self.to.is_none() {
                closing.get_or_insert_with(|| {
                    let now = Instant::now();
                    now.checked_add(self.reader.drain).unwrap_or(now + FAR)
                });
                if self.acks.is_over() {
                    return Ended::Finished;
                }
            }
            let has_room = self.has_room();
            if has_room && paused {
                link.resume();
            }
            paused = !has_room;
            if paused && let Some(started) = self.started.take() {
                // The answer to the subscription stands behind more messages than there is room for.
                let _ = started.send(Ok(()));
            }
            let wanted = self.to.as_ref();
            let ping_due = link.ping_due();
            tokio::select! {
                biased;
                failed = poll_fn(|cx| settle(&mut self.ledger, &mut self.acks, wanted, self.reader, cx)) => {
                    if failed {
                        self.end(MqttError::Failed { node: self.node() });
                    }
                }
                () = closed(wanted) => self.to = None,
                () = sleep_until(closing.unwrap_or(answer_due)), if closing.is_some() => return Ended::Finished,
                () = sleep_until(answer_due), if !subscribed && !paused => return Ended::Lost(Why::Silent),
                () = sleep_until(ping_due), if paused => {
                    if let Err(error) = link.ping().await {
                        return Ended::Lost(error.into());
                    }
                }
                packet = link.next(), if !paused => match packet {
                    Ok(Packet::Publish(publish)) => self.take(publish),
                    Ok(Packet::SubAck(answer)) => {
                        if let Some(refused) = self.refused(&answer) {
                            return Ended::Lost(Why::NotSubscribed(refused));
                        }
                        self.look_at_grants(&answer);
                        subscribed = true;
                        if let Some(started) = self.started.take() {
                            let _ = started.send(Ok(()));
                        }
                    }
                    Ok(_) => {}
                    Err(error) => match too_large(&error) {
                        Some(size) => {
                            let largest = self.reader.largest;
                            self.end(MqttError::TooLarge { node: self.node(), size, largest });
                            // This connection is over. What is on its way comes again.
                            return Ended::Finished;
                        }
                        None => return Ended::Lost(error.into()),
                    },
                },
            }
        }
    }

    /// Gets a connection back. Nothing if nobody wants it any more.
    async fn reconnect(&mut self, why: Why, attempts: &mut Attempts) -> Option<(Link, bool)> {
        let mut pause = attempts.lost(&why);
        loop {
            self.meanwhile(sleep(pause)).await?;
            match self.meanwhile(Link::open(&self.reader.options)).await? {
                Ok(opened) => return Some(opened),
                Err(error) => pause = attempts.lost(&error),
            }
        }
    }

    /// Waits for `future`, while messages on their way are dealt with. Nothing if no more messages are wanted: those on their
    /// way cannot be acknowledged without a connection.
    async fn meanwhile<T>(&mut self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        while let Some(to) = &self.to {
            let wanted = Some(to);
            tokio::select! {
                biased;
                () = to.closed() => self.to = None,
                failed = poll_fn(|cx| settle(&mut self.ledger, &mut self.acks, wanted, self.reader, cx)) => {
                    if failed {
                        self.end(MqttError::Failed { node: self.node() });
                    }
                }
                output = &mut future => return Some(output),
            }
        }
        None
    }

    /// Whether a message more may come. Those that are done and not acknowledged come again after a crash, so they count.
    fn has_room(&self) -> bool {
        self.to.is_some() && self.ledger.has_room() && self.acks.len() < self.reader.in_flight
    }

    async fn acknowledge(&mut self, link: &mut Link) -> Result<(), ConnectionError> {
        let mut any = false;
        while let Some(receipt) = self.acks.next(self.connection) {
            link.acknowledge(receipt).await?;
            any = true;
        }
        if any { link.flush().await } else { Ok(()) }
    }

    /// A message came, and there is room for it.
    fn take(&mut self, publish: Publish) {
        let answer = match publish.qos {
            QoS::AtMostOnce => None,
            QoS::AtLeastOnce => Some(Acknowledgement::Received(publish.pkid)),
            QoS::ExactlyOnce => Some(Acknowledgement::Half(publish.pkid)),
        };
        let number = self.acks.begin(answer.map(|answer| (answer, self.connection)));
        if publish.topic.len() + publish.payload.len() + 4 > self.reader.largest {
            self.acks.done(number);
            self.reader.metrics.count_dropped();
            let topic = super::beginning(&publish.topic);
            tracing::warn!(
                node = self.node(),
                topic,
                size = publish.payload.len(),
                "passed over: too large"
            );
            return;
        }
        let receipt = self.ledger.issue(Place { lane: 0, number });
        let (Some(receipt), Some(to)) = (receipt, &self.to) else {
            return self.acks.withhold(number);
        };
        let message = Message {
            topic: publish.topic,
            payload: Payload::new(publish.payload),
            retain: publish.retain,
            duplicate: publish.dup,
        };
        if let Err(refused) = to.try_send(Ok((number, Tagged(message, receipt)))) {
            // The stream is gone, and has not seen it.
            if let Ok((_, Tagged(_, receipt))) = refused.into_inner() {
                receipt.done();
            }
        }
    }

    /// The first filter that the broker refuses.
    fn refused(&self, answer: &SubAck) -> Option<String> {
        let filters = self.reader.subscribe.filters.iter();
        let mut codes = filters.zip(&answer.return_codes);
        let (filter, _) = codes.find(|(_, code)| **code == SubscribeReasonCode::Failure)?;
        Some(filter.path.clone())
    }

    /// Tells of filters for which the broker promises less than was asked for.
    fn look_at_grants(&self, answer: &SubAck) {
        for (filter, code) in self.reader.subscribe.filters.iter().zip(&answer.return_codes) {
            if matches!(code, SubscribeReasonCode::Success(granted) if *granted < filter.qos) {
                let (node, filter) = (self.reader.metrics.node(), filter.path.as_str());
                tracing::warn!(node, filter, "the broker delivers these at most once");
            }
        }
    }

    /// Ends the stream with an error.
    fn end(&mut self, error: MqttError) {
        let Some(to) = self.to.take() else {
            return;
        };
        tracing::error!(node = self.node(), "{error}");
        if let Some(started) = self.started.take() {
            let _ = started.send(Err(error));
        } else {
            // There is a place for it, unless the stream is gone.
            let _ = to.try_send(Err(error));
        }
    }

    fn node(&self) -> String {
        self.reader.metrics.node().to_owned()
    }
}

/// Notes what became of messages, until there is nothing more to note. Whether one failed that may not.
fn settle(
    ledger: &mut Ledger,
    acks: &mut Acks,
    wanted: Option<&mpsc::Sender<Received>>,
    reader: &Reader,
    cx: &mut Context<'_>,
) -> Poll<bool> {
    // Those of a pipeline that was dropped, and with it the stream, have not failed but were not dealt with.
    let skips = reader.on_failure == OnFailure::Skip && wanted.is_some_and(|to| !to.is_closed());
    let mut any = false;
    while let Poll::Ready((Place { number, .. }, outcome)) = ledger.poll_settled(cx) {
        any = true;
        // The counter was written before the message was handed on, and so before anybody could end its receipt.
        if number >= reader.next.load(Ordering::Acquire) {
            acks.withhold(number);
        } else if outcome == Outcome::Done || skips {
            acks.done(number);
        } else {
            acks.withhold(number);
            return Poll::Ready(true);
        }
    }
    if any { Poll::Ready(false) } else { Poll::Pending }
}

/// Waits until nobody wants messages any more, if somebody does.
async fn closed(to: Option<&mpsc::Sender<Received>>) {
    match to {
        Some(to) => to.closed().await,
        None => core::future::pending().await,
    }
}

fn too_large(error: &ConnectionError) -> Option<usize> {
    match error {
        ConnectionError::MqttState(StateError::Deserialization(mqttbytes::Error::PayloadSizeLimitExceeded(size))) => {
            Some(*size)
        }
        _ => None,
    }
}
