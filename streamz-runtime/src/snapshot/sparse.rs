//! Numbered places, of which those that are in use are saved.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::Serializer;

use crate::snapshot::{Elements, Restoring, Saving, Snapshot, expecting, save_each, too_many};

/// Writes the number and the contents of each place in use.
pub(crate) fn save_sparse<'a, N: Snapshot + 'a, S: Serializer>(
    places: impl Iterator<Item = (usize, &'a N)> + Clone,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let count = places.clone().count();
    save_each(
        count,
        places.map(|(place, contents)| (place, Saving(contents))),
        serializer,
    )
}

/// Reads numbered contents, each into the place that `contents` finds in `places`.
pub(crate) fn restore_sparse<'de, G, N: Snapshot, D: Deserializer<'de>>(
    places: &mut [G],
    contents: fn(&mut G) -> &mut N,
    saved: D,
) -> Result<(), D::Error> {
    saved.deserialize_seq(Places { places, contents })
}

struct Places<'a, G, N> {
    places: &'a mut [G],
    contents: fn(&mut G) -> &mut N,
}

impl<'de, G, N: Snapshot> Visitor<'de> for Places<'_, G, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "an operator with a place for each key")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(()) = sequence.next_element_seed(Place {
            places: &mut *self.places,
            contents: self.contents,
        })? {}
        Ok(())
    }
}

struct Place<'a, G, N> {
    places: &'a mut [G],
    contents: fn(&mut G) -> &mut N,
}

impl<'de, G, N: Snapshot> DeserializeSeed<'de> for Place<'_, G, N> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<(), D::Error> {
        saved.deserialize_tuple(2, self)
    }
}

impl<'de, G, N: Snapshot> Visitor<'de> for Place<'_, G, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "one key")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        let mut elements = Elements::new(sequence);
        let place: usize = elements.value()?;
        let keys = self.places.len();
        let place = self.places.get_mut(place).ok_or_else(|| too_many::<A::Error>(keys))?;
        elements.seed(Restoring((self.contents)(place)))
    }
}
