//! The states of aggregations. Everything is recomputed of plain cells, so that it can be held against the kernels.

use std::collections::BTreeSet;
use std::string::ToString;
use std::vec::Vec;

use super::aggregation::How;
use super::column::Kind;
use super::double::Double;
use super::error::DynError;
use super::value::Value;
use super::weighted::Weighted;
use crate::frame::kernel::quantile::Interpolation;

/// What an aggregation has seen; how it aggregates is told anew each time.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Accumulator {
    rows: u64,
    present: u64,
    last_missing: bool,
    whole: i128,
    sum: Double,
    squares: Double,
    product: f64,
    best: Value,
    numbers: Vec<f64>,
    values: BTreeSet<Value>,
    weighted: Weighted,
    custom: Vec<Value>,
}

impl Accumulator {
    /// Nothing seen yet.
    pub(super) fn new(how: &How) -> Self {
        Self {
            rows: 0,
            present: 0,
            last_missing: true,
            whole: 0,
            sum: Double::default(),
            squares: Double::default(),
            product: 1.0,
            best: Value::Missing,
            numbers: Vec::new(),
            values: BTreeSet::new(),
            weighted: Weighted::default(),
            custom: match how {
                How::Custom(custom) => custom.initial(),
                _ => Vec::new(),
            },
        }
    }

    pub(super) fn push(&mut self, how: &How, cell: &Value) {
        self.rows += 1;
        self.last_missing = cell.is_missing();
        if let How::Ewm { of, .. } = how {
            self.weighted.push(*of, cell.number().filter(|x| !x.is_nan()));
        }
        if self.last_missing {
            return;
        }
        self.present += 1;
        let number = cell.number().unwrap_or(f64::NAN);
        match how {
            How::Count | How::Size | How::Ewm { .. } => {}
            How::Sum | How::CumSum => match *cell {
                Value::Int(value) => self.whole += i128::from(value),
                Value::Bool(value) => self.whole += i128::from(value),
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
            How::Quantile { .. } => self.numbers.push(number),
            How::Unique => {
                self.values.insert(cell.clone());
            }
            How::Custom(custom) => custom.on_new(&mut self.custom, cell),
        }
    }

    /// The result, of a kind that [`Aggregation::kind`](super::Aggregation) told; `name` is what it is called.
    pub(super) fn value(&self, how: &How, kind: Kind, name: &str) -> Result<Value, DynError> {
        let count = self.present as f64;
        let cumulative = matches!(how, How::CumSum | How::CumProd | How::CumMin | How::CumMax);
        if cumulative && self.last_missing {
            return Ok(Value::Missing);
        }
        Ok(match how {
            How::Count => Value::Int(self.present as i64),
            How::Size => Value::Int(self.rows as i64),
            How::Unique => Value::Int(self.values.len() as i64),
            How::Sum | How::CumSum if kind == Kind::Int => {
                Value::Int(i64::try_from(self.whole).map_err(|_| DynError::Overflow {
                    column: name.to_string(),
                })?)
            }
            How::Sum | How::CumSum => self.sum.value().into(),
            How::Product | How::CumProd => self.product.into(),
            How::Mean => (self.sum.value() / count).into(),
            How::Min | How::Max | How::First | How::Last | How::CumMin | How::CumMax => self.best.clone(),
            How::Var { ddof, root } if self.present > u64::from(*ddof) => {
                let squares = self.squares.minus(self.sum.square().over(count));
                let variance = squares.value().max(0.0) / (count - f64::from(*ddof));
                // The greater of NaN and 0 is 0.
                let variance = if squares.value().is_nan() { f64::NAN } else { variance };
                (if *root { variance.sqrt() } else { variance }).into()
            }
            How::Var { .. } => Value::Missing,
            How::Quantile { at, between } => self.quantile(*at, *between).into(),
            How::Ewm { of, .. } if self.present < of.least() => Value::Missing,
            How::Ewm { moment, .. } => self.weighted.value(*moment).into(),
            How::Custom(custom) => custom.result(&self.custom, self.present).checked(kind, name)?,
        })
    }

    /// How many rows there are that count for `min_periods`.
    pub(super) fn counted(&self, how: &How) -> u64 {
        match how {
            How::Count | How::Size => self.rows,
            _ => self.present,
        }
    }

    fn quantile(&self, quantile: f64, between: Interpolation) -> f64 {
        let mut sorted = self.numbers.clone();
        sorted.sort_by(f64::total_cmp);
        if sorted.is_empty() || !(0.0..=1.0).contains(&quantile) {
            return f64::NAN;
        }
        let place = quantile * (sorted.len() - 1) as f64;
        let (low, part) = (place.floor() as usize, place.fract());
        let (a, b) = (sorted[low], sorted[(low + 1).min(sorted.len() - 1)]);
        if part == 0.0 || a == b {
            return a;
        }
        let within = match between {
            Interpolation::Lower => return a,
            Interpolation::Higher => return b,
            Interpolation::Nearest if part == 0.5 => return if low.is_multiple_of(2) { a } else { b },
            Interpolation::Nearest => return if part < 0.5 { a } else { b },
            Interpolation::Linear => a + (b - a) * part,
            Interpolation::Midpoint => f64::midpoint(a, b),
        };
        // Between a number and an infinity there is only the infinity.
        if within.is_nan() { a + b } else { within }
    }
}
