//! `from_textfile`: the lines of a file that grows.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_core::Stream;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::checkpoint::Checkpointed;
use super::error::TextFileError;
use super::hint::Hint;
use super::line::Line;
use super::position::Position;
use super::tail::{Look, Start, Tail};
use crate::Metrics;

/// The lines of a file, and those that are added to it (streamz: `from_textfile`).
///
/// See [the module](super) for what it does and guarantees. This is a builder; [`open`](FromTextfile::open) begins.
pub fn from_textfile(path: impl Into<PathBuf>) -> FromTextfile {
    FromTextfile {
        path: path.into(),
        interval: Duration::from_millis(100),
        delimiter: b"\n".to_vec(),
        max_line: 1 << 20,
        rotate_wait: Duration::from_secs(1),
        from_end: false,
        to_end: false,
        wait_for_file: false,
    }
}

/// How a file is read: see [`from_textfile`].
#[derive(Clone, Debug)]
#[must_use = "it is opened by `open`"]
pub struct FromTextfile {
    pub(super) path: PathBuf,
    interval: Duration,
    delimiter: Vec<u8>,
    max_line: usize,
    rotate_wait: Duration,
    from_end: bool,
    to_end: bool,
    wait_for_file: bool,
}

impl FromTextfile {
    /// How often to look whether there is something new: each 100 ms, if this is not said. With the feature `watch` the
    /// system's notifications come before that where it has some.
    pub const fn poll_interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Begins behind what is there when it is opened, which may be in the middle of a line. With a checkpoint that is there
    /// already, it goes on where that says.
    pub const fn from_end(mut self) -> Self {
        self.from_end = true;
        self
    }

    /// Ends at the end of the file, instead of waiting for more: for jobs on files that are complete. What is behind the last
    /// delimiter is a line too.
    pub const fn to_end(mut self) -> Self {
        self.to_end = true;
        self
    }

    /// What lines end with: `"\n"`, if this is not said. The text need not be UTF-8.
    pub fn delimiter(mut self, delimiter: impl AsRef<[u8]>) -> Self {
        self.delimiter = delimiter.as_ref().to_vec();
        self
    }

    /// The longest line, in bytes without the delimiter: 1 MiB, if this is not said. A longer one is passed over, counted in
    /// [`Metrics::dropped`], and told in the log.
    pub const fn max_line(mut self, bytes: usize) -> Self {
        self.max_line = bytes;
        self
    }

    /// How long a file whose name has been given to another is still read after the last bytes came: 1 s, if this is not
    /// said. Whoever writes it may learn late that it was renamed.
    pub const fn rotate_wait(mut self, wait: Duration) -> Self {
        self.rotate_wait = wait;
        self
    }

    /// The file may come later. Without this, one that is not there is an error.
    pub const fn wait_for_file(mut self) -> Self {
        self.wait_for_file = true;
        self
    }

    /// Goes on after a restart where it was: at least once. `file` keeps the position up to which all lines have been dealt
    /// with; its folder must be there. Each source needs a checkpoint of its own.
    ///
    /// The stream is then one for `try_tagged_source`, whose lines carry a [`Receipt`](crate::Receipt).
    pub fn checkpoint(self, file: impl Into<PathBuf>) -> Checkpointed {
        Checkpointed::new(self, file.into())
    }

