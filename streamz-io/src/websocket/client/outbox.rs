//! Messages until they are confirmed.

use core::task::{Context, Poll};
use std::collections::VecDeque;

use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;

/// Messages that are not confirmed, in order: some written on the connection that there is, then the others.
///
/// There are never more of them than the sink lets in.
pub(super) struct Outbox {
    queue: mpsc::Receiver<Message>,
    kept: VecDeque<Message>,
    written: usize,
    /// How many were confirmed before those that are kept.
    confirmed: u64,
    closed: bool,
}

impl Outbox {
    pub(super) fn new(queue: mpsc::Receiver<Message>) -> Self {
        Self {
            queue,
            kept: VecDeque::new(),
            written: 0,
            confirmed: 0,
            closed: false,
        }
    }

    /// Takes in what the sink has let in.
    pub(super) fn poll_fill(&mut self, cx: &mut Context<'_>) {
        while !self.closed {
            match self.queue.poll_recv(cx) {
                Poll::Ready(Some(message)) => self.kept.push_back(message),
                Poll::Ready(None) => self.closed = true,
                Poll::Pending => return,
            }
        }
    }

    /// The next message to write, if there is one: see [`wrote`](Self::wrote).
    pub(super) fn next(&self) -> Option<&Message> {
        self.kept.get(self.written)
    }

    pub(super) fn wrote(&mut self) {
        self.written += 1;
    }

    /// How many messages were written before now, on all connections.
    pub(super) fn position(&self) -> u64 {
        self.confirmed + self.written as u64
    }

    /// How many of those are delivered.
    pub(super) fn confirmed(&self) -> u64 {
        self.confirmed
    }

    /// All before this position have been delivered. Says how many that makes more, and of how many bytes.
    pub(super) fn confirm(&mut self, position: u64) -> (u64, usize) {
        let count = position.saturating_sub(self.confirmed);
        let count = usize::try_from(count).map_or(self.written, |count| count.min(self.written));
        let bytes = self.kept.drain(..count).map(|message| message.len()).sum();
        self.written -= count;
        self.confirmed += count as u64;
        (count as u64, bytes)
    }

    /// Another connection: nothing is written on it.
    pub(super) fn rewind(&mut self) {
        self.written = 0;
    }

    /// Whether nothing will come, and all is confirmed.
    pub(super) fn is_done(&self) -> bool {
        self.closed && self.kept.is_empty()
    }

    /// Ready when that is so.
    pub(super) fn poll_done(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.poll_fill(cx);
        if self.is_done() { Poll::Ready(()) } else { Poll::Pending }
    }
}
