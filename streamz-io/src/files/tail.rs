//! Following a file, one look at a time. Nothing here waits, but for the disk.

use core::time::Duration;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::line::{InFile, Line};
use super::position::{FileId, HEAD, Origin, Position, read_head};
use crate::lines::{self, Lines};
use crate::told::Told;
use crate::{Metrics, Payload};

/// A file that is read from beginning to end and on, under whatever name it has by then; and after it the next one of its
/// first name.
pub(super) struct Tail {
    path: PathBuf,
    /// How long a file that has another name now is still read.
    rotate_wait: Duration,
    open: Option<Open>,
    lines: Lines,
    delimiter: usize,
    /// The end of what has been taken out of `lines`, in the file that these bytes are of.
    position: Position,
    /// No more comes behind what is in `lines`.
    ended: bool,
    source: Arc<str>,
    metrics: Metrics,
    told: Told,
}

struct Open {
    file: File,
    id: FileId,
    /// The first bytes, as far as they have been read.
    head: Vec<u8>,
    /// How far it has been read.
    read: u64,
    /// Everything had been read when it was looked at last.
    at_end: bool,
    /// Since when its name has been another file's, with nothing new in this one.
    rotated: Option<Instant>,
}

/// Where reading begins.
#[derive(Clone, Copy, Debug)]
pub(super) enum Start {
    Beginning,
    End,
    At(Position),
}

/// What a look at the file has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Some bytes.
    Bytes,
    /// Nothing new, for now.
    Nothing,
    /// What was being read has ended, and something else begins.
    Ended,
}

impl Tail {
    pub(super) fn new(path: &Path, delimiter: &[u8], max_line: usize, rotate_wait: Duration, metrics: Metrics) -> Self {
        Self {
            path: path.to_owned(),
            rotate_wait,
            open: None,
            lines: Lines::new(delimiter, max_line),
            delimiter: delimiter.len(),
            position: Position::default(),
            ended: false,
            source: metrics.node().into(),
            told: Told::default(),
            metrics,
        }
    }

    /// Opens the file, or the one that had its name when the position was saved.
    pub(super) fn begin(&mut self, start: Start) -> io::Result<()> {
        let found = match start {
            Start::Beginning => Open::at(&self.path, |_| Some(0))?,
            Start::End => Open::at(&self.path, Some)?,
            Start::At(position) => match self.find(position)? {
                Some(open) => {
                    self.position = position;
                    return self.set(open);
                }
                None => {
                    let node = self.metrics.node();
                    tracing::warn!(
                        node,
                        "the file of the checkpoint is gone: what was not read of it is lost"
                    );
                    Open::at(&self.path, |_| Some(0))?
                }
            },
        };
        match found {
            Some(open) => {
                self.position.offset = open.read;
                self.set(open)
            }
            None => Ok(()),
        }
    }

    fn set(&mut self, open: Open) -> io::Result<()> {
        self.position.origin = open.origin();
        self.metrics.set_connected(true);
        self.open = Some(open);
        Ok(())
    }

