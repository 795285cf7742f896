//! `from_kafka_batched` against a cluster.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;
use core::time::Duration;
use std::time::Instant;

use futures::StreamExt as _;
use streamz::prelude::*;
use streamz::tags::Tag as _;
use streamz_broker_tests::{PATIENCE, kafka::Kafka};
use streamz_io::Receipt;
use streamz_io::kafka::{Batch, Batches, FromKafkaBatched, KafkaError, from_kafka_batched};
use tokio::time::timeout;

fn kafka() -> Kafka {
    Kafka::start(env!("CARGO_BIN_EXE_kafka_mock"))
}

fn member(kafka: &Kafka, group: &str, topic: &str) -> FromKafkaBatched {
    from_kafka_batched(topic, kafka.member(group)).commit_interval(Duration::from_millis(50))
}

fn numbers(partition: i32, numbers: core::ops::Range<u32>) -> impl Iterator<Item = (i32, Option<String>)> {
    numbers.map(move |n| (partition, Some(n.to_string())))
}

async fn next(batches: &mut Batches) -> (Batch, Receipt) {
    let Tagged(batch, receipt) = timeout(PATIENCE, batches.next()).await.unwrap().unwrap().unwrap();
    (batch, receipt)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn batches_are_of_one_partition_and_no_larger_than_allowed() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(2).await, kafka.name("group"));
    kafka
        .produce(&topic, numbers(0, 0..250).chain(numbers(1, 0..30)).chain([(1, None)]))
        .await;
    let source = member(&kafka, &group, &topic)
        .max_batch_size(100)
        .poll_interval(Duration::from_millis(100))
        .keys(true)
        .start()
        .await
        .unwrap();
    let (handle, metrics) = (source.handle(), source.metrics());
    let mut seen = [const { Vec::new() }; 2];
    let mut sizes = [const { Vec::new() }; 2];
    let (stop, stopped) = tokio::sync::oneshot::channel();
    {
        let (mut count, mut stop) = (0, Some(stop));
        let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
            let batches = try_tagged_source(source);
            batches.sink(|batch: Batch| {
                assert!(batch.topic() == topic && batch.messages().iter().all(|m| m.partition() == batch.partition()));
                assert!(batch.messages().iter().all(|message| *message.key().unwrap() == "key"));
                let at = usize::try_from(batch.partition()).unwrap();
                sizes[at].push(batch.len());
                count += batch.len();
                seen[at].extend(
                    batch
                        .payloads()
                        .map(|payload| payload.map(|p| p.text().unwrap().to_owned())),
                );
                if count == 281 {
                    stop.take().unwrap().send(()).unwrap();
                }
            });
        }));
        timeout(PATIENCE, p.run_until(stopped)).await.unwrap().unwrap();
    }
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    let expected = |numbers| Iterator::map(numbers, |n: u32| Some(n.to_string()));
    assert_eq!(seen[0], expected(0..250).collect::<Vec<_>>());
    assert_eq!(seen[1], expected(0..30).chain([None]).collect::<Vec<_>>());
    assert!(sizes.iter().flatten().all(|size| *size <= 100), "{sizes:?}");
    assert_eq!(kafka.committed(&group, &topic, 2).await, [Some(250), Some(31)]);
    assert_eq!(metrics.passed(), 281);
}

#[tokio::test]
async fn a_batch_waits_for_no_longer_than_the_interval_and_comes_again_as_a_whole() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    let interval = Duration::from_millis(300);
    let source = || {
        member(&kafka, &group, &topic)
            .poll_interval(interval)
            .drain_timeout(Duration::from_millis(100))
    };
    let mut batches = source().start().await.unwrap();
    kafka.produce(&topic, numbers(0, 0..5)).await;
    let begun = Instant::now();
    let (batch, receipt) = next(&mut batches).await;
    assert!(begun.elapsed() < PATIENCE / 2);
    assert_eq!((batch.len(), batch.messages()[0].key()), (5, None));
    let handle = batches.handle();
    drop(receipt);
    drop(batches);
    assert!(timeout(PATIENCE, handle.closed()).await.unwrap().is_err());
    let mut batches = source().start().await.unwrap();
    let (batch, receipt) = next(&mut batches).await;
    assert_eq!(batch.len(), 5);
    receipt.done();
    let handle = batches.handle();
    drop(batches);
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    assert_eq!(kafka.committed(&group, &topic, 1).await, [Some(5)]);
}

#[tokio::test]
async fn only_so_many_batches_are_on_their_way() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..100)).await;
    let source = member(&kafka, &group, &topic).max_batch_size(10).in_flight(2);
    let mut batches = source.start().await.unwrap();
    let held = [next(&mut batches).await, next(&mut batches).await];
    let third = timeout(Duration::from_millis(200), batches.next()).await;
    assert!(third.is_err(), "{third:?}");
    held.into_iter().for_each(|(_, receipt)| receipt.done());
    for n in 2..10 {
        let (batch, receipt) = next(&mut batches).await;
        assert_eq!(batch.messages()[0].offset(), 10 * n);
        receipt.done();
    }
}
