//! A Kafka to test against: librdkafka's mock cluster in a process of its own, or a real one at `KAFKA_BOOTSTRAP`.

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
use core::time::Duration;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::SystemTime;

use futures::stream::{FuturesUnordered, StreamExt as _};
use rdkafka::ClientConfig;
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer as _};
use rdkafka::error::KafkaResult;
use rdkafka::message::Message as _;
use rdkafka::producer::{FutureProducer, FutureRecord};
use rdkafka::topic_partition_list::{Offset, TopicPartitionList};

use crate::PATIENCE;

/// A cluster.
pub struct Kafka {
    bootstrap: String,
    mock: Option<Mutex<Mock>>,
}

struct Mock {
    child: Child,
    /// Closing it ends the process.
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Drop for Mock {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Kafka {
    /// A mock cluster, the program of which is `mock`; or the real one, if there is one.
    #[must_use]
    pub fn start(mock: &str) -> Self {
        match std::env::var("KAFKA_BOOTSTRAP") {
            Ok(bootstrap) if !bootstrap.is_empty() => Self { bootstrap, mock: None },
            _ => Self::mock(mock),
        }
    }

    /// A mock cluster in any case: for what only this one can be told to do.
    #[must_use]
    pub fn mock(program: &str) -> Self {
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the mock cluster starts");
        let commands = child.stdin.take();
        let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut bootstrap = String::new();
        answers.read_line(&mut bootstrap).expect("the address");
        Self {
            bootstrap: bootstrap.trim().to_owned(),
            mock: Some(Mutex::new(Mock {
                child,
                commands,
                answers,
            })),
        }
    }

    /// The address.
    #[must_use]
    pub fn bootstrap(&self) -> &str {
        &self.bootstrap
    }

    /// Whether it is the mock cluster.
    #[must_use]
    pub const fn is_mock(&self) -> bool {
        self.mock.is_some()
    }

    /// Tells the mock cluster something.
    pub fn tell(&self, command: &str) {
        let mut mock = self.mock.as_ref().expect("a mock cluster").lock().expect("no panic");
        let commands = mock.commands.as_mut().expect("there until it is dropped");
        writeln!(commands, "{command}").expect("the mock cluster lives");
        let mut answer = String::new();
        mock.answers.read_line(&mut answer).expect("the mock cluster lives");
        assert_eq!(answer.trim(), "Ok(())", "{command}");
    }

    fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.bootstrap);
        config
    }

    /// Parameters of a member of a group that reads from the beginning: see [`member`].
    #[must_use]
    pub fn member(&self, group: &str) -> Vec<(&'static str, String)> {
        member(&self.bootstrap, group)
    }

