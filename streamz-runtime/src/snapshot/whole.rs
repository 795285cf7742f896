//! The snapshot of a whole pipeline: a mark of its shape, what is the same for all, and the operators.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::snapshot::{Elements, NotAtRest, Parts, RestoreError, Shift, expecting, tuple_of};
use crate::time::Ticks;

/// What a pipeline holds, to be serialized: a tuple, in which each operator has an element.
#[doc(hidden)]
pub struct Whole<'p, S, L> {
    shape: u32,
    now: Ticks,
    /// Whether it was closed, and how often it failed.
    course: (bool, u64),
    state: &'p S,
    layout: PhantomData<fn() -> L>,
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
) -> Result<(bool, u64), RestoreError<D::Error>> {
    let mut at = At::Start;
    let reader = Reader {
        state,
        shape,
        now,
        at: &mut at,
        layout: PhantomData::<fn() -> L>,
    };
    saved.deserialize_tuple(4, reader).map_err(|error| match at {
        At::Start => RestoreError::Read(error),
        At::OtherShape => RestoreError::OtherShape,
        At::Operator(operator) => RestoreError::Operator { operator, error },
    })
}

/// Where the reading failed, which the error of a format cannot tell.
enum At {
    Start,
    OtherShape,
    Operator(&'static str),
}

struct Reader<'p, S, L> {
    state: &'p mut S,
    shape: u32,
    now: Ticks,
    at: &'p mut At,
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
            *self.at = At::OtherShape;
            return Err(A::Error::custom("another shape"));
        }
        let saved: Ticks = elements.value()?;
        let course = elements.value()?;
        elements.seed(Operators {
            state: &mut *self.state,
            at: self.at,
            layout: self.layout,
        })?;
        self.state.parts_restored(Shift::new(saved, self.now));
        Ok(course)
    }
}

struct Operators<'p, S, L> {
    state: &'p mut S,
    at: &'p mut At,
    layout: PhantomData<fn() -> L>,
}

impl<'de, L, S: Parts<L>> DeserializeSeed<'de> for Operators<'_, S, L> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<(), D::Error> {
        saved.deserialize_tuple(S::COUNT, self)
    }
}

impl<'de, L, S: Parts<L>> Visitor<'de> for Operators<'_, S, L> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "its operators")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        let mut elements = Elements::new(sequence);
        let restored = self.state.restore_parts(&mut elements);
        if let Some(operator) = elements.failed {
            *self.at = At::Operator(operator);
        }
        restored
    }
}
