//! What can go wrong.

use rdkafka::error::{KafkaError as ClientError, RDKafkaErrorCode as Code};

/// Why a source or sink of Kafka could not begin, or ended.
///
/// Brokers that go away later are none of these: the client comes back to them, see [`Reconnect`](crate::Reconnect).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KafkaError {
    /// A property without which nothing can begin is not among the parameters.
    #[error("{node}: no `{property}` is given; add (\"{property}\", ..) to the parameters")]
    Missing {
        /// The source or sink.
        node: String,
        /// The property.
        property: &'static str,
    },
    /// A property that there is not, or a value that it cannot have.
    #[error("{node}: the property `{property}`: {why}")]
    Property {
        /// The source or sink.
        node: String,
        /// The property.
        property: String,
        /// What is wrong with it.
        why: String,
    },
    /// A source of no topics.
    #[error("{node}: there is no topic to read; name one at least")]
    NoTopic {
        /// The source.
        node: String,
    },
    /// It was begun outside of a tokio runtime.
    #[error("{node}: there is no tokio runtime here; begin it in a future that tokio runs")]
    NoRuntime {
        /// The source or sink.
        node: String,
    },
    /// The client could not be made.
    #[error("{node}: no client can be made: {why}")]
    Client {
        /// The source or sink.
        node: String,
        /// What it says.
        why: String,
    },
    /// None of the brokers answered in time. To wait for them, try again.
    #[error("{node}: no broker of {brokers} answers: {why}; is one running there, and is the address right?")]
    Unreachable {
        /// The source or sink.
        node: String,
        /// The addresses that were tried.
        brokers: String,
        /// What happened last.
        why: String,
    },
    /// The brokers do not accept user and password, or certificate.
    #[error("{node}: the broker refuses to let this client in: {why}; are the user and the password right?")]
    Authentication {
        /// The source or sink.
        node: String,
        /// What the broker says.
        why: String,
    },
    /// What the brokers will not do for this client, today or tomorrow: another user, group or setting is needed.
    #[error("{node}: the broker refuses: {why}")]
    Refused {
        /// The source or sink.
        node: String,
        /// What the broker says.
        why: String,
    },
    /// There is no such topic.
    #[error("{node}: there is no topic {topic:?}; create it, or correct its name")]
    UnknownTopic {
        /// The source or sink.
        node: String,
        /// The topic.
        topic: String,
    },
    /// The client cannot go on. A new one has to be made.
    #[error("{node}: the client has failed for good: {why}")]
    Fatal {
        /// The source or sink.
        node: String,
        /// What it says.
        why: String,
    },
    /// An element was not dealt with by the pipeline, and the source has ended: it, and what came behind it in its partition, is
    /// not committed. See [`OnFailure`](crate::OnFailure).
    #[error(
        "{node}: the element at offset {offset} of partition {partition} of {topic} has failed in the pipeline; it is not \
         committed and comes again"
    )]
    Failed {
        /// The source.
        node: String,
        /// The topic.
        topic: String,
        /// The partition.
        partition: i32,
        /// The offset of the message, or of the last one of the batch.
        offset: i64,
    },
    /// The source was closed before all its elements were dealt with and committed; these come again.
    #[error("{node}: closed with {elements} elements that are not committed; they come again")]
    Unsettled {
        /// The source.
        node: String,
        /// How many.
        elements: usize,
    },
    /// The task that holds the connection is gone, with its runtime.
    #[error("{node}: its runtime was shut down; what was not committed comes again")]
    Shutdown {
        /// The source.
        node: String,
    },
    /// A record that the client does not take: it is larger than `message.max.bytes`, or its partition does not exist.
    #[error("{node}: a record of {bytes} bytes was not taken: {why}")]
    NotTaken {
        /// The sink.
        node: String,
        /// The length of its key and payload.
        bytes: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A record that was sent and of which no broker says that it has it.
    #[error("{node}: a record was not delivered: {why}")]
    NotDelivered {
        /// The sink.
        node: String,
        /// What happened to it.
        why: String,
    },
}

/// The code of an error of the client, where it has one.
pub(super) fn code(error: &ClientError) -> Option<Code> {
    error.rdkafka_error_code()
}

/// Whether user, password or certificate are wrong.
pub(super) fn is_authentication(code: Code) -> bool {
    matches!(code, Code::Authentication | Code::SaslAuthenticationFailed)
}

/// Whether trying again would be of no use: what was configured is not allowed, or makes no sense to the broker.
pub(super) fn is_refusal(code: Code) -> bool {
    matches!(
        code,
        Code::TopicAuthorizationFailed
            | Code::GroupAuthorizationFailed
            | Code::ClusterAuthorizationFailed
            | Code::InvalidGroupId
            | Code::InvalidTopic
            | Code::InconsistentGroupProtocol
            | Code::InvalidSessionTimeout
            | Code::UnsupportedSASLMechanism
            | Code::UnsupportedVersion
            | Code::UnsupportedFeature
    )
}

/// Whether the topic is not there, or not there yet.
pub(super) fn is_unknown_topic(code: Code) -> bool {
    matches!(code, Code::UnknownTopicOrPartition | Code::UnknownTopic)
}