    /// Opens the file.
    ///
    /// # Errors
    ///
    /// The file cannot be opened, or is no file; the delimiter is empty.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub async fn open(self) -> Result<TextFile, TextFileError> {
        let start = self.start();
        Ok(self.open_at(start).await?.0)
    }

    /// Where reading begins where nothing is known.
    pub(super) const fn start(&self) -> Start {
        if self.from_end { Start::End } else { Start::Beginning }
    }

    /// Opens the file, and says where that is.
    pub(super) async fn open_at(self, start: Start) -> Result<(TextFile, Position), TextFileError> {
        let Self { path, delimiter, .. } = &self;
        if delimiter.is_empty() {
            return Err(TextFileError::NoDelimiter { path: path.clone() });
        }
        let runtime = Handle::current();
        let metrics = Metrics::new(format!("from_textfile({})", path.display()));
        let mut tail = Box::new(Tail::new(
            path,
            delimiter,
            self.max_line,
            self.rotate_wait,
            metrics.clone(),
        ));
        let opening = runtime.spawn_blocking(move || {
            let opened = tail.begin(start);
            (tail, opened)
        });
        let path = Arc::<Path>::from(self.path);
        let shutdown = |_| TextFileError::Shutdown {
            path: path.to_path_buf(),
        };
        let (tail, opened) = opening.await.map_err(shutdown)?;
        match opened {
            Ok(()) if tail.is_open() => {}
            Ok(()) => {
                return Err(TextFileError::NotAFile {
                    path: path.to_path_buf(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.wait_for_file => {}
            Err(source) => {
                return Err(TextFileError::Open {
                    path: path.to_path_buf(),
                    source: Arc::new(source),
                });
            }
        }
        let position = tail.position();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let hint = Hint::new(
            metrics.node(),
            Some(folder.unwrap_or(Path::new("."))),
            Some(&path),
            self.interval,
        );
        let stream = TextFile {
            doing: Doing::Taking(tail),
            to_end: self.to_end,
            path,
            hint,
            runtime,
            metrics,
        };
        Ok((stream, position))
    }
}

/// The lines of a file: what [`FromTextfile::open`] makes.
///
/// A failure to read is an item of the stream; it tries again when it is polled again.
#[must_use = "streams do nothing unless polled"]
pub struct TextFile {
    doing: Doing,
    to_end: bool,
    pub(super) path: Arc<Path>,
    hint: Hint,
    pub(super) runtime: Handle,
    metrics: Metrics,
}

enum Doing {
    /// Handing on what has been read.
    Taking(Box<Tail>),
    /// Reading, on a thread that may wait for the disk.
    Looking(JoinHandle<(Box<Tail>, io::Result<Look>)>),
    /// Waiting for the time of the next look.
    Waiting(Box<Tail>),
    /// Handing on the last lines.
    Ending(Box<Tail>),
    Ended,
}

impl TextFile {
    /// What it tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    fn look(&self, mut tail: Box<Tail>) -> Doing {
        let to_end = self.to_end;
        Doing::Looking(self.runtime.spawn_blocking(move || {
            let look = tail.look(to_end);
            (tail, look)
        }))
    }

    /// Where the line that was handed on last ends.
    pub(super) fn position(&self) -> Position {
        match &self.doing {
            Doing::Taking(tail) | Doing::Waiting(tail) | Doing::Ending(tail) => tail.position(),
            Doing::Looking(_) | Doing::Ended => Position::default(),
        }
    }

    /// What to do when there is no line.
    fn step(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), TextFileError>> {
        let next = match core::mem::replace(&mut self.doing, Doing::Ended) {
            Doing::Taking(tail) => self.look(tail),
            Doing::Looking(mut looking) => {
                let Poll::Ready(looked) = Pin::new(&mut looking).poll(cx) else {
                    self.doing = Doing::Looking(looking);
                    return Poll::Pending;
                };
                let Ok((mut tail, look)) = looked else {
                    let path = self.path.to_path_buf();
                    return Poll::Ready(Err(TextFileError::Shutdown { path }));
                };
                match look {
                    Ok(Look::Bytes | Look::Ended) => Doing::Taking(tail),
                    Ok(Look::Nothing) if self.to_end => {
                        tail.finish();
                        Doing::Ending(tail)
                    }
                    Ok(Look::Nothing) => {
                        self.hint.begin();
                        Doing::Waiting(tail)
                    }
                    Err(source) => {
                        let error = TextFileError::Read {
                            path: self.path.to_path_buf(),
                            byte: tail.position().offset,
                            source: Arc::new(source),
                        };
                        self.hint.begin();
                        self.doing = Doing::Waiting(tail);
                        return Poll::Ready(Err(error));
                    }
                }
            }
            Doing::Waiting(tail) => {
                if self.hint.poll(cx).is_pending() {
                    self.doing = Doing::Waiting(tail);
                    return Poll::Pending;
                }
                self.look(tail)
            }
            Doing::Ending(_) | Doing::Ended => {
                self.metrics.set_connected(false);
                Doing::Ended
            }
        };
        self.doing = next;
        Poll::Ready(Ok(()))
    }
}

impl Stream for TextFile {
    type Item = Result<Line, TextFileError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Doing::Taking(tail) | Doing::Ending(tail) = &mut this.doing
                && let Some(line) = tail.next()
            {
                return Poll::Ready(Some(Ok(line)));
            }
            if let Err(error) = ready!(this.step(cx)) {
                return Poll::Ready(Some(Err(error)));
            }
            if matches!(this.doing, Doing::Ended) {
                return Poll::Ready(None);
            }
        }
    }
}

impl Drop for TextFile {
    fn drop(&mut self) {
        self.metrics.set_connected(false);
    }
}
