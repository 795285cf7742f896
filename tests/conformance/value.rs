//! The values of the recordings: JSON in the corpus' encoding, and Python's equality.

use core::fmt;
use core::hash::{Hash, Hasher};

use serde_json::Value as Json;

use crate::python::Num;

/// Anything that a stream of Python's can carry.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// `None`, and how NaN is written.
    Null,
    Bool(bool),
    Num(Num),
    Str(String),
    /// A list or a tuple: the corpus does not tell them apart.
    List(Vec<Self>),
    /// In the order of insertion.
    Dict(Vec<(Self, Self)>),
}

use Value::{Bool, Dict, List, Null, Str};

impl Value {
    /// Reads the corpus' encoding.
    pub(crate) fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Null,
            Json::Bool(x) => Bool(*x),
            Json::Number(n) => match (n.as_i64(), n.as_f64()) {
                (Some(n), _) => Self::Num(Num::Int(n)),
                (None, x) => Self::Num(Num::Float(x.unwrap_or(f64::NAN))),
            },
            Json::String(text) => Str(text.clone()),
            Json::Array(items) => List(items.iter().map(Self::from_json).collect()),
            Json::Object(members) => match members.get("$dict") {
                Some(Json::Array(pairs)) if members.len() == 1 => Dict(pairs.iter().map(Self::pair).collect()),
                _ => Dict(
                    members
                        .iter()
                        .map(|(key, value)| (Str(key.clone()), Self::from_json(value)))
                        .collect(),
                ),
            },
        }
    }

    fn pair(json: &Json) -> (Self, Self) {
        (Self::from_json(&json[0]), Self::from_json(&json[1]))
    }

    /// As the corpus would write it: NaN is null, infinities are strings.
    pub(crate) fn canonical(self) -> Self {
        match self {
            Self::Num(Num::Float(x)) if x.is_nan() => Null,
            Self::Num(Num::Float(x)) if x.is_infinite() => Str(if x > 0.0 { "inf" } else { "-inf" }.into()),
            List(items) => List(items.into_iter().map(Self::canonical).collect()),
            Dict(pairs) => Dict(
                pairs
                    .into_iter()
                    .map(|(key, value)| (key.canonical(), value.canonical()))
                    .collect(),
            ),
            other => other,
        }
    }

    /// Whether a recording of `self` and one of `other` say the same: types count, floats may differ in the last digits.
    pub(crate) fn is_recorded_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Null, Null) => true,
            (Bool(a), Bool(b)) => a == b,
            (Str(a), Str(b)) => a == b,
            (Self::Num(Num::Int(a)), Self::Num(Num::Int(b))) => a == b,
            (Self::Num(Num::Float(a)), Self::Num(Num::Float(b))) => {
                a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
            }
            (List(a), List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_recorded_as(b)),
            (Dict(a), Dict(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|(a, b)| a.0.is_recorded_as(&b.0) && a.1.is_recorded_as(&b.1))
            }
            _ => false,
        }
    }

    /// `bool(self)`.
    pub(crate) fn truthy(&self) -> bool {
        match self {
            Null => false,
            Bool(x) => *x,
            Self::Num(x) => *x != 0,
            Str(text) => !text.is_empty(),
            List(items) => !items.is_empty(),
            Dict(pairs) => !pairs.is_empty(),
        }
    }

    /// Python's numbers include its bools.
    fn as_number(&self) -> Option<Num> {
        match self {
            Bool(x) => Some(i32::from(*x).into()),
            Self::Num(x) => Some(*x),
            _ => None,
        }
    }
}

/// `==`: 1, 1.0 and True are equal, and the order of a dict does not count.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Null, Null) => true,
            (Str(a), Str(b)) => a == b,
            (List(a), List(b)) => a == b,
            (Dict(a), Dict(b)) => a.len() == b.len() && a.iter().all(|pair| b.contains(pair)),
            (a, b) => match (a.as_number(), b.as_number()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Str(text) => text.hash(state),
            List(items) => items.hash(state),
            // Whatever the order.
            Dict(pairs) => pairs.len().hash(state),
            Null => 0.hash(state),
            Bool(_) | Self::Num(_) => self.as_number().hash(state),
        }
    }
}

/// For messages: JSON, more or less.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T>(
            f: &mut fmt::Formatter<'_>,
            items: &[T],
            show: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
        ) -> fmt::Result {
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    write!(f, ", ")?;
                }
                show(f, item)?;
            }
            Ok(())
        }
        match self {
            Null => write!(f, "null"),
            Bool(x) => write!(f, "{x}"),
            Self::Num(x) => write!(f, "{x}"),
            Str(text) => write!(f, "{text:?}"),
            List(items) => {
                write!(f, "[")?;
                list(f, items, |f, item| write!(f, "{item}"))?;
                write!(f, "]")
            }
            Dict(pairs) => {
                write!(f, "{{")?;
                list(f, pairs, |f, (key, value)| write!(f, "{key}: {value}"))?;
                write!(f, "}}")
            }
        }
    }
}
