//! What a source delivers, and what it acknowledges.

use core::pin::pin;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use futures::{FutureExt, StreamExt};
use rumqttc::QoS;
use streamz::prelude::*;
use streamz::tags::Tag;
use streamz_broker_tests::{resident_memory, until};
use streamz_io::mqtt::{Broker, FromMqtt, MqttError, MqttSource, Qos, from_mqtt};
use streamz_io::{OnFailure, Reconnect};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::plain::{LONG, SHORT, next, next_number, number, numbers, publish, publish_with};
use crate::server::Server;

fn quick(server: &Server) -> Broker {
    let policy = Reconnect::default()
        .first(Duration::from_millis(10))
        .at_most(Duration::from_millis(100));
    Broker::new(server.address()).reconnect(policy)
}

/// A client whose session the broker keeps.
fn durable(server: &Server) -> FromMqtt {
    from_mqtt(quick(server))
        .topic("numbers", Qos::AtLeastOnce)
        .client_id("reader")
}

/// Ends a client. With no time to drain, all it still acknowledges is what was done by now.
async fn crash(source: MqttSource) {
    let closed = source.closed();
    drop(source);
    timeout(LONG, closed).await.unwrap();
}

#[tokio::test]
async fn messages_come_in_order_with_what_was_said_of_them() {
    let server = Server::start().await;
    let address = server.address();
    publish_with(&address, "kept/a", QoS::AtLeastOnce, true, [b"old".to_vec()]).await;
    let source = from_mqtt(address.as_str())
        .topic("kept/+", Qos::AtLeastOnce)
        .topic("numbers/#", Qos::AtMostOnce)
        .connect();
    let mut source = source.await.unwrap();
    let (message, receipt) = next(&mut source).await;
    assert_eq!((message.topic(), message.payload().text()), ("kept/a", Ok("old")));
    assert!(message.retain() && !message.duplicate());
    receipt.done();

    publish(&address, "numbers/x", numbers(0..500)).await;
    for expected in 0..500 {
        let (message, receipt) = next(&mut source).await;
        assert_eq!(
            (message.topic(), number(&message), message.retain()),
            ("numbers/x", expected, false)
        );
        receipt.done();
    }
    publish(&address, "kept/b", numbers(0..500)).await;
    for expected in 0..500 {
        assert_eq!(next_number(&mut source).await, expected);
    }
    let metrics = source.metrics();
    assert_eq!(
        (metrics.passed(), metrics.reconnects(), metrics.connected()),
        (1001, 0, true)
    );
    until("all are acknowledged", || metrics.in_flight() == 0).await;
    crash(source).await;
    assert!(!metrics.connected());
}

#[tokio::test]
async fn what_is_not_done_comes_again_and_what_is_done_does_not() {
    let server = Server::start().await;
    let address = server.address();
    let connect = || durable(&server).drain(Duration::ZERO).connect();
    crash(connect().await.unwrap()).await;
    publish(&address, "numbers", numbers(0..50)).await;

    // Done are 0 to 4, and 7, before which something is missing.
    let mut source = connect().await.unwrap();
    let mut held = Vec::new();
    for expected in 0..15 {
        let (message, receipt) = next(&mut source).await;
        assert_eq!((number(&message), message.duplicate()), (expected, false));
        held.push(Some(receipt));
    }
    for done in [3, 0, 7, 1, 4, 2] {
        held[done].take().unwrap().done();
    }
    crash(source).await;
    drop(held);

    let mut source = connect().await.unwrap();
    for expected in 5..50 {
        assert_eq!(next_number(&mut source).await, expected);
    }
    crash(source).await;
    let mut source = connect().await.unwrap();
    assert!(
        timeout(SHORT, source.next()).await.is_err(),
        "everything was acknowledged"
    );
}

#[tokio::test]
async fn what_nobody_has_seen_is_not_acknowledged() {
    let server = Server::start().await;
    crash(durable(&server).connect().await.unwrap()).await;
    publish(&server.address(), "numbers", numbers(0..200)).await;
    let mut expected = 0;
    while expected < 200 {
        // Others have come meanwhile, and wait in memory.
        let mut source = durable(&server)
            .in_flight(30)
            .on_failure(OnFailure::Skip)
            .connect()
            .await
            .unwrap();
        for _ in 0..8 {
            assert_eq!(next_number(&mut source).await, expected);
            expected += 1;
        }
        let metrics = source.metrics();
        crash(source).await;
        assert_eq!((metrics.failed(), metrics.in_flight()), (0, 0));
    }
    let mut source = durable(&server).connect().await.unwrap();
    assert!(timeout(SHORT, source.next()).await.is_err());
}

