//! `from_textfile(..).checkpoint(..)`: at least once.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::path::PathBuf;
use std::sync::Arc;

use futures_core::Stream;
use streamz_runtime::tags::Tagged;
use tokio::sync::watch;

use super::commit::Commit;
use super::error::TextFileError;
use super::line::Line;
use super::position::Position;
use super::tail::Start;
use super::textfile::{FromTextfile, TextFile};
use crate::{Metrics, OnFailure, Receipt};

/// How a file is read, with a checkpoint: see [`FromTextfile::checkpoint`].
#[derive(Clone, Debug)]
#[must_use = "it is opened by `open`"]
pub struct Checkpointed {
    source: FromTextfile,
    checkpoint: PathBuf,
    in_flight: usize,
    commit_interval: Duration,
    drain_timeout: Duration,
    on_failure: OnFailure,
}

impl Checkpointed {
    pub(super) const fn new(source: FromTextfile, checkpoint: PathBuf) -> Self {
        Self {
            source,
            checkpoint,
            in_flight: 8192,
            commit_interval: Duration::from_millis(100),
            drain_timeout: Duration::from_secs(30),
            on_failure: OnFailure::Stop,
        }
    }

    /// The most lines that are handed on beyond the checkpoint that is on the disk, and so the most that come again after a
    /// crash: 8192, if this is not said; 0 counts as 1. The pipeline waits for the disk when so many are on their way.
    pub const fn in_flight(mut self, lines: usize) -> Self {
        self.in_flight = lines;
        self
    }

    /// For how long what is done may be unwritten: 100 ms, if this is not said. It is written earlier when it is half of
    /// what may be in flight.
    pub const fn commit_interval(mut self, interval: Duration) -> Self {
        self.commit_interval = interval;
        self
    }

    /// How long a stream that has been dropped waits for the next of its lines to be dealt with: 30 s, if this is not said.
    /// See [`TextFileHandle::closed`].
    pub const fn drain_timeout(mut self, timeout: Duration) -> Self {
        self.drain_timeout = timeout;
        self
    }

    /// What to do when a line fails in the pipeline: stop, if this is not said.
    pub const fn on_failure(mut self, on_failure: OnFailure) -> Self {
        self.on_failure = on_failure;
        self
    }

    /// Opens the file where the checkpoint says, or where a new checkpoint begins, and writes the latter.
    ///
    /// # Errors
    ///
    /// As [`FromTextfile::open`]; the checkpoint cannot be read or written, or something else is in its place.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub async fn open(self) -> Result<CheckpointedTextFile, TextFileError> {
        let Self { source, checkpoint, .. } = self;
        let path = source.path.clone();
        let failed = |error| TextFileError::Checkpoint {
            path: path.clone(),
            checkpoint: checkpoint.clone(),
            source: Arc::new(error),
        };
        let shutdown = |_| TextFileError::Shutdown { path: path.clone() };
        let file = checkpoint.clone();
        let loaded = tokio::task::spawn_blocking(move || Position::load(&file))
            .await
            .map_err(shutdown)?;
        let start = match loaded.map_err(failed)? {
            None => source.start(),
            // A checkpoint made before there was a file.
            Some(Ok(position)) if position == Position::default() => Start::Beginning,
            Some(Ok(position)) => Start::At(position),
            Some(Err(_)) => return Err(TextFileError::NoCheckpoint { path, checkpoint }),
        };
        let (lines, position) = source.open_at(start).await?;
        let file = checkpoint.clone();
        let saved = tokio::task::spawn_blocking(move || position.save(&file))
            .await
            .map_err(shutdown)?;
        saved.map_err(failed)?;
        let (closed, closing) = watch::channel(None);
        let commit = Commit::new(
            Arc::clone(&lines.path),
            checkpoint,
            lines.runtime.clone(),
            lines.metrics(),
            self.in_flight,
            self.commit_interval,
            self.on_failure,
        );
        Ok(CheckpointedTextFile {
            lines,
            open: Some(Open { commit, closed }),
            stopped: false,
            closing,
            drain_timeout: self.drain_timeout,
        })
    }
}

