//! Which fields of an operator a snapshot consists of.

/// `saved!([generics] Type { value a, part b } extra)`: implements [`Snapshot`](crate::snapshot::Snapshot), where the feature
/// `serde` is on.
///
/// A `value` is saved as `serde` has it, an `exact` one with all bits of its floats, a `part` as its own `Snapshot` has it. A
/// `same` is a setting: it is saved to find out that the one to be restored is another. One field is saved as itself, several
/// as a tuple. What stands behind is put into the impl. `Snapshot`, `Value` and `Shift` need not be imported.
///
/// `saved!([generics] Type as Saved { |this| .., |this, saved| .. })`: what is saved is made of the type by the first closure,
/// with all bits of floats, and put into it by the second, which may say what is wrong with it.
#[cfg(feature = "serde")]
macro_rules! saved {
    ([$($generics:tt)*] $type:ty as $saved:ty { |$this:ident| $save:expr, |$that:ident, $value:pat_param| $restore:expr $(,)? }) => {
        const _: () = {
            #[allow(unused_imports, reason = "not everything needs all of them")]
            use $crate::snapshot::{Shift, Snapshot, Value};

            impl<$($generics)*> Snapshot for $type {
                fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                    let $this = self;
                    let saved: $saved = $save;
                    serde::Serialize::serialize(&$crate::snapshot::Exact(&saved), serializer)
                }

                fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                    let $that = self;
                    let $value: $saved = $crate::snapshot::read_exact(saved)?;
                    let restore = || -> Result<(), &'static str> { $restore };
                    restore().map_err(serde::de::Error::custom)
                }
            }
        };
    };
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
    (@impl [$($generics:tt)*] [$type:ty] { exact $field:tt } $($extra:item)*) => {
        impl<$($generics)*> Snapshot for $type {
            fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serde::Serialize::serialize(&$crate::snapshot::Exact(&self.$field), serializer)
            }

            fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                self.$field = $crate::snapshot::read_exact(saved)?;
                Ok(())
            }

            $($extra)*
        }
    };
    (@impl [$($generics:tt)*] [$type:ty] { same $field:tt } $($extra:item)*) => {
        impl<$($generics)*> Snapshot for $type {
            fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serde::Serialize::serialize(&self.$field, serializer)
            }

            fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                $crate::snapshot::check_same(&self.$field, &serde::Deserialize::deserialize(saved)?)
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
        $crate::saved!(@parts [$($generics)*] [$type] { $($class $field),+ });

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
    (@parts [$($generics:tt)*] [$type:ty] { $($class:ident $field:tt),+ }) => {
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
    };
    (@save value $field:expr, $tuple:ident) => { $tuple.serialize_element(&$field) };
    (@save exact $field:expr, $tuple:ident) => { $tuple.serialize_element(&$crate::snapshot::Exact(&$field)) };
    (@save same $field:expr, $tuple:ident) => { $tuple.serialize_element(&$field) };
    (@save part $field:expr, $tuple:ident) => { $tuple.serialize_element(&$crate::snapshot::Saving(&$field)) };
    (@restore value $field:expr, $elements:ident) => { $field = $elements.value()? };
    (@restore exact $field:expr, $elements:ident) => { $field = $elements.seed($crate::snapshot::ReadExact::new())? };
    (@restore same $field:expr, $elements:ident) => {
        $crate::snapshot::check_same(&$field, &$elements.value()?)?
    };
    (@restore part $field:expr, $elements:ident) => { $elements.part(&mut $field)? };
}

/// The same as [`saved!`] for an operator on frames: what was saved is known to be what is restored.
#[cfg(all(feature = "frame", feature = "serde"))]
macro_rules! sealed {
    ([$($generics:tt)*] $type:ty { $($class:ident $field:tt),+ $(,)? }) => {
        const _: () = {
            #[allow(unused_imports, reason = "not every operator needs all of them")]
            use $crate::snapshot::{Snapshot, Value};

            $crate::saved!(@parts [$($generics)*] [$type] { $($class $field),+ });

            impl<$($generics)*> Snapshot for $type {
                fn save<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                    $crate::snapshot::save_sealed(self, serializer)
                }

                fn restore<'de, Z: serde::Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
                    $crate::snapshot::restore_sealed(self, saved)
                }
            }
        };
    };
}

/// See the other one; without the feature nothing is saved.
#[cfg(not(feature = "serde"))]
macro_rules! saved {
    ($($nothing:tt)*) => {};
}

/// See the other one; without the feature nothing is saved.
#[cfg(all(feature = "frame", not(feature = "serde")))]
macro_rules! sealed {
    ($($nothing:tt)*) => {};
}

pub(crate) use saved;
#[cfg(feature = "frame")]
pub(crate) use sealed;
