//! Numbers and timestamps.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::DataType;
use bytemuck::Pod;

use super::values::{Plain, each, nulls};
use super::{Exchange, Misfit, without_nulls};
use crate::frame::cell::{Cell, Nullable};
use crate::frame::column::{Column, Native, Number};
use crate::frame::timestamp::Timestamp;

/// A number that Arrow has an array of.
pub trait ArrowNumber: Number + Pod + Cell + Default {
    /// Its array, whose values lie in memory as these.
    type Arrow: ArrowPrimitiveType<Native: Pod>;

    /// What stands for no number, if anything does.
    const MISSING: Option<Self>;

    /// What is taken, for people.
    const TAKES: &'static str;

    /// The values of an array of another type that hold the same, one by one.
    fn convert(array: &dyn Array, put: impl FnMut(Nullable<Self>)) -> Result<(), Misfit> {
        let _ = (array, put);
        Err(Misfit::Type)
    }
}

macro_rules! number {
    ($($type:ty, $arrow:ty, $missing:expr, $takes:literal;)*) => {$(
        impl ArrowNumber for $type {
            type Arrow = $arrow;
            const MISSING: Option<Self> = $missing;
            const TAKES: &'static str = $takes;
        }
    )*};
}

number! {
    i8, Int8Type, None, "Int8";
    i16, Int16Type, None, "Int16";
    i32, Int32Type, None, "Int32";
    i64, Int64Type, None, "Int64";
    u8, UInt8Type, None, "UInt8";
    u16, UInt16Type, None, "UInt16";
    u32, UInt32Type, None, "UInt32";
    u64, UInt64Type, None, "UInt64";
    f32, Float32Type, Some(Self::NAN), "Float32";
    f64, Float64Type, Some(Self::NAN), "Float64";
}

const DAY: i64 = 86_400 * 1_000_000_000;

impl ArrowNumber for Timestamp {
    type Arrow = TimestampNanosecondType;
    const MISSING: Option<Self> = None;
    const TAKES: &'static str = "Timestamp, Date32 or Date64";

    fn convert(array: &dyn Array, put: impl FnMut(Nullable<Self>)) -> Result<(), Misfit> {
        if let Some(array) = array.as_primitive_opt::<TimestampMicrosecondType>() {
            scaled(array, 1_000, "µs", put)
        } else if let Some(array) = array.as_primitive_opt::<TimestampMillisecondType>() {
            scaled(array, 1_000_000, "ms", put)
        } else if let Some(array) = array.as_primitive_opt::<TimestampSecondType>() {
            scaled(array, 1_000_000_000, "s", put)
        } else if let Some(array) = array.as_primitive_opt::<Date32Type>() {
            scaled(array, DAY, "days", put)
        } else if let Some(array) = array.as_primitive_opt::<Date64Type>() {
            scaled(array, 1_000_000, "ms", put)
        } else {
            Err(Misfit::Type)
        }
    }
}

/// The instants of an array whose unit is `nanos`.
fn scaled<P: ArrowPrimitiveType<Native: Into<i64>>>(
    array: &PrimitiveArray<P>,
    nanos: i64,
    unit: &str,
    mut put: impl FnMut(Nullable<Timestamp>),
) -> Result<(), Misfit> {
    let instant = |(row, value): (usize, P::Native)| {
        let value = value.into();
        value
            .checked_mul(nanos)
            .map(Timestamp::from_nanos)
            .ok_or_else(|| Misfit::Range {
                row,
                value: format!("{value} {unit} after 1970"),
            })
    };
    each(array.values().iter().copied().enumerate(), array.nulls(), |value| {
        put(value.get().map(instant).transpose()?.into());
        Ok(())
    })
}

/// The memory of an array that nobody else uses, empty.
fn reclaim<T: ArrowNumber>(old: Option<ArrayRef>) -> Vec<T> {
    let parts = old.and_then(|old| Some(old.as_primitive_opt::<T::Arrow>()?.clone().into_parts()));
    let memory = parts.and_then(|(_, values, _)| values.into_inner().into_vec().ok());
    let mut memory: Vec<<T::Arrow as ArrowPrimitiveType>::Native> = memory.unwrap_or_default();
    memory.clear();
    bytemuck::cast_vec(memory)
}

/// An array of `cells`.
fn array_of<T: ArrowNumber>(cells: Vec<T>) -> ScalarBuffer<<T::Arrow as ArrowPrimitiveType>::Native> {
    bytemuck::cast_vec::<T, <T::Arrow as ArrowPrimitiveType>::Native>(cells).into()
}

impl<T: ArrowNumber, const NULLS: bool> Exchange for Native<T, NULLS> {
    const NULLS: bool = NULLS;
    const TAKES: &'static str = T::TAKES;

    fn data_type() -> DataType {
        T::Arrow::DATA_TYPE
    }

    fn bind(&mut self, array: &dyn Array) -> Result<(), Misfit> {
        self.clear();
        let missing = T::MISSING.filter(|_| NULLS);
        if missing.is_none() {
            without_nulls(array)?;
        }
        match array.as_primitive_opt::<T::Arrow>() {
            Some(numbers) if numbers.null_count() == 0 => {
                self.lent = Some(numbers.values().inner().clone());
                Ok(())
            }
            // Where nulls are left, something stands for them.
            _ => T::read(array, |value| {
                self.own.push(value.get().or(missing).unwrap_or_default());
            }),
        }
    }

    fn take_array(&mut self, old: Option<ArrayRef>) -> ArrayRef {
        let cells = self.cells();
        let nulls = NULLS
            .then(|| nulls(cells.len(), |place| !cells[place].is_missing()))
            .flatten();
        let own = self.own.exchange(reclaim(old));
        let values = self.lent.take().map_or_else(|| array_of(own), ScalarBuffer::from);
        Arc::new(PrimitiveArray::<T::Arrow>::new(values, nulls))
    }
}

impl<T: ArrowNumber> Plain for T {
    const TAKES: &'static str = T::TAKES;

    fn data_type() -> DataType {
        T::Arrow::DATA_TYPE
    }

    fn read(array: &dyn Array, mut put: impl FnMut(Nullable<Self>)) -> Result<(), Misfit> {
        let Some(array) = array.as_primitive_opt::<T::Arrow>() else {
            return T::convert(array, put);
        };
        each(array.values().iter().copied(), array.nulls(), |value| {
            put(value.map(bytemuck::must_cast));
            Ok(())
        })
    }

    fn write(
        cells: impl Iterator<Item = Self>,
        nulls: Option<arrow_buffer::NullBuffer>,
        old: Option<ArrayRef>,
    ) -> ArrayRef {
        let mut memory = reclaim(old);
        memory.extend(cells);
        Arc::new(PrimitiveArray::<T::Arrow>::new(array_of(memory), nulls))
    }
}
