//! `to_kafka` against a cluster, as an end and in the middle.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;
use core::time::Duration;

use futures::{SinkExt, StreamExt as _};
use streamz::prelude::*;
use streamz_broker_tests::{PATIENCE, kafka::Kafka, until};
use streamz_io::kafka::{Delivered, KafkaError, KafkaSink, Record, ToKafka, from_kafka, to_kafka};
use tokio::time::timeout;

fn kafka() -> Kafka {
    Kafka::start(env!("CARGO_BIN_EXE_kafka_mock"))
}

fn writer(kafka: &Kafka, topic: &str) -> ToKafka {
    to_kafka(topic, [("bootstrap.servers", kafka.bootstrap())])
}

fn texts(numbers: core::ops::Range<u32>) -> Vec<Option<String>> {
    numbers.map(|n| Some(n.to_string())).collect()
}

#[tokio::test]
async fn when_it_is_flushed_all_is_delivered() {
    let kafka = kafka();
    let topic = kafka.topic(2).await;
    let mut sink = writer(&kafka, &topic).in_flight(50).start().await.unwrap();
    let metrics = sink.metrics();
    for n in 0..500_u32 {
        SinkExt::<Record>::feed(&mut sink, Record::new(n.to_string()).partition(1))
            .await
            .unwrap();
        assert!(metrics.in_flight() <= 50);
    }
    timeout(PATIENCE, SinkExt::<Record>::flush(&mut sink))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((metrics.passed(), metrics.in_flight(), metrics.failed()), (500, 0, 0));
    assert_eq!(kafka.contents(&topic, 2).await, [vec![], texts(0..500)]);
    SinkExt::<Record>::close(&mut sink).await.unwrap();
}

#[tokio::test]
async fn a_queue_of_the_client_that_is_full_is_waited_for() {
    let kafka = kafka();
    let topic = kafka.topic(1).await;
    let small = to_kafka(
        &topic,
        [
            ("bootstrap.servers", kafka.bootstrap()),
            ("queue.buffering.max.messages", "3"),
        ],
    );
    let mut sink = small.clone().start().await.unwrap();
    for n in 0..50_u32 {
        timeout(PATIENCE, SinkExt::<String>::feed(&mut sink, n.to_string()))
            .await
            .unwrap()
            .unwrap();
    }
    timeout(PATIENCE, SinkExt::<String>::flush(&mut sink))
        .await
        .unwrap()
        .unwrap();
    let sender = small.sender().await.unwrap();
    let sent = futures::future::join_all((50..100_u32).map(|n| sender.send(n.to_string())));
    let offsets: Vec<_> = timeout(PATIENCE, sent)
        .await
        .unwrap()
        .into_iter()
        .map(|sent| sent.unwrap().offset())
        .collect();
    assert_eq!(offsets, (50..100).collect::<Vec<_>>());
    assert_eq!(kafka.contents(&topic, 1).await, [texts(0..100)]);
}

#[tokio::test]
async fn as_an_end_what_is_delivered_is_done() {
    let kafka = kafka();
    let (from, to, group) = (kafka.topic(1).await, kafka.topic(1).await, kafka.name("group"));
    kafka
        .produce(&from, (0..300).map(|n: u32| (0, (n != 7).then(|| n.to_string()))))
        .await;
    let source = from_kafka([&from], kafka.member(&group)).start().await.unwrap();
    let sink = writer(&kafka, &to).start().await.unwrap();
    let (handle, metrics) = (source.handle(), sink.metrics());
    {
        let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
            let messages = try_tagged_source(source);
            messages.forward(sink); // as they are
        }));
        timeout(
            PATIENCE,
            p.run_until(until("all are delivered", || metrics.passed() == 300)),
        )
        .await
        .unwrap()
        .unwrap();
    }
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    assert_eq!(kafka.committed(&group, &from, 1).await, [Some(300)]);
    let mut expected = texts(0..300);
    expected[7] = None;
    assert_eq!(kafka.contents(&to, 1).await, [expected]);
    // Keys and headers go with them.
    let mut copies = from_kafka([&to], kafka.member(&kafka.name("group")))
        .start()
        .await
        .unwrap()
        .untagged();
    let first = timeout(PATIENCE, copies.next()).await.unwrap().unwrap().unwrap();
    assert_eq!(first.key().unwrap(), &"key");
}

#[tokio::test]
async fn in_the_middle_deliveries_come_out_in_order() {
    let kafka = kafka();
    let topic = kafka.topic(1).await;
    let sender = writer(&kafka, &topic).in_flight(10).sender().await.unwrap();
    let metrics = sender.metrics();
    let mut offsets = Vec::new();
    {
        let mut p = pin!(pipeline!(|numbers: u32| -> Result<(), KafkaError> {
            numbers
                .try_map_async(32, |n| {
                    sender.send(Record::new(n.to_string()).key("k").header("from", "test"))
                })
                .sink(|at: Delivered| offsets.push((at.partition(), at.offset())));
        }));
        for n in 0..200 {
            timeout(PATIENCE, p.emit(n)).await.unwrap().unwrap();
            assert!(metrics.in_flight() <= 10, "{metrics}");
        }
        timeout(PATIENCE, p.shutdown()).await.unwrap().unwrap();
    }
    assert_eq!(offsets, (0..200).map(|n| (0, n)).collect::<Vec<_>>());
    assert_eq!(kafka.contents(&topic, 1).await, [texts(0..200)]);
    assert_eq!((metrics.passed(), metrics.in_flight()), (200, 0));
    assert_eq!(metrics.oldest_unacknowledged(), Duration::ZERO);
}

