//! What can go wrong with a program.

use std::io;
use std::process::ExitStatus;

/// Why [`from_process`](super::from_process) cannot begin, or has failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProcessError {
    /// The program cannot be started.
    #[error(
        "from_process({program}): it cannot be started: {source}; give the name of a program, and its arguments by `arg`, \
         as no shell takes them apart"
    )]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// Lines that end with nothing do not end.
    #[error("from_process({program}): the delimiter is empty; write at least one byte")]
    NoDelimiter {
        /// The program.
        program: String,
    },
    /// Its output cannot be read, or its status not be had.
    #[error("from_process({program}): its output cannot be read: {source}")]
    Read {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// It has ended and says that it failed.
    #[error("from_process({program}): it has failed: {status}; if that does not matter, write `.any_status()`")]
    Failed {
        /// The program.
        program: String,
        /// What it says.
        status: ExitStatus,
    },
}
