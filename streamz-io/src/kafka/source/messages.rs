//! Messages one by one.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use futures_core::Stream;
use streamz_runtime::tags::Tagged;

use super::{KafkaHandle, Reading, Settings, options};
use crate::kafka::params::Params;
use crate::kafka::{KafkaError, Message};
use crate::{Metrics, OnFailure, Receipt, Reconnect, Untagged};

/// Reads the messages of some topics as a member of a group (streamz: `from_kafka`).
///
/// `params` are librdkafka's [properties][properties], as for all clients that are built on it. `bootstrap.servers` and
/// `group.id` must be among them. With `auto.offset.reset` `earliest` a group begins with what is in the topics, else, `latest`,
/// with what comes.
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
/// use streamz_io::kafka::{KafkaError, from_kafka};
///
/// # async fn run() -> Result<(), KafkaError> {
/// let trades = from_kafka(["trades"], [("bootstrap.servers", "127.0.0.1:9092"), ("group.id", "prices")]).start().await?;
/// let handle = trades.handle();
/// {
///     let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
///         let trades = try_tagged_source(trades);
///         trades.sink(async |trade| println!("{:?} at {}", trade.payload(), trade.offset()));
///     }));
///     p.run().await?;
/// }
/// handle.closed().await // all is committed
/// # }
/// ```
pub fn from_kafka<N: Into<String>, V: Into<String>>(
    topics: impl IntoIterator<Item = impl Into<String>>,
    params: impl IntoIterator<Item = (N, V)>,
) -> FromKafka {
    let topics: Vec<String> = topics.into_iter().map(Into::into).collect();
    FromKafka {
        settings: Settings {
            node: format!("from_kafka({})", topics.join(", ")),
            topics,
            params: Params::new(params),
            ..Settings::default()
        },
    }
}

/// A source of messages that has not begun: see [`from_kafka`].
#[derive(Clone, Debug)]
#[must_use = "nothing is read before `start`"]
pub struct FromKafka {
    settings: Settings,
}

options!(FromKafka);

impl FromKafka {
    /// How many messages may be handed on and not committed, and so come again at most when this process is killed
    /// [default: 1000]. 0 counts as 1.
    ///
    /// What a pipeline holds, in windows, partitions and buffers, is not committed: this has to be larger.
    pub const fn in_flight(mut self, messages: usize) -> Self {
        self.settings.in_flight = messages;
        self
    }

    /// Connects, looks whether the topics are there, and joins the group.
    ///
    /// # Errors
    ///
    /// The parameters make no sense, no broker answers in time or lets this client in, or a topic is not there.
    pub async fn start(self) -> Result<Messages, KafkaError> {
        let reading = Reading::start(self.settings).await?;
        Ok(Messages { reading })
    }
}

/// The messages of some topics: a stream for `try_tagged_source`. It ends with an error only.
#[must_use = "streams do nothing unless polled"]
pub struct Messages {
    reading: Reading,
}

impl Messages {
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

    /// The messages without receipts, for `try_source`: each is done when it is handed on, and so may be lost.
    pub fn untagged(self) -> Untagged<Self> {
        Untagged::new(self)
    }
}

impl Stream for Messages {
    type Item = Result<Tagged<Message, Receipt>, KafkaError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Reading { shared, told, .. } = &mut self.get_mut().reading;
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
        if let Some((lane, message)) = state.pull(true)
            && let Some(receipt) = state.issue(lane, message.offset(), shared.metrics.node())
        {
            shared.metrics.count_passed(1);
            return Poll::Ready(Some(Ok(Tagged(message, receipt))));
        }
        Poll::Pending
    }
}