#[tokio::test]
async fn a_record_that_is_not_taken_is_an_error_and_the_sink_goes_on() {
    let kafka = kafka();
    let topic = kafka.topic(1).await;
    let params = [("bootstrap.servers", kafka.bootstrap()), ("message.max.bytes", "2000")];
    let mut sink = to_kafka(&topic, params).start().await.unwrap();
    let error = SinkExt::<String>::send(&mut sink, "x".repeat(3000)).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&format!("to_kafka({topic}): a record of 3000 bytes was not taken: ")),
        "{error}"
    );
    SinkExt::<&str>::send(&mut sink, "small").await.unwrap();
    let error = sink.send(Record::new("x").partition(7)).await.unwrap_err();
    assert!(error.to_string().contains("artition"), "{error}");
    assert_eq!(sink.metrics().passed(), 1);
    assert_eq!(kafka.contents(&topic, 1).await, [[Some("small".into())]]);

    let sender = to_kafka(&topic, params).sender().await.unwrap();
    let error = sender.send("x".repeat(3000)).await.unwrap_err();
    assert!(matches!(error, KafkaError::NotTaken { bytes: 3000, .. }), "{error}");
    assert_eq!(sender.send("small").await.unwrap().offset(), 1);
}

#[tokio::test]
async fn brokers_that_go_away_hold_the_sink_and_nothing_is_lost() {
    let kafka = Kafka::mock(env!("CARGO_BIN_EXE_kafka_mock"));
    let topic = kafka.topic(1).await;
    let policy = streamz_io::Reconnect::default()
        .first(Duration::from_millis(20))
        .at_most(Duration::from_millis(100));
    let mut sink: KafkaSink = writer(&kafka, &topic)
        .reconnect(policy)
        .in_flight(10)
        .start()
        .await
        .unwrap();
    let metrics = sink.metrics();
    SinkExt::<&str>::send(&mut sink, "0").await.unwrap();
    kafka.tell("down");
    until("the connection is lost", || !metrics.connected()).await;
    let all = async {
        for n in 1..30_u32 {
            SinkExt::<String>::feed(&mut sink, n.to_string()).await.unwrap();
        }
        SinkExt::<String>::flush(&mut sink).await.unwrap();
    };
    let mut all = pin!(all);
    assert!(
        timeout(Duration::from_millis(300), all.as_mut()).await.is_err(),
        "ten of them, and then it waits"
    );
    assert_eq!(metrics.in_flight(), 10);
    kafka.tell("up");
    timeout(PATIENCE, all).await.unwrap();
    assert!(metrics.connected() && metrics.reconnects() == 1, "{metrics}");
    assert_eq!(kafka.contents(&topic, 1).await, [texts(0..30)]);
}

#[tokio::test]
async fn one_that_may_try_for_a_time_only_gives_up() {
    let kafka = Kafka::mock(env!("CARGO_BIN_EXE_kafka_mock"));
    let topic = kafka.topic(1).await;
    let params = [
        ("bootstrap.servers", kafka.bootstrap()),
        ("delivery.timeout.ms", "300"),
        ("linger.ms", "0"),
    ];
    let mut sink = to_kafka(&topic, params).start().await.unwrap();
    kafka.tell("down");
    let error = timeout(PATIENCE, SinkExt::<&str>::send(&mut sink, "lost"))
        .await
        .unwrap()
        .unwrap_err();
    assert!(error.to_string().contains("a record was not delivered: "), "{error}");
    assert_eq!(sink.metrics().failed(), 1);
}

#[tokio::test]
async fn what_cannot_work_fails_at_start() {
    let kafka = kafka();
    let topic = kafka.topic(1).await;
    let error = async |sink: ToKafka| sink.start().await.err().unwrap().to_string();
    assert_eq!(
        error(to_kafka("t", [("client.id", "x")])).await,
        "to_kafka(t): no `bootstrap.servers` is given; add (\"bootstrap.servers\", ..) to the parameters"
    );
    let acks = to_kafka(&topic, [("bootstrap.servers", kafka.bootstrap()), ("acks", "1")]);
    assert_eq!(
        error(acks).await,
        format!("to_kafka({topic}): the property `acks`: it has to be \"all\" here; leave it out")
    );
    if !kafka.is_mock() {
        // The mock cluster makes every topic that a writer asks for.
        let nowhere = kafka.name("nowhere");
        assert_eq!(
            error(writer(&kafka, &nowhere)).await,
            format!("to_kafka({nowhere}): there is no topic {nowhere:?}; create it, or correct its name")
        );
    }
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    drop(socket);
    let unreachable = to_kafka("t", [("bootstrap.servers", &*address)]).connect_timeout(Duration::from_millis(500));
    let unreachable = error(unreachable).await;
    assert!(
        unreachable.starts_with(&format!("to_kafka(t): no broker of {address} answers: ")),
        "{unreachable}"
    );
}
