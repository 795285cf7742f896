//! Between the recordings' values and the typed items of a pipeline.

use crate::python::Num;
use crate::value::Value;

/// Types that a recorded value can be read as.
pub(crate) trait FromValue: Sized {
    /// The value; `None` if it is not of this type.
    fn from_value(value: Value) -> Option<Self>;
}

/// Types that can be recorded.
pub(crate) trait ToValue {
    /// The value to record.
    fn to_value(&self) -> Value;
}

impl FromValue for Value {
    fn from_value(value: Value) -> Option<Self> {
        Some(value)
    }
}

/// Null is how the corpus writes NaN; infinities are strings.
impl FromValue for Num {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Num(x) => Some(x),
            Value::Null => Some(Self::Float(f64::NAN)),
            Value::Str(text) if text == "inf" => Some(Self::Float(f64::INFINITY)),
            Value::Str(text) if text == "-inf" => Some(Self::Float(f64::NEG_INFINITY)),
            _ => None,
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: Value) -> Option<Self> {
        Num::from_value(value).map(Num::float)
    }
}

impl FromValue for bool {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Bool(x) => Some(x),
            _ => None,
        }
    }
}

/// Whole numbers, which parameters are read as.
macro_rules! whole {
    ($($type:ty),+) => {$(
        impl FromValue for $type {
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Num(Num::Int(n)) => n.try_into().ok(),
                    _ => None,
                }
            }
        }
    )+};
}

whole!(i64, u64, usize, isize);

impl FromValue for String {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::List(items) => items.into_iter().map(T::from_value).collect(),
            _ => None,
        }
    }
}

impl<A: FromValue, B: FromValue> FromValue for (A, B) {
    fn from_value(value: Value) -> Option<Self> {
        let [a, b] = Vec::from_value(value)?.try_into().ok()?;
        Some((A::from_value(a)?, B::from_value(b)?))
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for Num {
    fn to_value(&self) -> Value {
        Value::Num(*self)
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Str(self.into())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        self.as_str().to_value()
    }
}

impl ToValue for char {
    fn to_value(&self) -> Value {
        Value::Str((*self).into())
    }
}

impl ToValue for i64 {
    fn to_value(&self) -> Value {
        Value::Num(Num::Int(*self))
    }
}

impl ToValue for u64 {
    fn to_value(&self) -> Value {
        Value::Num(Num::Int(i64::try_from(*self).unwrap_or(i64::MAX)))
    }
}

impl ToValue for f64 {
    fn to_value(&self) -> Value {
        Value::Num(Num::Float(*self))
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
}

impl<T: ToValue> ToValue for [T] {
    fn to_value(&self) -> Value {
        Value::List(self.iter().map(T::to_value).collect())
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

macro_rules! tuple {
    ($($T:ident $i:tt),*) => {
        impl<$($T: ToValue),*> ToValue for ($($T,)*) {
            fn to_value(&self) -> Value {
                Value::List(vec![$(self.$i.to_value()),*])
            }
        }
    };
}

tuple!();
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);

/// A struct whose fields are the members of a recorded dict.
macro_rules! row {
    ($(#[$attribute:meta])* $name:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        $(#[$attribute])*
        #[derive(Clone)]
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)+
        }

        impl crate::convert::FromValue for $name {
            fn from_value(value: crate::value::Value) -> Option<Self> {
                let crate::value::Value::Dict(members) = value else {
                    return None;
                };
                let member = |name: &str| {
                    let key = crate::value::Value::Str(name.into());
                    members.iter().find(|(known, _)| *known == key).map(|(_, value)| value.clone())
                };
                Some(Self { $($field: crate::convert::FromValue::from_value(member(stringify!($field))?)?,)+ })
            }
        }

        impl crate::convert::ToValue for $name {
            fn to_value(&self) -> crate::value::Value {
                crate::value::Value::Dict(vec![$((
                    crate::value::Value::Str(stringify!($field).into()),
                    crate::convert::ToValue::to_value(&self.$field),
                )),+])
            }
        }
    };
}
pub(crate) use row;

/// `(item, count)` pairs, as the dict that Python's `frequencies` hands on.
pub(crate) fn dict<T: ToValue>(counts: &[(T, u64)]) -> Value {
    let pairs = counts.iter();
    Value::Dict(pairs.map(|(item, count)| (item.to_value(), count.to_value())).collect())
}
