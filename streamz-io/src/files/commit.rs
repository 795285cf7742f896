//! Up to where everything has been dealt with, and that this is on the disk.

use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use streamz_runtime::meta::Outcome;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::{Sleep, sleep, timeout};

use super::error::TextFileError;
use super::position::Position;
use crate::receipt::{Ledger, Place};
use crate::{Metrics, OnFailure, Receipt};

/// The lines that have been handed on since the last one that is dealt with, as all before it are.
#[derive(Debug, Default)]
struct Order {
    /// Where each of them ends, and whether it is dealt with.
    pending: VecDeque<(Position, bool)>,
    /// How many came before those, and where the last of these ends.
    done: u64,
    position: Position,
}

impl Order {
    /// A line more; says its number.
    fn begin(&mut self, position: Position) -> u64 {
        self.pending.push_back((position, false));
        self.begun() - 1
    }

    fn begun(&self) -> u64 {
        self.done + self.pending.len() as u64
    }

    fn complete(&mut self, number: u64) {
        if let Some((_, done)) = self.index(number).and_then(|index| self.pending.get_mut(index)) {
            *done = true;
        }
        while let Some((position, true)) = self.pending.front() {
            self.position = *position;
            self.done += 1;
            self.pending.pop_front();
        }
    }

    fn position_of(&self, number: u64) -> Option<Position> {
        let (position, _) = self.pending.get(self.index(number)?)?;
        Some(*position)
    }

    fn index(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.done)?).ok()
    }
}

/// Hands out receipts, and writes the checkpoint behind them.
pub(super) struct Commit {
    path: Arc<Path>,
    checkpoint: Arc<Path>,
    runtime: Handle,
    ledger: Ledger,
    order: Order,
    /// The most lines behind the checkpoint on the disk.
    limit: u64,
    /// How many lines come before that checkpoint.
    written: u64,
    writing: Option<(u64, JoinHandle<io::Result<()>>)>,
    interval: Duration,
    /// Until when a write waits for more to be done.
    due: Option<Pin<Box<Sleep>>>,
    /// The last write failed, so the next one waits too.
    failing: bool,
    on_failure: OnFailure,
    failed: Option<(u64, Position)>,
}

impl Commit {
    pub(super) fn new(
        path: Arc<Path>,
        checkpoint: PathBuf,
        runtime: Handle,
        metrics: Metrics,
        in_flight: usize,
        interval: Duration,
        on_failure: OnFailure,
    ) -> Self {
        Self {
            path,
            checkpoint: checkpoint.into(),
            runtime,
            ledger: Ledger::new(in_flight, metrics),
            order: Order::default(),
            limit: in_flight.max(1) as u64,
            written: 0,
            writing: None,
            interval,
            due: None,
            failing: false,
            on_failure,
            failed: None,
        }
    }

    /// Whether there is room for a line more.
    pub(super) fn has_room(&self) -> bool {
        self.order.begun() - self.written < self.limit && self.ledger.has_room()
    }

    /// A receipt for a line that ends there. If there is no room for one, the line has failed.
    pub(super) fn issue(&mut self, position: Position) -> Result<Receipt, TextFileError> {
        let number = self.order.begin(position);
        let receipt = self.ledger.issue(Place { lane: 0, number });
        receipt.ok_or_else(|| {
            self.fail(number, position);
            self.failure_at(position)
        })
    }

    /// How many lines have been handed on.
    pub(super) fn begun(&self) -> u64 {
        self.order.begun()
    }

    /// Takes note of what has been dealt with.
    pub(super) fn settle(&mut self) {
        while let Some((place, outcome)) = self.ledger.next_settled() {
            self.settled(place.number, outcome);
        }
    }

    /// The same, and writes if it is time to. The task is woken when there is more to do.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Result<(), TextFileError> {
        while let Poll::Ready((place, outcome)) = self.ledger.poll_settled(cx) {
            self.settled(place.number, outcome);
        }
        let half = (self.limit / 2).max(1);
        while let Poll::Ready(written) = self.poll_write(cx, half) {
            written?;
        }
        Ok(())
    }

    fn settled(&mut self, number: u64, outcome: Outcome) {
        if outcome == Outcome::Done || self.on_failure == OnFailure::Skip {
            self.order.complete(number);
        } else if let Some(position) = self.order.position_of(number) {
            self.fail(number, position);
        }
    }

    /// Of several lines that failed the first is told.
    fn fail(&mut self, number: u64, position: Position) {
        if self.failed.is_none_or(|(first, _)| number < first) {
            self.failed = Some((number, position));
        }
    }

    /// One write, as soon as `enough` is done or has been for a while.
    fn poll_write(&mut self, cx: &mut Context<'_>, enough: u64) -> Poll<Result<(), TextFileError>> {
        loop {
            if let Some((number, writing)) = &mut self.writing {
                let written = ready!(Pin::new(writing).poll(cx));
                let number = *number;
                self.writing = None;
                let written = written.unwrap_or_else(|error| Err(error.into()));
                self.failing = written.is_err();
                return Poll::Ready(match written {
                    Ok(()) => {
                        self.written = number;
                        Ok(())
                    }
                    Err(source) => Err(TextFileError::Checkpoint {
                        path: self.path.to_path_buf(),
                        checkpoint: self.checkpoint.to_path_buf(),
                        source: Arc::new(source),
                    }),
                });
            }
            match self.order.done - self.written {
                0 => return Poll::Pending,
                done if done < enough || self.failing => {
                    let due = self.due.get_or_insert_with(|| Box::pin(sleep(self.interval)));
                    ready!(due.as_mut().poll(cx));
                }
                _ => {}
            }
            self.due = None;
            let (position, checkpoint) = (self.order.position, Arc::clone(&self.checkpoint));
            let writing = self.runtime.spawn_blocking(move || position.save(&checkpoint));
            self.writing = Some((self.order.done, writing));
        }
    }

    /// The line that failed, if one did and that matters.
    pub(super) fn failure(&self) -> Option<TextFileError> {
        self.failed.map(|(_, position)| self.failure_at(position))
    }

    fn failure_at(&self, position: Position) -> TextFileError {
        TextFileError::Failed {
            path: self.path.to_path_buf(),
            line: position.lines,
            byte: position.offset,
        }
    }

    /// Waits until all lines are dealt with, or nothing has been for too long, and writes how far that was.
    pub(super) async fn finish(mut self, patience: Duration) -> Result<(), TextFileError> {
        while self.ledger.in_flight() > 0 {
            let settled = timeout(patience, poll_fn(|cx| self.ledger.poll_settled(cx))).await;
            let Ok((place, outcome)) = settled else {
                break;
            };
            self.settled(place.number, outcome);
        }
        while self.writing.is_some() || self.order.done > self.written {
            poll_fn(|cx| self.poll_write(cx, 0)).await?;
        }
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        match self.ledger.in_flight() {
            0 => Ok(()),
            lines => Err(TextFileError::Unsettled {
                path: self.path.to_path_buf(),
                lines,
            }),
        }
    }
}
