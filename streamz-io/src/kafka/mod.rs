//! Kafka: topics as sources and sinks, on the client that most of the world uses, librdkafka (crate `rdkafka`).
//!
//! | | |
//! | --- | --- |
//! | [`from_kafka`] | messages one by one, for `try_tagged_source` |
//! | [`from_kafka_batched`] | messages in batches of one partition each |
//! | [`to_kafka`] | records to a topic: [`start`](ToKafka::start) for `forward`, [`sender`](ToKafka::sender) for `try_map_async` |
//!
//! # Groups
//!
//! A source is a member of the group `group.id`. The partitions of its topics are shared by all members, in this process and in
//! others, and move when one comes, goes or dies. New partitions are found
//! ([`refresh_partitions`](FromKafka::refresh_partitions)) and read from their first message on.
//!
//! A group that has not committed anything of a partition reads what comes from the moment at which `start` was called; with
//! `auto.offset.reset` `earliest`, also what is there. That place is committed before the first message is handed on, so that it
//! holds for whoever goes on after a crash. An offset that the broker does not have any more, because it was too old or the topic
//! was made anew, means the first one that it has.
//!
//! # At least once
//!
//! An element is committed when its [`Receipt`](crate::Receipt) and those of all before it in its partition are done: what is
//! committed is a prefix without gaps, whatever order things end in. No more than [`in_flight`](FromKafka::in_flight) elements
//! are handed on and not committed; that many come again at most when the process is killed. A window, a `partition` or a
//! `buffer` in the pipeline holds its elements, so the number has to be larger than what they hold; where it is not, the source
//! waits for ever, and [`oldest_unacknowledged`](crate::Metrics::oldest_unacknowledged) grows.
//!
//! When a partition is taken away, nothing more of it is handed on, what was is waited for, for up to the
//! [`drain_timeout`](FromKafka::drain_timeout), and committed; then it is given back. What was not ready in time, or was done
//! after its partition had been lost, is not committed, and comes again to whoever reads the partition then. A commit that the
//! broker refuses because the group is being arranged anew is no failure: it is tried again, or is another member's by then.
//!
//! An element that has failed ends the source ([`OnFailure`](crate::OnFailure)); what was done is committed. When a pipeline is
//! closed, what is on its way goes on: await [`KafkaHandle::closed`], which says whether everything is committed.
//!
//! Records of [`to_kafka`] count as delivered when all replicas in sync have them (`acks=all`), and are written once although the
//! client may send them several times (`enable.idempotence`). A sink that is flushed has delivered all.
//!
//! # Back-pressure and limits
//!
//! A message is taken from the client when the pipeline can take it. The client reads ahead, up to 1000 messages or 4 MiB of each
//! partition (`queued.min.messages`, `queued.max.messages.kbytes`), and then waits. That a pipeline takes long does not cost a
//! source its membership: a task goes on speaking with the group. (Python's `max.poll.interval.ms` is of no concern here; a
//! pipeline that stands still keeps its partitions.) A sink has at most [`in_flight`](ToKafka::in_flight) records or 64 MiB on
//! their way, and waits until there is room.
//!
//! # Errors
//!
//! Missing and misspelt parameters, a topic that is not there, a user or password that is not accepted, a group that may not be
//! read, and brokers that do not answer are errors of `start`. Brokers that go away later are waited for, for ever; see
//! [`Metrics`](crate::Metrics). A source ends when it is refused for good, when its topic has been away for half a minute, or when
//! the client says that it cannot go on. Messages whose payload is null are messages. What the parameters say is never shown but
//! for addresses and names.
//!
//! # Encryption
//!
//! `sasl.mechanism` `PLAIN` works as it is. TLS, `SCRAM` and `OAUTHBEARER` need OpenSSL, which the feature `kafka-ssl` builds (with
//! Perl); Kerberos needs the Cyrus library, which the feature `kafka-gssapi` links. Librdkafka is built from source, with a C and a
//! C++ compiler and `make`.

mod error;
mod message;
mod params;
mod sink;
mod source;
mod topics;

pub use self::error::KafkaError;
pub use self::message::{Batch, Message};
pub use self::sink::{Delivered, KafkaSender, KafkaSink, Record, ToKafka, to_kafka};
pub use self::source::{Batches, FromKafka, FromKafkaBatched, KafkaHandle, Messages, from_kafka, from_kafka_batched};

/// What the client logs by itself: what matters is told by the connectors, once a minute.
fn log(level: rdkafka::config::RDKafkaLogLevel, facility: &str, message: &str) {
    tracing::debug!(target: "librdkafka", ?level, facility, "{message}");
}
