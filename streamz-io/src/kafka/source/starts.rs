//! Where to begin to read a partition. All of this waits for brokers, and so is work for the [clerk](super::clerk).

use std::collections::HashMap;

use rdkafka::consumer::{CommitMode, Consumer as _};
use rdkafka::error::KafkaError as ClientError;
use rdkafka::topic_partition_list::{Offset, TopicPartitionList};

use super::context::Consumer;
use crate::kafka::topics::{ANSWER, Trouble, partitions_of};

/// The partitions that were there when the source began, and where each is read from if its group has not committed anything of
/// it. One that appears later is read from its first message.
///
/// What is the end of a partition is settled when the source begins, not when the partition is assigned: what is written
/// between the two is read.
#[derive(Debug)]
pub(super) struct Origins {
    ends: HashMap<(String, i32), u64>,
}

/// A partition and where it is read from.
pub(super) struct Begin {
    pub(super) topic: String,
    pub(super) partition: i32,
    pub(super) start: u64,
    /// Whether the brokers have this offset as that of the group.
    pub(super) pinned: bool,
}

/// What the group has committed of these partitions; nothing, where it has nothing.
fn committed(
    consumer: &Consumer,
    partitions: &[(String, i32)],
) -> Result<Vec<(String, i32, Option<u64>)>, ClientError> {
    if partitions.is_empty() {
        return Ok(Vec::new());
    }
    let mut list = TopicPartitionList::with_capacity(partitions.len());
    for (topic, partition) in partitions {
        list.add_partition(topic, *partition);
    }
    let list = consumer.committed_offsets(list, ANSWER)?;
    let elements = list.elements();
    let answers = elements.iter().map(|of| {
        of.error()?;
        let offset = match of.offset() {
            Offset::Offset(offset) => u64::try_from(offset).ok(),
            _ => None,
        };
        Ok((of.topic().to_owned(), of.partition(), offset))
    });
    answers.collect()
}

fn offset(of: i64) -> u64 {
    u64::try_from(of).unwrap_or(0)
}

impl Origins {
    /// Looks at the topics. With `latest`, what is in them now is not read, unless the group has begun to.
    pub(super) fn look(consumer: &Consumer, topics: &[String], latest: bool) -> Result<Self, Trouble> {
        let mut all = Vec::new();
        for topic in topics {
            let partitions = partitions_of(consumer.client(), topic, ANSWER)?;
            all.extend((0..partitions).map(|partition| (topic.clone(), partition)));
        }
        let mut ends = HashMap::new();
        // The question about the group is asked in any case: it may not be allowed.
        for (topic, partition, committed) in committed(consumer, &all)? {
            if latest && committed.is_none() {
                let (_, end) = consumer.fetch_watermarks(&topic, partition, ANSWER)?;
                ends.insert((topic, partition), offset(end));
            }
        }
        Ok(Self { ends })
    }

    /// Where to read these partitions from. Where the group has no offset yet, it gets the one that is chosen here, before
    /// anything is read: else a process that is killed before its first commit would begin elsewhere when it comes back.
    pub(super) fn of(&self, consumer: &Consumer, partitions: &[(String, i32)]) -> Result<Vec<Begin>, ClientError> {
        let mut begins = Vec::with_capacity(partitions.len());
        let mut pins = TopicPartitionList::new();
        for (topic, partition, committed) in committed(consumer, partitions)? {
            let key = (topic, partition);
            let start = match committed.or_else(|| self.ends.get(&key).copied()) {
                Some(start) => start,
                None => offset(consumer.fetch_watermarks(&key.0, partition, ANSWER)?.0),
            };
            if committed.is_none() {
                pins.add_partition_offset(
                    &key.0,
                    partition,
                    Offset::Offset(i64::try_from(start).unwrap_or(i64::MAX)),
                )?;
            }
            begins.push(Begin {
                topic: key.0,
                partition,
                start,
                pinned: committed.is_some(),
            });
        }
        if pins.count() > 0 {
            match consumer.commit(&pins, CommitMode::Sync) {
                Ok(()) => begins.iter_mut().for_each(|begin| begin.pinned = true),
                // It is tried again with the first messages.
                Err(error) => tracing::debug!("where to begin could not be committed: {error}"),
            }
        }
        Ok(begins)
    }
}
