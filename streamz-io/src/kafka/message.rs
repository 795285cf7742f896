//! What comes from a topic.

use core::time::Duration;
use std::sync::Arc;
use std::time::SystemTime;

use rdkafka::message::{BorrowedMessage, Headers as _, Message as _, Timestamp};

use crate::Payload;

/// A message of a topic.
///
/// Key and payload may each be null: a payload that is null says in a compacted topic that what had this key is gone.
#[derive(Clone, Debug)]
pub struct Message {
    topic: Arc<str>,
    partition: i32,
    offset: i64,
    timestamp: Option<i64>,
    key: Option<Payload>,
    payload: Option<Payload>,
    headers: Vec<Header>,
}

#[derive(Clone, Debug)]
struct Header {
    name: Box<str>,
    value: Option<Payload>,
}

fn copied(bytes: &[u8]) -> Payload {
    Payload::new(bytes::Bytes::copy_from_slice(bytes))
}

impl Message {
    /// A copy of what the client lends; keys are copied only for who wants them.
    pub(super) fn new(topic: &Arc<str>, lent: &BorrowedMessage<'_>, keys: bool) -> Self {
        let headers = lent.headers().map(|headers| {
            let header = |header: rdkafka::message::Header<'_, &[u8]>| Header {
                name: header.key.into(),
                value: header.value.map(copied),
            };
            headers.iter().map(header).collect()
        });
        Self {
            topic: Arc::clone(topic),
            partition: lent.partition(),
            offset: lent.offset(),
            timestamp: match lent.timestamp() {
                Timestamp::NotAvailable => None,
                Timestamp::CreateTime(at) | Timestamp::LogAppendTime(at) => Some(at),
            },
            key: if keys { lent.key().map(copied) } else { None },
            payload: lent.payload().map(copied),
            headers: headers.unwrap_or_default(),
        }
    }

    /// The topic it was read from.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The partition of the topic, from 0.
    #[must_use]
    pub const fn partition(&self) -> i32 {
        self.partition
    }

    /// Its place in the partition. Offsets rise, and may leave gaps.
    #[must_use]
    pub const fn offset(&self) -> i64 {
        self.offset
    }

    /// When it was made, or when the broker got it, whichever the topic is configured to keep; to the millisecond.
    #[must_use]
    pub fn timestamp(&self) -> Option<SystemTime> {
        let at = u64::try_from(self.timestamp?).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(at))
    }

    /// Its key. In a batch only if [`keys`](super::FromKafkaBatched::keys) were asked for.
    #[must_use]
    pub const fn key(&self) -> Option<&Payload> {
        self.key.as_ref()
    }

    /// What it says; nothing if it is null.
    #[must_use]
    pub const fn payload(&self) -> Option<&Payload> {
        self.payload.as_ref()
    }

    /// What it says, taken out.
    #[must_use]
    pub fn into_payload(self) -> Option<Payload> {
        self.payload
    }

    /// Its headers, in their order; a name may come several times.
    pub fn headers(&self) -> impl Iterator<Item = (&str, Option<&Payload>)> {
        self.headers.iter().map(|header| (&*header.name, header.value.as_ref()))
    }
}

/// Messages of one partition that follow each other; there is one at least.
#[derive(Clone, Debug)]
pub struct Batch {
    topic: Arc<str>,
    partition: i32,
    messages: Vec<Message>,
}

impl Batch {
    pub(super) fn new(topic: &Arc<str>, partition: i32, messages: Vec<Message>) -> Self {
        Self {
            topic: Arc::clone(topic),
            partition,
            messages,
        }
    }

    /// The topic that all were read from.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The partition that all were read from.
    #[must_use]
    pub const fn partition(&self) -> i32 {
        self.partition
    }

    /// The messages, in the order of the partition.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// What the messages say; nothing for one that is null.
    pub fn payloads(&self) -> impl Iterator<Item = Option<&Payload>> {
        self.messages.iter().map(Message::payload)
    }

    /// How many messages there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        self.messages.len()
    }
}

impl IntoIterator for Batch {
    type Item = Message;
    type IntoIter = std::vec::IntoIter<Message>;

    fn into_iter(self) -> Self::IntoIter {
        self.messages.into_iter()
    }
}
