//! A line of a program.

use std::sync::Arc;

/// A line that a program has written.
pub type Line = crate::Line<InOutput>;

/// Where in which output a [`Line`] was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InOutput {
    pub(super) offset: u64,
    pub(super) is_stderr: bool,
    pub(super) source: Arc<str>,
}

impl Line {
    /// Whether it was written to the error output: see [`Stderr::Lines`](super::Stderr::Lines).
    #[must_use]
    pub fn is_stderr(&self) -> bool {
        self.origin.is_stderr
    }

    /// How many bytes came before it in its output.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.origin.offset
    }

    /// The name of the source, `from_process(..)`.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.origin.source
    }
}

#[cfg(feature = "records")]
impl From<&InOutput> for crate::records::Position {
    fn from(place: &InOutput) -> Self {
        Self::of(Arc::clone(&place.source)).at_byte(place.offset)
    }
}
