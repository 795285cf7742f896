//! The parameters of a client: names and values of librdkafka's properties.

use core::fmt;
use std::collections::BTreeMap;

use rdkafka::ClientConfig;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::KafkaError as ClientError;

use super::KafkaError;
use crate::Reconnect;

/// What the user wants of the client.
#[derive(Clone, Default)]
pub(super) struct Params(BTreeMap<String, String>);

/// Properties whose values may be shown; all others may be secrets.
const SHOWN: [&str; 7] = [
    "bootstrap.servers",
    "metadata.broker.list",
    "group.id",
    "group.instance.id",
    "client.id",
    "security.protocol",
    "auto.offset.reset",
];

impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| {
            let hidden = !SHOWN.contains(&String::as_str(name));
            (name, if hidden { "(not shown)" } else { String::as_str(value) })
        };
        f.debug_map().entries(self.0.iter().map(shown)).finish()
    }
}

impl Params {
    pub(super) fn new<N: Into<String>, V: Into<String>>(params: impl IntoIterator<Item = (N, V)>) -> Self {
        let owned = |(name, value): (N, V)| (name.into(), value.into());
        Self(params.into_iter().map(owned).collect())
    }

    pub(super) fn get(&self, property: &str) -> Option<&str> {
        self.0.get(property).map(String::as_str)
    }

    /// Takes out a property that is dealt with here.
    pub(super) fn take(&mut self, property: &str) -> Option<String> {
        self.0.remove(property)
    }

    /// Sets a property that the user has left open.
    pub(super) fn or(&mut self, property: &str, value: impl ToString) {
        self.0.entry(property.to_owned()).or_insert_with(|| value.to_string());
    }

    /// Sets a property on which what is promised rests: the user may only say the same.
    pub(super) fn must(&mut self, node: &str, property: &str, values: &[&str]) -> Result<(), KafkaError> {
        self.or(property, values[0]);
        match self.get(property) {
            Some(value) if !values.contains(&value) => Err(KafkaError::Property {
                node: node.to_owned(),
                property: property.to_owned(),
                why: format!("it has to be {:?} here; leave it out", values[0]),
            }),
            _ => Ok(()),
        }
    }

    /// The client connects again by itself.
    pub(super) fn reconnect(&mut self, policy: Reconnect) {
        let (first, most) = policy.limits();
        self.or("reconnect.backoff.ms", first.as_millis());
        self.or("reconnect.backoff.max.ms", most.max(first).as_millis());
    }

    /// The addresses of the brokers.
    pub(super) fn brokers(&self, node: &str) -> Result<String, KafkaError> {
        let found = self
            .get("bootstrap.servers")
            .or_else(|| self.get("metadata.broker.list"));
        let brokers = found.filter(|brokers| !brokers.trim().is_empty());
        brokers.map(str::to_owned).ok_or_else(|| KafkaError::Missing {
            node: node.to_owned(),
            property: "bootstrap.servers",
        })
    }

    /// The parameters in the form of the client.
    pub(super) fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config.set_log_level(RDKafkaLogLevel::Info);
        for (name, value) in &self.0 {
            config.set(name, value);
        }
        config
    }
}

/// What a client says that could not be made.
pub(super) fn at_creation(node: &str, error: ClientError) -> KafkaError {
    let node = node.to_owned();
    match error {
        ClientError::ClientConfig(_, why, property, _) => {
            // The text may repeat the value.
            let hidden = !SHOWN.contains(&&*property)
                && ["password", "secret", "key", "jaas", "token"]
                    .iter()
                    .any(|word| property.contains(word));
            let why = if hidden {
                "there is no such property, or it cannot have this value".into()
            } else {
                why
            };
            KafkaError::Property { node, property, why }
        }
        ClientError::ClientCreation(why) => KafkaError::Client { node, why },
        error => KafkaError::Client {
            node,
            why: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        let params = Params::new([
            ("bootstrap.servers", "127.0.0.1:9092"),
            ("sasl.password", "hunter2"),
            ("ssl.key.pem", "hunter2"),
            ("sasl.oauthbearer.config", "hunter2"),
        ]);
        let shown = format!("{params:?}");
        assert!(
            shown.contains("127.0.0.1:9092") && shown.contains("sasl.password"),
            "{shown}"
        );
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn what_a_promise_rests_on_cannot_be_changed() {
        let mut params = Params::new([("acks", "1")]);
        let error = params
            .must("to_kafka(t)", "acks", &["all", "-1"])
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("to_kafka(t): the property `acks`: it has to be \"all\" here; leave it out".to_owned())
        );
        assert_eq!(params.must("to_kafka(t)", "enable.idempotence", &["true"]), Ok(()));
        assert_eq!(params.get("enable.idempotence"), Some("true"));
    }
}