    /// The file that a position is of: by its name, or beside it if it was given another one.
    fn find(&self, position: Position) -> io::Result<Option<Open>> {
        let Position { origin, offset, .. } = position;
        let matching = |path: &Path| -> io::Result<Option<Open>> {
            let metadata = fs::metadata(path)?;
            if !metadata.is_file() || !origin.may_be(FileId::of(&metadata)) {
                return Ok(None);
            }
            let Some(mut open) = Open::at(path, |length| (length >= offset).then_some(offset))? else {
                return Ok(None);
            };
            let same = origin.begins(&mut open.file)?;
            open.file.seek(SeekFrom::Start(offset))?;
            Ok(same.then_some(open))
        };
        match matching(&self.path) {
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        for entry in fs::read_dir(folder.unwrap_or(Path::new(".")))? {
            // One that vanishes meanwhile, or may not be read, is not it.
            if let Ok(Some(open)) = matching(&entry?.path()) {
                return Ok(Some(open));
            }
        }
        Ok(None)
    }

    /// Whether there is a file.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The end of the lines that were taken.
    pub(super) fn position(&self) -> Position {
        self.position
    }

    /// Reads some bytes, or finds out why there are none. Lines are to be taken out first.
    pub(super) fn look(&mut self, to_end: bool) -> io::Result<Look> {
        loop {
            let Some(open) = &mut self.open else {
                return self.reopen(to_end);
            };
            if open.at_end && !open.is_same()? {
                open.restart()?;
                return Ok(self.end());
            }
            let count = open.read(&mut self.lines)?;
            if count > 0 {
                open.at_end = false;
                open.rotated = None;
                self.position.origin = open.origin();
                return Ok(Look::Bytes);
            }
            // What was cut off is found by the check above.
            if !core::mem::replace(&mut open.at_end, true) {
                continue;
            }
            return Ok(match file_id(&self.path)? {
                Some(id) if id != open.id => {
                    let since = *open.rotated.get_or_insert_with(Instant::now);
                    if to_end || since.elapsed() >= self.rotate_wait {
                        self.open = None;
                        self.end()
                    } else {
                        Look::Nothing
                    }
                }
                // Renamed, with nothing in its place yet; or deleted. It may still be written.
                None | Some(_) => Look::Nothing,
            });
        }
    }

    fn end(&mut self) -> Look {
        self.ended = true;
        Look::Ended
    }

    /// Opens the next file, if it is there. What cannot be opened yet is told, and tried again unless it is now or never.
    fn reopen(&mut self, now: bool) -> io::Result<Look> {
        match Open::at(&self.path, |_| Some(0)) {
            Ok(Some(open)) => {
                self.set(open)?;
                return Ok(Look::Bytes);
            }
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if now => return Err(error),
            Err(error) => {
                if self.told.again() {
                    tracing::warn!(
                        node = self.metrics.node(),
                        "the file cannot be opened, trying again: {error}"
                    );
                }
            }
        }
        self.metrics.set_connected(false);
        Ok(Look::Nothing)
    }

    /// No more is read: what is there is all.
    pub(super) fn finish(&mut self) {
        self.ended = true;
    }

    /// Takes the next line.
    pub(super) fn next(&mut self) -> Option<Line> {
        loop {
            let (line, delimiter) = match self.lines.next() {
                Some(line) => (line, self.delimiter),
                None if !self.ended => return None,
                None => match self.lines.rest() {
                    Some(line) => (line, 0),
                    None => {
                        self.ended = false;
                        self.position = Position {
                            origin: self.open.as_ref().map_or_else(Origin::default, Open::origin),
                            ..Position::default()
                        };
                        return None;
                    }
                },
            };
            let offset = self.position.offset;
            self.position.lines += 1;
            match line {
                lines::Line::Whole(bytes) => {
                    self.position.offset += bytes.len() as u64;
                    self.metrics.count_passed(1);
                    let source = Arc::clone(&self.source);
                    let place = InFile { offset, source };
                    return Some(Line::new(Payload::new(bytes), delimiter, self.position.lines, place));
                }
                lines::Line::TooLong(length) => {
                    self.position.offset += length;
                    self.metrics.count_dropped();
                    if self.told.again() {
                        let (node, line) = (self.metrics.node(), self.position.lines);
                        tracing::warn!(node, line, offset, length, "a line is too long, and is passed over");
                    }
                }
            }
        }
    }
}

impl Open {
    /// Opens a file where `start` says, which is told how long it is. Nothing if it is no file, or `start` says nothing.
    fn at(path: &Path, start: impl FnOnce(u64) -> Option<u64>) -> io::Result<Option<Self>> {
        // Looked at before it is opened: to open a pipe may take for ever.
        if !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        let Some(read) = start(metadata.len()) else {
            return Ok(None);
        };
        let head = read_head(&mut file, read)?;
        file.seek(SeekFrom::Start(read))?;
        Ok(Some(Self {
            file,
            id: FileId::of(&metadata),
            head,
            read,
            at_end: false,
            rotated: None,
        }))
    }

    fn origin(&self) -> Origin {
        Origin::new(self.id, &self.head)
    }

    /// Whether what has been read is still there: the file was neither cut off nor written anew.
    fn is_same(&mut self) -> io::Result<bool> {
        if self.file.metadata()?.len() < self.read {
            return Ok(false);
        }
        let same = self.origin().begins(&mut self.file)?;
        self.file.seek(SeekFrom::Start(self.read))?;
        Ok(same)
    }

    /// Begins again.
    fn restart(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        self.read = 0;
        self.head.clear();
        self.at_end = false;
        Ok(())
    }

    /// Reads some bytes, if there are any.
    fn read(&mut self, lines: &mut Lines) -> io::Result<usize> {
        let bytes = lines.read_from(&mut self.file)?;
        let missing = HEAD - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(missing)]);
        self.read += bytes.len() as u64;
        Ok(bytes.len())
    }
}

/// What a path leads to, if it leads to a file.
fn file_id(path: &Path) -> io::Result<Option<FileId>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(FileId::of(&metadata))),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests;
