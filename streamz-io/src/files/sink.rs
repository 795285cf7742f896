//! `sink_to_textfile`: items as lines of a file.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_sink::Sink;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::error::SinkToTextfileError;
use crate::Metrics;

/// How much is gathered before it is written without being asked to.
const CHUNK: usize = 64 * 1024;

/// Writes items into a file, each with a line end behind it (streamz: `sink_to_textfile`).
///
/// See [the module](super#sink_to_textfile) for when it writes, and what a flush means. This is a builder;
/// [`open`](SinkToTextfile::open) begins.
pub fn sink_to_textfile(path: impl Into<PathBuf>) -> SinkToTextfile {
    SinkToTextfile {
        path: path.into(),
        end: b"\n".to_vec(),
        truncate: false,
        sync_data: false,
    }
}

/// How a file is written: see [`sink_to_textfile`].
#[derive(Clone, Debug)]
#[must_use = "it is opened by `open`"]
pub struct SinkToTextfile {
    path: PathBuf,
    end: Vec<u8>,
    truncate: bool,
    sync_data: bool,
}

impl SinkToTextfile {
    /// What stands behind each item: `"\n"`, if this is not said.
    pub fn end(mut self, end: impl AsRef<[u8]>) -> Self {
        self.end = end.as_ref().to_vec();
        self
    }

    /// Empties the file when it is opened (streamz: `mode='w'`). Without this, items are appended to what is there.
    pub const fn truncate(mut self) -> Self {
        self.truncate = true;
        self
    }

    /// A flush waits until the disk has everything, so that it outlives a failure of power and not only one of this program.
    pub const fn sync_data(mut self) -> Self {
        self.sync_data = true;
        self
    }

    /// Opens the file, or makes it.
    ///
    /// If what is there does not end as items do, for a write was torn by a crash, `end` is written first.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or made.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub async fn open<T: AsRef<[u8]>>(self) -> Result<TextFileSink<T>, SinkToTextfileError> {
        let metrics = Metrics::new(format!("sink_to_textfile({})", self.path.display()));
        let runtime = Handle::current();
        let (path, end, truncate) = (self.path.clone(), self.end.clone(), self.truncate);
        let opening = runtime.spawn_blocking(move || open(&path, &end, truncate));
        let path = Arc::<Path>::from(self.path);
        let opened = opening.await.map_err(|_| SinkToTextfileError::Closed {
            path: path.to_path_buf(),
        })?;
        let (file, torn) = opened.map_err(|source| SinkToTextfileError::Open {
            path: path.to_path_buf(),
            source,
        })?;
        metrics.set_connected(true);
        Ok(TextFileSink {
            state: State::Idle(file),
            buffer: if torn { self.end.clone() } else { Vec::new() },
            items: 0,
            end: self.end,
            sync_data: self.sync_data,
            unsynced: false,
            path,
            runtime,
            metrics,
            kinds: PhantomData,
        })
    }
}

/// The file, and whether it ends in the middle of an item.
fn open(path: &Path, end: &[u8], truncate: bool) -> io::Result<(File, bool)> {
    let mut options = OpenOptions::new();
    options.create(true);
    if truncate {
        return Ok((options.write(true).truncate(true).open(path)?, false));
    }
    let file = options.append(true).open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() == 0 || end.is_empty() {
        return Ok((file, false));
    }
    let mut last = Vec::with_capacity(end.len());
    let mut reader = File::open(path)?;
    reader.seek(SeekFrom::Start(metadata.len().saturating_sub(end.len() as u64)))?;
    reader.read_to_end(&mut last)?;
    Ok((file, last != end))
}

/// A file that items are written to: what [`SinkToTextfile::open`] makes.
///
/// After an error it holds what could not be written, and tries again when it is polled again. What has not been flushed
/// when it is dropped is lost.
#[must_use = "sinks do nothing unless polled"]
pub struct TextFileSink<T> {
    state: State,
    /// What is to be written, and how many items of it have not been counted.
    buffer: Vec<u8>,
    items: u64,
    end: Vec<u8>,
    sync_data: bool,
    /// Something has been written since the disk was asked.
    unsynced: bool,
    path: Arc<Path>,
    runtime: Handle,
    metrics: Metrics,
    kinds: PhantomData<fn(T)>,
}

