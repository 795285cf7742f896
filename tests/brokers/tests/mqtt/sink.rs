//! What a sink delivers, and when it says so.

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::time::Duration;
use std::collections::VecDeque;

use futures::{FutureExt, Sink, SinkExt};
use rumqttc::{ConnectReturnCode, Packet};
use streamz::prelude::*;
use streamz_broker_tests::until;
use streamz_io::Reconnect;
use streamz_io::mqtt::{Broker, Message, MqttError, MqttSink, Qos, from_mqtt, to_mqtt};
use tokio::time::timeout;

use crate::fake::Fake;
use crate::plain::{LONG, SHORT, next_number, numbers, publish, subscribe};
use crate::server::Server;

fn quick(address: String) -> Broker {
    let policy = Reconnect::default()
        .first(Duration::from_millis(5))
        .at_most(Duration::from_millis(50));
    Broker::new(address).reconnect(policy)
}

fn number(number: u64) -> Message {
    Message::new("numbers", number.to_string())
}

/// Whether everything is confirmed.
fn is_flushed(sink: &mut MqttSink) -> bool {
    sink.flush().now_or_never().is_some_and(|flushed| flushed.is_ok())
}

#[tokio::test]
async fn messages_are_delivered_in_order() {
    let server = Server::start().await;
    let mut subscriber = subscribe(&server.address(), "#").await;
    for qos in [Qos::AtLeastOnce, Qos::AtMostOnce] {
        let mut sink = to_mqtt(server.address())
            .qos(qos)
            .in_flight(10)
            .connect()
            .await
            .unwrap();
        for message in 0..1000 {
            timeout(LONG, sink.feed(number(message))).await.unwrap().unwrap();
        }
        timeout(LONG, sink.close()).await.unwrap().unwrap();
        let metrics = sink.metrics();
        assert_eq!(
            (metrics.passed(), metrics.in_flight(), metrics.connected()),
            (1000, 0, false)
        );
        for message in 0..1000_u64 {
            let publish = timeout(LONG, subscriber.recv()).await.unwrap().unwrap();
            assert_eq!(
                (publish.topic.as_str(), &publish.payload[..]),
                ("numbers", message.to_string().as_bytes())
            );
        }
    }
}

#[tokio::test]
async fn a_retained_message_waits_for_those_who_come_later() {
    let server = Server::start().await;
    let mut sink = to_mqtt(server.address()).connect().await.unwrap();
    timeout(LONG, sink.send(Message::new("last/word", "farewell").retained()))
        .await
        .unwrap()
        .unwrap();
    let mut subscriber = subscribe(&server.address(), "last/#").await;
    let publish = timeout(LONG, subscriber.recv()).await.unwrap().unwrap();
    assert!(publish.retain && publish.payload == "farewell");
}

#[tokio::test]
async fn one_broker_feeds_another() {
    let (from, to) = (Server::start().await, Server::start().await);
    let connect = || {
        from_mqtt(from.address())
            .topic("numbers", Qos::AtLeastOnce)
            .client_id("bridge")
    };
    let source = connect().connect().await.unwrap();
    let sink = to_mqtt(to.address()).connect().await.unwrap();
    let mut subscriber = subscribe(&to.address(), "numbers").await;
    let (metrics, closed) = (source.metrics(), source.closed());
    {
        let mut p = pin!(pipeline!(|| -> Result<(), MqttError> {
            let messages = try_tagged_source(source);
            messages.forward(sink);
        }));
        let work = async {
            publish(&from.address(), "numbers", numbers(0..300)).await;
            for expected in numbers(0..300) {
                let publish = timeout(LONG, subscriber.recv()).await.unwrap().unwrap();
                assert_eq!(&publish.payload[..], expected);
            }
            until("all are acknowledged", || metrics.in_flight() == 0).await;
        };
        timeout(LONG, p.run_until(work)).await.unwrap().unwrap();
    }
    timeout(LONG, closed).await.unwrap();
    publish(&from.address(), "numbers", numbers(300..301)).await;
    assert_eq!(next_number(&mut connect().connect().await.unwrap()).await, 300);
}

