//! One connection, from the first message written on it to its end.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::VecDeque;

use futures_util::{Sink as _, Stream as _};
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Bytes, Error, Message, Utf8Bytes};

use super::ToWebsocket;
use super::dial::Connection;
use super::outbox::Outbox;
use super::sink::Shared;

/// How soon a ping is answered by a server that can do with fewer of them, and by one that needs more.
const QUICK: Duration = Duration::from_millis(50);
const SLOW: Duration = Duration::from_secs(1);

/// How long a server may take to answer that this client goes.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why a connection is no more.
pub(super) enum End {
    /// All is delivered, and the sink is closed.
    Done,
    /// Another one may do better.
    Lost(String),
    /// The server will not have what it is sent.
    Refused(u16, String),
}

pub(super) struct Link<'a> {
    connection: Connection,
    shared: &'a Shared,
    ping_interval: Duration,
    pong_timeout: Duration,
    /// How many messages are written before a ping.
    stride: u64,
    longest_stride: u64,
    /// Pings that are not answered: how much was written before each.
    pings: VecDeque<u64>,
    /// When the last one was answered, or, if all were before, sent.
    asked: Instant,
    /// When a sign of life was last had from the server.
    heard: Instant,
    timer: Pin<Box<Sleep>>,
    /// Whether something is written that is not flushed.
    unflushed: bool,
    /// What the server has said, if it closes.
    closed: Option<CloseFrame>,
    /// Whether this client does.
    leaves: bool,
    /// How long either may take.
    farewell: Option<Instant>,
}

impl<'a> Link<'a> {
    pub(super) fn new(connection: Connection, shared: &'a Shared, options: &ToWebsocket) -> Self {
        let (ping_interval, pong_timeout) = (options.ping_interval, options.pong_timeout);
        // So that the sink does not come to wait for an answer that has not been asked for.
        let longest_stride = (options.in_flight as u64 / 4).max(1);
        let now = Instant::now();
        Self {
            connection,
            shared,
            ping_interval,
            pong_timeout,
            stride: 1,
            longest_stride,
            pings: VecDeque::new(),
            asked: now,
            heard: now,
            timer: Box::pin(sleep_until(now + ping_interval)),
            unflushed: false,
            closed: None,
            leaves: false,
            farewell: None,
        }
    }

    /// Does all there is to do.
    pub(super) fn poll(&mut self, outbox: &mut Outbox, cx: &mut Context<'_>) -> Poll<End> {
        match self.step(outbox, cx) {
            Ok(()) => Poll::Pending,
            Err(_) if self.leaves => Poll::Ready(End::Done),
            Err(why) => Poll::Ready(match self.closed.take() {
                Some(frame) if is_refusal(frame.code) => End::Refused(frame.code.into(), frame.reason.to_string()),
                Some(frame) => End::Lost(format!("the server closes the connection: {frame}")),
                None => End::Lost(why),
            }),
        }
    }

    fn step(&mut self, outbox: &mut Outbox, cx: &mut Context<'_>) -> Result<(), String> {
        self.read(outbox, cx)?;
        if self.closed.is_some() {
            // The answer goes out as it is read on, until the end.
            return self.watch(outbox, cx);
        }
        outbox.poll_fill(cx);
        loop {
            self.write(outbox, cx)?;
            self.watch(outbox, cx)?;
            if outbox.is_done() && !self.leaves {
                self.leave()?;
            }
            if !self.unflushed {
                return Ok(());
            }
            match self.connection().poll_flush(cx) {
                Poll::Pending => return Ok(()),
                Poll::Ready(flushed) => flushed.map_err(said)?,
            }
            self.unflushed = false;
        }
    }

    fn connection(&mut self) -> Pin<&mut Connection> {
        Pin::new(&mut self.connection)
    }

