//! Which fields of an operator a snapshot consists of.

/// `saved!([generics] Type { value a, part b } extra)`: implements [`Snapshot`](crate::snapshot::Snapshot), where the feature
/// `serde` is on.
///
/// A `value` is saved as `serde` has it, a `part` as its own `Snapshot` has it. One field is saved as itself, several as a
/// tuple. What stands behind is put into the impl. `Snapshot`, `Value` and `Shift` need not be imported.
#[cfg(feature = "serde")]
macro_rules! saved {
    ([$($generics:tt)*] $type:ty { $($fields:tt)* } $($extra:item)*) => {
        const _: () = {
            #[allow(unused_imports, reason = "not every operator needs all of them")]
            use $crate::snapshot::{Shift, Snapshot, Value};
            $crate::saved!(@impl [$($generics)*] [$type] { $($fields)* } $($extra)*);
        };
    };
    (@impl [$($generics:tt)*] [$type:ty] { } $($extra:item)*) => {
        impl<$($generics)*> Snapshot for $type {
            fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serializer.serialize_unit()
            }

            fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                serde::Deserialize::deserialize(saved)
            }

            $($extra)*
        }
    };
    (@impl [$($generics:tt)*] [$type:ty] { value $field:tt } $($extra:item)*) => {
        impl<$($generics)*> Snapshot for $type {
            fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serde::Serialize::serialize(&self.$field, serializer)
            }

            fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                self.$field = serde::Deserialize::deserialize(saved)?;
                Ok(())
            }

            $($extra)*
        }
    };
    (@impl [$($generics:tt)*] [$type:ty] { part $field:tt } $($extra:item)*) => {
        impl<$($generics)*> Snapshot for $type {
            fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                Snapshot::save(&self.$field, serializer)
            }

            fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                Snapshot::restore(&mut self.$field, saved)
            }

            $($extra)*
        }
    };
    (@impl [$($generics:tt)*] [$type:ty] { $($class:ident $field:ident),+ } $($extra:item)*) => {
        impl<$($generics)*> $crate::snapshot::Parts for $type {
            const COUNT: usize = [$(stringify!($field)),+].len();

            fn save_parts<Z: serde::ser::SerializeTuple>(&self, tuple: &mut Z) -> Result<(), Z::Error> {
                $($crate::saved!(@save $class self.$field, tuple)?;)+
                Ok(())
            }

            fn restore_parts<'de, Z: serde::de::SeqAccess<'de>>(
                &mut self,
                elements: &mut $crate::snapshot::Elements<Z>,
            ) -> Result<(), Z::Error> {
                $($crate::saved!(@restore $class self.$field, elements);)+
                Ok(())
            }
        }

        impl<$($generics)*> Snapshot for $type {
            fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serde::Serialize::serialize(&$crate::snapshot::tuple_of::<_, ()>(self), serializer)
            }

            fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                serde::de::DeserializeSeed::deserialize($crate::snapshot::tuple_of::<_, ()>(self), saved)
            }

            $($extra)*
        }
    };
    (@save value $field:expr, $tuple:ident) => { $tuple.serialize_element(&$field) };
    (@save part $field:expr, $tuple:ident) => { $tuple.serialize_element(&$crate::snapshot::Saving(&$field)) };
    (@restore value $field:expr, $elements:ident) => { $field = $elements.value()? };
    (@restore part $field:expr, $elements:ident) => { $elements.part(&mut $field)? };
}

/// See the other one; without the feature nothing is saved.
#[cfg(not(feature = "serde"))]
macro_rules! saved {
    ($($nothing:tt)*) => {};
}

pub(crate) use saved;
