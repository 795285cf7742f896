//! A broker that does what it is told, for what no real one does on demand.

use core::time::Duration;

use rumqttc::{ConnAck, ConnectReturnCode, Packet, PubAck, Publish, QoS, SubAck, SubscribeReasonCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::plain::LONG;

pub(crate) struct Fake {
    listener: TcpListener,
}

/// A client that has connected.
pub(crate) struct Client {
    socket: TcpStream,
    read: bytes::BytesMut,
}

impl Fake {
    pub(crate) async fn start() -> Self {
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    pub(crate) fn address(&self) -> String {
        self.listener.local_addr().unwrap().to_string()
    }

    /// The next client, which is answered.
    pub(crate) async fn accept(&self, code: ConnectReturnCode) -> Client {
        let (socket, _) = timeout(LONG, self.listener.accept()).await.unwrap().unwrap();
        let mut client = Client {
            socket,
            read: bytes::BytesMut::new(),
        };
        let first = client.next().await;
        assert!(matches!(first, Some(Packet::Connect(_))), "{first:?}");
        client.send(Packet::ConnAck(ConnAck::new(code, false))).await;
        client
    }

    /// The next client, which has subscribed.
    pub(crate) async fn subscriber(&self, code: SubscribeReasonCode) -> Client {
        let mut client = self.accept(ConnectReturnCode::Success).await;
        let Some(Packet::Subscribe(subscribe)) = client.next().await else {
            panic!("no subscription");
        };
        client
            .send(Packet::SubAck(SubAck::new(subscribe.pkid, vec![code])))
            .await;
        client
    }
}

impl Client {
    /// The next packet; nothing if the client has gone.
    pub(crate) async fn next(&mut self) -> Option<Packet> {
        let read = async {
            loop {
                match Packet::read(&mut self.read, usize::MAX) {
                    Ok(packet) => return Some(packet),
                    Err(rumqttc::mqttbytes::Error::InsufficientBytes(_)) => {}
                    Err(error) => panic!("{error}"),
                }
                if self.socket.read_buf(&mut self.read).await.unwrap_or(0) == 0 {
                    return None;
                }
            }
        };
        timeout(LONG, read).await.unwrap()
    }

    /// What comes within a short time.
    pub(crate) async fn glimpse(&mut self, time: Duration) -> Option<Packet> {
        timeout(time, self.next()).await.ok().flatten()
    }

    /// The next message; nothing if the client has said goodbye, or gone.
    pub(crate) async fn message(&mut self) -> Option<Publish> {
        loop {
            match self.next().await? {
                Packet::Publish(publish) => return Some(publish),
                Packet::PingReq => self.send(Packet::PingResp).await,
                Packet::Disconnect => return None,
                other => panic!("{other:?}"),
            }
        }
    }

    pub(crate) async fn confirm(&mut self, number: u16) {
        self.send(Packet::PubAck(PubAck::new(number))).await;
    }

    pub(crate) async fn publish(&mut self, number: u16, payload: impl Into<Vec<u8>>) {
        let mut publish = Publish::new("numbers", QoS::AtLeastOnce, payload);
        publish.pkid = number;
        self.send(Packet::Publish(publish)).await;
    }

    pub(crate) async fn send(&mut self, packet: Packet) {
        let mut bytes = bytes::BytesMut::new();
        packet.write(&mut bytes, usize::MAX).unwrap();
        self.raw(&bytes).await;
    }

    /// Ends the connection behind what was sent, when the client has read it.
    pub(crate) async fn finish(mut self) {
        let _ = self.socket.shutdown().await;
        let mut rest = [0; 1024];
        let read = async { while self.socket.read(&mut rest).await.is_ok_and(|read| read > 0) {} };
        timeout(LONG, read).await.unwrap();
    }

    pub(crate) async fn raw(&mut self, bytes: &[u8]) {
        self.socket.write_all(bytes).await.unwrap();
    }
}
