//! One number for all that is saved, which tells whether it was damaged.
//!
//! Operators of frames rely on each other: one says where a window begins, another holds what is in it. Each can check
//! what it holds, but not that it fits what others hold; so what is read must be what was written.

use core::fmt;

use serde::ser::{self, Serialize, Serializer};

/// The digest of something. Sequences and maps count without their order, for a hash set or a hash map has another one when
/// it is made again.
pub(crate) fn digest<T: Serialize + ?Sized>(value: &T) -> u64 {
    // Nothing here fails; what fails of itself has failed when it was written.
    value.serialize(Digest(SEED)).unwrap_or(SEED)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// A digest of what came before, or of the members that have been.
struct Digest(u64);

/// Mixes a number into a digest.
const fn mix(digest: u64, number: u64) -> u64 {
    let mixed = (digest ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn bytes(digest: u64, bytes: &[u8]) -> u64 {
    let start = mix(digest, bytes.len() as u64);
    bytes.iter().fold(start, |digest, &byte| mix(digest, u64::from(byte)))
}

macro_rules! numbers {
    ($($method:ident($value:ident: $type:ty) $number:expr;)*) => {$(
        fn $method(self, $value: $type) -> Result<u64, fmt::Error> {
            Ok(mix(self.0, $number))
        }
    )*};
}

impl Serializer for Digest {
    type Ok = u64;
    type Error = fmt::Error;
    type SerializeSeq = Members;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Members;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_bool(value: bool) u64::from(value);
        serialize_i8(value: i8) i64::from(value).cast_unsigned();
        serialize_i16(value: i16) i64::from(value).cast_unsigned();
        serialize_i32(value: i32) i64::from(value).cast_unsigned();
        serialize_i64(value: i64) value.cast_unsigned();
        serialize_u8(value: u8) u64::from(value);
        serialize_u16(value: u16) u64::from(value);
        serialize_u32(value: u32) u64::from(value);
        serialize_u64(value: u64) value;
        serialize_f32(value: f32) u64::from(value.to_bits());
        serialize_f64(value: f64) value.to_bits();
        serialize_char(value: char) u64::from(value);
    }

    fn serialize_i128(self, value: i128) -> Result<u64, fmt::Error> {
        Ok(bytes(self.0, &value.to_le_bytes()))
    }

    fn serialize_u128(self, value: u128) -> Result<u64, fmt::Error> {
        Ok(bytes(self.0, &value.to_le_bytes()))
    }

    fn serialize_str(self, value: &str) -> Result<u64, fmt::Error> {
        Ok(bytes(self.0, value.as_bytes()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<u64, fmt::Error> {
        Ok(bytes(self.0, value))
    }

    fn serialize_none(self) -> Result<u64, fmt::Error> {
        Ok(mix(self.0, 0))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<u64, fmt::Error> {
        value.serialize(Self(mix(self.0, 1)))
    }

    fn serialize_unit(self) -> Result<u64, fmt::Error> {
        Ok(mix(self.0, 2))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<u64, fmt::Error> {
        Ok(mix(self.0, 2))
    }

    fn serialize_unit_variant(self, _: &'static str, index: u32, _: &'static str) -> Result<u64, fmt::Error> {
        Ok(mix(self.0, u64::from(index)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<u64, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        value: &T,
    ) -> Result<u64, fmt::Error> {
        value.serialize(Self(mix(self.0, u64::from(index))))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Members, fmt::Error> {
        Ok(Members::behind(self.0))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        Ok(Self(mix(self.0, u64::from(index))))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, fmt::Error> {
        Ok(Members::behind(self.0))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        Ok(Self(mix(self.0, u64::from(index))))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<u64, fmt::Error> {
        struct Text(u64);

        impl fmt::Write for Text {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0 = text.bytes().fold(self.0, |digest, byte| mix(digest, u64::from(byte)));
                Ok(())
            }
        }

        let mut text = Text(self.0);
        fmt::write(&mut text, format_args!("{value}"))?;
        Ok(text.0)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// Members one after the other.
macro_rules! ordered {
    ($($trait:ident $method:ident($($key:ident)?);)*) => {$(
        impl ser::$trait for Digest {
            type Ok = u64;
            type Error = fmt::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: &'static str,)? value: &T) -> fmt::Result {
                self.0 = value.serialize(Self(self.0))?;
                Ok(())
            }

            fn end(self) -> Result<u64, fmt::Error> {
                Ok(self.0)
            }
        }
    )*};
}

ordered! {
    SerializeTuple serialize_element();
    SerializeTupleStruct serialize_field();
    SerializeTupleVariant serialize_field();
    SerializeStruct serialize_field(_key);
    SerializeStructVariant serialize_field(_key);
}

/// Members in any order.
struct Members {
    before: u64,
    sum: u64,
    count: u64,
    key: u64,
}

impl Members {
    const fn behind(before: u64) -> Self {
        Self {
            before,
            sum: 0,
            count: 0,
            key: SEED,
        }
    }

    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.sum = self.sum.wrapping_add(value.serialize(Digest(self.key))?);
        self.count += 1;
        Ok(())
    }

    const fn all(&self) -> u64 {
        mix(mix(self.before, self.count), self.sum)
    }
}

impl ser::SerializeSeq for Members {
    type Ok = u64;
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.add(value)
    }

    fn end(self) -> Result<u64, fmt::Error> {
        Ok(self.all())
    }
}

impl ser::SerializeMap for Members {
    type Ok = u64;
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.key = key.serialize(Digest(SEED))?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.add(value)
    }

    fn end(self) -> Result<u64, fmt::Error> {
        Ok(self.all())
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::vec;

    use super::digest;

    #[test]
    fn what_differs_has_another_digest() {
        assert_ne!(digest(&(1_u8, 2_u8)), digest(&(2_u8, 1_u8)));
        assert_ne!(digest(&vec![1.0, f64::NAN]), digest(&vec![1.0, -f64::NAN]));
        assert_ne!(digest(&vec![1_u64, 2]), digest(&vec![3_u64]));
        assert_ne!(digest(&Some(())), digest(&None::<()>));
        assert_ne!(
            digest(&BTreeMap::from([(1, 2), (3, 4)])),
            digest(&BTreeMap::from([(1, 4), (3, 2)]))
        );
        assert_ne!(digest("ab"), digest("ba"));
    }

    #[test]
    fn order_of_sequences_does_not_count() {
        assert_eq!(digest(&vec!["a", "b"]), digest(&vec!["b", "a"]));
        assert_eq!(digest(&(1, 2)), digest(&(1, 2)));
    }
}
