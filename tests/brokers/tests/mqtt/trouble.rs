//! A broker that is out of its mind, and messages that are too large.

use core::time::Duration;

use futures::StreamExt;
use rumqttc::{Packet, SubscribeReasonCode};
use streamz::tags::Tag;
use streamz_broker_tests::until;
use streamz_io::mqtt::{Broker, FromMqtt, MqttError, Qos, from_mqtt};
use streamz_io::{OnFailure, Reconnect};
use tokio::time::timeout;

use crate::fake::Fake;
use crate::plain::{LONG, SHORT, next, next_number, number, numbers, publish};
use crate::server::Server;

fn source(address: String) -> FromMqtt {
    let policy = Reconnect::default()
        .first(Duration::from_millis(5))
        .at_most(Duration::from_millis(50));
    let broker = Broker::new(address)
        .reconnect(policy)
        .largest(1000)
        .keep_alive(Duration::from_secs(1));
    from_mqtt(broker).topic("numbers", Qos::AtLeastOnce)
}

#[tokio::test]
async fn what_is_no_mqtt_ends_the_connection_and_not_the_source() {
    let fake = Fake::start().await;
    let subscribe = || fake.subscriber(SubscribeReasonCode::Success(rumqttc::QoS::AtLeastOnce));
    let (source, mut client) = tokio::join!(source(fake.address()).connect(), subscribe());
    let mut source = source.unwrap();
    let metrics = source.metrics();
    let bytes: [&[u8]; 6] = [
        b"HTTP/1.1 200 OK\r\n\r\n",
        &[0x30, 0xff, 0xff, 0xff, 0xff, 0xff], // a length that has no end
        &[0x32, 0x07, 0, 3, b'a', b'/', b'b'], // half a message
        &[0x32, 0x05, 0, 3, 0xff, 0xfe, 0xfd], // a topic that is no text, cut off
        &[0x32, 0x06, 0, 2, b'a', b'b', 0, 0], // a message without a number
        &[0x40, 0x02, 0x12, 0x34],             // a confirmation of nothing
    ];
    for (round, bytes) in bytes.into_iter().enumerate() {
        client.publish(1, round.to_string()).await;
        assert_eq!(next_number(&mut source).await, round as u64);
        // The acknowledgement, with pings between.
        while client
            .next()
            .await
            .is_some_and(|packet| !matches!(packet, Packet::PubAck(_)))
        {}
        client.raw(bytes).await;
        client.finish().await;
        client = timeout(LONG, subscribe()).await.unwrap();
    }
    until("it is back", || metrics.connected() && metrics.reconnects() == 6).await;
}

#[tokio::test]
async fn a_broker_that_does_not_answer_any_more_is_left() {
    let fake = Fake::start().await;
    let subscribe = || fake.subscriber(SubscribeReasonCode::Success(rumqttc::QoS::AtLeastOnce));
    let (source, mut silent) = tokio::join!(source(fake.address()).connect(), subscribe());
    let mut source = source.unwrap();
    // It takes everything and says nothing, not even to pings.
    let (mut client, _) = tokio::join!(subscribe(), async { while silent.next().await.is_some() {} });
    client.publish(1, "5").await;
    assert_eq!(next_number(&mut source).await, 5);
    assert_eq!(source.metrics().reconnects(), 1);
}

#[tokio::test]
async fn receipts_of_a_lost_connection_are_not_sent_on_the_next() {
    let fake = Fake::start().await;
    let subscribe = || fake.subscriber(SubscribeReasonCode::Success(rumqttc::QoS::AtLeastOnce));
    let (source, mut client) = tokio::join!(source(fake.address()).in_flight(3).connect(), subscribe());
    let mut source = source.unwrap();
    client.publish(1, "1").await;
    client.publish(2, "2").await;
    let (_, one) = next(&mut source).await;
    let (_, two) = next(&mut source).await;
    drop(client);
    let mut client = subscribe().await;
    client.publish(7, "1").await;
    let (again, receipt) = next(&mut source).await;
    assert_eq!(number(&again), 1);
    // Three are on their way, so the next one waits at the broker.
    client.publish(8, "2").await;
    assert!(timeout(SHORT, source.next()).await.is_err());
    receipt.done();
    two.done();
    assert!(
        matches!(client.glimpse(SHORT).await, None | Some(Packet::PingReq)),
        "one is still on its way"
    );
    one.done();
    let acknowledged = async {
        loop {
            match client.next().await {
                Some(Packet::PingReq) => client.send(Packet::PingResp).await,
                other => return other,
            }
        }
    };
    assert!(matches!(acknowledged.await, Some(Packet::PubAck(ack)) if ack.pkid == 7));
    assert_eq!(next_number(&mut source).await, 2);
}

#[tokio::test]
async fn a_message_that_is_too_large_stops_the_source_or_is_passed_over() {
    let server = Server::start().await;
    let connect = || source(server.address()).client_id("reader").connect();
    drop(connect().await.unwrap());
    publish(&server.address(), "numbers", numbers(0..5)).await;
    publish(&server.address(), "numbers", [vec![b'x'; 1_000_000]]).await;
    publish(&server.address(), "numbers", numbers(5..10)).await;

    let begin = async {
        let mut source = connect().await?;
        // How many come before it depends on how they are read; none of them is lost.
        loop {
            match timeout(LONG, source.next()).await.unwrap().unwrap() {
                Ok(message) => assert!(number(&message.0) < 5),
                Err(error) => return Err::<(), _>(error),
            }
        }
    };
    let error = begin.await.unwrap_err();
    assert!(
        matches!(
            error,
            MqttError::TooLarge {
                size: 1_000_000..,
                largest: 1000,
                ..
            }
        ),
        "{error}"
    );

    let reader = source(server.address()).client_id("reader").on_failure(OnFailure::Skip);
    let mut source = reader.connect().await.unwrap();
    for expected in 0..10 {
        assert_eq!(next_number(&mut source).await, expected);
    }
    let (metrics, closed) = (source.metrics(), source.closed());
    assert_eq!((metrics.dropped(), metrics.reconnects()), (1, 0));
    drop(source);
    timeout(LONG, closed).await.unwrap();
    let mut source = connect().await.unwrap();
    assert!(timeout(SHORT, source.next()).await.is_err(), "it was acknowledged");
}