enum State {
    Idle(File),
    /// Writing, on a thread that may wait for the disk.
    Writing(JoinHandle<Written>),
    Closed,
}

/// What came of a write.
struct Written {
    file: File,
    /// What was given to be written, and how much of it was.
    bytes: Vec<u8>,
    count: usize,
    items: u64,
    result: io::Result<()>,
}

impl<T> TextFileSink<T> {
    /// What it tells of itself: [`passed`](Metrics::passed) counts the items that have been written.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// Waits for a write that is under way.
    fn poll_written(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), SinkToTextfileError>> {
        let State::Writing(writing) = &mut self.state else {
            return Poll::Ready(Ok(()));
        };
        let Ok(written) = ready!(Pin::new(writing).poll(cx)) else {
            self.state = State::Closed;
            return Poll::Ready(Err(self.closed()));
        };
        let Written {
            file,
            mut bytes,
            count,
            items,
            result,
        } = written;
        self.state = State::Idle(file);
        let Err(source) = result else {
            self.metrics.count_passed(items);
            if self.buffer.is_empty() {
                bytes.clear();
                self.buffer = bytes;
            }
            return Poll::Ready(Ok(()));
        };
        // What is not written comes before what has come since.
        bytes.drain(..count);
        bytes.append(&mut self.buffer);
        self.buffer = bytes;
        self.items += items;
        self.unsynced = true;
        Poll::Ready(Err(SinkToTextfileError::Write {
            path: self.path.to_path_buf(),
            bytes: self.buffer.len(),
            source,
        }))
    }

    /// Begins to write what is there.
    fn write(&mut self, sync: bool) {
        match core::mem::replace(&mut self.state, State::Closed) {
            State::Idle(file) => {
                let (bytes, items) = (core::mem::take(&mut self.buffer), core::mem::take(&mut self.items));
                self.unsynced = !sync;
                self.state = State::Writing(self.runtime.spawn_blocking(move || write(file, bytes, items, sync)));
            }
            busy => self.state = busy,
        }
    }

    fn closed(&self) -> SinkToTextfileError {
        SinkToTextfileError::Closed {
            path: self.path.to_path_buf(),
        }
    }
}

fn write(mut file: File, bytes: Vec<u8>, items: u64, sync: bool) -> Written {
    let mut count = 0;
    let result = loop {
        if count == bytes.len() {
            break if sync { file.sync_data() } else { Ok(()) };
        }
        match file.write(&bytes[count..]) {
            Ok(0) => break Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => count += written,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    Written {
        file,
        bytes,
        count,
        items,
        result,
    }
}

impl<T: AsRef<[u8]>> Sink<T> for TextFileSink<T> {
    type Error = SinkToTextfileError;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        let this = self.get_mut();
        if this.buffer.len() >= CHUNK {
            ready!(this.poll_written(cx))?;
            this.write(false);
        }
        match this.state {
            State::Closed => Poll::Ready(Err(this.closed())),
            _ => Poll::Ready(Ok(())),
        }
    }

    fn start_send(self: Pin<&mut Self>, item: T) -> Result<(), Self::Error> {
        let this = self.get_mut();
        this.buffer.extend_from_slice(item.as_ref());
        this.buffer.extend_from_slice(&this.end);
        this.items += 1;
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        let this = self.get_mut();
        loop {
            ready!(this.poll_written(cx))?;
            if matches!(this.state, State::Closed) {
                return Poll::Ready(if this.buffer.is_empty() {
                    Ok(())
                } else {
                    Err(this.closed())
                });
            }
            if this.buffer.is_empty() && !(this.sync_data && this.unsynced) {
                return Poll::Ready(Ok(()));
            }
            this.write(this.sync_data);
        }
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        ready!(self.as_mut().poll_flush(cx))?;
        let this = self.get_mut();
        this.state = State::Closed;
        this.metrics.set_connected(false);
        Poll::Ready(Ok(()))
    }
}
