//! Floats as their bits: a format such as JSON has no `NaN` and no infinities, and some round.
//!
//! In frames a float that is missing is `NaN`, so what their operators hold is saved through this.

mod de;
mod ser;

use serde::de::DeserializeSeed;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use core::marker::PhantomData;

/// Something to be written with all bits of its floats.
pub(crate) struct Exact<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: Serialize + ?Sized> Serialize for Exact<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(ser::Bits(serializer))
    }
}

/// Something to be read with all bits of its floats.
pub(crate) struct ReadExact<T>(PhantomData<fn() -> T>);

impl<T> ReadExact<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ReadExact<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<T, D::Error> {
        T::deserialize(de::Bits(saved))
    }
}

/// Reads something with all bits of its floats.
pub(crate) fn read_exact<'de, T: Deserialize<'de>, D: Deserializer<'de>>(saved: D) -> Result<T, D::Error> {
    ReadExact::new().deserialize(saved)
}
