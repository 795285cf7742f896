//! What can go wrong with files.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// Why [`from_textfile`](super::from_textfile) cannot begin or go on.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextFileError {
    /// The file cannot be opened.
    #[error(
        "from_textfile({}): the file cannot be opened: {source}; where it comes later, write `.wait_for_file()`",
        .path.display()
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Arc<io::Error>,
    },
    /// It is a folder, a pipe or a device.
    #[error(
        "from_textfile({}): this is not a regular file; use `filenames` for a folder, `from_process` for a program's output",
        .path.display()
    )]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Lines that end with nothing do not end.
    #[error("from_textfile({}): the delimiter is empty; write at least one byte", .path.display())]
    NoDelimiter {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read on. The stream tries again when it is polled again.
    #[error("from_textfile({}): the file cannot be read at byte {byte}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// From where on.
        byte: u64,
        /// Why.
        source: Arc<io::Error>,
    },
    /// The checkpoint cannot be read or written.
    #[error(
        "from_textfile({}): the checkpoint {} cannot be read or written: {source}; its folder must exist, and be writable",
        .path.display(),
        .checkpoint.display()
    )]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// Where the checkpoint is.
        checkpoint: PathBuf,
        /// Why.
        source: Arc<io::Error>,
    },
    /// What is in the checkpoint's place is no checkpoint.
    #[error(
        "from_textfile({}): {} is not a checkpoint of this version; name another file, or delete this one to begin anew",
        .path.display(),
        .checkpoint.display()
    )]
    NoCheckpoint {
        /// The file.
        path: PathBuf,
        /// Where the checkpoint should be.
        checkpoint: PathBuf,
    },
    /// A line has failed in the pipeline, and [`OnFailure::Stop`](crate::OnFailure::Stop) holds.
    #[error(
        "from_textfile({}): line {line}, which ends before byte {byte}, has failed in the pipeline, and comes again after a restart; \
         to pass over such lines write `.on_failure(OnFailure::Skip)`",
        .path.display()
    )]
    Failed {
        /// The file.
        path: PathBuf,
        /// The number of the line, as [`Line::number`](super::Line::number).
        line: u64,
        /// Where the next line begins.
        byte: u64,
    },
    /// When the stream had been dropped, some of its lines were not dealt with within the time for that.
    #[error("from_textfile({}): {lines} lines were not dealt with in time, and come again after a restart", .path.display())]
    Unsettled {
        /// The file.
        path: PathBuf,
        /// How many.
        lines: usize,
    },
    /// The tokio runtime ended before the source did.
    #[error("from_textfile({}): the tokio runtime has been shut down", .path.display())]
    Shutdown {
        /// The file.
        path: PathBuf,
    },
}

/// Why [`filenames`](super::filenames) cannot begin or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FilenamesError {
    /// There is nothing of that name, and it is no pattern either.
    #[error("filenames({}): this is neither a folder nor a pattern; make the folder first, or write a pattern such as `*.csv`", .path.display())]
    NoFolder {
        /// What was given.
        path: PathBuf,
    },
    /// The pattern is none.
    #[error("filenames({}): this pattern cannot be understood: {reason}", .path.display())]
    Pattern {
        /// What was given.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The tokio runtime ended before the source did.
    #[error("filenames({}): the tokio runtime has been shut down", .path.display())]
    Shutdown {
        /// What was given.
        path: PathBuf,
    },
}

/// Why [`sink_to_textfile`](super::sink_to_textfile) cannot begin or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SinkToTextfileError {
    /// The file cannot be opened.
    #[error("sink_to_textfile({}): the file cannot be opened to be written: {source}; its folder must exist", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written. What was not written is still there, and is tried again with the next flush.
    #[error("sink_to_textfile({}): {bytes} bytes cannot be written: {source}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// How much is not written.
        bytes: usize,
        /// Why.
        source: io::Error,
    },
    /// It has been closed, or the tokio runtime ended before it was.
    #[error("sink_to_textfile({}): this has been closed, or the tokio runtime has been shut down", .path.display())]
    Closed {
        /// The file.
        path: PathBuf,
    },
}
