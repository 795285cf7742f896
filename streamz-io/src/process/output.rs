//! What a program writes, as a stream.

use core::pin::{Pin, pin};
use core::task::{Context, Poll, ready};
use std::io;
use std::sync::Arc;

use futures_core::Stream;
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, ChildStderr, ChildStdout};

use super::{FromProcess, InOutput, Line, ProcessError, Stderr};
use crate::lines::{self, Lines};
use crate::told::Told;
use crate::{Metrics, Payload};

/// The lines of a program: what [`FromProcess::start`](super::FromProcess::start) makes. Dropping it kills the program.
#[must_use = "streams do nothing unless polled"]
pub struct ProcessOutput {
    child: Child,
    stdout: Pipe<ChildStdout>,
    stderr: Option<Pipe<ChildStderr>>,
    /// Lines of the error output are logged rather than handed on.
    log: bool,
    /// The error output is asked first, which alternates.
    stderr_first: bool,
    any_status: bool,
    /// The last item has been handed on.
    ended: bool,
    program: String,
    source: Arc<str>,
    told: Told,
    metrics: Metrics,
}

/// One of its outputs.
struct Pipe<R> {
    /// Nothing once it has ended.
    reader: Option<R>,
    lines: Lines,
    delimiter: usize,
    offset: u64,
    number: u64,
}

/// A line of a pipe, and where it was.
struct Cut {
    line: lines::Line,
    delimiter: usize,
    offset: u64,
    number: u64,
}

impl<R: AsyncRead + Unpin> Pipe<R> {
    fn new(reader: R, options: &FromProcess) -> Self {
        Self {
            reader: Some(reader),
            lines: Lines::new(&options.delimiter, options.max_line),
            delimiter: options.delimiter.len(),
            offset: 0,
            number: 0,
        }
    }

    /// The next line; nothing at the end.
    fn poll_line(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<Cut>>> {
        loop {
            let (line, delimiter) = match (self.lines.next(), &mut self.reader) {
                (Some(line), _) => (line, self.delimiter),
                (None, Some(reader)) => {
                    // Nothing is read if it is not ready.
                    let read = pin!(reader.read_buf(self.lines.space())).poll(cx);
                    if ready!(read)? == 0 {
                        self.reader = None;
                    }
                    continue;
                }
                (None, None) => match self.lines.rest() {
                    Some(line) => (line, 0),
                    None => return Poll::Ready(Ok(None)),
                },
            };
            let length = match &line {
                lines::Line::Whole(bytes) => bytes.len() as u64,
                lines::Line::TooLong(length) => *length,
            };
            let offset = self.offset;
            self.offset += length;
            self.number += 1;
            return Poll::Ready(Ok(Some(Cut {
                line,
                delimiter,
                offset,
                number: self.number,
            })));
        }
    }
}

impl ProcessOutput {
    /// Nothing if the program has no output, which it was started with.
    pub(super) fn new(mut child: Child, program: String, options: &FromProcess, metrics: Metrics) -> Option<Self> {
        let stdout = Pipe::new(child.stdout.take()?, options);
        metrics.set_connected(true);
        Some(Self {
            stdout,
            stderr: child.stderr.take().map(|stderr| Pipe::new(stderr, options)),
            child,
            log: options.stderr == Stderr::Log,
            stderr_first: false,
            any_status: options.any_status,
            ended: false,
            program,
            source: metrics.node().into(),
            told: Told::default(),
            metrics,
        })
    }

    /// What it tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// The number that the system has given to the program; nothing once it has ended.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// A line of one of the outputs; nothing when both have ended.
    fn poll_cut(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<(Cut, bool)>>> {
        let mut ended = true;
        for is_stderr in [self.stderr_first, !self.stderr_first] {
            let polled = match (&mut self.stderr, is_stderr) {
                (Some(stderr), true) => stderr.poll_line(cx)?,
                (None, true) => continue,
                (_, false) => self.stdout.poll_line(cx)?,
            };
            match polled {
                Poll::Ready(Some(cut)) => {
                    self.stderr_first = !is_stderr;
                    return Poll::Ready(Ok(Some((cut, is_stderr))));
                }
                Poll::Ready(None) => {}
                Poll::Pending => ended = false,
            }
        }
        if ended { Poll::Ready(Ok(None)) } else { Poll::Pending }
    }

    /// Hands a line on, unless that is not wanted.
    fn take(&mut self, cut: Cut, is_stderr: bool) -> Option<Line> {
        let Cut {
            line,
            delimiter,
            offset,
            number,
        } = cut;
        match line {
            lines::Line::Whole(bytes) => {
                let place = InOutput {
                    offset,
                    is_stderr,
                    source: Arc::clone(&self.source),
                };
                let line = Line::new(Payload::new(bytes), delimiter, number, place);
                if is_stderr && self.log {
                    let text = String::from_utf8_lossy(line.content());
                    tracing::warn!(node = self.metrics.node(), "{text}");
                    return None;
                }
                self.metrics.count_passed(1);
                Some(line)
            }
            lines::Line::TooLong(length) => {
                self.metrics.count_dropped();
                if self.told.again() {
                    let node = self.metrics.node();
                    tracing::warn!(node, number, offset, length, "a line is too long, and is passed over");
                }
                None
            }
        }
    }

    fn failed(&self, source: io::Error) -> ProcessError {
        ProcessError::Read {
            program: self.program.clone(),
            source,
        }
    }
}

impl Stream for ProcessOutput {
    type Item = Result<Line, ProcessError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.ended {
            return Poll::Ready(None);
        }
        loop {
            match ready!(this.poll_cut(cx)) {
                Ok(Some((cut, is_stderr))) => {
                    if let Some(line) = this.take(cut, is_stderr) {
                        return Poll::Ready(Some(Ok(line)));
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    this.ended = true;
                    return Poll::Ready(Some(Err(this.failed(error))));
                }
            }
        }
        let status = ready!(pin!(this.child.wait()).poll(cx));
        this.ended = true;
        this.metrics.set_connected(false);
        match status {
            Ok(status) if status.success() || this.any_status => Poll::Ready(None),
            Ok(status) => Poll::Ready(Some(Err(ProcessError::Failed {
                program: this.program.clone(),
                status,
            }))),
            Err(error) => Poll::Ready(Some(Err(this.failed(error)))),
        }
    }
}

impl Drop for ProcessOutput {
    fn drop(&mut self) {
        self.metrics.set_connected(false);
    }
}