#[tokio::test]
async fn a_pipeline_that_ends_has_acknowledged_what_it_did() {
    let server = Server::start().await;
    crash(durable(&server).connect().await.unwrap()).await;
    publish(&server.address(), "numbers", numbers(0..100)).await;
    let (mut seen, enough) = (Vec::new(), Arc::new(Notify::new()));
    let source = durable(&server).connect().await.unwrap();
    let (metrics, closed, signal) = (source.metrics(), source.closed(), Arc::clone(&enough));
    {
        let mut p = pin!(pipeline!(|| -> Result<(), MqttError> {
            let messages = try_tagged_source(source);
            messages
                .map(|message| number(&message))
                .partition(7)
                .map(|batch| batch.to_vec())
                .sink(async |batch| {
                    sleep(Duration::from_millis(1)).await;
                    seen.extend(batch);
                    if seen.len() > 40 {
                        enough.notify_one();
                    }
                });
        }));
        timeout(LONG, p.run_until(signal.notified())).await.unwrap().unwrap();
    }
    timeout(LONG, closed).await.unwrap();
    assert_eq!((metrics.in_flight(), metrics.failed()), (0, 0));
    assert!(
        seen.len() > 40 && seen.iter().copied().eq(0..seen.len() as u64),
        "{seen:?}"
    );

    let mut source = durable(&server).connect().await.unwrap();
    for expected in seen.len() as u64..100 {
        assert_eq!(next_number(&mut source).await, expected);
    }
}

#[tokio::test]
async fn a_message_that_fails_stops_the_source_or_is_passed_over() {
    let server = Server::start().await;
    crash(durable(&server).connect().await.unwrap()).await;
    publish(&server.address(), "numbers", numbers(0..20)).await;
    let mut source = durable(&server).connect().await.unwrap();
    let (metrics, closed) = (source.metrics(), source.closed());
    let (_, late) = next(&mut source).await;
    let (_, failing) = next(&mut source).await;
    drop(failing);
    let error = loop {
        match timeout(LONG, source.next()).await.unwrap().unwrap() {
            Ok(Tagged(_, receipt)) => receipt.done(), // behind the one that failed, and so in vain
            Err(error) => break error,
        }
    };
    assert!(matches!(error, MqttError::Failed { .. }), "{error}");
    assert!(
        error
            .to_string()
            .starts_with(&format!("from_mqtt({}): ", server.address())),
        "{error}"
    );
    assert!(source.next().await.is_none());
    late.done(); // before it, and so acknowledged
    timeout(LONG, closed).await.unwrap();
    assert_eq!(metrics.failed(), 1);

    let mut source = durable(&server).on_failure(OnFailure::Skip).connect().await.unwrap();
    for expected in 1..20 {
        let (message, receipt) = next(&mut source).await;
        assert_eq!(number(&message), expected);
        if expected % 3 == 0 {
            drop(receipt);
        } else {
            receipt.done();
        }
    }
    let metrics = source.metrics();
    until("all are settled", || metrics.in_flight() == 0).await;
    crash(source).await;
    assert_eq!(metrics.failed(), 6);
    let mut source = durable(&server).connect().await.unwrap();
    assert!(
        timeout(SHORT, source.next()).await.is_err(),
        "failed messages were passed over"
    );
}

#[tokio::test]
async fn what_a_dropped_pipeline_held_is_not_passed_over() {
    let server = Server::start().await;
    crash(durable(&server).connect().await.unwrap()).await;
    publish(&server.address(), "numbers", numbers(0..10)).await;
    let mut source = durable(&server).on_failure(OnFailure::Skip).connect().await.unwrap();
    let mut held = Vec::new();
    for _ in 0..5 {
        held.push(next(&mut source).await.1);
    }
    let closed = source.closed();
    drop(source);
    drop(held);
    timeout(LONG, closed).await.unwrap();
    let mut source = durable(&server).connect().await.unwrap();
    for expected in 0..10 {
        assert_eq!(next_number(&mut source).await, expected);
    }
}

#[tokio::test]
async fn it_subscribes_again_behind_a_broker_that_was_killed() {
    let mut server = Server::start().await;
    let mut source = from_mqtt(quick(&server))
        .topic("numbers", Qos::AtLeastOnce)
        .connect()
        .await
        .unwrap();
    let metrics = source.metrics();
    let mut kept = None;
    for round in 0..3 {
        publish(&server.address(), "numbers", numbers(10 * round..10 * round + 10)).await;
        for expected in 10 * round..10 * round + 10 {
            let (message, receipt) = next(&mut source).await;
            assert_eq!(number(&message), expected);
            // A receipt of a connection that is gone: the broker must not be told of it on another one.
            if let Some(old) = kept.replace(receipt) {
                Tag::done(old);
            }
        }
        server.kill();
        until("the loss is seen", || !metrics.connected()).await;
        assert!(source.next().now_or_never().is_none());
        server.start_again().await;
        until("it is back", || metrics.connected()).await;
    }
    assert_eq!(metrics.reconnects(), 3);
    drop(kept);
}

