//! Things made of several parts, saved as a tuple of them.

use core::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::snapshot::{NotAtRest, Restoring, Saving, Shift, Snapshot, expecting};

/// Something made of several parts: an operator with several fields, or the state of a whole pipeline.
///
/// `L` is for `pipeline!`, which can implement this for a nested tuple only beside a type of its own.
#[doc(hidden)]
pub trait Parts<L = ()> {
    /// How many they are.
    const COUNT: usize;

    /// Whether all of them can be saved now.
    ///
    /// # Errors
    ///
    /// The first that cannot.
    #[inline]
    fn check_at_rest(&self) -> Result<(), NotAtRest> {
        Ok(())
    }

    /// Writes them, one by one.
    ///
    /// # Errors
    ///
    /// The serializer's.
    fn save_parts<S: SerializeTuple>(&self, tuple: &mut S) -> Result<(), S::Error>;

    /// Reads them, one by one.
    ///
    /// # Errors
    ///
    /// The deserializer's.
    fn restore_parts<'de, A: SeqAccess<'de>>(&mut self, elements: &mut Elements<A>) -> Result<(), A::Error>;

    /// Tells all of them that they are restored.
    #[inline]
    fn parts_restored(&mut self, shift: Shift) {
        let _ = shift;
    }
}

/// Whether an operator can be saved now.
#[doc(hidden)]
pub fn at_rest<N: Snapshot>(node: &N, operator: &'static str) -> Result<(), NotAtRest> {
    if node.is_at_rest() {
        Ok(())
    } else {
        Err(NotAtRest::new(operator))
    }
}

/// Writes one part.
#[doc(hidden)]
pub fn save_part<N: Snapshot, S: SerializeTuple>(part: &N, tuple: &mut S) -> Result<(), S::Error> {
    tuple.serialize_element(&Saving(part))
}

/// The saved parts, as they are read.
#[doc(hidden)]
pub struct Elements<A> {
    sequence: A,
    read: usize,
    /// The operator that could not be restored.
    pub(crate) failed: Option<&'static str>,
}

impl<'de, A: SeqAccess<'de>> Elements<A> {
    pub(crate) const fn new(sequence: A) -> Self {
        Self {
            sequence,
            read: 0,
            failed: None,
        }
    }

    /// The next one, as `serde` has it.
    pub(crate) fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        let next = self.sequence.next_element()?;
        self.present(next)
    }

    /// Reads the next one into a part.
    ///
    /// # Errors
    ///
    /// The deserializer's.
    pub fn part<N: Snapshot>(&mut self, part: &mut N) -> Result<(), A::Error> {
        self.seed(Restoring(part))
    }

    /// Reads the next one into the operator of this name.
    ///
    /// # Errors
    ///
    /// The deserializer's.
    pub fn operator<N: Snapshot>(&mut self, node: &mut N, name: &'static str) -> Result<(), A::Error> {
        let restored = self.part(node);
        if restored.is_err() {
            self.failed = Some(name);
        }
        restored
    }

    pub(crate) fn seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        let next = self.sequence.next_element_seed(seed)?;
        self.present(next)
    }

    fn present<T>(&mut self, next: Option<T>) -> Result<T, A::Error> {
        let missing = self.read;
        self.read += 1;
        next.ok_or_else(|| A::Error::custom(format_args!("nothing is saved for part {missing}")))
    }
}

/// The parts of `P`, written and read as a tuple.
pub(crate) struct Tuple<P, L>(P, core::marker::PhantomData<fn() -> L>);

/// See [`Tuple`].
pub(crate) const fn tuple_of<P, L>(parts: P) -> Tuple<P, L> {
    Tuple(parts, core::marker::PhantomData)
}

impl<L, P: Parts<L>> Serialize for Tuple<&P, L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(P::COUNT)?;
        self.0.save_parts(&mut tuple)?;
        tuple.end()
    }
}

impl<'de, L, P: Parts<L>> DeserializeSeed<'de> for Tuple<&mut P, L> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<(), D::Error> {
        saved.deserialize_tuple(P::COUNT, self)
    }
}

impl<'de, L, P: Parts<L>> Visitor<'de> for Tuple<&mut P, L> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "something of several parts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        self.0.restore_parts(&mut Elements::new(sequence))
    }
}
