//! Messages for a broker.

mod progress;
mod writer;

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use futures_sink::Sink;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::PollSender;

use self::progress::Progress;
use self::writer::Writer;
use super::link::Link;
use super::message::{beginning, topic_fault};
use super::{Broker, Message, MqttError, Qos};
use crate::Metrics;

/// Messages for a broker (streamz: `to_mqtt`). `broker` is an address, `host:port`, or a [`Broker`].
///
/// See [the module](super) for what is delivered and when, and an example.
pub fn to_mqtt(broker: impl Into<Broker>) -> ToMqtt {
    ToMqtt {
        broker: broker.into(),
        client_id: None,
        qos: Qos::default(),
        in_flight: 100,
    }
}

/// How to send to a broker; made by [`to_mqtt`].
#[derive(Clone, Debug)]
#[must_use = "options do nothing by themselves"]
pub struct ToMqtt {
    broker: Broker,
    client_id: Option<String>,
    qos: Qos,
    in_flight: usize,
}

impl ToMqtt {
    /// The name by which the broker knows the client, for one that lets in some names only. If not given, one is made up.
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self
    }

    /// How surely messages are delivered: [`Qos::AtLeastOnce`] if not given.
    pub const fn qos(mut self, qos: Qos) -> Self {
        self.qos = qos;
        self
    }

    /// How many messages may be sent and not confirmed; 100 if not given, from 1 to 65 535. As many more wait in memory to be
    /// sent; then the sink is not ready.
    pub const fn in_flight(mut self, messages: usize) -> Self {
        self.in_flight = messages;
        self
    }

    /// Connects.
    ///
    /// # Errors
    ///
    /// An option that cannot be; no broker at the address; one that refuses client or password. A connection that is lost
    /// later is made again.
    pub async fn connect(self) -> Result<MqttSink, MqttError> {
        let node = self.broker.node("to_mqtt");
        let in_flight = u16::try_from(self.in_flight).ok().filter(|messages| *messages > 0);
        let Some(in_flight) = in_flight else {
            let why = "`in_flight` is not from 1 to 65535".into();
            return Err(MqttError::Option { node, why });
        };
        let mut options = self.broker.options(&node, self.client_id.as_deref())?;
        let largest = options.max_packet_size();
        // All that was not confirmed is sent again from here: the broker need not remember anything.
        options.set_clean_session(true).set_inflight(in_flight);
        let (link, _) = Link::open(&options)
            .await
            .map_err(|error| MqttError::at_start(&node, &error))?;

        let metrics = Metrics::new(node);
        let (to, from) = mpsc::channel(self.in_flight);
        let (open, closed) = oneshot::channel();
        let progress = Arc::new(Progress::default());
        let writer = Writer::new(
            options,
            self.qos,
            self.broker.policy(),
            metrics.clone(),
            Arc::clone(&progress),
        );
        let ended = Ended(Arc::clone(&progress));
        tokio::spawn(async move {
            let _ended = ended;
            writer.run(link, from, closed).await;
        });
        Ok(MqttSink {
            to: PollSender::new(to),
            ready: false,
            taken: 0,
            largest,
            progress,
            metrics,
            open: Some(open),
        })
    }
}

/// Tells the sink that its task has ended, however it does.
struct Ended(Arc<Progress>);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// A sink of messages for a broker: for `forward`.
///
/// A flush is done when the broker has confirmed everything before it. Dropping the sink gives up what is not confirmed.
pub struct MqttSink {
    to: PollSender<Message>,
    /// Whether there is a place for a message.
    ready: bool,
    /// How many messages were taken.
    taken: u64,
    largest: usize,
    progress: Arc<Progress>,
    metrics: Metrics,
    /// Tells the task by its end that no more comes.
    open: Option<oneshot::Sender<()>>,
}

impl MqttSink {
    /// Counters and gauges.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    fn node(&self) -> String {
        self.metrics.node().to_owned()
    }

    fn gone(&self) -> MqttError {
        MqttError::Closed { node: self.node() }
    }
}

impl Sink<Message> for MqttSink {
    type Error = MqttError;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), MqttError>> {
        if !self.ready {
            if ready!(self.to.poll_reserve(cx)).is_err() {
                return Poll::Ready(Err(self.gone()));
            }
            self.ready = true;
        }
        Poll::Ready(Ok(()))
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), MqttError> {
        if !self.ready {
            return Err(MqttError::NotReady { node: self.node() });
        }
        if let Some(why) = topic_fault(&message.topic) {
            let topic = beginning(&message.topic);
            self.metrics.count_dropped();
            return Err(MqttError::Topic {
                node: self.node(),
                topic,
                why,
            });
        }
        let size = message.topic.len() + message.payload.len() + 4;
        if size > self.largest {
            self.metrics.count_dropped();
            return Err(MqttError::TooLarge {
                node: self.node(),
                size,
                largest: self.largest,
            });
        }
        self.ready = false;
        self.to.send_item(message).map_err(|_| self.gone())?;
        self.taken += 1;
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), MqttError>> {
        self.progress.poll_confirmed(self.taken, cx).map_err(|()| self.gone())
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), MqttError>> {
        ready!(self.as_mut().poll_flush(cx))?;
        self.open = None;
        self.progress.poll_ended(cx).map(Ok)
    }
}
