//! Why the program ended early: one type for the parts' errors and for its own.

use std::io::{self, ErrorKind};

use thiserror::Error;

use crate::feed::{FeedError, Tape};
use crate::plot::PlotError;

#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Feed(#[from] FeedError),

    #[error(transparent)]
    Plot(#[from] PlotError),

    #[error("there is no symbol `{name}`; --symbol takes one of {known}")]
    Symbol { name: String, known: String },

    #[error("the report cannot be printed")]
    Print(#[from] io::Error),

    #[error("the pipeline took memory {0} times during the replay; once built it must not: look for what grows")]
    Allocated(u64),
}

impl Failure {
    /// Whether the reader of the report has seen enough, as `| head` has.
    pub(crate) fn is_closed_output(&self) -> bool {
        matches!(self, Self::Print(error) if error.kind() == ErrorKind::BrokenPipe)
    }
}

/// The symbol of that name; without a name, the first.
pub(crate) fn find(tape: &Tape, name: Option<&str>) -> Result<u16, Failure> {
    let Some(name) = name else { return Ok(0) };
    tape.find(name).ok_or_else(|| {
        let known: Vec<_> = tape.symbols.iter().map(|symbol| symbol.name.as_str()).collect();
        Failure::Symbol {
            name: name.to_owned(),
            known: known.join(", "),
        }
    })
}

/// A measured run that took memory has failed.
pub(crate) fn unless_zero(allocations: u64) -> Result<(), Failure> {
    if allocations == 0 {
        Ok(())
    } else {
        Err(Failure::Allocated(allocations))
    }
}
