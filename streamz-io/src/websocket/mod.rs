//! Messages from WebSocket clients, and to a WebSocket server.
//!
//! [`from_websocket`] is a server that clients send messages to, a source; [`to_websocket`] is a client that sends messages to a
//! server, a sink. They have the roles of those in Python's streamz, and can talk to each other:
//!
//! ```
//! use core::pin::pin;
//! use futures::StreamExt;
//! use streamz::prelude::*;
//! use streamz_io::websocket::{from_websocket, to_websocket};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = from_websocket(0).bind().await?; // a free port of this machine
//! let client = to_websocket(format!("ws://{}/readings", server.local_addr())).connect().await?;
//!
//! let mut sender = pin!(pipeline!(|| {
//!     let readings = from_iterable(["21.5", "19"]);
//!     readings.forward(client); // text, as it is a `str`; a `Vec<u8>` is sent as it is
//! }));
//! let mut receiver = pin!(pipeline!(|| {
//!     // Without `take` it runs until it is stopped: see `run_until`.
//!     let messages = try_source(server.take(2));
//!     let texts = messages.map(|message| message.payload().text().map(str::to_owned)).sink_to_list(8);
//! }));
//! let (sent, received) = tokio::join!(sender.run(), receiver.run());
//! sent?;
//! received?;
//! assert_eq!(*receiver.texts(), [Ok("21.5".to_owned()), Ok("19".to_owned())]);
//! # Ok(())
//! # }
//! ```
//!
//! # The source
//!
//! **Delivery**: at most once. The protocol has no answer to a message, and a client cannot be asked for it again. But a ping
//! is answered when the pipeline has taken all that the client sent before it: what [`to_websocket`] makes use of. What has
//! been taken in and has not reached the pipeline when that ends, is lost without such an answer.
//!
//! **Back-pressure**: clients take turns to hand over what has come, 256 messages or 64 KiB at most. Four such batches
//! may wait for the pipeline, and one with each client, which is not read until it has had its turn.
//!
//! **Limits**: [`max_clients`](FromWebsocket::max_clients) clients, 1024, are connected; the others wait in the queue of the system. A
//! message has [`max_message`](FromWebsocket::max_message) bytes at most, 1 MiB, and so has a frame of it. A client has
//! [`handshake_timeout`](FromWebsocket::handshake_timeout), 10 s, to become one. Who has sent no whole message for
//! [`ping_interval`](FromWebsocket::ping_interval), 30 s, is sent a ping, and let go after
//! [`pong_timeout`](FromWebsocket::pong_timeout), 30 s, without a sign of life. Memory is at most that of a batch and a
//! message for each client.
//!
//! **Errors**: only [`bind`](FromWebsocket::bind) fails. A client that sends too much, or what is no WebSocket, or text that is no
//! UTF-8, is told so by the code it is closed with (1009, 1002, 1007) and counted in [`Metrics::dropped`]. When the stream is
//! dropped the port is closed at once, and clients are told that the server goes away (1001).
//!
//! # The sink
//!
//! **Delivery**: at least once, to the server's WebSocket library, or, if the server is a [`from_websocket`], to its pipeline.
//! Behind messages goes a ping, and a message counts as delivered, and a flush as done, when the answer has come; what has none
//! when a connection is lost is sent again on the next one, in order.
//!
//! **Back-pressure**: at most [`in_flight`](ToWebsocket::in_flight) messages, 1024, are on their way, and no more when they have
//! 4 MiB; then the sink is not ready. These, and a write buffer of 64 KiB, are all it holds, and so a server that does not
//! read holds the pipeline.
//!
//! **Reconnection**: the first connection is made by [`connect`](ToWebsocket::connect), whose failure is an error whatever it is.
//! One that is lost later is made again by the policy of [`Reconnect`](crate::Reconnect), for ever. A server that shows no sign of
//! life for [`ping_interval`](ToWebsocket::ping_interval), 30 s, is sent a ping, and a ping that is not answered for
//! [`pong_timeout`](ToWebsocket::pong_timeout), 30 s, ends a connection. A ping stands behind each message at first, and behind
//! more of them as long as the server answers at once, so that it may take those 30 s for one.
//!
//! **Errors**: a server that says, by its closing code, that it will not have what it is sent (1002, 1003, 1007 to 1010) ends the
//! sink with [`WebsocketError::Refused`]: the same message would be refused again. A message over
//! [`max_message`](ToWebsocket::max_message) fails by itself.
//!
//! Closing it, as a pipeline does at its end, waits until all is delivered. Dropping it does not.
//!
//! `wss` needs the feature `tls`: TLS 1.2 and 1.3 by rustls, with the certificates that the system trusts or those that
//! `ToWebsocket::tls` is given.

mod client;
mod error;
mod message;
mod server;

pub use self::client::{ToWebsocket, WebsocketSink, to_websocket};
pub use self::error::WebsocketError;
pub use self::message::{Message, Received};
pub use self::server::{FromWebsocket, WebsocketSource, from_websocket};
#[cfg(doc)]
use crate::Metrics;
