//! A line of a file.

use std::sync::Arc;

/// A line of a file.
pub type Line = crate::Line<InFile>;

/// Where in which file a [`Line`] was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFile {
    pub(super) offset: u64,
    pub(super) source: Arc<str>,
}

impl Line {
    /// The byte of the file at which it begins, counted from 0.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.origin.offset
    }

    /// The name of the source, `from_textfile(..)`.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.origin.source
    }
}

#[cfg(feature = "records")]
impl From<&InFile> for crate::records::Position {
    fn from(place: &InFile) -> Self {
        Self::of(Arc::clone(&place.source)).at_byte(place.offset)
    }
}
