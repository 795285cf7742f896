//! Of pulled sources only whether they have ended can be saved.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FromIterable, FromPeriodic, NoItem};
use crate::snapshot::Snapshot;

impl<I> Snapshot for FromIterable<I> {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.is_none().serialize(serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        if bool::deserialize(saved)? {
            self.items = None;
        }
        Ok(())
    }
}

crate::saved!([F] FromPeriodic<F> { part schedule }
    fn restored(&mut self, shift: Shift) {
        Snapshot::restored(&mut self.schedule, shift);
    }
);

impl Serialize for NoItem {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

impl<'de> Deserialize<'de> for NoItem {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("nothing can wait before a source that is pulled"))
    }
}
