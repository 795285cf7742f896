//! The stream of all clients' lines.

use core::fmt;
use core::net::SocketAddr;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::collections::VecDeque;

use futures_core::Stream;
use futures_util::stream::FuturesUnordered;
use tokio::task::coop::poll_proceed;

use super::client::{Client, End, Waiting};
use super::{FromPeer, FromTcp, Line, TcpError};
use crate::lines::{self, Lines};
use crate::serve::Acceptor;
use crate::told::Told;
use crate::{Metrics, Payload};

/// What a client may do before it is the next one's turn: 64 lines, or 8 reads.
const TURN: usize = 64;
const READ: usize = 8;

/// The lines of all clients, made by [`FromTcp::bind`]. It never ends.
#[must_use = "streams do nothing unless polled"]
pub struct TcpSource {
    options: FromTcp,
    address: SocketAddr,
    acceptor: Acceptor,
    clients: usize,
    /// Those that nothing has come from.
    waiting: FuturesUnordered<Waiting>,
    /// Those that something has come from, in the order of their turns.
    ready: VecDeque<Client>,
    turn: Option<Turn>,
    /// For the next client that something comes from: between lines a client has none of its own.
    spare: Option<Lines>,
    metrics: Metrics,
    too_long: Told,
}

struct Turn {
    client: Client,
    lines: Lines,
    left: usize,
}

enum Step {
    Line(Line),
    TurnOver,
    Silent,
    Gone,
}

impl TcpSource {
    pub(super) fn new(options: FromTcp, address: SocketAddr, acceptor: Acceptor, metrics: Metrics) -> Self {
        Self {
            options,
            address,
            acceptor,
            clients: 0,
            waiting: FuturesUnordered::new(),
            ready: VecDeque::new(),
            turn: None,
            spare: None,
            metrics,
            too_long: Told::default(),
        }
    }

    /// Where it listens: the port that was found, if 0 was asked for.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What it tells of itself: lines handed on are `passed`; lines too long or without an end are `dropped`.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// Sees who has come, and from whom something has.
    fn gather(&mut self, cx: &mut Context<'_>) {
        while self.clients < self.options.max_clients {
            let Poll::Ready((socket, peer)) = self.acceptor.poll_accept(cx) else {
                break;
            };
            self.clients += 1;
            let client = Client::new(socket, peer, self.options.idle_timeout);
            self.waiting.push(Waiting(Some(client)));
        }
        while let Poll::Ready(Some(client)) = Pin::new(&mut self.waiting).poll_next(cx) {
            self.ready.extend(client);
        }
    }

    fn begin_turn(&mut self) -> Option<()> {
        let mut client = self.ready.pop_front()?;
        let lines = client.lines.take().or_else(|| self.spare.take());
        let lines = lines.unwrap_or_else(|| Lines::new(&self.options.delimiter, self.options.max_line));
        self.turn = Some(Turn {
            client,
            lines,
            left: TURN,
        });
        Some(())
    }

    fn end_turn(&mut self, step: &Step) {
        let Some(Turn { mut client, lines, .. }) = self.turn.take() else {
            return;
        };
        if lines.pending() == 0 {
            self.spare = Some(lines);
        } else {
            client.lines = Some(lines);
        }
        match step {
            Step::Gone => self.clients -= 1,
            Step::Silent => self.waiting.push(Waiting(Some(client))),
            Step::TurnOver | Step::Line(_) => self.ready.push_back(client),
        }
    }

    fn drop_line(&mut self, peer: SocketAddr, length: u64) {
        self.metrics.count_dropped();
        if self.too_long.again() {
            let (node, limit) = (self.metrics.node(), self.options.max_line);
            tracing::warn!(node, %peer, length, limit, "a line is longer than `max_line` and is dropped");
        }
    }

    /// Goes on with the client whose turn it is.
    fn step(&mut self, cx: &mut Context<'_>) -> Option<Step> {
        loop {
            let Turn { client, lines, left } = self.turn.as_mut()?;
            if *left == 0 {
                return Some(Step::TurnOver);
            }
            let line = lines.next();
            let ended = line.is_none().then_some(client.end).flatten();
            let line = match ended {
                Some(_) => lines.rest(),
                None => line,
            };
            if line.is_some() {
                client.lines_before += 1;
            }
            let sender = FromPeer { peer: client.peer };
            let line_of = |bytes, delimiter| Line::new(Payload::new(bytes), delimiter, client.lines_before, sender);
            match (line, ended) {
                (Some(lines::Line::Whole(bytes)), None) => {
                    *left -= 1;
                    return Some(Step::Line(line_of(bytes, self.options.delimiter.len())));
                }
                (Some(lines::Line::Whole(bytes)), Some(End::Orderly)) if self.options.with_end => {
                    return Some(Step::Line(line_of(bytes, 0)));
                }
                (Some(lines::Line::Whole(_)), Some(_)) => self.metrics.count_dropped(),
                (Some(lines::Line::TooLong(length)), _) => {
                    *left -= 1;
                    let peer = client.peer;
                    self.drop_line(peer, length);
                }
                (None, Some(_)) => return Some(Step::Gone),
                (None, None) => {
                    *left = left.saturating_sub(READ);
                    if client.poll_read(lines, cx).is_pending() {
                        return Some(Step::Silent);
                    }
                }
            }
        }
    }
}

impl Stream for TcpSource {
    type Item = Result<Line, TcpError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match this.step(cx) {
                Some(Step::Line(line)) => {
                    this.metrics.count_passed(1);
                    return Poll::Ready(Some(Ok(line)));
                }
                Some(step) => this.end_turn(&step),
                None => {
                    // Clients that always have something to say leave room for the other tasks of this thread.
                    ready!(poll_proceed(cx)).made_progress();
                    this.gather(cx);
                    if this.begin_turn().is_none() {
                        return Poll::Pending;
                    }
                }
            }
        }
    }
}

impl fmt::Debug for TcpSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TcpSource")
            .field("options", &self.options)
            .field("address", &self.address)
            .field("clients", &self.clients)
            .finish_non_exhaustive()
    }
}
