//! `from_kafka` against a cluster: what is read, what is committed, and when.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::Poll;
use core::time::Duration;
use std::collections::BTreeMap;

use futures::{Stream, StreamExt as _};
use streamz::prelude::*;
use streamz::tags::Tag as _;
use streamz_broker_tests::{PATIENCE, kafka::Kafka, until};
use streamz_io::kafka::{FromKafka, KafkaError, Message, Messages, from_kafka};
use streamz_io::{OnFailure, Receipt};
use tokio::time::timeout;

fn kafka() -> Kafka {
    Kafka::start(env!("CARGO_BIN_EXE_kafka_mock"))
}

fn member(kafka: &Kafka, group: &str, topic: &str) -> FromKafka {
    from_kafka([topic], kafka.member(group)).commit_interval(Duration::from_millis(50))
}

fn numbers(partition: i32, numbers: core::ops::Range<u32>) -> impl Iterator<Item = (i32, Option<String>)> {
    numbers.map(move |n| (partition, Some(n.to_string())))
}

async fn next(messages: &mut Messages) -> (Message, Receipt) {
    let Tagged(message, receipt) = timeout(PATIENCE, messages.next()).await.unwrap().unwrap().unwrap();
    (message, receipt)
}

fn text(message: &Message) -> String {
    message
        .payload()
        .map_or("null".into(), |payload| payload.text().unwrap().to_owned())
}

/// Whether the stream has nothing now.
async fn waits(messages: &mut Messages) -> bool {
    poll_fn(|cx| Poll::Ready(Pin::new(&mut *messages).poll_next(cx).is_pending())).await
}

async fn until_committed(kafka: &Kafka, group: &str, topic: &str, expected: &[Option<i64>]) {
    let begun = std::time::Instant::now();
    let partitions = i32::try_from(expected.len()).unwrap();
    loop {
        let committed = kafka.committed(group, topic, partitions).await;
        if committed == expected {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "committed {committed:?}, not {expected:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_read_once_in_order_and_committed() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(3).await, kafka.name("group"));
    let messages = (0..3).flat_map(|partition| numbers(partition, 0..500));
    kafka.produce(&topic, messages.chain([(1, None)])).await;
    let mut seen = BTreeMap::<i32, Vec<String>>::new();
    let source = member(&kafka, &group, &topic).in_flight(64).start().await.unwrap();
    let (handle, metrics) = (source.handle(), source.metrics());
    {
        let mut count = 0;
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let mut stop = Some(stop);
        let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
            let messages = try_tagged_source(source);
            messages.map_async(8, async |message| message).sink(|message: Message| {
                assert_eq!(message.topic(), topic);
                assert_eq!(message.key().unwrap(), &"key");
                assert!(message.timestamp().is_some());
                seen.entry(message.partition()).or_default().push(text(&message));
                count += 1;
                if count == 1501 {
                    stop.take().unwrap().send(()).unwrap();
                }
            });
        }));
        timeout(PATIENCE, p.run_until(stopped)).await.unwrap().unwrap();
    }
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    for (partition, seen) in seen {
        let null = (partition == 1).then(|| "null".to_owned());
        let expected: Vec<String> = (0..500).map(|n| n.to_string()).chain(null).collect();
        assert_eq!(seen, expected);
    }
    assert_eq!(
        kafka.committed(&group, &topic, 3).await,
        [Some(500), Some(501), Some(500)]
    );
    assert_eq!((metrics.passed(), metrics.failed(), metrics.in_flight()), (1501, 0, 0));
    assert!(!metrics.connected());

    // Whoever comes next goes on from there.
    kafka.produce(&topic, numbers(0, 500..501)).await;
    let mut again = member(&kafka, &group, &topic).start().await.unwrap();
    let (message, receipt) = next(&mut again).await;
    assert_eq!((message.offset(), text(&message)), (500, "500".into()));
    receipt.done();
}

#[tokio::test]
async fn only_a_prefix_is_committed() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..10)).await;
    let mut source = member(&kafka, &group, &topic)
        .drain_timeout(Duration::from_millis(300))
        .start()
        .await
        .unwrap();
    let mut receipts = BTreeMap::new();
    for _ in 0..10 {
        let (message, receipt) = next(&mut source).await;
        receipts.insert(message.offset(), receipt);
    }
    for done in [9, 0, 4, 2, 1] {
        receipts.remove(&done).unwrap().done();
    }
    until_committed(&kafka, &group, &topic, &[Some(3)]).await;
    receipts.remove(&3).unwrap().done();
    until_committed(&kafka, &group, &topic, &[Some(5)]).await;
    let handle = source.handle();
    drop(source);
    // Nobody deals with the rest in time.
    let closed = timeout(PATIENCE, handle.closed()).await.unwrap();
    assert!(
        matches!(closed, Err(KafkaError::Unsettled { elements: 5, .. })),
        "{closed:?}"
    );
    receipts.into_values().for_each(Receipt::done);
    assert_eq!(kafka.committed(&group, &topic, 1).await, [Some(5)]);
}

