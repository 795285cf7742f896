//! The snapshot of a whole pipeline: a mark of its shape, what is the same for all, and the operators.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::snapshot::{Elements, NotAtRest, Parts, Shift, expecting, tuple_of};
use crate::time::Ticks;

/// What a pipeline holds, to be serialized: what its method `snapshot` returns.
///
/// It is written as a tuple, in which each operator has an element. What is in it is not a stable format: it is for the same
/// program, or a later build of it with the same version of this crate.
pub struct Whole<'p, S, L> {
    shape: u32,
    now: Ticks,
    /// Whether it was closed, and how often it failed.
    course: (bool, u64),
    state: &'p S,
    layout: PhantomData<fn() -> L>,
}

impl<S, L> fmt::Debug for Whole<'_, S, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Whole");
        debug.field("shape", &self.shape).field("now", &self.now);
        debug.finish_non_exhaustive()
    }
}

/// The snapshot of a pipeline, if it is at rest.
#[doc(hidden)]
pub fn whole<L, S: Parts<L>>(
    state: &S,
    shape: u32,
    now: Ticks,
    course: (bool, u64),
) -> Result<Whole<'_, S, L>, NotAtRest> {
    state.check_at_rest()?;
    Ok(Whole {
        shape,
        now,
        course,
        state,
        layout: PhantomData,
    })
}

impl<L, S: Parts<L>> Serialize for Whole<'_, S, L> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut tuple = serializer.serialize_tuple(4)?;
        tuple.serialize_element(&self.shape)?;
        tuple.serialize_element(&self.now)?;
        tuple.serialize_element(&self.course)?;
        tuple.serialize_element(&tuple_of::<_, L>(self.state))?;
        tuple.end()
    }
}

/// Reads a snapshot into the state of a pipeline whose time is `now`; whether it was closed, and how often it failed.
#[doc(hidden)]
pub fn restore<'de, L, S: Parts<L>, D: Deserializer<'de>>(
    state: &mut S,
    shape: u32,
    now: Ticks,
    saved: D,
) -> Result<(bool, u64), D::Error> {
    let layout = PhantomData::<fn() -> L>;
    saved.deserialize_tuple(
        4,
        Reader {
            state,
            shape,
            now,
            layout,
        },
    )
}

struct Reader<'p, S, L> {
    state: &'p mut S,
    shape: u32,
    now: Ticks,
    layout: PhantomData<fn() -> L>,
}

impl<'de, L, S: Parts<L>> Visitor<'de> for Reader<'_, S, L> {
    type Value = (bool, u64);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a whole pipeline")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(bool, u64), A::Error> {
        let mut elements = Elements::new(sequence);
        let shape: u32 = elements.value()?;
        if shape != self.shape {
            return Err(A::Error::custom(
                "this is the snapshot of a pipeline of another shape: other operators, or the same in another order",
            ));
        }
        let saved: Ticks = elements.value()?;
        let course = elements.value()?;
        elements.seed(tuple_of::<_, L>(&mut *self.state))?;
        self.state.parts_restored(Shift::new(saved, self.now));
        Ok(course)
    }
}
