//! Columns whose cells are copied: booleans, wide integers, and whatever may be null.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Decimal256Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Decimal256Array};
use arrow_buffer::{BooleanBuffer, NullBuffer, i256};
use arrow_schema::DataType;

use super::{Exchange, Misfit, without_nulls};
use crate::frame::cell::Nullable;
use crate::frame::column::{Column, Values};

/// A value that Arrow has an array of.
pub trait Plain: Copy + Default + 'static {
    /// What is taken, for people.
    const TAKES: &'static str;

    /// The type of the array that is made.
    fn data_type() -> DataType;

    /// The values of an array, one by one.
    fn read(array: &dyn Array, put: impl FnMut(Nullable<Self>)) -> Result<(), Misfit>;

    /// An array of values, in the memory of an old one where that can be.
    fn write(cells: impl ExactSizeIterator<Item = Self>, nulls: Option<NullBuffer>, old: Option<ArrayRef>) -> ArrayRef;
}

/// Each of `values`, or null where there is none.
pub(super) fn each<T, E>(
    values: impl Iterator<Item = T>,
    nulls: Option<&NullBuffer>,
    mut take: impl FnMut(Nullable<T>) -> Result<(), E>,
) -> Result<(), E> {
    match nulls {
        None => values.map(Nullable::from).try_for_each(take),
        Some(nulls) => values
            .zip(nulls)
            .try_for_each(|(value, present)| take(present.then_some(value).into())),
    }
}

/// The nulls of so many cells, if there are any.
pub(super) fn nulls(len: usize, is_present: impl FnMut(usize) -> bool) -> Option<NullBuffer> {
    let present = BooleanBuffer::collect_bool(len, is_present);
    Some(NullBuffer::new(present)).filter(|nulls| nulls.null_count() > 0)
}

impl Plain for bool {
    const TAKES: &'static str = "Boolean";

    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn read(array: &dyn Array, mut put: impl FnMut(Nullable<Self>)) -> Result<(), Misfit> {
        let array = array.as_boolean_opt().ok_or(Misfit::Type)?;
        each(array.values().iter(), array.nulls(), |value| {
            put(value);
            Ok(())
        })
    }

    fn write(
        mut cells: impl ExactSizeIterator<Item = Self>,
        nulls: Option<NullBuffer>,
        _: Option<ArrayRef>,
    ) -> ArrayRef {
        let bits = BooleanBuffer::collect_bool(cells.len(), |_| cells.next().unwrap_or_default());
        Arc::new(BooleanArray::new(bits, nulls))
    }
}

/// Integers that only a decimal number is wide enough for.
macro_rules! wide {
    ($($type:ty, $widen:expr, $narrow:expr;)*) => {$(
        impl Plain for $type {
            const TAKES: &'static str = "Decimal128 or Decimal256 without fraction";

            fn data_type() -> DataType {
                DataType::Decimal256(39, 0)
            }

            fn read(array: &dyn Array, mut put: impl FnMut(Nullable<Self>)) -> Result<(), Misfit> {
                let mut take = |(row, value): (usize, i256)| {
                    $narrow(value).ok_or_else(|| Misfit::Range { row, value: format!("{value}") })
                };
                let mut take = |value: Nullable<(usize, i256)>| {
                    put(value.get().map(&mut take).transpose()?.into());
                    Ok(())
                };
                match array.data_type() {
                    DataType::Decimal128(_, 0) => {
                        let array = array.as_primitive_opt::<Decimal128Type>().ok_or(Misfit::Type)?;
                        each(array.values().iter().map(|&value| value.into()).enumerate(), array.nulls(), take)
                    }
                    DataType::Decimal256(_, 0) => {
                        let array = array.as_primitive_opt::<Decimal256Type>().ok_or(Misfit::Type)?;
                        each(array.values().iter().copied().enumerate(), array.nulls(), &mut take)
                    }
                    _ => Err(Misfit::Type),
                }
            }

            fn write(
                cells: impl ExactSizeIterator<Item = Self>,
                nulls: Option<NullBuffer>,
                _: Option<ArrayRef>,
            ) -> ArrayRef {
                let cells: Vec<i256> = cells.map($widen).collect();
                Arc::new(Decimal256Array::new(cells.into(), nulls).with_data_type(Self::data_type()))
            }
        }
    )*};
}

wide! {
    i128, i256::from_i128, i256::to_i128;
    u128, |value| i256::from_parts(value, 0), |value: i256| match value.to_parts() {
        (low, 0) => Some(low),
        _ => None,
    };
}

impl<T: Plain> Exchange for Values<T> {
    const NULLS: bool = false;
    const TAKES: &'static str = T::TAKES;

    fn data_type() -> DataType {
        T::data_type()
    }

    fn bind(&mut self, array: &dyn Array) -> Result<(), Misfit> {
        self.clear();
        without_nulls(array)?;
        T::read(array, |value| self.push(value.or(T::default())))
    }

    fn take_array(&mut self, old: Option<ArrayRef>) -> ArrayRef {
        let array = T::write(self.as_slice().iter().copied(), None, old);
        self.clear();
        array
    }
}

impl<T: Plain> Exchange for Values<Nullable<T>> {
    const NULLS: bool = true;
    const TAKES: &'static str = T::TAKES;

    fn data_type() -> DataType {
        T::data_type()
    }

    fn bind(&mut self, array: &dyn Array) -> Result<(), Misfit> {
        self.clear();
        T::read(array, |value| self.push(value))
    }

    fn take_array(&mut self, old: Option<ArrayRef>) -> ArrayRef {
        let cells = self.as_slice();
        let nulls = nulls(cells.len(), |place| !cells[place].is_null());
        let array = T::write(cells.iter().map(|cell| cell.or(T::default())), nulls, old);
        self.clear();
        array
    }
}