    /// A name that no other test has.
    #[must_use]
    pub fn name(&self, of: &str) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let since = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_micros());
        format!("{of}-{since}-{}-{}", std::process::id(), NUMBER.fetch_add(1, Relaxed))
    }

    /// A new topic.
    pub async fn topic(&self, partitions: i32) -> String {
        let topic = self.name("topic");
        if self.is_mock() {
            self.tell(&format!("topic {topic} {partitions}"));
        } else {
            let admin: AdminClient<DefaultClientContext> = self.config().create().expect("a client");
            let new = [NewTopic::new(&topic, partitions, TopicReplication::Fixed(1))];
            let created = admin
                .create_topics(&new, &AdminOptions::new())
                .await
                .expect("an answer");
            assert!(created.iter().all(Result::is_ok), "{created:?}");
        }
        topic
    }

    /// Writes messages, each to the partition that is given; `None` is a null.
    pub async fn produce(&self, topic: &str, messages: impl IntoIterator<Item = (i32, Option<String>)>) {
        let producer: FutureProducer = self.config().create().expect("a client");
        let mut sent = FuturesUnordered::new();
        for (partition, payload) in messages {
            let producer = producer.clone();
            sent.push(async move {
                let mut record = FutureRecord::<str, str>::to(topic).partition(partition).key("key");
                record.payload = payload.as_deref();
                producer.send(record, PATIENCE).await.expect("delivered");
            });
            if sent.len() >= 1000 {
                sent.next().await;
            }
        }
        while sent.next().await.is_some() {}
    }

    /// What a group has committed of each of the first partitions of a topic.
    pub async fn committed(&self, group: &str, topic: &str, partitions: i32) -> Vec<Option<i64>> {
        let (config, topic) = (self.config().set("group.id", group).clone(), topic.to_owned());
        blocking(move || {
            let consumer: BaseConsumer = config.create().expect("a client");
            let mut list = TopicPartitionList::new();
            list.add_partition_range(&topic, 0, partitions - 1);
            let list = again(|| consumer.committed_offsets(list.clone(), PATIENCE));
            let offset = |of: &rdkafka::topic_partition_list::TopicPartitionListElem<'_>| match of.offset() {
                Offset::Offset(offset) => Some(offset),
                _ => None,
            };
            list.elements().iter().map(offset).collect()
        })
        .await
    }

    /// Commits an offset of the first partition of a topic for a group that has no members.
    pub async fn commit(&self, group: &str, topic: &str, offset: i64) {
        let (config, topic) = (self.config().set("group.id", group).clone(), topic.to_owned());
        blocking(move || {
            let consumer: BaseConsumer = config.create().expect("a client");
            let mut list = TopicPartitionList::new();
            list.add_partition_offset(&topic, 0, Offset::Offset(offset))
                .expect("a partition");
            again(|| consumer.commit(&list, CommitMode::Sync));
        })
        .await;
    }

    /// All that is in a topic, partition by partition.
    pub async fn contents(&self, topic: &str, partitions: i32) -> Vec<Vec<Option<String>>> {
        let (config, topic) = (self.config().set("group.id", "nobody").clone(), topic.to_owned());
        blocking(move || {
            let consumer: BaseConsumer = config.create().expect("a client");
            let of = |partition| {
                let (low, high) = again(|| consumer.fetch_watermarks(&topic, partition, PATIENCE));
                let mut list = TopicPartitionList::new();
                list.add_partition_offset(&topic, partition, Offset::Offset(low))
                    .expect("a partition");
                consumer.assign(&list).expect("assigned");
                let mut contents = Vec::new();
                while contents.len() < usize::try_from(high - low).expect("a length") {
                    let message = consumer.poll(PATIENCE).expect("a message").expect("a message");
                    contents.push(
                        message
                            .payload()
                            .map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
                    );
                }
                contents
            };
            (0..partitions).map(of).collect()
        })
        .await
    }
}

/// Parameters of a member of a group that is found missing soon, and reads from the beginning. With
/// `KAFKA_GROUP_PROTOCOL=consumer` the broker arranges the group, as brokers from 4.0 on can, and says when a member is missing.
#[must_use]
pub fn member(bootstrap: &str, group: &str) -> Vec<(&'static str, String)> {
    let mut params = vec![
        ("bootstrap.servers", bootstrap.to_owned()),
        ("group.id", group.to_owned()),
        ("auto.offset.reset", "earliest".into()),
    ];
    match std::env::var("KAFKA_GROUP_PROTOCOL") {
        Ok(protocol) if !protocol.is_empty() => params.push(("group.protocol", protocol)),
        _ => params.extend([
            ("session.timeout.ms", "1500".to_owned()),
            ("heartbeat.interval.ms", "100".to_owned()),
        ]),
    }
    params
}

/// Asks until there is an answer: the broker may be starting.
fn again<T>(mut ask: impl FnMut() -> KafkaResult<T>) -> T {
    let begun = std::time::Instant::now();
    loop {
        match ask() {
            Ok(answer) => return answer,
            Err(error) => assert!(begun.elapsed() < PATIENCE, "{error}"),
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("no panic")
}
