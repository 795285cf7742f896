//! Items one by one, into storage that has a bound.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use crate::snapshot::expecting;
use crate::storage::Buffer;

/// The error of an operator that has no place for what was saved.
pub(crate) fn too_many<E: Error>(capacity: usize) -> E {
    E::custom(format_args!(
        "more is saved than an operator bounded to {capacity} may hold; give it the bound that it had"
    ))
}

/// The error of a batch that is full, which is handed on before anything else comes, if it is.
pub(crate) fn check_not_full<T, E: Error>(batch: &impl Buffer<T>) -> Result<(), E> {
    if batch.is_full() && !batch.as_slice().is_empty() {
        return Err(too_many(batch.capacity()));
    }
    Ok(())
}

/// Writes a sequence of `count` items: there are formats that want to know beforehand how many they are.
pub(crate) fn save_each<S: Serializer>(
    count: usize,
    items: impl Iterator<Item: Serialize>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(count))?;
    for item in items {
        sequence.serialize_element(&item)?;
    }
    sequence.end()
}

/// Reads a sequence, giving each of its items to `take`, which says whether it had a place for it.
pub(crate) fn each<'de, T, D, F>(saved: D, capacity: usize, take: F) -> Result<(), D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
    F: FnMut(T) -> Result<(), T>,
{
    saved.deserialize_seq(Each {
        take,
        capacity,
        item: PhantomData,
    })
}

struct Each<T, F> {
    take: F,
    capacity: usize,
    item: PhantomData<fn(T)>,
}

impl<'de, T: Deserialize<'de>, F: FnMut(T) -> Result<(), T>> Visitor<'de> for Each<T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "an operator that holds items")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(item) = sequence.next_element()? {
            (self.take)(item).map_err(|_| too_many(self.capacity))?;
        }
        Ok(())
    }
}
