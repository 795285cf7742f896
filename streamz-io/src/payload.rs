//! The bytes of one record.

use core::fmt;
use core::ops::Deref;
use core::str::Utf8Error;

use bytes::Bytes;

/// The bytes of one record: a line, a message, a body.
///
/// It is a slice of the memory that was read into, so that a clone copies nothing, and neither does taking it apart from
/// its neighbours.
///
/// ```
/// use streamz_io::Payload;
///
/// let line = Payload::from("21.5 C\n");
/// assert_eq!(line.text(), Ok("21.5 C\n"));
/// assert_eq!(line.len(), 7);
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Payload(Bytes);

impl Payload {
    /// Bytes in the form of the clients.
    #[allow(dead_code, reason = "not every connector receives")]
    pub(crate) const fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// As text.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8; the error says from which one on.
    pub fn text(&self) -> Result<&str, Utf8Error> {
        core::str::from_utf8(&self.0)
    }

    /// A copy of its own, for who wants to change it.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0.into()
    }

    /// All but the last `count` bytes.
    #[allow(dead_code, reason = "not every connector has delimiters")]
    pub(crate) fn without_last(&self, count: usize) -> Self {
        Self(self.0.slice(..self.0.len().saturating_sub(count)))
    }

    /// The bytes in the form of the clients.
    #[allow(dead_code, reason = "not every connector sends")]
    pub(crate) fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl Deref for Payload {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Payload {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// As text where it is text.
impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text() {
            Ok(text) => text.fmt(f),
            Err(_) => self.0.fmt(f),
        }
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&'static str> for Payload {
    fn from(text: &'static str) -> Self {
        Self(Bytes::from_static(text.as_bytes()))
    }
}

impl From<&'static [u8]> for Payload {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Bytes::from_static(bytes))
    }
}

impl PartialEq<[u8]> for Payload {
    fn eq(&self, other: &[u8]) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&[u8]> for Payload {
    fn eq(&self, other: &&[u8]) -> bool {
        *self.0 == **other
    }
}

impl PartialEq<str> for Payload {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other.as_bytes()
    }
}

impl PartialEq<&str> for Payload {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == *other.as_bytes()
    }
}
