//! One message, and what may be a topic.

use crate::Payload;

/// How surely a message is delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qos {
    /// Once or not at all: what is lost with a connection stays lost.
    AtMostOnce,
    /// Once or more often: what is not acknowledged comes again.
    #[default]
    AtLeastOnce,
}

/// A message from a broker, or for one.
///
/// What [`from_mqtt`](super::from_mqtt) hands on can be given to [`to_mqtt`](super::to_mqtt) as it is.
///
/// ```
/// use streamz_io::mqtt::Message;
///
/// let message = Message::new("plant/1/temperature", "21.5").retained();
/// assert_eq!(message.topic(), "plant/1/temperature");
/// assert_eq!(message.payload().text(), Ok("21.5"));
/// assert!(message.retain() && !message.duplicate());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub(super) topic: String,
    pub(super) payload: Payload,
    pub(super) retain: bool,
    pub(super) duplicate: bool,
}

impl Message {
    /// A message on a topic. Whether that may be a topic is asked when the message is sent.
    #[must_use]
    pub fn new(topic: impl Into<String>, payload: impl Into<Payload>) -> Self {
        Self {
            topic: topic.into(),
            payload: payload.into(),
            retain: false,
            duplicate: false,
        }
    }

    /// The same message, which the broker is to keep as the last one of its topic, for clients that subscribe later.
    #[must_use]
    pub fn retained(mut self) -> Self {
        self.retain = true;
        self
    }

    /// The topic it was published on.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// What was published.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// What was published, taken out.
    #[must_use]
    pub fn into_payload(self) -> Payload {
        self.payload
    }

    /// Of a message received: whether it is older than the subscription, kept by the broker. Of one to be sent: whether the
    /// broker is to keep it.
    #[must_use]
    pub fn retain(&self) -> bool {
        self.retain
    }

    /// Whether the broker says that it may have delivered this message before.
    #[must_use]
    pub fn duplicate(&self) -> bool {
        self.duplicate
    }
}

/// Strings are written with two bytes of length.
pub(super) const LONGEST: usize = 65_535;

/// What is wrong with a topic to publish on.
pub(super) fn topic_fault(topic: &str) -> Option<&'static str> {
    if topic.is_empty() {
        Some("is empty")
    } else if topic.len() > LONGEST {
        Some("is longer than 65535 bytes")
    } else if topic.contains(['+', '#']) {
        Some("has a wildcard in it: `+` and `#` are for subscriptions")
    } else if topic.contains('\0') {
        Some("has a zero byte in it")
    } else {
        None
    }
}

/// What is wrong with a filter of topics.
pub(super) fn filter_fault(filter: &str) -> Option<&'static str> {
    if filter.is_empty() {
        Some("is empty")
    } else if filter.len() > LONGEST {
        Some("is longer than 65535 bytes")
    } else if filter.contains('\0') {
        Some("has a zero byte in it")
    } else if !rumqttc::valid_filter(filter) {
        Some("has a wildcard at a wrong place: `+` is a level of its own, `#` the last one")
    } else {
        None
    }
}

/// The beginning of a text that may be of any length, for an error.
pub(super) fn beginning(text: &str) -> String {
    let mut letters = text.chars();
    let mut beginning: String = letters.by_ref().take(64).collect();
    if letters.next().is_some() {
        beginning.push('…');
    }
    beginning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_and_filters_that_the_protocol_does_not_allow_are_told() {
        let long = "x".repeat(LONGEST + 1);
        for topic in ["", "a/+", "#", "a\0b", &long] {
            assert!(topic_fault(topic).is_some(), "{}", beginning(topic));
        }
        for filter in ["", "a/#/b", "a#", "a+/b", "a\0b", &long] {
            assert!(filter_fault(filter).is_some(), "{}", beginning(filter));
        }
        for topic in ["a", "/", "a/b c/ä", &long[1..]] {
            assert_eq!(
                (topic_fault(topic), filter_fault(topic)),
                (None, None),
                "{}",
                beginning(topic)
            );
        }
        for filter in ["#", "+", "a/+/b/#", "$share/group/a/+"] {
            assert_eq!(filter_fault(filter), None, "{filter}");
        }
        assert_eq!(beginning(&long).chars().count(), 65);
    }
}
