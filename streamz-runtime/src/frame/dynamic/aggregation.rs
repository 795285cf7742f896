//! What many cells become one value by: which column, and how.

use core::fmt;
use std::string::{String, ToString};
use std::sync::Arc;
use std::vec::Vec;

use super::column::Kind;
use super::error::DynError;
use super::value::Value;
use super::weighted::Moment;
use crate::frame::kernel::ewm::Ewm;
use crate::frame::kernel::quantile::Interpolation;

/// An aggregation of a column.
///
/// Missing cells are skipped, as pandas does.
#[derive(Clone, Debug)]
pub struct Aggregation {
    pub(super) column: String,
    pub(super) how: How,
}

/// An aggregation of one's own (streamz: `Aggregation`, with `initial` and `on_new`).
///
/// Windows are computed anew each time, so nothing has to be taken back. The state is a list of values, so that it can be
/// saved.
///
/// # Examples
///
/// How far apart the values of a window are:
///
/// ```
/// use std::sync::Arc;
/// use streamz::frame::arrow::RecordBatch;
/// use streamz::frame::arrow::arrow_array::{ArrayRef, Int64Array};
/// use streamz::frame::dynamic::{Aggregation, Custom, DynError, DynFrame, Kind, Value};
///
/// struct Spread;
///
/// impl Custom for Spread {
///     fn kind(&self, of: Kind) -> Option<Kind> {
///         (of == Kind::Int).then_some(Kind::Int)
///     }
///
///     fn initial(&self) -> Vec<Value> {
///         vec![Value::Missing, Value::Missing]
///     }
///
///     fn on_new(&self, state: &mut Vec<Value>, value: &Value) {
///         for (best, is_better) in state.iter_mut().zip([Value::lt, Value::gt]) {
///             if best.is_missing() || is_better(value, best) {
///                 *best = value.clone();
///             }
///         }
///     }
///
///     fn result(&self, state: &[Value], _count: u64) -> Value {
///         match state {
///             [Value::Int(least), Value::Int(most)] => Value::Int(most - least),
///             _ => Value::Missing,
///         }
///     }
/// }
///
/// let spread = [("spread", Aggregation::custom("x", Spread))];
/// let mut spreads = DynFrame::new().rolling(2).min_periods(1).aggregate(spread)?;
/// let numbers: ArrayRef = Arc::new(Int64Array::from(vec![3, 8, 7]));
/// let result = spreads.push(&RecordBatch::try_from_iter([("x", numbers)]).unwrap())?;
/// assert_eq!(result.column(0).as_ref(), &Int64Array::from(vec![0, 5, 1]));
/// # Ok::<(), DynError>(())
/// ```
pub trait Custom: Send + Sync {
    /// What the result is of a column of a kind; `None` if this cannot be asked of it.
    fn kind(&self, of: Kind) -> Option<Kind>;

    /// The state of no value.
    fn initial(&self) -> Vec<Value>;

    /// Takes a value that is not missing.
    fn on_new(&self, state: &mut Vec<Value>, value: &Value);

    /// The result, given how many values there were: of the kind that [`kind`](Self::kind) told, or missing.
    fn result(&self, state: &[Value], count: u64) -> Value;
}

#[derive(Clone)]
pub(super) enum How {
    Count,
    Size,
    Sum,
    Product,
    Mean,
    Min,
    Max,
    First,
    Last,
    Var { ddof: u32, root: bool },
    Quantile { at: f64, between: Interpolation },
    Unique,
    CumSum,
    CumProd,
    CumMin,
    CumMax,
    Ewm { of: Ewm, moment: Moment },
    Custom(Arc<dyn Custom>),
}

impl fmt::Debug for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As it is written, but for what it is asked of.
impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count => f.write_str("count"),
            Self::Size => f.write_str("size"),
            Self::Sum => f.write_str("sum"),
            Self::Product => f.write_str("product"),
            Self::Mean => f.write_str("mean"),
            Self::Min => f.write_str("min"),
            Self::Max => f.write_str("max"),
            Self::First => f.write_str("first"),
            Self::Last => f.write_str("last"),
            Self::Var { ddof: 1, root: false } => f.write_str("var"),
            Self::Var { ddof: 1, root: true } => f.write_str("std"),
            Self::Var { ddof, root: false } => write!(f, "var_with_ddof {ddof}"),
            Self::Var { ddof, root: true } => write!(f, "std_with_ddof {ddof}"),
            Self::Quantile {
                at: 0.5,
                between: Interpolation::Linear,
            } => f.write_str("median"),
            Self::Quantile { at, between } => write!(f, "quantile {at} {between:?}"),
            Self::Unique => f.write_str("nunique"),
            Self::CumSum => f.write_str("cumsum"),
            Self::CumProd => f.write_str("cumprod"),
            Self::CumMin => f.write_str("cummin"),
            Self::CumMax => f.write_str("cummax"),
            Self::Ewm { of, moment } => {
                let (alpha, adjust, ignore_na) = of.parameters();
                let name = match moment {
                    Moment::Mean => "mean",
                    Moment::Var { root: false, .. } => "var",
                    Moment::Var { root: true, .. } => "std",
                };
                let bias = matches!(moment, Moment::Var { bias: true, .. });
                write!(
                    f,
                    "ewm_{name} alpha={alpha} adjust={adjust} ignore_na={ignore_na} bias={bias}"
                )
            }
            Self::Custom(_) => f.write_str("custom"),
        }
    }
}

