//! Stop, save, start again: what the operators of a pipeline hold, written and read with `serde` (feature `serde`).

mod parts;
mod sequence;
mod shift;
mod sparse;
mod stateless;
mod storages;
mod tagged;
mod whole;

pub(crate) use parts::tuple_of;
#[doc(hidden)]
pub use parts::{Elements, Parts, at_rest, save_part};
pub(crate) use sequence::{check_not_full, each, save_each, too_many};
pub use shift::Shift;
pub(crate) use sparse::{restore_sparse, save_sparse};
#[cfg(feature = "alloc")]
pub(crate) use tagged::restore_places;
pub use whole::Whole;
#[doc(hidden)]
pub use whole::{restore, whole};

use core::fmt;

use serde::de::DeserializeOwned;
#[doc(hidden)]
pub use serde::de::SeqAccess;
#[doc(hidden)]
pub use serde::ser::SerializeTuple;
#[doc(hidden)]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An operator or boundary whose state can be saved and restored.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not tell how its state is saved, so it cannot stand in a pipeline with `#[snapshot]`",
    label = "this operator cannot be saved",
    note = "implement `streamz::snapshot::Snapshot` for it; if it holds nothing between events, \
            `streamz::stateless!([..generics] ..)` does"
)]
pub trait Snapshot {
    /// Whether everything that it holds can be saved now: nothing is in flight.
    #[inline]
    fn is_at_rest(&self) -> bool {
        true
    }

    /// Writes what it holds.
    ///
    /// # Errors
    ///
    /// The serializer's.
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Holds what was saved, instead of what it holds.
    ///
    /// # Errors
    ///
    /// The deserializer's, and an error of its kind if more was saved than fits. What the operator holds is then unspecified
    /// but valid.
    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error>;

    /// Called when the whole pipeline was restored: points in time move to the clock of now.
    #[inline]
    fn restored(&mut self, shift: Shift) {
        let _ = shift;
    }
}

/// What is saved as `serde` has it: items and states.
pub trait Value: Serialize + DeserializeOwned {}

impl<T: Serialize + DeserializeOwned> Value for T {}

/// Something is under way that cannot be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{operator}` has something under way that cannot be saved; poll the pipeline until it has nothing to do, or await what \
     was emitted, and take the snapshot then"
)]
#[non_exhaustive]
pub struct NotAtRest {
    /// The operator's name as it is written in the pipeline.
    pub operator: &'static str,
}

impl NotAtRest {
    /// The error of the operator `operator`.
    #[must_use]
    pub const fn new(operator: &'static str) -> Self {
        Self { operator }
    }
}

/// An operator or a part of one as `serde` wants it to be written.
pub(crate) struct Saving<'a, N>(pub(crate) &'a N);

impl<N: Snapshot> Serialize for Saving<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.save(serializer)
    }
}

/// An operator or a part of one as `serde` wants it to be read.
pub(crate) struct Restoring<'a, N>(pub(crate) &'a mut N);

impl<'de, N: Snapshot> serde::de::DeserializeSeed<'de> for Restoring<'_, N> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<(), D::Error> {
        self.0.restore(saved)
    }
}

/// What a visitor was looking for, in an error message.
pub(crate) fn expecting(f: &mut fmt::Formatter<'_>, what: &str) -> fmt::Result {
    write!(f, "the saved state of {what}, in a pipeline of the same shape")
}