#[tokio::test]
async fn a_flush_waits_for_the_confirmation_of_everything_before_it() {
    let fake = Fake::start().await;
    let connect = to_mqtt(fake.address()).connect();
    let (sink, mut client) = tokio::join!(connect, fake.accept(ConnectReturnCode::Success));
    let mut sink = sink.unwrap();
    for message in 0..3 {
        sink.feed(number(message)).await.unwrap();
    }
    let mut ids = Vec::new();
    for expected in 0..3_u64 {
        let publish = client.message().await.unwrap();
        assert_eq!(
            (&publish.payload[..], publish.dup),
            (expected.to_string().as_bytes(), false)
        );
        ids.push(publish.pkid);
    }
    // Out of turn: the first one is still missing.
    client.confirm(ids[2]).await;
    client.confirm(ids[1]).await;
    assert!(timeout(SHORT, sink.flush()).await.is_err());
    assert_eq!(sink.metrics().in_flight(), 3);
    client.confirm(ids[0]).await;
    timeout(LONG, sink.flush()).await.unwrap().unwrap();
    assert_eq!((sink.metrics().in_flight(), sink.metrics().passed()), (0, 3));
    let (closed, goodbye) = tokio::join!(sink.close(), async {
        let goodbye = client.next().await;
        drop(client);
        goodbye
    });
    closed.unwrap();
    assert_eq!(goodbye, Some(Packet::Disconnect));
}

#[tokio::test]
async fn a_sink_holds_no_more_than_it_may() {
    let fake = Fake::start().await;
    let connect = to_mqtt(fake.address()).in_flight(5).connect();
    let (sink, mut client) = tokio::join!(connect, fake.accept(ConnectReturnCode::Success));
    let mut sink = sink.unwrap();
    let mut fed = 0;
    while let Ok(ready) = timeout(SHORT, sink.feed(number(fed))).await {
        ready.unwrap();
        fed += 1;
        assert!(fed <= 10, "5 that are sent and 5 that wait");
    }
    assert_eq!(fed, 10);
    for _ in 0..5 {
        client.message().await.unwrap();
    }
    assert_eq!(client.glimpse(SHORT).await, None, "no more than 5 unconfirmed");
}

/// Connections that end at random, in the middle of packets, with confirmations outstanding.
#[tokio::test]
async fn what_is_not_confirmed_is_sent_again_in_order() {
    const MESSAGES: u64 = 500;
    let fake = Fake::start().await;
    let connect = to_mqtt(quick(fake.address())).in_flight(16).connect();
    let broker = async {
        let mut random = fastrand::Rng::with_seed(7);
        let (mut seen, mut confirmed, mut repeated) = (0, 0, 0);
        while confirmed < MESSAGES {
            let mut client = fake.accept(ConnectReturnCode::Success).await;
            let (life, lag) = (random.u64(..40), random.u64(..8));
            let mut unconfirmed = VecDeque::new();
            for _ in 0..life {
                let Ok(Some(publish)) = timeout(SHORT, client.message()).await else {
                    break;
                };
                let expected = confirmed + unconfirmed.len() as u64;
                assert_eq!(
                    publish.payload,
                    expected.to_string(),
                    "in order, from the first that was not confirmed"
                );
                seen += 1;
                repeated += u64::from(publish.dup);
                unconfirmed.push_back(publish.pkid);
                if unconfirmed.len() as u64 > lag {
                    client.confirm(unconfirmed.pop_front().unwrap()).await;
                    confirmed += 1;
                }
            }
            client.finish().await;
        }
        (seen, repeated)
    };
    let work = async {
        let mut sink = connect.await.unwrap();
        for message in 0..MESSAGES {
            sink.feed(number(message)).await.unwrap();
        }
        sink.flush().await.unwrap();
        let metrics = sink.metrics();
        sink.close().await.unwrap();
        metrics
    };
    let (metrics, (seen, repeated)) = timeout(LONG, async { tokio::join!(work, broker) }).await.unwrap();
    assert_eq!(
        (metrics.passed(), metrics.in_flight(), metrics.failed()),
        (MESSAGES, 0, 0)
    );
    assert!(metrics.reconnects() > 5 && repeated > 0, "{metrics}");
    // Some were sent again that had not been read the first time.
    assert!(
        seen > MESSAGES && seen - MESSAGES <= repeated,
        "{seen}, of which {repeated} are marked"
    );
}