#[tokio::test]
async fn no_more_is_handed_on_than_may_come_again() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(2).await, kafka.name("group"));
    kafka
        .produce(&topic, numbers(0, 0..300).chain(numbers(1, 0..300)))
        .await;
    let mut source = member(&kafka, &group, &topic).in_flight(10).start().await.unwrap();
    let metrics = source.metrics();
    let mut receipts = Vec::new();
    for _ in 0..10 {
        receipts.push(next(&mut source).await.1);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(waits(&mut source).await);
    assert_eq!(metrics.in_flight(), 10);
    assert!(metrics.oldest_unacknowledged() >= Duration::from_millis(100));
    receipts.pop().unwrap().done();
    // One that is done in the middle may come again all the same.
    assert!(waits(&mut source).await);
    receipts.into_iter().for_each(Receipt::done);
    for _ in 10..600 {
        next(&mut source).await.1.done();
    }
    until_committed(&kafka, &group, &topic, &[Some(300), Some(300)]).await;
}

#[tokio::test]
async fn a_failed_element_ends_the_source_and_comes_again() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..10)).await;
    let source = member(&kafka, &group, &topic).start().await.unwrap();
    let handle = source.handle();
    let mut seen = Vec::new();
    {
        let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
            let messages = try_tagged_source(source);
            messages
                .try_map(|m: Message| if m.offset() == 6 { Err("six") } else { Ok(text(&m)) })
                .sink(|x| seen.push(x));
        }));
        let error = timeout(PATIENCE, p.as_mut().run()).await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), "six");
        // Driving it again does not go past it.
        let error = timeout(PATIENCE, p.as_mut().run()).await.unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "from_kafka({topic}): the element at offset 6 of partition 0 of {topic} has failed in the pipeline; it is not \
                 committed and comes again"
            )
        );
        timeout(PATIENCE, p.as_mut().run()).await.unwrap().unwrap();
    }
    let closed = timeout(PATIENCE, handle.closed()).await.unwrap();
    assert!(
        matches!(closed, Err(KafkaError::Failed { offset: 6, .. })),
        "{closed:?}"
    );
    assert_eq!(kafka.committed(&group, &topic, 1).await, [Some(6)]);
    assert_eq!(handle.metrics().failed(), 1);

    // Or it is passed over.
    let mut source = member(&kafka, &group, &topic)
        .on_failure(OnFailure::Skip)
        .start()
        .await
        .unwrap();
    let (message, receipt) = next(&mut source).await;
    assert_eq!(message.offset(), 6);
    drop(receipt);
    for offset in 7..10 {
        let (message, receipt) = next(&mut source).await;
        assert_eq!(message.offset(), offset);
        receipt.done();
    }
    until_committed(&kafka, &group, &topic, &[Some(10)]).await;
}

