//! One connection to a broker.

use core::time::Duration;
use std::collections::VecDeque;
use std::io::{Error as IoError, ErrorKind};

use rumqttc::{
    ConnectionError, Event, EventLoop, MqttOptions, Packet, PubAck, PubRec, Publish, Request, StateError, Subscribe,
};
use tokio::time::{Instant, timeout};

/// One connection, from the broker's first word to the last.
///
/// The client keeps packets over a lost connection, those to be sent and those received alike, and what it makes of them
/// depends on the session; its channel of requests is read one packet for each bunch that is received. So each connection gets
/// a client of its own, and packets are written to it directly. Between two of them, everything written has been flushed:
/// a [`next`](Self::next) that is dropped then loses nothing.
pub(super) struct Link {
    events: EventLoop,
    /// How long the broker may not take what is written.
    patience: Duration,
    flushed: Instant,
}

impl Link {
    /// Connects, and says whether the broker has kept the session.
    pub(super) async fn open(options: &MqttOptions) -> Result<(Self, bool), ConnectionError> {
        let mut events = EventLoop::new(options.clone(), 1);
        events.network_options.set_tcp_nodelay(true);
        match events.poll().await? {
            Event::Incoming(Packet::ConnAck(answer)) => {
                let link = Self {
                    events,
                    patience: options.keep_alive(),
                    flushed: Instant::now(),
                };
                Ok((link, answer.session_present))
            }
            _ => Err(StateError::WrongPacket.into()),
        }
    }

    /// The next packet. What the protocol asks to answer by itself is answered; pings are sent when they are due.
    ///
    /// Behind an error there is only [`rest`](Self::rest).
    pub(super) async fn next(&mut self) -> Result<Packet, ConnectionError> {
        loop {
            if let Event::Incoming(packet) = self.events.poll().await? {
                return Ok(packet);
            }
        }
    }

    /// Whether the next packet is here already.
    pub(super) fn has_next(&self) -> bool {
        !self.events.state.events.is_empty()
    }

    /// The packets that had come before the connection was lost, and were not looked at.
    pub(super) fn rest(self) -> impl Iterator<Item = Packet> {
        let events: VecDeque<Event> = self.events.state.events;
        events.into_iter().filter_map(|event| match event {
            Event::Incoming(packet) => Some(packet),
            Event::Outgoing(_) => None,
        })
    }

    /// Goes on behind a time in which nothing was read: the answer to a ping may have been waiting all along.
    pub(super) fn resume(&mut self) {
        self.events.state.await_pingresp = false;
    }

    /// When a ping is due if nothing is read and nothing written until then.
    pub(super) fn ping_due(&self) -> Instant {
        self.flushed + self.patience / 2
    }

    /// A ping, whose answer is not waited for.
    pub(super) async fn ping(&mut self) -> Result<(), ConnectionError> {
        self.write(Packet::PingReq).await?;
        self.flush().await
    }

    /// Asks for messages.
    pub(super) async fn subscribe(&mut self, filters: Subscribe) -> Result<(), ConnectionError> {
        if let Some(packet) = self.request(Request::Subscribe(filters))? {
            self.write(packet).await?;
        }
        self.flush().await
    }

    /// Writes a message, and says by which number it will be acknowledged; 0 if it will not.
    pub(super) async fn publish(&mut self, message: Publish) -> Result<u16, ConnectionError> {
        let Some(Packet::Publish(message)) = self.request(Request::Publish(message))? else {
            // The number is in use: more are under way than the client was told.
            return Err(StateError::InvalidState.into());
        };
        let number = message.pkid;
        self.write(Packet::Publish(message)).await?;
        Ok(number)
    }

    /// Writes an acknowledgement.
    pub(super) async fn acknowledge(&mut self, receipt: Acknowledgement) -> Result<(), ConnectionError> {
        self.write(match receipt {
            Acknowledgement::Received(number) => Packet::PubAck(PubAck::new(number)),
            Acknowledgement::Half(number) => Packet::PubRec(PubRec::new(number)),
        })
        .await
    }

    /// Sends all that was written.
    pub(super) async fn flush(&mut self) -> Result<(), ConnectionError> {
        let Some(network) = self.events.network.as_mut() else {
            return Err(lost());
        };
        match timeout(self.patience, network.flush()).await {
            Ok(flushed) => flushed?,
            Err(_) => return Err(ConnectionError::FlushTimeout),
        }
        self.flushed = Instant::now();
        Ok(())
    }

    /// Says goodbye, and waits until the broker has heard it.
    pub(super) async fn close(mut self) {
        let goodbye = async {
            self.write(Packet::Disconnect).await?;
            self.flush().await?;
            // A socket that is closed with something unread in it is reset, and the broker would lose what it has not read yet:
            // the last acknowledgements. So this waits until the broker closes it.
            while self.next().await.is_ok() {}
            Ok::<(), ConnectionError>(())
        };
        // Whatever happens, there is nothing more to do.
        let _ = timeout(Duration::from_secs(2), goodbye).await;
    }

    /// What to write, noted by the client.
    fn request(&mut self, request: Request) -> Result<Option<Packet>, StateError> {
        let state = &mut self.events.state;
        let packet = state.handle_outgoing_packet(request)?;
        // Of which the client tells as of something that happened.
        state.events.pop_back();
        Ok(packet)
    }

    async fn write(&mut self, packet: Packet) -> Result<(), ConnectionError> {
        let Some(network) = self.events.network.as_mut() else {
            return Err(lost());
        };
        match timeout(self.patience, network.write(packet)).await {
            Ok(written) => Ok(written?),
            Err(_) => Err(ConnectionError::FlushTimeout),
        }
    }
}

/// What is sent for a message that has been dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Acknowledgement {
    /// The only one of a message that is delivered at least once.
    Received(u16),
    /// The first of two, of a message that is delivered exactly once: a session that another client began may have those.
    /// The other one the client sends by itself.
    Half(u16),
}

fn lost() -> ConnectionError {
    ConnectionError::Io(IoError::from(ErrorKind::NotConnected))
}
