//! Parts, and the digest of them.

use core::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{SerializeTuple, Serializer};

use crate::snapshot::digest::digest;
use crate::snapshot::{Elements, Parts, expecting, tuple_of};

/// Writes the parts of an operator, and their digest.
pub(crate) fn save_sealed<P: Parts, S: Serializer>(parts: &P, serializer: S) -> Result<S::Ok, S::Error> {
    let parts = tuple_of::<_, ()>(parts);
    let mut tuple = serializer.serialize_tuple(2)?;
    tuple.serialize_element(&parts)?;
    tuple.serialize_element(&digest(&parts))?;
    tuple.end()
}

/// Reads the parts of an operator, and finds out whether they are what was written.
pub(crate) fn restore_sealed<'de, P: Parts, D: Deserializer<'de>>(parts: &mut P, saved: D) -> Result<(), D::Error> {
    saved.deserialize_tuple(2, Sealed(parts))
}

struct Sealed<'a, P>(&'a mut P);

impl<'de, P: Parts> Visitor<'de> for Sealed<'_, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "an operator on frames")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        let mut elements = Elements::new(sequence);
        elements.seed(tuple_of::<_, ()>(&mut *self.0))?;
        let saved: u64 = elements.value()?;
        if saved == digest(&tuple_of::<_, ()>(&*self.0)) {
            Ok(())
        } else {
            Err(A::Error::custom("what was saved is damaged"))
        }
    }
}
