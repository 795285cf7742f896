//! Messages from and to an MQTT broker, by version 3.1.1 of the protocol, which those of version 5 speak too.
//!
//! [`from_mqtt`] subscribes and hands messages on with a [`Receipt`](crate::Receipt); [`to_mqtt`] publishes. Both take a
//! [`Message`], so that one feeds the other as it is.
//!
//! ```no_run
//! use core::pin::pin;
//! use streamz::prelude::*;
//! use streamz_io::mqtt::{Broker, Message, Qos, from_mqtt, to_mqtt};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let broker = Broker::new("broker.example:1883").credentials("monitor", "secret");
//! let readings = from_mqtt(broker.clone()).topic("plant/+/temperature", Qos::AtLeastOnce).client_id("monitor").connect().await?;
//! let alarms = to_mqtt(broker).connect().await?;
//! let (metrics, closed) = (readings.metrics(), readings.closed());
//!
//! let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn std::error::Error>> {
//!     let readings = try_tagged_source(readings);
//!     readings
//!         .try_map(|m| Ok::<_, std::num::ParseFloatError>((m.payload().text().unwrap_or("").parse::<f64>()?, m)))
//!         .filter(|(degrees, _)| *degrees > 90.0)
//!         .map(|(degrees, m)| Message::new(format!("alarm/{}", m.topic()), degrees.to_string()))
//!         .forward(alarms);
//! }));
//! p.run().await?; // a reading is acknowledged when the alarm it led to is confirmed, or when it leads to none
//! closed.await;
//! println!("{metrics}");
//! # Ok(())
//! # }
//! ```
//!
//! # What is delivered
//!
//! *From the broker.* With [`Qos::AtLeastOnce`] and a [`client_id`](FromMqtt::client_id), at least once: a message is
//! acknowledged when everything made of it has been dealt with, and in the order in which messages came, as the protocol
//! wants it, so one that takes long holds back the acknowledgements behind it. After a crash, of this process or of the
//! connection, the broker sends what was not acknowledged again: at most [`in_flight`](FromMqtt::in_flight) messages each
//! time, and those whose acknowledgements it had not read. (The latter are few with a broker that keeps to its own window of
//! unacknowledged messages. Mosquitto 2.0.11 does not when it resumes a session with a backlog: a crash in the middle of one
//! repeated thousands of messages, whose acknowledgements lay unread in its socket.) Receipts of a lost connection count no more; their messages come again, with [`Message::duplicate`] set by most
//! brokers. Without a client id, or with a clean session, what is published while the connection is away is lost; with
//! [`Qos::AtMostOnce`] also what is on the network then. Messages of one topic come in order.
//!
//! When the client starts, it subscribes, and also whenever the broker has lost the session; a broker sends the
//! [retained](Message::retain) messages each time. What a broker loses when it crashes itself, no client gets back:
//! mosquitto, for one, writes its sessions to disk every half an hour unless told otherwise.
//!
//! *To the broker.* With [`Qos::AtLeastOnce`] a message is kept until the broker has confirmed it, and sent again, in order, on
//! the next connection if it has not; [`flush`](futures_sink::Sink::poll_flush) is done when all are confirmed. So behind
//! `forward` an element counts as done when the broker has it. With [`Qos::AtMostOnce`] a message is done when it has been
//! given to the operating system.
//!
//! # Back-pressure and bounds
//!
//! A source reads no further when `in_flight` messages are on their way. Then nothing is taken from the socket, and what the
//! broker has sent on stays there; pings go out all the same, so that the broker keeps the connection while a pipeline is
//! slow, for however long. (A connection that is lost meanwhile is noticed by one of them, or when the pipeline goes on.) What else the broker keeps is bounded there: mosquitto queues 1000 messages for a client and then
//! throws new ones away, unless told otherwise (`max_queued_messages`). A sink keeps `in_flight` messages that are not
//! confirmed and as many that wait; then it is not ready. A message is no larger than [`Broker::largest`]. Such a message that
//! comes ends the source, with [`OnFailure::Skip`](crate::OnFailure::Skip) it is acknowledged, counted as dropped and passed
//! over; only then is it read at all, in its whole size, which the protocol bounds by 256 MiB.
//!
//! # Failures
//!
//! Options, an address without a broker, and a broker that refuses client, password or subscription are errors at the start.
//! After that, the connection is made again for ever, as [`Reconnect`](crate::Reconnect) says, whatever the broker says
//! meanwhile; the log tells why. Two clients by one id disturb each other: a broker lets the last one in.
//!
//! User and password go through the network as they are unless there is TLS (feature `tls`).

mod broker;
mod error;
mod link;
mod message;
mod sink;
mod source;

pub use broker::Broker;
pub use error::MqttError;
pub use message::{Message, Qos};
pub use sink::{MqttSink, ToMqtt, to_mqtt};
pub use source::{FromMqtt, MqttSource, from_mqtt};
