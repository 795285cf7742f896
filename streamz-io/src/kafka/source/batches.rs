//! Messages in batches.

use core::future::Future as _;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::time::Instant;

use futures_core::Stream;
use streamz_runtime::tags::Tagged;
use tokio::time::Sleep;

use super::state::State;
use super::{KafkaHandle, Reading, Settings, options};
use crate::kafka::params::Params;
use crate::kafka::{Batch, KafkaError};
use crate::{Metrics, OnFailure, Receipt, Reconnect, Untagged};

/// How many messages are taken in one go, before others have their turn on the thread.
const TURN: usize = 1024;

/// Reads the messages of a topic as a member of a group, in batches of one partition each (streamz: `from_kafka_batched`).
///
/// `params` are as for [`from_kafka`](super::from_kafka). A batch leaves when it is full, or when its first message is a
/// [`poll_interval`](FromKafkaBatched::poll_interval) old. It is acknowledged, committed and read again as a whole.
///
/// See the [module](crate::kafka) for what is promised.
///
/// # Examples
///
/// ```no_run
/// use core::pin::pin;
/// use core::time::Duration;
/// use streamz::prelude::*;
/// use streamz_io::kafka::{KafkaError, from_kafka_batched};
///
/// # async fn store(rows: usize) {}
/// # async fn run() -> Result<(), KafkaError> {
/// let params = [("bootstrap.servers", "127.0.0.1:9092"), ("group.id", "warehouse"), ("auto.offset.reset", "earliest")];
/// let batches = from_kafka_batched("trades", params).poll_interval(Duration::from_millis(200)).max_batch_size(500).start().await?;
/// let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
///     let batches = try_tagged_source(batches);
///     batches.sink(async |batch| store(batch.len()).await); // a transaction for each
/// }));
/// p.run().await
/// # }
/// ```
pub fn from_kafka_batched<N: Into<String>, V: Into<String>>(
    topic: impl Into<String>,
    params: impl IntoIterator<Item = (N, V)>,
) -> FromKafkaBatched {
    let topic = topic.into();
    FromKafkaBatched {
        settings: Settings {
            node: format!("from_kafka_batched({topic})"),
            topics: vec![topic],
            params: Params::new(params),
            in_flight: 8,
            ..Settings::default()
        },
        max_batch_size: 10_000,
        poll_interval: Duration::from_secs(1),
        keys: false,
    }
}

/// A source of batches that has not begun: see [`from_kafka_batched`].
#[derive(Clone, Debug)]
#[must_use = "nothing is read before `start`"]
pub struct FromKafkaBatched {
    settings: Settings,
    max_batch_size: usize,
    poll_interval: Duration,
    keys: bool,
}

options!(FromKafkaBatched);

impl FromKafkaBatched {
    /// How many batches may be handed on and not committed, and so come again at most when this process is killed
    /// [default: 8]. 0 counts as 1.
    pub const fn in_flight(mut self, batches: usize) -> Self {
        self.settings.in_flight = batches;
        self
    }

    /// How many messages a batch has at most [default: 10 000]. 0 counts as 1.
    pub const fn max_batch_size(mut self, messages: usize) -> Self {
        self.max_batch_size = messages;
        self
    }

    /// How long a batch may wait to become full, from its first message on [default: a second].
    pub const fn poll_interval(mut self, interval: Duration) -> Self {
        self.poll_interval = interval;
        self
    }

    /// Whether messages have their keys [default: no]. Without, these are not copied.
    pub const fn keys(mut self, keys: bool) -> Self {
        self.keys = keys;
        self
    }

    /// Connects, looks whether the topic is there, and joins the group.
    ///
    /// # Errors
    ///
    /// The parameters make no sense, no broker answers in time or lets this client in, or the topic is not there.
    pub async fn start(self) -> Result<Batches, KafkaError> {
        let reading = Reading::start(self.settings).await?;
        Ok(Batches {
            reading,
            size: self.max_batch_size.max(1),
            interval: self.poll_interval,
            keys: self.keys,
            due: Box::pin(tokio::time::sleep(Duration::ZERO)),
        })
    }
}

/// The batches of a topic: a stream for `try_tagged_source`. It ends with an error only.
#[must_use = "streams do nothing unless polled"]
pub struct Batches {
    reading: Reading,
    size: usize,
    interval: Duration,
    keys: bool,
    /// When the next batch leaves that is not full.
    due: Pin<Box<Sleep>>,
}

impl Batches {
    /// What the source tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.reading.handle.metrics()
    }

    /// What remains of the source when the stream has been given away.
    #[must_use]
    pub fn handle(&self) -> KafkaHandle {
        self.reading.handle.clone()
    }

    /// The batches without receipts, for `try_source`: each is done when it is handed on, and so may be lost.
    pub fn untagged(self) -> Untagged<Self> {
        Untagged::new(self)
    }
}

/// What reading for one turn has led to.
enum Read {
    /// The batch of this lane is full.
    Full(usize),
    /// There is nothing more to read now.
    All,
    /// There may be more.
    Some,
}

fn read(state: &mut State, size: usize, keys: bool) -> Read {
    for _ in 0..TURN {
        let Some((at, message)) = state.pull(keys) else {
            return Read::All;
        };
        let Some(lane) = state.lanes.get_mut(at) else { continue };
        lane.since.get_or_insert_with(Instant::now);
        lane.batch.push(message);
        if lane.batch.len() >= size {
            return Read::Full(at);
        }
    }
    Read::Some
}

impl Stream for Batches {
    type Item = Result<Tagged<Batch, Receipt>, KafkaError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let Reading { shared, told, .. } = &mut this.reading;
        if *told {
            return Poll::Ready(None);
        }
        let mut state = match ready!(shared.poll_room(cx)) {
            Ok(state) => state,
            Err(error) => {
                *told = true;
                return Poll::Ready(Some(Err(error)));
            }
        };
        let read = read(&mut state, this.size, this.keys);
        let oldest = state
            .lanes
            .iter()
            .enumerate()
            .filter_map(|(at, lane)| Some((lane.since?, at)))
            .min();
        let due = oldest.map(|(since, at)| (since + this.interval, at));
        let leaves = match (&read, due) {
            (Read::Full(at), _) => Some(*at),
            (_, Some((due, at))) if due <= Instant::now() => Some(at),
            _ => None,
        };
        if let Some(at) = leaves
            && let Some(lane) = state.lanes.get_mut(at)
        {
            let messages = core::mem::take(&mut lane.batch);
            lane.since = None;
            let batch = Batch::new(&lane.topic, lane.partition, messages);
            let last = batch.messages().last().map_or(-1, |last| last.offset());
            if let Some(receipt) = state.issue(at, last, shared.metrics.node()) {
                shared.metrics.count_passed(batch.len() as u64);
                return Poll::Ready(Some(Ok(Tagged(batch, receipt))));
            }
        }
        drop(state);
        if let Some((due, _)) = due {
            this.due.as_mut().reset(due.into());
            if this.due.as_mut().poll(cx).is_ready() {
                cx.waker().wake_by_ref();
            }
        }
        if matches!(read, Read::Some) {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}
