//! What many cells become one value by. Everything is recomputed of plain cells, so that it can be held against the kernels.

use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use super::column::{Cell, Kind};
use super::double::Double;
use super::error::DynError;
use super::weighted::{Moment, Weighted};
use crate::frame::kernel::ewm::Ewm;

/// An aggregation of a column.
///
/// Missing cells are skipped, as pandas does.
#[derive(Clone, Debug)]
pub struct Aggregation {
    pub(super) column: String,
    pub(super) how: How,
}

#[derive(Clone, Copy, Debug)]
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
    Quantile(f64),
    Unique,
    CumSum,
    CumProd,
    CumMin,
    CumMax,
    Ewm { of: Ewm, moment: Moment },
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
    median How::Quantile(0.5);
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

    /// The quantile, between two values in proportion; missing unless `quantile` is from 0 to 1.
    pub fn quantile(column: impl Into<String>, quantile: f64) -> Self {
        Self {
            column: column.into(),
            how: How::Quantile(quantile),
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

    /// What the result is, of a column of a kind.
    pub(super) fn kind(&self, of: Kind) -> Result<Kind, DynError> {
        let needs = |fits: bool, expected| match fits {
            true => Ok(()),
            false => Err(DynError::Operation {
                operation: format!("{:?}", self.how).to_lowercase(),
                found: format!("`{}`, which holds {of}", self.column),
                expected,
            }),
        };
        let is_number = matches!(of, Kind::Bool | Kind::Int | Kind::Float);
        Ok(match self.how {
            How::Count | How::Size | How::Unique => Kind::Int,
            How::Min | How::Max | How::First | How::Last | How::CumMin | How::CumMax => of,
            How::Sum | How::CumSum => {
                needs(is_number, "it is asked of numbers")?;
                if of == Kind::Float { Kind::Float } else { Kind::Int }
            }
            _ => {
                needs(is_number, "it is asked of numbers")?;
                Kind::Float
            }
        })
    }

    /// Whether it goes row by row.
    pub(super) fn is_cumulative(&self) -> bool {
        matches!(
            self.how,
            How::CumSum | How::CumProd | How::CumMin | How::CumMax | How::Ewm { .. }
        )
    }

    /// Nothing seen yet.
    pub(super) fn begin(&self) -> Accumulator {
        Accumulator {
            how: self.how,
            rows: 0,
            present: 0,
            last_missing: true,
            whole: 0,
            sum: Double::default(),
            squares: Double::default(),
            product: 1.0,
            best: Cell::Missing,
            numbers: Vec::new(),
            values: BTreeSet::new(),
            weighted: Weighted::default(),
        }
    }
}

/// What an aggregation has seen.
#[derive(Clone, Debug)]
pub(super) struct Accumulator {
    how: How,
    pub(super) rows: u64,
    pub(super) present: u64,
    last_missing: bool,
    whole: i128,
    sum: Double,
    squares: Double,
    product: f64,
    best: Cell,
    numbers: Vec<f64>,
    values: BTreeSet<Cell>,
    weighted: Weighted,
}

impl Accumulator {
    pub(super) fn push(&mut self, cell: &Cell) {
        self.rows += 1;
        self.last_missing = cell.is_missing();
        if let How::Ewm { of, .. } = self.how {
            self.weighted.push(of, cell.number().unwrap_or(f64::NAN));
        }
        if self.last_missing {
            return;
        }
        self.present += 1;
        let number = cell.number().unwrap_or(f64::NAN);
        match self.how {
            How::Count | How::Size | How::Ewm { .. } => {}
            How::Sum | How::CumSum => match *cell {
                Cell::Int(value) => self.whole += i128::from(value),
                Cell::Bool(value) => self.whole += i128::from(value),
                _ => self.sum.add(number),
            },
            How::Product | How::CumProd => self.product *= number,
            How::Mean => self.sum.add(number),
            How::Min | How::CumMin if self.best.is_missing() || *cell < self.best => self.best = cell.clone(),
            How::Max | How::CumMax if self.best.is_missing() || *cell > self.best => self.best = cell.clone(),
            How::First if self.best.is_missing() => self.best = cell.clone(),
            How::Last => self.best = cell.clone(),
            How::Min | How::Max | How::CumMin | How::CumMax | How::First => {}
            How::Var { .. } => {
                self.sum.add(number);
                self.squares.add_square(number);
            }
            How::Quantile(_) => self.numbers.push(number),
            How::Unique => {
                self.values.insert(cell.clone());
            }
        }
    }

    /// The result, of a kind that [`Aggregation::kind`] told; `name` is what it is called.
    pub(super) fn value(&self, kind: Kind, name: &str) -> Result<Cell, DynError> {
        let count = self.present as f64;
        let number = |value: f64| {
            if value.is_nan() {
                Cell::Missing
            } else {
                Cell::Float(value)
            }
        };
        let cumulative = matches!(self.how, How::CumSum | How::CumProd | How::CumMin | How::CumMax);
        if cumulative && self.last_missing {
            return Ok(Cell::Missing);
        }
        Ok(match self.how {
            How::Count => Cell::Int(self.present as i64),
            How::Size => Cell::Int(self.rows as i64),
            How::Unique => Cell::Int(self.values.len() as i64),
            How::Sum | How::CumSum if kind == Kind::Int => {
                Cell::Int(i64::try_from(self.whole).map_err(|_| DynError::Overflow {
                    column: name.to_string(),
                })?)
            }
            How::Sum | How::CumSum => number(self.sum.value()),
            How::Product | How::CumProd => number(self.product),
            How::Mean => number(self.sum.value() / count),
            How::Min | How::Max | How::First | How::Last | How::CumMin | How::CumMax => self.best.clone(),
            How::Var { ddof, root } if self.present > u64::from(ddof) => {
                let squares = self.squares.minus(self.sum.square().over(count));
                let variance = squares.value().max(0.0) / (count - f64::from(ddof));
                // The greater of NaN and 0 is 0.
                let variance = if squares.value().is_nan() { f64::NAN } else { variance };
                number(if root { variance.sqrt() } else { variance })
            }
            How::Var { .. } => Cell::Missing,
            How::Quantile(quantile) => number(self.quantile(quantile)),
            How::Ewm { moment, .. } => number(self.weighted.value(moment)),
        })
    }

    fn quantile(&self, quantile: f64) -> f64 {
        let mut sorted = self.numbers.clone();
        sorted.sort_by(f64::total_cmp);
        if sorted.is_empty() || !(0.0..=1.0).contains(&quantile) {
            return f64::NAN;
        }
        let place = quantile * (sorted.len() - 1) as f64;
        let (low, part) = (place.floor() as usize, place.fract());
        let (a, b) = (sorted[low], sorted[(low + 1).min(sorted.len() - 1)]);
        let between = a + (b - a) * part;
        match part == 0.0 || a == b {
            true => a,
            // Between a number and an infinity there is only the infinity.
            false if between.is_nan() => a + b,
            false => between,
        }
    }
}