/// The lines of a file, with receipts: what [`Checkpointed::open`] makes.
///
/// A failure to read the file or to write the checkpoint is an item of the stream; it tries again when it is polled again.
/// When a line has failed ([`OnFailure::Stop`]) the stream says so and ends.
#[must_use = "streams do nothing unless polled"]
pub struct CheckpointedTextFile {
    lines: TextFile,
    open: Option<Open>,
    /// A line has failed, and this was told.
    stopped: bool,
    closing: watch::Receiver<Option<Result<(), TextFileError>>>,
    drain_timeout: Duration,
}

struct Open {
    commit: Commit,
    closed: watch::Sender<Option<Result<(), TextFileError>>>,
}

impl CheckpointedTextFile {
    /// What it tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.lines.metrics()
    }

    /// What remains of it when the stream has been given away.
    #[must_use]
    pub fn handle(&self) -> TextFileHandle {
        TextFileHandle {
            path: self.lines.path.to_path_buf(),
            metrics: self.lines.metrics(),
            closing: self.closing.clone(),
        }
    }
}

impl Stream for CheckpointedTextFile {
    type Item = Result<Tagged<Line, Receipt>, TextFileError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let Some(Open { commit, .. }) = this.open.as_mut().filter(|_| !this.stopped) else {
            return Poll::Ready(None);
        };
        commit.settle();
        // Not for each line: it asks to be woken, and that costs.
        if commit.begun().is_multiple_of(32)
            && let Err(error) = commit.poll(cx)
        {
            return Poll::Ready(Some(Err(error)));
        }
        loop {
            if let Some(failure) = commit.failure() {
                this.stopped = true;
                return Poll::Ready(Some(Err(failure)));
            }
            let has_room = commit.has_room();
            if has_room && let Poll::Ready(next) = Pin::new(&mut this.lines).poll_next(cx) {
                return Poll::Ready(next.map(|line| Ok(Tagged(line?, commit.issue(this.lines.position())?))));
            }
            if let Err(error) = commit.poll(cx) {
                return Poll::Ready(Some(Err(error)));
            }
            // What has just become known may have made room, or stop everything.
            if commit.failure().is_none() && (has_room || !commit.has_room()) {
                return Poll::Pending;
            }
        }
    }
}

impl Drop for CheckpointedTextFile {
    /// Lines are still on their way: somebody must wait for them.
    fn drop(&mut self) {
        if let Some(Open { commit, closed }) = self.open.take() {
            let patience = self.drain_timeout;
            self.lines.runtime.spawn(async move {
                closed.send_replace(Some(commit.finish(patience).await));
            });
        }
    }
}

/// What remains of a [`CheckpointedTextFile`] when the stream has been given to a pipeline.
#[derive(Clone, Debug)]
pub struct TextFileHandle {
    path: PathBuf,
    metrics: Metrics,
    closing: watch::Receiver<Option<Result<(), TextFileError>>>,
}

impl TextFileHandle {
    /// What the source tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// Waits until the stream has been dropped, all its lines have been dealt with, and the checkpoint says so.
    ///
    /// A pipeline drops its sources when they have ended and when it is closed, while lines of theirs are still on their
    /// way; a task of the runtime goes on for those. It gives up when none of them has been dealt with for the
    /// [`drain_timeout`](Checkpointed::drain_timeout). Await this before the runtime ends, and after the pipeline has been
    /// dropped, which may be holding the last lines.
    ///
    /// # Errors
    ///
    /// Some lines were not dealt with, one has failed, or the checkpoint could not be written. All these come again after a
    /// restart.
    pub async fn closed(&self) -> Result<(), TextFileError> {
        let mut closing = self.closing.clone();
        let closed = closing.wait_for(Option::is_some).await;
        match closed.as_deref() {
            Ok(Some(result)) => result.clone(),
            // The task ended with the runtime.
            Ok(None) | Err(_) => Err(TextFileError::Shutdown {
                path: self.path.clone(),
            }),
        }
    }
}
