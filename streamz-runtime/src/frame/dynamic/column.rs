//! Columns of five kinds, and their cells.

use core::cmp::Ordering;
use core::fmt;
use std::boxed::Box;
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, TimestampNanosecondType};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, TimestampNanosecondArray,
};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, TimeUnit};

use super::error::DynError;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    fn of(data_type: &DataType) -> Option<Self> {
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
fn cast(array: &dyn Array, to: &DataType) -> Result<ArrayRef, DynError> {
    let options = CastOptions {
        safe: false,
        ..CastOptions::default()
    };
    cast_with_options(array, to, &options).map_err(DynError::arrow("a column could not be cast"))
}

impl Column {
    /// The column of an array.
    pub(super) fn new(name: &str, array: &ArrayRef) -> Result<Self, DynError> {
        let kind = Kind::of(array.data_type()).ok_or_else(|| DynError::Type {
            column: name.into(),
            found: array.data_type().clone(),
        })?;
        // Instants are what they are in any zone.
        let array = match array.data_type() {
            DataType::Timestamp(unit, Some(_)) => cast(array, &DataType::Timestamp(*unit, None))?,
            _ => array.clone(),
        };
        Self::of(kind, &array)
    }

    /// The column of an array, cast to a kind.
    fn of(kind: Kind, array: &dyn Array) -> Result<Self, DynError> {
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
        Self::of(kind, &*self.array())
    }

    /// A column of `cells`, which are of that kind or missing.
    pub(super) fn from_cells(kind: Kind, cells: &[Cell]) -> Self {
        let int = |cell: &Cell| match *cell {
            Cell::Int(value) | Cell::Time(value) => Some(value),
            _ => None,
        };
        match kind {
            Kind::Bool => Self::Bool(cells.iter().map(|cell| cell.truth()).collect()),
            Kind::Int => Self::Int(cells.iter().map(int).collect()),
            Kind::Float => Self::Float(
                cells
                    .iter()
                    .map(|cell| Some(cell.number().unwrap_or(f64::NAN)))
                    .collect(),
            ),
            Kind::Text => Self::Text(cells.iter().map(Cell::text).collect()),
            Kind::Time => Self::Time(cells.iter().map(int).collect()),
        }
    }

    /// The cell in a row.
    pub(super) fn cell(&self, row: usize) -> Cell {
        match self {
            Self::Float(array) if array.value(row).is_nan() => Cell::Missing,
            Self::Float(array) => Cell::Float(array.value(row)),
            Self::Bool(array) if array.is_valid(row) => Cell::Bool(array.value(row)),
            Self::Int(array) if array.is_valid(row) => Cell::Int(array.value(row)),
            Self::Text(array) if array.is_valid(row) => Cell::Text(array.value(row).into()),
            Self::Time(array) if array.is_valid(row) => Cell::Time(array.value(row)),
            _ => Cell::Missing,
        }
    }

    /// All cells.
    pub(super) fn cells(&self) -> Vec<Cell> {
        (0..self.array().len()).map(|row| self.cell(row)).collect()
    }
}

/// A value, or none. In order as groups are: nothing first, `-0.0` as `0.0`.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Missing,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Box<str>),
    Time(i64),
}

impl Cell {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// As a number; true is 1.
    pub(super) fn number(&self) -> Option<f64> {
        match *self {
            Self::Bool(value) => Some(f64::from(u8::from(value))),
            Self::Int(value) | Self::Time(value) => Some(value as f64),
            Self::Float(value) => Some(value),
            Self::Missing | Self::Text(_) => None,
        }
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match *self {
            Self::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Missing => 0,
            Self::Bool(_) => 1,
            Self::Int(_) | Self::Float(_) => 2,
            Self::Text(_) => 3,
            Self::Time(_) => 4,
        }
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Int(a), Self::Int(b)) | (Self::Time(a), Self::Time(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            // A column is of one kind: an integer never meets a float. Adding zero makes `-0.0` the other one.
            (Self::Float(a), Self::Float(b)) => (a + 0.0).total_cmp(&(b + 0.0)),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Cell {}
