//! What can go wrong.

use rumqttc::{ConnectReturnCode, ConnectionError, StateError, mqttbytes};

/// Why a source or sink of MQTT could not begin, or ended.
///
/// A connection that is lost later is none of these: it is made again, see [`Reconnect`](crate::Reconnect).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MqttError {
    /// An option has a value that cannot be.
    #[error("{node}: {why}")]
    Option {
        /// The source or sink.
        node: String,
        /// Which option, and what is wrong with it.
        why: String,
    },
    /// There is no broker at the address, or none that speaks MQTT 3.1.1. To wait for it, try again.
    #[error("{node}: no connection to the broker: {why}")]
    Unreachable {
        /// The source or sink.
        node: String,
        /// What happened.
        why: String,
    },
    /// The broker does not want this client.
    #[error("{node}: the broker refuses the connection: {why}")]
    Refused {
        /// The source or sink.
        node: String,
        /// What the broker says, and what to do.
        why: String,
    },
    /// The broker does not let this client subscribe.
    #[error("{node}: the broker refuses the subscription to {filter:?}; may this user read it?")]
    NotSubscribed {
        /// The source.
        node: String,
        /// The filter of topics.
        filter: String,
    },
    /// A message that cannot be sent; it was not taken, and the sink goes on.
    #[error("{node}: the topic {topic:?} {why}")]
    Topic {
        /// The sink.
        node: String,
        /// The beginning of the topic.
        topic: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A message is larger than a packet may be. To a sink it was not given; the source has ended, without acknowledging it.
    #[error(
        "{node}: a message of {size} bytes, with its topic, while the largest packet is {largest}: see `Broker::largest`"
    )]
    TooLarge {
        /// The source or sink.
        node: String,
        /// How many bytes it has.
        size: usize,
        /// How many it may have.
        largest: usize,
    },
    /// A message was not dealt with by the pipeline, and the source has ended: it, and what came behind it, is not
    /// acknowledged. See [`OnFailure`](crate::OnFailure).
    #[error("{node}: a message has failed in the pipeline; it is not acknowledged and comes again")]
    Failed {
        /// The source.
        node: String,
    },
    /// The task that holds the connection is gone, with its runtime.
    #[error("{node}: closed, or its runtime was shut down")]
    Closed {
        /// The source or sink.
        node: String,
    },
    /// A message was given to a sink that had not said that it is ready.
    #[error("{node}: `start_send` without a `poll_ready` that was ready")]
    NotReady {
        /// The sink.
        node: String,
    },
}

impl MqttError {
    /// Why there was no first connection.
    pub(super) fn at_start(node: &str, error: &ConnectionError) -> Self {
        let node = node.to_owned();
        let why = match error {
            ConnectionError::ConnectionRefused(code) => {
                let why = refusal(*code).into();
                return Self::Refused { node, why };
            }
            ConnectionError::Io(error) => format!("{error}; is it running, and is the address right?"),
            ConnectionError::MqttState(
                StateError::ConnectionAborted | StateError::Deserialization(mqttbytes::Error::Io(_)),
            ) => "it closes the connection without an answer, as some do if user or password are wrong".into(),
            ConnectionError::MqttState(StateError::Deserialization(_)) | ConnectionError::NotConnAck(_) => {
                "what answers does not speak MQTT 3.1.1".into()
            }
            ConnectionError::NetworkTimeout => "it does not answer in time".into(),
            error => error.to_string(),
        };
        Self::Unreachable { node, why }
    }
}

fn refusal(code: ConnectReturnCode) -> &'static str {
    match code {
        ConnectReturnCode::Success => "no reason given",
        ConnectReturnCode::RefusedProtocolVersion => "it does not speak MQTT 3.1.1",
        ConnectReturnCode::BadClientId => "it does not take this client id",
        ConnectReturnCode::ServiceUnavailable => "it is not available now; try again later",
        ConnectReturnCode::BadUserNamePassword => "user or password are wrong",
        ConnectReturnCode::NotAuthorized => "this client is not authorized; are user and password right?",
    }
}
