//! The task that holds the connection of a sink.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use rumqttc::{ConnectionError, MqttOptions, Packet, Publish, QoS};
use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep;

use super::progress::Progress;
use crate::mqtt::link::Link;
use crate::mqtt::{Message, Qos};
use crate::reconnect::Attempts;
use crate::{Metrics, Reconnect};

/// Sends messages, and keeps them until they are confirmed.
pub(super) struct Writer {
    options: MqttOptions,
    qos: Qos,
    attempts: Attempts,
    metrics: Metrics,
    progress: Arc<Progress>,
    /// Sent and not confirmed, or confirmed while an older one is not; in the order in which they came.
    unconfirmed: VecDeque<Sent>,
    /// How many were taken from it that the sink does not know of yet.
    untold: u64,
}

struct Sent {
    message: Message,
    since: Instant,
    /// By which number the broker confirms it, on this connection.
    number: u16,
    confirmed: bool,
}

/// How a connection ended.
enum Ended {
    Lost(ConnectionError),
    /// The sink is closed or gone.
    Finished,
}

impl Writer {
    pub(super) fn new(
        options: MqttOptions,
        qos: Qos,
        policy: Reconnect,
        metrics: Metrics,
        progress: Arc<Progress>,
    ) -> Self {
        Self {
            unconfirmed: VecDeque::with_capacity(usize::from(options.inflight())),
            attempts: Attempts::new(policy, metrics.clone()),
            options,
            qos,
            metrics,
            progress,
            untold: 0,
        }
    }

    pub(super) async fn run(
        mut self,
        link: Link,
        mut from: mpsc::Receiver<Message>,
        mut closed: oneshot::Receiver<()>,
    ) {
        let mut next = Some(link);
        while let Some(mut link) = next.take() {
            self.attempts.connected();
            match self.serve(&mut link, &mut from, &mut closed).await {
                Ended::Lost(error) => {
                    for packet in link.rest() {
                        self.receive(&packet);
                    }
                    self.give_up();
                    self.tell();
                    next = self.reconnect(error, &mut closed).await;
                }
                Ended::Finished => link.close().await,
            }
        }
        self.metrics.set_connected(false);
    }

    async fn serve(
        &mut self,
        link: &mut Link,
        from: &mut mpsc::Receiver<Message>,
        closed: &mut oneshot::Receiver<()>,
    ) -> Ended {
        if let Err(error) = self.send_again(link).await {
            return Ended::Lost(error);
        }
        loop {
            let message = tokio::select! {
                biased;
                _ = &mut *closed => return Ended::Finished,
                packet = link.next() => match packet {
                    Ok(packet) => {
                        self.receive(&packet);
                        if !link.has_next() {
                            self.tell();
                        }
                        continue;
                    }
                    Err(error) => return Ended::Lost(error),
                },
                message = from.recv(), if self.has_room() => message,
            };
            let Some(message) = message else {
                return Ended::Finished;
            };
            if let Err(error) = self.send(link, message, from).await {
                return Ended::Lost(error);
            }
        }
    }

    /// Sends a message, and those that wait behind it.
    async fn send(
        &mut self,
        link: &mut Link,
        first: Message,
        from: &mut mpsc::Receiver<Message>,
    ) -> Result<(), ConnectionError> {
        let mut next = Some(first);
        while let Some(message) = next {
            let publish = self.publish(&message, false);
            // Kept before it is written: a write that fails may have gone out.
            self.unconfirmed.push_back(Sent {
                message,
                since: Instant::now(),
                number: 0,
                confirmed: false,
            });
            let number = link.publish(publish).await?;
            if let Some(sent) = self.unconfirmed.back_mut() {
                sent.number = number;
            }
            next = if self.has_room() { from.try_recv().ok() } else { None };
        }
        link.flush().await?;
        self.flushed();
        Ok(())
    }

    /// Sends everything that is not confirmed, on a new connection.
    async fn send_again(&mut self, link: &mut Link) -> Result<(), ConnectionError> {
        // Those that are confirmed out of turn need not go again, but their places must stay in order.
        for at in 0..self.unconfirmed.len() {
            if self.unconfirmed[at].confirmed {
                continue;
            }
            let publish = self.publish(&self.unconfirmed[at].message, true);
            self.unconfirmed[at].number = link.publish(publish).await?;
        }
        link.flush().await?;
        self.flushed();
        Ok(())
    }

    fn publish(&self, message: &Message, again: bool) -> Publish {
        let qos = match self.qos {
            Qos::AtMostOnce => QoS::AtMostOnce,
            Qos::AtLeastOnce => QoS::AtLeastOnce,
        };
        let payload = message.payload.clone().into_bytes();
        let mut publish = Publish::from_bytes(message.topic.clone(), qos, payload);
        publish.retain = message.retain;
        publish.dup = again;
        publish
    }

    fn has_room(&self) -> bool {
        self.unconfirmed.len() < usize::from(self.options.inflight())
    }

    /// Notes a confirmation, if the packet is one.
    fn receive(&mut self, packet: &Packet) {
        let Packet::PubAck(confirmation) = packet else {
            return;
        };
        let number = confirmation.pkid;
        // Brokers confirm in order, so it is the first one.
        let sent = self
            .unconfirmed
            .iter_mut()
            .find(|sent| sent.number == number && !sent.confirmed);
        if let Some(sent) = sent {
            sent.confirmed = true;
        }
        while self.unconfirmed.front().is_some_and(|sent| sent.confirmed) {
            self.unconfirmed.pop_front();
            self.untold += 1;
        }
    }

    /// Everything has gone out: for some messages that is all.
    fn flushed(&mut self) {
        if self.qos == Qos::AtMostOnce {
            self.untold += self.unconfirmed.drain(..).count() as u64;
        }
        self.tell();
    }

    /// The connection is lost: what is sent at most once is not sent again, whether it went out or not.
    fn give_up(&mut self) {
        if self.qos == Qos::AtMostOnce {
            for _ in self.unconfirmed.drain(..) {
                self.metrics.count_failed();
                self.progress.confirm(1);
            }
        }
    }

    /// Tells the sink how far it has come.
    fn tell(&mut self) {
        self.metrics
            .set_in_flight(self.unconfirmed.len(), self.unconfirmed.front().map(|sent| sent.since));
        if self.untold > 0 {
            self.metrics.count_passed(self.untold);
            self.progress.confirm(self.untold);
            self.untold = 0;
        }
    }

    /// Gets a connection back. Nothing if the sink is gone.
    async fn reconnect(&mut self, error: ConnectionError, closed: &mut oneshot::Receiver<()>) -> Option<Link> {
        let mut pause = self.attempts.lost(&error);
        loop {
            let again = async {
                sleep(pause).await;
                Link::open(&self.options).await
            };
            let opened = tokio::select! {
                _ = &mut *closed => return None,
                opened = again => opened,
            };
            match opened {
                Ok((link, _)) => return Some(link),
                Err(error) => pause = self.attempts.lost(&error),
            }
        }
    }
}
