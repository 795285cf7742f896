//! What waits before a boundary is saved with the boundary.

use serde::de::{DeserializeSeed, SeqAccess};
use serde::ser::SerializeTuple;
use serde::{Deserializer, Serialize, Serializer};

use super::Gate;
use crate::boundary::Boundary;
use crate::snapshot::{Elements, Parts, Shift, Snapshot, Value, each, save_each, save_part, tuple_of};
use crate::tags::Keeper;
use crate::time::Ticks;

impl<B, const PATHS: usize, K> Parts for Gate<B, PATHS, K>
where
    B: Boundary<In: Value> + Snapshot,
    K: Keeper<B, Tag: Default> + Snapshot,
{
    const COUNT: usize = 3;

    fn save_parts<S: SerializeTuple>(&self, tuple: &mut S) -> Result<(), S::Error> {
        save_part(&self.boundary, tuple)?;
        tuple.serialize_element(&Waiting(&self.waiting))?;
        save_part(&self.keeper, tuple)
    }

    fn restore_parts<'de, A: SeqAccess<'de>>(&mut self, elements: &mut Elements<A>) -> Result<(), A::Error> {
        elements.part(&mut self.boundary)?;
        elements.seed(Waiting(&mut self.waiting))?;
        self.waits = !self.waiting.is_empty();
        elements.part(&mut self.keeper)
    }
}

// That it is closing, and that the boundary has nothing to do, is found anew when the pipeline is polled.
impl<B, const PATHS: usize, K> Snapshot for Gate<B, PATHS, K>
where
    B: Boundary<In: Value> + Snapshot,
    K: Keeper<B, Tag: Default> + Snapshot,
{
    fn is_at_rest(&self) -> bool {
        self.boundary.is_at_rest()
    }

    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tuple_of::<_, ()>(self).serialize(serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        tuple_of::<_, ()>(self).deserialize(saved)
    }

    fn restored(&mut self, shift: Shift) {
        self.boundary.restored(shift);
        for (arrived, _, _) in &mut self.waiting {
            *arrived = shift.of(*arrived);
        }
    }
}

/// The items that wait, without their tags.
struct Waiting<D>(D);

impl<T: Serialize, G, const PATHS: usize> Serialize for Waiting<&heapless::Deque<(Ticks, T, G), PATHS>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.0.iter().map(|(arrived, item, _)| (arrived, item));
        save_each(self.0.len(), items, serializer)
    }
}

impl<'de, T: Value, G: Default, const PATHS: usize> DeserializeSeed<'de>
    for Waiting<&mut heapless::Deque<(Ticks, T, G), PATHS>>
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<(), D::Error> {
        self.0.clear();
        each(saved, PATHS, |(arrived, item)| {
            let waits = self.0.push_back((arrived, item, G::default()));
            waits.map_err(|(arrived, item, _)| (arrived, item))
        })
    }
}