#[tokio::test]
async fn a_broker_that_keeps_its_sessions_is_killed() {
    if !Server::is_durable() {
        println!(
            "NOT RUN: a_broker_that_keeps_its_sessions_is_killed: the embedded broker keeps none; see mosquitto.sh"
        );
        return;
    }
    let mut server = Server::start().await;
    // While nothing is read, a loss is noticed by a ping.
    let broker = quick(&server).keep_alive(Duration::from_secs(2));
    let source = from_mqtt(broker)
        .topic("numbers", Qos::AtLeastOnce)
        .client_id("reader")
        .in_flight(10);
    let mut source = source.connect().await.unwrap();
    let metrics = source.metrics();
    let mut expected = 0;
    for round in 0..3 {
        publish(&server.address(), "numbers", numbers(100 * round..100 * round + 100)).await;
        for _ in 0..50 {
            assert_eq!(next_number(&mut source).await, expected);
            expected += 1;
        }
        server.save().await;
        server.kill();
        until("the loss is seen", || !metrics.connected()).await;
        server.start_again().await;
        // Those that wait here come again, and so do those whose acknowledgements had not been read when it saved.
        while expected < 100 * round + 100 {
            let (message, receipt) = next(&mut source).await;
            receipt.done();
            if number(&message) == expected {
                expected += 1;
            } else {
                assert!(number(&message) < expected, "{} is missing", expected);
            }
        }
        while let Ok(Some(message)) = timeout(SHORT, source.next()).await {
            let Tagged(message, receipt) = message.unwrap();
            assert!(number(&message) < expected);
            receipt.done();
        }
    }
    assert_eq!(metrics.reconnects(), 3);
}

#[tokio::test]
async fn a_slow_pipeline_keeps_its_connection_and_its_memory() {
    const SIZE: usize = 128 * 1024;
    const MESSAGES: u64 = 192; // 24 MiB
    let server = Server::start().await;
    let second = Duration::from_secs(1);
    let slow = || {
        let broker = quick(&server).keep_alive(second);
        from_mqtt(broker)
            .topic("big", Qos::AtLeastOnce)
            .client_id("slow")
            .in_flight(4)
    };
    crash(slow().connect().await.unwrap()).await;
    let payload = |number: u64| {
        let mut payload = number.to_string().into_bytes();
        payload.resize(SIZE, b' ');
        payload
    };
    publish(&server.address(), "big", (0..MESSAGES).map(payload)).await;

    let mut source = slow().connect().await.unwrap();
    let metrics = source.metrics();
    let before = resident_memory();
    let begin = Instant::now();
    let (mut seen, mut most) = (0_u64, 0);
    // Ten messages a second, and no look at the source in between; the broker waits for a second and a half.
    while begin.elapsed() < 5 * second / 2 {
        let (message, receipt) = next(&mut source).await;
        assert_eq!(message.payload().text().unwrap().trim_end(), seen.to_string());
        seen += 1;
        sleep(second / 10).await;
        receipt.done();
        most = most.max(metrics.in_flight());
    }
    // And not one for two seconds.
    sleep(2 * second).await;
    let after = resident_memory();
    assert_eq!((metrics.reconnects(), metrics.connected()), (0, true));
    assert!(most <= 4, "{most} in flight");
    if let (Some(before), Some(after)) = (before, after) {
        println!(
            "from_mqtt, 10 messages of 128 KiB a second, 24 MiB waiting: {} KiB, then {} KiB",
            before / 1024,
            after / 1024
        );
        assert!(after < before + (16 << 20), "{before} bytes, then {after}");
    }
    while seen < MESSAGES {
        let (message, receipt) = next(&mut source).await;
        assert_eq!(message.payload().text().unwrap().trim_end(), seen.to_string());
        receipt.done();
        seen += 1;
    }
    assert_eq!(metrics.reconnects(), 0);
}

#[tokio::test]
async fn without_receipts_messages_are_acknowledged_as_they_are_handed_on() {
    let server = Server::start().await;
    crash(durable(&server).connect().await.unwrap()).await;
    publish(&server.address(), "numbers", numbers(0..10)).await;
    let source = durable(&server).connect().await.unwrap();
    let closed = source.closed();
    let seen: Vec<u64> = source
        .untagged()
        .take(4)
        .map(|message| number(&message.unwrap()))
        .collect()
        .await;
    assert_eq!(seen, [0, 1, 2, 3]);
    timeout(LONG, closed).await.unwrap();
    assert_eq!(next_number(&mut durable(&server).connect().await.unwrap()).await, 4);
}
