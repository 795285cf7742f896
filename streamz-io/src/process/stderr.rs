//! What becomes of the error output.

use std::process::Stdio;

/// What becomes of a program's error output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stderr {
    /// Its lines are logged as warnings, through `tracing`.
    #[default]
    Log,
    /// It is that of this process.
    Inherit,
    /// Nobody sees it.
    Discard,
    /// Its lines come in the stream, among those of the output ([`Line::is_stderr`](super::Line::is_stderr)). Which of two
    /// lines in different outputs was written first is not known.
    Lines,
}

impl Stderr {
    pub(super) fn stdio(self) -> Stdio {
        match self {
            Self::Log | Self::Lines => Stdio::piped(),
            Self::Inherit => Stdio::inherit(),
            Self::Discard => Stdio::null(),
        }
    }
}
