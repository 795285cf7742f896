//! What the brokers say of a topic.

use core::time::Duration;

use rdkafka::client::{Client, ClientContext};
use rdkafka::error::{KafkaError as ClientError, RDKafkaErrorCode as Code};

use super::error::is_unknown_topic;

/// How long a broker may take to answer one question.
pub(super) const ANSWER: Duration = Duration::from_secs(5);

/// The same where it is asked again and again, so that whoever gives up need not wait for the last answer.
pub(super) const SHORT: Duration = Duration::from_secs(1);

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    UnknownTopic(String),
    Client(ClientError),
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        Self::Client(error)
    }
}

/// How many partitions a topic has.
pub(super) fn partitions_of<C: ClientContext>(
    client: &Client<C>,
    topic: &str,
    within: Duration,
) -> Result<i32, Trouble> {
    let metadata = client.fetch_metadata(Some(topic), within)?;
    let found = metadata.topics().iter().find(|found| found.name() == topic);
    let unknown = || Trouble::UnknownTopic(topic.to_owned());
    let found = found.ok_or_else(unknown)?;
    if let Some(error) = found.error() {
        let code = Code::from(error);
        return Err(if is_unknown_topic(code) {
            unknown()
        } else {
            ClientError::MetadataFetch(code).into()
        });
    }
    match i32::try_from(found.partitions().len()) {
        Ok(partitions) if partitions > 0 => Ok(partitions),
        _ => Err(unknown()),
    }
}