#[tokio::test]
async fn latest_is_the_end_when_the_source_began_even_if_it_is_killed() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(2).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..5)).await;
    let mut params = kafka.member(&group);
    params.retain(|(name, _)| *name != "auto.offset.reset");
    let source = from_kafka([&topic], params.clone()).start().await.unwrap();
    // Before there can be an assignment, in all likelihood; and at any time after `start`.
    kafka.produce(&topic, numbers(0, 5..7)).await;
    until_committed(&kafka, &group, &topic, &[Some(5), Some(0)]).await;
    let handle = source.handle();
    drop(source); // nothing was read
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    kafka.produce(&topic, numbers(1, 7..8)).await;
    let mut source = from_kafka([&topic], params).start().await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let (message, receipt) = next(&mut source).await;
        seen.push(text(&message));
        receipt.done();
    }
    seen.sort();
    assert_eq!(seen, ["5", "6", "7"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn partitions_move_when_a_member_comes_and_late_receipts_are_ignored() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(2).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..3).chain(numbers(1, 0..3))).await;
    let short = Duration::from_millis(200);
    let mut first = member(&kafka, &group, &topic)
        .drain_timeout(short)
        .start()
        .await
        .unwrap();
    let mut late = BTreeMap::new();
    for _ in 0..6 {
        let (message, receipt) = next(&mut first).await;
        if message.offset() == 0 {
            receipt.done();
        } else {
            late.insert((message.partition(), message.offset()), receipt);
        }
    }
    until_committed(&kafka, &group, &topic, &[Some(1), Some(1)]).await;

    let mut second = member(&kafka, &group, &topic)
        .drain_timeout(short)
        .start()
        .await
        .unwrap();
    let (message, receipt) = next(&mut second).await;
    // What the first one holds comes again, to whoever has its partition now.
    assert_eq!(message.offset(), 1);
    let moved = message.partition();
    receipt.done();
    let kept = usize::try_from(1 - moved).unwrap();
    let mut expected = [Some(1); 2];
    expected[1 - kept] = Some(2);
    until_committed(&kafka, &group, &topic, &expected).await;

    // Too late: neither does it commit what is another's, nor does it go past what it has itself to read again.
    late.into_values().for_each(Receipt::done);
    let (message, receipt) = next(&mut first).await;
    assert_eq!((message.partition(), message.offset()), (1 - moved, 1));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(kafka.committed(&group, &topic, 2).await, expected);
    receipt.done();
    for source in [&mut first, &mut second] {
        let (message, receipt) = next(source).await;
        assert_eq!(message.offset(), 2);
        receipt.done();
    }
    for source in [first, second] {
        let handle = source.handle();
        drop(source);
        let closed = timeout(PATIENCE, handle.closed()).await.unwrap();
        assert!(
            matches!(closed, Ok(()) | Err(KafkaError::Unsettled { .. })),
            "{closed:?}"
        );
    }
}

#[tokio::test]
async fn a_partition_that_is_taken_away_is_drained_first() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(2).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..1).chain(numbers(1, 0..1))).await;
    let mut first = member(&kafka, &group, &topic)
        .drain_timeout(PATIENCE)
        .start()
        .await
        .unwrap();
    let held = [next(&mut first).await.1, next(&mut first).await.1];
    let mut second = member(&kafka, &group, &topic).start().await.unwrap();
    // While the first one holds something, the second one has nothing.
    assert!(timeout(Duration::from_millis(500), second.next()).await.is_err());
    assert_eq!(kafka.committed(&group, &topic, 2).await, [Some(0); 2]);
    held.into_iter().for_each(Receipt::done);
    kafka.produce(&topic, numbers(0, 1..2).chain(numbers(1, 1..2))).await;
    let (message, receipt) = next(&mut second).await;
    // The mock cluster takes no commit while it arranges a group anew; there it comes again.
    assert_eq!(message.offset(), i64::from(!kafka.is_mock()));
    receipt.done();
}

#[tokio::test]
async fn brokers_that_go_away_are_waited_for() {
    let kafka = Kafka::mock(env!("CARGO_BIN_EXE_kafka_mock"));
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..1)).await;
    let mut source = member(&kafka, &group, &topic)
        .reconnect(
            streamz_io::Reconnect::default()
                .first(Duration::from_millis(20))
                .at_most(Duration::from_millis(100)),
        )
        .start()
        .await
        .unwrap();
    let metrics = source.metrics();
    assert!(metrics.connected());
    next(&mut source).await.1.done();
    until_committed(&kafka, &group, &topic, &[Some(1)]).await;
    kafka.tell("down");
    until("the connection is lost", || !metrics.connected()).await;
    kafka.tell("up");
    until("the connection is back", || metrics.connected()).await;
    assert_eq!(metrics.reconnects(), 1);
    kafka.produce(&topic, numbers(0, 1..2)).await;
    let (message, receipt) = next(&mut source).await;
    assert_eq!(text(&message), "1");
    receipt.done();
    until_committed(&kafka, &group, &topic, &[Some(2)]).await;
}

#[tokio::test]
async fn a_topic_that_was_made_anew_is_read_from_its_beginning() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..5)).await;
    // What the group has committed is not there any more.
    kafka.commit(&group, &topic, 1000).await;
    let mut source = member(&kafka, &group, &topic).start().await.unwrap();
    for offset in 0..5 {
        let (message, receipt) = next(&mut source).await;
        assert_eq!(message.offset(), offset);
        receipt.done();
    }
    until_committed(&kafka, &group, &topic, &[Some(5)]).await;
}

