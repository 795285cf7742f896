//! The bare client, to look at ours from the other side; and what the tests share.

use core::time::Duration;

use futures::StreamExt;
use rumqttc::{AsyncClient, Event, MqttOptions, Packet, QoS};
use streamz::tags::{Tag, Tagged};
use streamz_io::Receipt;
use streamz_io::mqtt::{Message, MqttSource};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Longer than anything takes on a busy machine.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// How long to look whether something that must not happen happens.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

fn options(address: &str, id: &str) -> MqttOptions {
    let (host, port) = address.split_once(':').unwrap();
    let mut options = MqttOptions::new(format!("plain-{id}"), host, port.parse().unwrap());
    options.set_max_packet_size(4 << 20, 4 << 20);
    options
}

/// Publishes at least once, and waits until the broker has confirmed all.
pub(crate) async fn publish(address: &str, topic: &str, payloads: impl IntoIterator<Item = Vec<u8>>) {
    publish_with(address, topic, QoS::AtLeastOnce, false, payloads).await;
}

pub(crate) async fn publish_with(
    address: &str,
    topic: &str,
    qos: QoS,
    retain: bool,
    payloads: impl IntoIterator<Item = Vec<u8>>,
) {
    let (client, mut events) = AsyncClient::new(options(address, "publisher"), 10);
    let payloads: Vec<Vec<u8>> = payloads.into_iter().collect();
    let mut left = payloads.len();
    let feed = async {
        for payload in payloads {
            client.publish(topic, qos, retain, payload).await.unwrap();
        }
    };
    let confirmed = async {
        while left > 0 {
            left -= match events.poll().await.unwrap() {
                Event::Incoming(Packet::PubAck(_)) => 1,
                Event::Outgoing(rumqttc::Outgoing::Publish(0)) => 1,
                _ => 0,
            };
        }
    };
    timeout(LONG, async { tokio::join!(feed, confirmed) }).await.unwrap();
    client.disconnect().await.unwrap();
    while !matches!(
        events.poll().await,
        Ok(Event::Outgoing(rumqttc::Outgoing::Disconnect)) | Err(_)
    ) {}
}

/// `0`, `1`, … as text.
pub(crate) fn numbers(range: core::ops::Range<u64>) -> impl Iterator<Item = Vec<u8>> {
    range.map(|number| number.to_string().into_bytes())
}

/// What a bare client gets of a topic, from when this returns.
pub(crate) async fn subscribe(address: &str, topic: &str) -> mpsc::Receiver<rumqttc::Publish> {
    let (client, mut events) = AsyncClient::new(options(address, "subscriber"), 10);
    client.subscribe(topic, QoS::AtLeastOnce).await.unwrap();
    let (to, from) = mpsc::channel(100_000);
    let (ready, subscribed) = tokio::sync::oneshot::channel();
    let mut ready = Some(ready);
    tokio::spawn(async move {
        let _client = client;
        while let Ok(event) = events.poll().await {
            match event {
                Event::Incoming(Packet::Publish(publish)) => to.send(publish).await.unwrap(),
                Event::Incoming(Packet::SubAck(_)) => ready.take().unwrap().send(()).unwrap(),
                _ => {}
            }
        }
    });
    timeout(LONG, subscribed).await.unwrap().unwrap();
    from
}

/// The next message and its receipt.
pub(crate) async fn next(source: &mut MqttSource) -> (Message, Receipt) {
    let Tagged(message, receipt) = timeout(LONG, source.next()).await.unwrap().unwrap().unwrap();
    (message, receipt)
}

/// The number in the next message, which is dealt with.
pub(crate) async fn next_number(source: &mut MqttSource) -> u64 {
    let (message, receipt) = next(source).await;
    receipt.done();
    number(&message)
}

pub(crate) fn number(message: &Message) -> u64 {
    message.payload().text().unwrap().parse().unwrap()
}
