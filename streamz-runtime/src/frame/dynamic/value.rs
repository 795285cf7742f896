//! One cell of a column.

use core::cmp::Ordering;
use std::boxed::Box;
use std::string::String;

use super::column::Kind;
use super::error::DynError;
use crate::frame::timestamp::Timestamp;

/// A value of a column, or none.
///
/// Values are in the order in which groups are: nothing first, `-0.0` as `0.0`.
///
/// # Examples
///
/// ```
/// use streamz::frame::dynamic::Value;
///
/// assert_eq!(Value::from("tea"), Value::Text("tea".into()));
/// assert_eq!(Value::from(3_i64).number(), Some(3.0));
/// assert!(Value::from(f64::NAN).is_missing());
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Value {
    /// Nothing.
    Missing,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float; `NaN` is missing.
    Float(f64),
    /// A text.
    Text(Box<str>),
    /// Nanoseconds since 1970.
    Time(i64),
}

impl Value {
    /// Whether there is none.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Missing => true,
            Self::Float(value) => value.is_nan(),
            _ => false,
        }
    }

    /// As a number; true is 1, and an instant so many nanoseconds since 1970.
    pub fn number(&self) -> Option<f64> {
        match *self {
            Self::Bool(value) => Some(f64::from(u8::from(value))),
            Self::Int(value) | Self::Time(value) => Some(value as f64),
            Self::Float(value) => Some(value),
            Self::Missing | Self::Text(_) => None,
        }
    }

    /// If it is a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The kind of columns that hold it, unless it is missing.
    pub fn kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Missing => return None,
            Self::Bool(_) => Kind::Bool,
            Self::Int(_) => Kind::Int,
            Self::Float(_) => Kind::Float,
            Self::Text(_) => Kind::Text,
            Self::Time(_) => Kind::Time,
        })
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match *self {
            Self::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// An integer, or the nanoseconds of an instant.
    pub(super) fn whole(&self) -> Option<i64> {
        match *self {
            Self::Int(value) | Self::Time(value) => Some(value),
            _ => None,
        }
    }

    /// As what a column of a kind holds, where somebody else's function has made it.
    pub(super) fn checked(self, kind: Kind, column: &str) -> Result<Self, DynError> {
        match (self, kind) {
            (Self::Int(value), Kind::Float) => Ok(Self::Float(value as f64)),
            (value, _) => match value.kind() {
                Some(found) if found != kind => Err(DynError::Made {
                    column: column.into(),
                    expected: kind,
                    found,
                }),
                _ => Ok(value),
            },
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Missing => 0,
            Self::Bool(_) => 1,
            Self::Int(_) => 2,
            Self::Float(_) => 3,
            Self::Text(_) => 4,
            Self::Time(_) => 5,
        }
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Int(a), Self::Int(b)) | (Self::Time(a), Self::Time(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            // Adding zero makes `-0.0` the other one.
            (Self::Float(a), Self::Float(b)) => (a + 0.0).total_cmp(&(b + 0.0)),
            // A column is of one kind: what is not never meets.
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Value {}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

/// `NaN` is missing.
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        if value.is_nan() {
            Self::Missing
        } else {
            Self::Float(value)
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Time(value.as_nanos())
    }
}

/// None is missing.
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}