#[tokio::test]
async fn a_broker_that_is_killed_gets_the_rest_when_it_is_back() {
    let mut server = Server::start().await;
    let mut sink = to_mqtt(quick(server.address())).in_flight(20).connect().await.unwrap();
    let metrics = sink.metrics();
    for message in 0..100 {
        timeout(LONG, sink.feed(number(message))).await.unwrap().unwrap();
    }
    timeout(LONG, sink.flush()).await.unwrap().unwrap();
    for round in 1..4 {
        server.kill();
        until("the loss is seen", || !metrics.connected()).await;
        for message in 0..20 {
            sink.feed(number(100 * round + message)).await.unwrap();
        }
        assert!(!is_flushed(&mut sink));
        server.start_again().await;
        timeout(LONG, sink.flush()).await.unwrap().unwrap();
    }
    assert_eq!((metrics.reconnects(), metrics.passed(), metrics.failed()), (3, 160, 0));
}

#[tokio::test]
async fn a_topic_that_cannot_be_is_an_error_and_the_sink_goes_on() {
    let server = Server::start().await;
    let mut subscriber = subscribe(&server.address(), "#").await;
    let mut sink = to_mqtt(Broker::new(server.address()).largest(100_000))
        .connect()
        .await
        .unwrap();
    let long = "x".repeat(70_000);
    for topic in ["", "a/#", "a/+/b", "nul\0", long.as_str()] {
        let error = sink.feed(Message::new(topic, "lost")).await.unwrap_err();
        assert!(
            matches!(error, MqttError::Topic { .. }) && error.to_string().len() < 300,
            "{error}"
        );
    }
    let error = sink.feed(Message::new("big", vec![0; 100_000])).await.unwrap_err();
    assert!(matches!(error, MqttError::TooLarge { largest: 100_000, .. }), "{error}");
    timeout(LONG, sink.send(Message::new(&long[..65_535], "found")))
        .await
        .unwrap()
        .unwrap();
    let publish = timeout(LONG, subscriber.recv()).await.unwrap().unwrap();
    assert_eq!((publish.topic.len(), &publish.payload[..]), (65_535, &b"found"[..]));
    assert_eq!((sink.metrics().dropped(), sink.metrics().reconnects()), (6, 0));
    let error = Pin::new(&mut sink).start_send(Message::new("a", "b")).unwrap_err();
    assert!(matches!(error, MqttError::NotReady { .. }), "{error}");
    poll_fn(|cx| Pin::new(&mut sink).poll_close(cx)).await.unwrap();
    assert!(matches!(
        sink.feed(Message::new("a", "b")).await,
        Err(MqttError::Closed { .. })
    ));
}

#[tokio::test]
async fn a_sink_that_is_dropped_lets_go() {
    let fake = Fake::start().await;
    let connect = to_mqtt(fake.address()).connect();
    let (sink, mut client) = tokio::join!(connect, fake.accept(ConnectReturnCode::Success));
    let mut sink = sink.unwrap();
    sink.feed(number(0)).await.unwrap();
    client.message().await.unwrap();
    drop(sink);
    assert_eq!(client.next().await, Some(Packet::Disconnect));
}