#[tokio::test]
async fn closing_ends_in_time_though_no_broker_answers() {
    let kafka = Kafka::mock(env!("CARGO_BIN_EXE_kafka_mock"));
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    kafka.produce(&topic, numbers(0, 0..1)).await;
    let source = from_kafka([&topic], kafka.member(&group)).commit_interval(PATIENCE);
    let mut source = source.drain_timeout(Duration::from_millis(300)).start().await.unwrap();
    let (_, receipt) = next(&mut source).await;
    kafka.tell("down");
    receipt.done();
    let handle = source.handle();
    drop(source);
    let begun = std::time::Instant::now();
    let closed = timeout(PATIENCE, handle.closed()).await.unwrap();
    assert!(
        matches!(closed, Err(KafkaError::Unsettled { elements: 1, .. })),
        "{closed:?}"
    );
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn memory_stays_flat_behind_a_slow_sink() {
    let kafka = kafka();
    let (topic, group) = (kafka.topic(1).await, kafka.name("group"));
    let large = "x".repeat(1000);
    kafka.produce(&topic, (0..4000).map(|_| (0, Some(large.clone())))).await;
    let source = member(&kafka, &group, &topic).in_flight(100).start().await.unwrap();
    let metrics = source.metrics();
    let mut seen = 0;
    let before = streamz_broker_tests::resident_memory().unwrap_or(0);
    {
        let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
            let messages = try_tagged_source(source);
            messages.buffer(50).sink(async |_| {
                tokio::time::sleep(Duration::from_millis(100)).await;
                seen += 1;
            });
        }));
        let _ = timeout(Duration::from_secs(2), p.as_mut().run()).await;
    }
    let after = streamz_broker_tests::resident_memory().unwrap_or(0);
    println!("resident memory before {} MiB, after {} MiB", before >> 20, after >> 20);
    assert!(
        (1..=20).contains(&seen),
        "{seen} messages in 2 seconds of 10 messages each"
    );
    assert!(metrics.passed() <= 100, "{metrics}");
    assert!(after < before + (32 << 20));
}

#[test]
fn outside_of_a_runtime_is_an_error() {
    let started =
        futures::executor::block_on(from_kafka(["t"], [("bootstrap.servers", "x"), ("group.id", "g")]).start());
    assert!(matches!(started, Err(KafkaError::NoRuntime { .. })));
}

#[tokio::test]
async fn what_cannot_work_fails_at_start() {
    let kafka = kafka();
    let topic = kafka.topic(1).await;
    let error = async |source: FromKafka| source.start().await.err().unwrap().to_string();
    let with = |name: &'static str, value: &str| {
        let mut params = kafka.member("g");
        params.push((name, value.to_owned()));
        from_kafka([&topic], params)
    };
    assert_eq!(
        error(from_kafka(["t"], [("group.id", "g")])).await,
        "from_kafka(t): no `bootstrap.servers` is given; add (\"bootstrap.servers\", ..) to the parameters"
    );
    assert_eq!(
        error(from_kafka(["t"], [("bootstrap.servers", kafka.bootstrap())])).await,
        "from_kafka(t): no `group.id` is given; add (\"group.id\", ..) to the parameters"
    );
    assert_eq!(
        error(from_kafka([""; 0], kafka.member("g"))).await,
        "from_kafka(): there is no topic to read; name one at least"
    );
    assert_eq!(
        error(with("auto.offset.reset", "newest")).await,
        format!("from_kafka({topic}): the property `auto.offset.reset`: it is `latest` or `earliest`, not `newest`")
    );
    assert_eq!(
        error(with("enable.auto.commit", "true")).await,
        format!("from_kafka({topic}): the property `enable.auto.commit`: it has to be \"false\" here; leave it out")
    );
    let unknown = error(with("no.such.property", "1")).await;
    assert!(unknown.contains("`no.such.property`"), "{unknown}");
    let wrong = error(with("session.timeout.ms", "soon")).await;
    assert!(wrong.contains("`session.timeout.ms`"), "{wrong}");
    let nowhere = kafka.name("nowhere");
    assert_eq!(
        error(from_kafka([&nowhere], kafka.member("g"))).await,
        format!("from_kafka({nowhere}): there is no topic {nowhere:?}; create it, or correct its name")
    );
    // A port at which nobody listens.
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    drop(socket);
    let begun = std::time::Instant::now();
    let unreachable = from_kafka(["t"], [("bootstrap.servers", &*address), ("group.id", "g")]);
    let unreachable = error(unreachable.connect_timeout(Duration::from_millis(500))).await;
    assert!(
        unreachable.starts_with(&format!("from_kafka(t): no broker of {address} answers: "))
            && unreachable.contains("Connection refused"),
        "{unreachable}"
    );
    assert!(begun.elapsed() < Duration::from_secs(10));
}
