//! Columns of five kinds.

use core::fmt;
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, TimestampNanosecondType};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, TimestampNanosecondArray,
};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{ArrowError, DataType, TimeUnit};

use super::error::DynError;
use super::value::Value;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Kind {
    /// `bool`.
    Bool,
    /// `i64`; narrower ones are widened.
    Int,
    /// `f64`; narrower ones are widened. `NaN` is missing.
    Float,
    /// Text.
    Text,
    /// Nanoseconds since 1970.
    Time,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "booleans",
            Self::Int => "integers",
            Self::Float => "floats",
            Self::Text => "texts",
            Self::Time => "timestamps",
        })
    }
}

impl Kind {
    /// The type of its arrays.
    pub(super) fn data_type(self) -> DataType {
        match self {
            Self::Bool => DataType::Boolean,
            Self::Int => DataType::Int64,
            Self::Float => DataType::Float64,
            Self::Text => DataType::LargeUtf8,
            Self::Time => DataType::Timestamp(TimeUnit::Nanosecond, None),
        }
    }

    /// What a column of a type becomes.
    pub(super) fn of(data_type: &DataType) -> Option<Self> {
        Some(match data_type {
            DataType::Boolean => Self::Bool,
            data_type if data_type.is_integer() => Self::Int,
            DataType::Float16 | DataType::Float32 | DataType::Float64 => Self::Float,
            DataType::Decimal128(_, 0) | DataType::Decimal256(_, 0) => Self::Int,
            DataType::Decimal128(..) | DataType::Decimal256(..) => Self::Float,
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text,
            DataType::Dictionary(_, value) => Self::of(value)?,
            DataType::Timestamp(..) | DataType::Date32 | DataType::Date64 => Self::Time,
            _ => return None,
        })
    }
}

/// A column. Missing floats are `NaN`, and null is what else is missing.
#[derive(Clone, Debug)]
pub(super) enum Column {
    Bool(BooleanArray),
    Int(Int64Array),
    Float(Float64Array),
    Text(LargeStringArray),
    Time(TimestampNanosecondArray),
}

/// An array as one of a type; what does not fit is an error.
fn cast(array: &dyn Array, to: &DataType) -> Result<ArrayRef, ArrowError> {
    let options = CastOptions {
        safe: false,
        ..CastOptions::default()
    };
    cast_with_options(array, to, &options)
}

impl Column {
    /// The column of an array.
    pub(super) fn new(name: &str, array: &ArrayRef) -> Result<Self, DynError> {
        let kind = Kind::of(array.data_type()).ok_or_else(|| DynError::Type {
            column: name.into(),
            found: array.data_type().clone(),
        })?;
        Self::in_any_zone(kind, array).map_err(|source| DynError::Cast {
            column: name.into(),
            kind,
            source,
        })
    }

    /// Instants are what they are in any zone.
    fn in_any_zone(kind: Kind, array: &ArrayRef) -> Result<Self, ArrowError> {
        match array.data_type() {
            DataType::Timestamp(unit, Some(_)) => Self::of(kind, &cast(array, &DataType::Timestamp(*unit, None))?),
            _ => Self::of(kind, array),
        }
    }

    /// The column of an array, cast to a kind.
    fn of(kind: Kind, array: &dyn Array) -> Result<Self, ArrowError> {
        let array = cast(array, &kind.data_type())?;
        Ok(match kind {
            Kind::Bool => Self::Bool(array.as_boolean().clone()),
            Kind::Int => Self::Int(array.as_primitive::<Int64Type>().clone()),
            Kind::Float => {
                let array = array.as_primitive::<Float64Type>();
                Self::Float(array.iter().map(|value| Some(value.unwrap_or(f64::NAN))).collect())
            }
            Kind::Text => Self::Text(array.as_string().clone()),
            Kind::Time => Self::Time(array.as_primitive::<TimestampNanosecondType>().clone()),
        })
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Bool(_) => Kind::Bool,
            Self::Int(_) => Kind::Int,
            Self::Float(_) => Kind::Float,
            Self::Text(_) => Kind::Text,
            Self::Time(_) => Kind::Time,
        }
    }

    /// The array; missing floats are null in it.
    pub(super) fn array(&self) -> ArrayRef {
        match self {
            Self::Bool(array) => Arc::new(array.clone()),
            Self::Int(array) => Arc::new(array.clone()),
            Self::Float(array) => {
                let values = array.values().iter().map(|&value| Some(value).filter(|x| !x.is_nan()));
                Arc::new(values.collect::<Float64Array>())
            }
            Self::Text(array) => Arc::new(array.clone()),
            Self::Time(array) => Arc::new(array.clone()),
        }
    }

    /// The same values as another kind.
    pub(super) fn cast(&self, kind: Kind) -> Result<Self, DynError> {
        Self::of(kind, &*self.array()).map_err(DynError::arrow("a column could not be cast"))
    }

    /// A column of `cells`, which are of that kind or missing.
    pub(super) fn from_cells(kind: Kind, cells: &[Value]) -> Self {
        match kind {
            Kind::Bool => Self::Bool(cells.iter().map(Value::truth).collect()),
            Kind::Int => Self::Int(cells.iter().map(Value::whole).collect()),
            Kind::Float => Self::Float(
                cells
                    .iter()
                    .map(|cell| Some(cell.number().unwrap_or(f64::NAN)))
                    .collect(),
            ),
            Kind::Text => Self::Text(cells.iter().map(Value::text).collect()),
            Kind::Time => Self::Time(cells.iter().map(Value::whole).collect()),
        }
    }

    /// The cell in a row.
    pub(super) fn cell(&self, row: usize) -> Value {
        match self {
            Self::Float(array) if array.value(row).is_nan() => Value::Missing,
            Self::Float(array) => Value::Float(array.value(row)),
            Self::Bool(array) if array.is_valid(row) => Value::Bool(array.value(row)),
            Self::Int(array) if array.is_valid(row) => Value::Int(array.value(row)),
            Self::Text(array) if array.is_valid(row) => Value::Text(array.value(row).into()),
            Self::Time(array) if array.is_valid(row) => Value::Time(array.value(row)),
            _ => Value::Missing,
        }
    }

    /// All cells.
    pub(super) fn cells(&self) -> Vec<Value> {
        (0..self.array().len()).map(|row| self.cell(row)).collect()
    }
}