    fn read(&mut self, outbox: &mut Outbox, cx: &mut Context<'_>) -> Result<(), String> {
        while let Poll::Ready(next) = self.connection().poll_next(cx) {
            let message = next
                .ok_or_else(|| "the connection has ended".to_owned())?
                .map_err(said)?;
            self.heard = Instant::now();
            match message {
                Message::Pong(payload) => self.answered(&payload, outbox),
                // It has taken leave too; who ends the connection does not matter.
                Message::Close(_) if self.leaves => return Err("the connection is closed".to_owned()),
                Message::Close(frame) => {
                    self.closed = Some(frame.unwrap_or(CloseFrame {
                        code: CloseCode::Status,
                        reason: Utf8Bytes::default(),
                    }));
                    self.farewell.get_or_insert(Instant::now() + FAREWELL);
                }
                // A ping is answered by the library; whatever else the server says, nobody asked for.
                _ => {}
            }
        }
        Ok(())
    }

    /// A ping was answered, and so were those before it.
    fn answered(&mut self, payload: &[u8], outbox: &mut Outbox) {
        let Ok(position) = payload.try_into().map(u64::from_be_bytes) else {
            return;
        };
        let Some(at) = self.pings.iter().position(|sent| *sent == position) else {
            return;
        };
        self.pings.drain(..=at);
        let took = self.heard - self.asked;
        self.stride = match self.stride {
            stride if took < QUICK => (2 * stride).min(self.longest_stride),
            stride if took > SLOW => (stride / 4).max(1),
            stride => stride,
        };
        self.asked = self.heard;
        let (messages, bytes) = outbox.confirm(position);
        self.shared.confirmed(messages, bytes);
    }

    /// Takes note of a ping that is written.
    fn pinged(&mut self, position: u64) {
        if self.pings.is_empty() {
            self.asked = Instant::now();
        }
        self.pings.push_back(position);
        self.unflushed = true;
    }

    fn write(&mut self, outbox: &mut Outbox, cx: &mut Context<'_>) -> Result<(), String> {
        loop {
            let asked = self.pings.back().copied();
            let position = outbox.position();
            let unasked = match asked {
                Some(asked) => position - asked,
                None => position - outbox.confirmed(),
            };
            let next = outbox.next();
            let ping = unasked >= self.stride || (unasked > 0 && asked.is_none() && next.is_none());
            let Some(message) = (if ping { Some(ping_of(position)) } else { next.cloned() }) else {
                return Ok(());
            };
            match self.connection().poll_ready(cx) {
                Poll::Pending => return Ok(()),
                Poll::Ready(ready) => ready.map_err(said)?,
            }
            self.connection().start_send(message).map_err(said)?;
            self.unflushed = true;
            if ping {
                self.pinged(position);
            } else {
                outbox.wrote();
            }
        }
    }

    /// Whether the server is there, as far as one can see.
    fn watch(&mut self, outbox: &Outbox, cx: &mut Context<'_>) -> Result<(), String> {
        loop {
            let due = match self.farewell {
                Some(until) => until,
                None if self.pings.is_empty() => self.heard + self.ping_interval,
                None => self.asked + self.pong_timeout,
            };
            if self.timer.deadline() != due {
                self.timer.as_mut().reset(due);
            }
            if self.timer.as_mut().poll(cx).is_pending() {
                return Ok(());
            }
            if self.farewell.is_some() || !self.pings.is_empty() {
                return Err("the server does not answer".to_owned());
            }
            // Nothing is on its way, so that there is room for this.
            let position = outbox.position();
            self.connection().start_send(ping_of(position)).map_err(said)?;
            self.pinged(position);
        }
    }

    fn leave(&mut self) -> Result<(), String> {
        let frame = CloseFrame {
            code: CloseCode::Normal,
            reason: Utf8Bytes::default(),
        };
        self.leaves = true;
        self.farewell = Some(Instant::now() + FAREWELL);
        self.connection()
            .start_send(Message::Close(Some(frame)))
            .map_err(said)?;
        self.unflushed = true;
        Ok(())
    }
}

fn ping_of(position: u64) -> Message {
    Message::Ping(Bytes::copy_from_slice(&position.to_be_bytes()))
}

fn said(error: Error) -> String {
    error.to_string()
}

/// Whether the same would come of it if the same were sent again.
fn is_refusal(code: CloseCode) -> bool {
    use CloseCode::{Extension, Invalid, Policy, Protocol, Size, Unsupported};
    matches!(code, Protocol | Unsupported | Invalid | Policy | Size | Extension)
}
