//! Any number of parts, each made before what was saved is read into it.

use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::ser::Serializer;

use crate::snapshot::{Restoring, Saving, Snapshot, expecting};

/// Writes a sequence of parts.
pub(crate) fn save_parts_each<N: Snapshot, S: Serializer>(parts: &[N], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(parts.iter().map(Saving))
}

/// Reads a sequence of parts, each into one that `make` makes.
pub(crate) fn parts_each<'de, N: Snapshot, D: Deserializer<'de>>(
    saved: D,
    make: impl FnMut() -> N,
) -> Result<Vec<N>, D::Error> {
    saved.deserialize_seq(Made(make))
}

struct Made<F>(F);

impl<'de, N: Snapshot, F: FnMut() -> N> Visitor<'de> for Made<F> {
    type Value = Vec<N>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "an operator with a state for each group")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        loop {
            let mut part = (self.0)();
            match sequence.next_element_seed(Restoring(&mut part))? {
                Some(()) => parts.push(part),
                None => return Ok(parts),
            }
        }
    }
}
