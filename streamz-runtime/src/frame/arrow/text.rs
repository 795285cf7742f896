//! Text.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayAccessor, ArrayRef, GenericStringArray, LargeStringArray, OffsetSizeTrait};
use arrow_buffer::{ArrowNativeType, Buffer, NullBuffer, OffsetBuffer};
use arrow_schema::DataType;

use super::values::nulls;
use super::{Exchange, Misfit, without_nulls};
use crate::frame::column::{Column, NullableText, Text};

const TAKES: &str = "Utf8, LargeUtf8, Utf8View or a dictionary of these";

/// Adds the texts of an array, the empty one for each null.
fn read(array: &dyn Array, text: &mut Text) -> Result<(), Misfit> {
    match array.data_type() {
        DataType::Utf8 => run::<i32>(array, text),
        DataType::LargeUtf8 => run::<i64>(array, text),
        DataType::Utf8View => {
            single(array.as_string_view_opt().ok_or(Misfit::Type)?, 0..array.len(), text);
            Ok(())
        }
        DataType::Dictionary(key, _) => match **key {
            DataType::Int8 => keyed::<Int8Type>(array, text),
            DataType::Int16 => keyed::<Int16Type>(array, text),
            DataType::Int32 => keyed::<Int32Type>(array, text),
            DataType::Int64 => keyed::<Int64Type>(array, text),
            DataType::UInt8 => keyed::<UInt8Type>(array, text),
            DataType::UInt16 => keyed::<UInt16Type>(array, text),
            DataType::UInt32 => keyed::<UInt32Type>(array, text),
            DataType::UInt64 => keyed::<UInt64Type>(array, text),
            _ => Err(Misfit::Type),
        },
        _ => Err(Misfit::Type),
    }
}

/// Adds texts that lie behind each other, in one piece.
fn run<O: OffsetSizeTrait>(array: &dyn Array, text: &mut Text) -> Result<(), Misfit> {
    let array: &GenericStringArray<O> = array.as_string_opt().ok_or(Misfit::Type)?;
    let offsets = array.value_offsets();
    let begin = offsets.first().map_or(0, |begin| begin.as_usize());
    let end = offsets.last().map_or(0, |end| end.as_usize());
    match core::str::from_utf8(&array.value_data()[begin..end]) {
        Ok(piece) => text.extend(piece, offsets.iter().skip(1).map(|end| end.as_usize() - begin)),
        // What lies under nulls need not be text.
        Err(_) => single(array, 0..array.len(), text),
    }
    Ok(())
}

/// Adds the texts at some places of an array, the empty one for each null.
fn single<'a>(array: impl ArrayAccessor<Item = &'a str>, places: impl IntoIterator<Item = usize>, text: &mut Text) {
    for place in places {
        // A place that a null leads to need not be one.
        let present = place < array.len() && array.is_valid(place);
        text.push(if present { array.value(place) } else { "" });
    }
}

/// Adds the texts of a dictionary.
fn keyed<K: ArrowDictionaryKeyType>(array: &dyn Array, text: &mut Text) -> Result<(), Misfit> {
    let array = array.as_dictionary_opt::<K>().ok_or(Misfit::Type)?;
    let nulls = array.keys().nulls();
    let places = array.keys().values().iter().enumerate().map(|(row, key)| {
        if nulls.is_some_and(|nulls| nulls.is_null(row)) {
            usize::MAX
        } else {
            key.as_usize()
        }
    });
    let values = array.values();
    match values.data_type() {
        DataType::Utf8 => single(values.as_string_opt::<i32>().ok_or(Misfit::Type)?, places, text),
        DataType::LargeUtf8 => single(values.as_string_opt::<i64>().ok_or(Misfit::Type)?, places, text),
        DataType::Utf8View => single(values.as_string_view_opt().ok_or(Misfit::Type)?, places, text),
        _ => return Err(Misfit::Type),
    }
    Ok(())
}

/// An array of all cells, in the memory of an old one where that can be.
fn write(text: &mut Text, nulls: Option<NullBuffer>, old: Option<ArrayRef>) -> ArrayRef {
    let parts = old.and_then(|old| Some(old.as_string_opt::<i64>()?.clone().into_parts()));
    let (bounds, bytes) = parts.map_or_else(Default::default, |(bounds, bytes, _)| {
        (bounds.into_inner().into_inner().into_vec().ok(), bytes.into_vec().ok())
    });
    let (mut bounds, mut bytes): (Vec<i64>, Vec<u8>) = (bounds.unwrap_or_default(), bytes.unwrap_or_default());
    bounds.clear();
    bytes.clear();
    let (text, bounds) = text.exchange(String::from_utf8(bytes).unwrap_or_default(), bounds);
    let bounds = OffsetBuffer::new(bounds.into());
    Arc::new(LargeStringArray::new(
        bounds,
        Buffer::from_vec(text.into_bytes()),
        nulls,
    ))
}

impl Exchange for Text {
    const NULLS: bool = false;
    const TAKES: &'static str = TAKES;

    fn data_type() -> DataType {
        DataType::LargeUtf8
    }

    fn bind(&mut self, array: &dyn Array) -> Result<(), Misfit> {
        self.clear();
        without_nulls(array)?;
        read(array, self)
    }

    fn take_array(&mut self, old: Option<ArrayRef>) -> ArrayRef {
        write(self, None, old)
    }
}

impl Exchange for NullableText {
    const NULLS: bool = true;
    const TAKES: &'static str = TAKES;

    fn data_type() -> DataType {
        DataType::LargeUtf8
    }

    fn bind(&mut self, array: &dyn Array) -> Result<(), Misfit> {
        self.clear();
        read(array, &mut self.text)?;
        match array.logical_nulls() {
            Some(nulls) => self.present.extend(nulls.iter()),
            None => self.present.extend(core::iter::repeat_n(true, array.len())),
        }
        Ok(())
    }

    fn take_array(&mut self, old: Option<ArrayRef>) -> ArrayRef {
        let present = self.present.as_slice();
        let nulls = nulls(present.len(), |place| present[place]);
        let array = write(&mut self.text, nulls, old);
        self.clear();
        array
    }
}
