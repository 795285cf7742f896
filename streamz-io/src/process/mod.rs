//! The output of a program, line by line.
//!
//! ```
//! # #[cfg(unix)]
//! # fn main() -> Result<(), streamz_io::process::ProcessError> {
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
//! # runtime.block_on(async {
//! use core::pin::pin;
//! use streamz::prelude::*;
//! use streamz_io::process::{ProcessError, from_process};
//!
//! let lines = from_process("printf").args(["%s\n", "one", "two"]).start().await?;
//! let mut seen = Vec::new();
//! {
//!     let mut p = pin!(pipeline!(|| -> Result<(), ProcessError> {
//!         let lines = try_source(lines);
//!         lines.sink(|line| seen.push(line.text().map(str::to_owned)));
//!     }));
//!     p.run().await?;
//! }
//! assert_eq!(seen, [Ok("one".to_owned()), Ok("two".to_owned())]);
//! # Ok(())
//! # })
//! # }
//! # #[cfg(not(unix))]
//! # fn main() {}
//! ```
//!
//! The program is started as it is named, with its arguments as they are given: there is no shell, so nothing in them has a
//! meaning of its own. It reads nothing from its standard input.
//!
//! | | |
//! | --- | --- |
//! | delivery | At most once: a program's output cannot be read again. Everything it has written before it ended comes, and what is behind the last line end is a line too. |
//! | end | When its output has ended and it has exited. A status that means failure is an error, the last item of the stream, unless [`any_status`](FromProcess::any_status) is written. |
//! | back-pressure | The pipe: while the pipeline takes no lines, nothing is read, and the program waits in its next write (64 kB on, on Linux). |
//! | limits | A line of more than [`max_line`](FromProcess::max_line) bytes is passed over and counted in [`Metrics::dropped`]. |
//! | dropping it | Kills the program, but not what that has started; this gets an error when it writes to the closed pipe. So does the program when this process itself is killed. |

mod error;
mod line;
mod output;
mod stderr;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

use crate::Metrics;

pub use error::ProcessError;
pub use line::{InOutput, Line};
pub use output::ProcessOutput;
pub use stderr::Stderr;

/// The lines that a program writes to its output (streamz: `from_process`).
///
/// See [the module](self) for what it does and guarantees. This is a builder; [`start`](FromProcess::start) begins.
pub fn from_process(program: impl AsRef<OsStr>) -> FromProcess {
    FromProcess {
        program: program.as_ref().to_owned(),
        args: Vec::new(),
        envs: Vec::new(),
        folder: None,
        stderr: Stderr::Log,
        delimiter: b"\n".to_vec(),
        max_line: 1 << 20,
        any_status: false,
    }
}

/// How a program is started: see [`from_process`].
#[derive(Clone, Debug)]
#[must_use = "it is started by `start`"]
pub struct FromProcess {
    program: OsString,
    args: Vec<OsString>,
    envs: Vec<(OsString, OsString)>,
    folder: Option<PathBuf>,
    stderr: Stderr,
    delimiter: Vec<u8>,
    max_line: usize,
    any_status: bool,
}

impl FromProcess {
    /// One argument more.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// Some arguments more.
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// An environment variable, besides those of this process.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.envs.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// The folder it is started in: that of this process, if this is not said.
    pub fn current_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.folder = Some(folder.as_ref().to_owned());
        self
    }

    /// What becomes of its error output: it is logged, if this is not said.
    pub const fn stderr(mut self, stderr: Stderr) -> Self {
        self.stderr = stderr;
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

    /// Whatever it says when it exits, it has not failed.
    pub const fn any_status(mut self) -> Self {
        self.any_status = true;
        self
    }

    /// Starts the program.
    ///
    /// # Errors
    ///
    /// It cannot be started: there is none of that name, or it may not be run. The delimiter is empty.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with its IO enabled.
    #[allow(clippy::unused_async, reason = "as all sources begin")]
    pub async fn start(self) -> Result<ProcessOutput, ProcessError> {
        let program = self.program.to_string_lossy().into_owned();
        if self.delimiter.is_empty() {
            return Err(ProcessError::NoDelimiter { program });
        }
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .envs(self.envs.iter().map(|(name, value)| (name, value)));
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(self.stderr.stdio())
            .kill_on_drop(true);
        let cannot = |source: io::Error| ProcessError::Start {
            program: program.clone(),
            source,
        };
        let child = command.spawn().map_err(cannot)?;
        let metrics = Metrics::new(format!("from_process({program})"));
        ProcessOutput::new(child, program.clone(), &self, metrics)
            .ok_or_else(|| cannot(io::ErrorKind::BrokenPipe.into()))
    }
}
