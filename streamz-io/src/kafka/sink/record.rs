//! What goes into a topic.

use std::time::SystemTime;

use rdkafka::message::{Header, OwnedHeaders};

use crate::Payload;
use crate::kafka::Message;

/// What is sent to a topic.
///
/// Strings and bytes are records without a key, and a [`Message`] is one as it came: both can be sent as they are.
///
/// ```
/// use streamz_io::kafka::Record;
///
/// let price = Record::new("21.50").key("ACME").header("from", "desk 7");
/// let gone = Record::null().key("ACME"); // in a compacted topic: forget what had this key
/// # let _ = (price, gone);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a record is not sent by itself"]
pub struct Record {
    pub(super) key: Option<Payload>,
    pub(super) payload: Option<Payload>,
    pub(super) partition: Option<i32>,
    pub(super) timestamp: Option<i64>,
    pub(super) headers: Option<OwnedHeaders>,
}

impl Record {
    /// A record that says this.
    pub fn new(payload: impl Into<Payload>) -> Self {
        Self {
            payload: Some(payload.into()),
            ..Self::null()
        }
    }

    /// A record whose payload is null.
    pub const fn null() -> Self {
        Self {
            key: None,
            payload: None,
            partition: None,
            timestamp: None,
            headers: None,
        }
    }

    /// With a key: records with the same go to the same partition, and so stay in order.
    pub fn key(mut self, key: impl Into<Payload>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// To this partition, whatever the key.
    pub const fn partition(mut self, partition: i32) -> Self {
        self.partition = Some(partition);
        self
    }

    /// With a time of its own, to the millisecond; else it is that at which it is sent.
    pub fn timestamp(mut self, at: SystemTime) -> Self {
        let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        self.timestamp = i64::try_from(since.as_millis()).ok();
        self
    }

    /// With a header more.
    pub fn header(mut self, name: &str, value: impl Into<Payload>) -> Self {
        self.insert(name, Some(&value.into()));
        self
    }

    fn insert(&mut self, name: &str, value: Option<&Payload>) {
        let headers = self.headers.take().unwrap_or_default();
        let value = value.map(|value| &**value);
        self.headers = Some(headers.insert(Header { key: name, value }));
    }

    /// How many bytes its key and payload have.
    pub(super) fn bytes(&self) -> usize {
        let length = |of: &Option<Payload>| of.as_ref().map_or(0, |bytes| bytes.len());
        length(&self.key) + length(&self.payload)
    }
}

impl From<Payload> for Record {
    fn from(payload: Payload) -> Self {
        Self::new(payload)
    }
}

impl From<String> for Record {
    fn from(payload: String) -> Self {
        Self::new(payload)
    }
}

impl From<&'static str> for Record {
    fn from(payload: &'static str) -> Self {
        Self::new(payload)
    }
}

impl From<Vec<u8>> for Record {
    fn from(payload: Vec<u8>) -> Self {
        Self::new(payload)
    }
}

/// Its key, payload and headers; partition and time are those of the other topic.
impl From<Message> for Record {
    fn from(message: Message) -> Self {
        let mut record = Self::null();
        record.key = message.key().cloned();
        for (name, value) in message.headers() {
            record.insert(name, value);
        }
        record.payload = message.into_payload();
        record
    }
}
