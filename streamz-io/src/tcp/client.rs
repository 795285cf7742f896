//! One client.

use core::future::Future;
use core::net::SocketAddr;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use core::time::Duration;
use std::io;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::lines::Lines;

/// A client that is connected.
pub(super) struct Client {
    socket: TcpStream,
    pub(super) peer: SocketAddr,
    /// What has come and is not cut yet; nothing between lines.
    pub(super) lines: Option<Lines>,
    /// How many lines have come before what comes next.
    pub(super) lines_before: u64,
    idle: Option<Idle>,
    pub(super) end: Option<End>,
}

/// Why no more comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The client has said so.
    Orderly,
    Broken,
    Idle,
}

struct Idle {
    limit: Duration,
    /// When something came last.
    since: Instant,
    /// Set when the client began to be idle, or before.
    sleep: Pin<Box<Sleep>>,
}

impl Client {
    pub(super) fn new(socket: TcpStream, peer: SocketAddr, idle_timeout: Option<Duration>) -> Self {
        let idle = idle_timeout.map(|limit| {
            let since = Instant::now();
            Idle {
                limit,
                since,
                sleep: Box::pin(sleep_until(since + limit)),
            }
        });
        Self {
            socket,
            peer,
            lines: None,
            lines_before: 0,
            idle,
            end: None,
        }
    }

    /// Reads once; ready if something came, or if nothing will.
    pub(super) fn poll_read(&mut self, lines: &mut Lines, cx: &mut Context<'_>) -> Poll<()> {
        let Poll::Ready(read) = pin!(self.socket.read_buf(lines.space())).poll(cx) else {
            return Poll::Pending;
        };
        match read {
            Ok(0) => self.end = Some(End::Orderly),
            Ok(_) => {
                if let Some(idle) = &mut self.idle {
                    idle.since = Instant::now();
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => self.end = Some(End::Broken),
        }
        Poll::Ready(())
    }
}

impl Idle {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while self.sleep.as_mut().poll(cx).is_ready() {
            let until = self.since + self.limit;
            if self.sleep.deadline() >= until {
                return Poll::Ready(());
            }
            self.sleep.as_mut().reset(until);
        }
        Poll::Pending
    }
}

/// A client that nothing is known to have come from; given back when something has, or it has been idle for too long.
pub(super) struct Waiting(pub(super) Option<Client>);

impl Future for Waiting {
    type Output = Option<Client>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Client>> {
        if let Some(client) = &mut self.0 {
            // What is wrong with it, reading tells.
            if client.socket.poll_read_ready(cx).is_pending() {
                let expired = client.idle.as_mut().is_some_and(|idle| idle.poll(cx).is_ready());
                if !expired {
                    return Poll::Pending;
                }
                client.end = Some(End::Idle);
            }
        }
        Poll::Ready(self.0.take())
    }
}