macro_rules! aggregations {
    ($($(#[$doc:meta])+ $name:ident $how:expr;)*) => {
        impl Aggregation {
            $($(#[$doc])+
            pub fn $name(column: impl Into<String>) -> Self {
                Self { column: column.into(), how: $how }
            })*
        }
    };
}

aggregations! {
    /// How many cells are not missing.
    count How::Count;
    /// How many rows there are.
    size How::Size;
    /// The sum; of integers an integer.
    sum How::Sum;
    /// The product, a float.
    product How::Product;
    /// The mean.
    mean How::Mean;
    /// The smallest.
    min How::Min;
    /// The greatest.
    max How::Max;
    /// The first.
    first How::First;
    /// The last.
    last How::Last;
    /// The variance of a sample.
    var How::Var { ddof: 1, root: false };
    /// The standard deviation of a sample.
    std How::Var { ddof: 1, root: true };
    /// The median.
    median How::Quantile { at: 0.5, between: Interpolation::Linear };
    /// How many different values there are.
    nunique How::Unique;
    /// The sum up to each row; only while [`expanding`](super::DynFrame::expanding).
    cumsum How::CumSum;
    /// The product up to each row; only while [`expanding`](super::DynFrame::expanding).
    cumprod How::CumProd;
    /// The smallest up to each row; only while [`expanding`](super::DynFrame::expanding).
    cummin How::CumMin;
    /// The greatest up to each row; only while [`expanding`](super::DynFrame::expanding).
    cummax How::CumMax;
}

impl Aggregation {
    /// The variance, where `ddof` values count as none: 1 for a sample, 0 for all there are.
    pub fn var_with_ddof(column: impl Into<String>, ddof: u32) -> Self {
        Self {
            column: column.into(),
            how: How::Var { ddof, root: false },
        }
    }

    /// The standard deviation, where `ddof` values count as none: 1 for a sample, 0 for all there are.
    pub fn std_with_ddof(column: impl Into<String>, ddof: u32) -> Self {
        Self {
            column: column.into(),
            how: How::Var { ddof, root: true },
        }
    }

    /// The quantile, and what it is between two values; missing unless `quantile` is from 0 to 1.
    pub fn quantile(column: impl Into<String>, quantile: f64, between: Interpolation) -> Self {
        Self {
            column: column.into(),
            how: How::Quantile { at: quantile, between },
        }
    }

    /// The exponentially weighted mean; only while [`expanding`](super::DynFrame::expanding).
    pub fn ewm_mean(column: impl Into<String>, ewm: Ewm) -> Self {
        let moment = Moment::Mean;
        Self {
            column: column.into(),
            how: How::Ewm { of: ewm, moment },
        }
    }

    /// The exponentially weighted variance; only while [`expanding`](super::DynFrame::expanding).
    pub fn ewm_var(column: impl Into<String>, ewm: Ewm, bias: bool) -> Self {
        let moment = Moment::Var { bias, root: false };
        Self {
            column: column.into(),
            how: How::Ewm { of: ewm, moment },
        }
    }

    /// The exponentially weighted deviation; only while [`expanding`](super::DynFrame::expanding).
    pub fn ewm_std(column: impl Into<String>, ewm: Ewm, bias: bool) -> Self {
        let moment = Moment::Var { bias, root: true };
        Self {
            column: column.into(),
            how: How::Ewm { of: ewm, moment },
        }
    }

    /// An aggregation of one's own.
    pub fn custom(column: impl Into<String>, custom: impl Custom + 'static) -> Self {
        Self {
            column: column.into(),
            how: How::Custom(Arc::new(custom)),
        }
    }

    /// What the result is, of a column of a kind.
    pub(super) fn kind(&self, of: Kind) -> Result<Kind, DynError> {
        let unfit = |expected| DynError::Operation {
            operation: self.how.to_string(),
            found: std::format!("`{}`, which holds {of}", self.column),
            expected,
        };
        let is_number = matches!(of, Kind::Bool | Kind::Int | Kind::Float);
        match &self.how {
            How::Count | How::Size | How::Unique => Ok(Kind::Int),
            How::Min | How::Max | How::First | How::Last | How::CumMin | How::CumMax => Ok(of),
            How::Custom(custom) => {
                let kind = custom.kind(of);
                kind.ok_or_else(|| {
                    unfit("its `kind` says that it is not asked of these; cast the column, or take another")
                })
            }
            _ if !is_number => Err(unfit("it is asked of numbers")),
            How::Sum | How::CumSum if of != Kind::Float => Ok(Kind::Int),
            _ => Ok(Kind::Float),
        }
    }

    /// Whether it goes row by row.
    pub(super) fn is_cumulative(&self) -> bool {
        matches!(
            self.how,
            How::CumSum | How::CumProd | How::CumMin | How::CumMax | How::Ewm { .. }
        )
    }
}
