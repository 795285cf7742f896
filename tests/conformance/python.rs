//! Python's numbers and the functions that the recordings name.
//!
//! [`Num`] is Python's `int` and `float` in one: `%` and [`Num::floor_div`] round down, `/` gives floats, and an int
//! equals the float of the same value.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::{Add, Div, Mul, Neg, Rem, Sub};

use crate::harness::Raised;

/// A number of Python's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Num {
    /// An `int`; the recordings stay far below where Python's would outgrow this one.
    Int(i64),
    /// A `float`.
    Float(f64),
}

use Num::{Float, Int};

impl Num {
    /// The nearest `float`.
    pub(crate) fn float(self) -> f64 {
        match self {
            Int(n) => n as f64,
            Float(x) => x,
        }
    }

    /// `self // other`.
    pub(crate) fn floor_div(self, other: impl Into<Self>) -> Self {
        match (self, other.into()) {
            (Int(a), Int(b)) => {
                let quotient = a.checked_div(b).expect("a division by zero");
                let inexact = a % b != 0 && (a < 0) != (b < 0);
                Int(quotient - i64::from(inexact))
            }
            (a, b) => Float((a.float() / b.float()).floor()),
        }
    }

    /// What `op` makes of two ints, or `float_op` if one is a float.
    fn with(self, other: Self, op: fn(i64, i64) -> Option<i64>, float_op: fn(f64, f64) -> f64) -> Self {
        match (self, other) {
            (Int(a), Int(b)) => Int(op(a, b).expect("an int beyond 64 bits, or a zero divisor")),
            (a, b) => Float(float_op(a.float(), b.float())),
        }
    }

    fn modulo(self, other: Self) -> Self {
        self.with(
            other,
            |a, b| {
                let rest = a.checked_rem(b)?;
                let opposite = rest != 0 && (rest < 0) != (b < 0);
                Some(if opposite { rest + b } else { rest })
            },
            |a, b| {
                let rest = a % b;
                if rest != 0.0 && (rest < 0.0) != (b < 0.0) {
                    rest + b
                } else {
                    rest
                }
            },
        )
    }
}

impl Default for Num {
    fn default() -> Self {
        Int(0)
    }
}

impl From<i32> for Num {
    fn from(n: i32) -> Self {
        Int(n.into())
    }
}

impl From<i64> for Num {
    fn from(n: i64) -> Self {
        Int(n)
    }
}

impl From<f64> for Num {
    fn from(x: f64) -> Self {
        Float(x)
    }
}

/// `a op b`, also for borrowed `a` and for literals as `b`.
macro_rules! operator {
    ($trait:ident $method:ident |$a:ident, $b:ident| $result:expr) => {
        impl<T: Into<Num>> $trait<T> for Num {
            type Output = Num;
            fn $method(self, other: T) -> Num {
                let ($a, $b) = (self, other.into());
                $result
            }
        }
        impl<T: Into<Num>> $trait<T> for &Num {
            type Output = Num;
            fn $method(self, other: T) -> Num {
                $trait::$method(*self, other)
            }
        }
    };
}

operator!(Add add |a, b| a.with(b, i64::checked_add, |a, b| a + b));
operator!(Sub sub |a, b| a.with(b, i64::checked_sub, |a, b| a - b));
operator!(Mul mul |a, b| a.with(b, i64::checked_mul, |a, b| a * b));
operator!(Div div |a, b| Float(a.float() / b.float()));
operator!(Rem rem |a, b| a.modulo(b));

impl Neg for Num {
    type Output = Self;
    fn neg(self) -> Self {
        Self::default() - self
    }
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Int(a), Int(b)) => a == b,
            (a, b) => a.float() == b.float(),
        }
    }
}

// Two NaNs differ, so that `unique` passes both, as it does for different NaN objects in Python.
impl Eq for Num {}

impl PartialOrd for Num {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Int(a), Int(b)) => Some(a.cmp(b)),
            (a, b) => a.float().partial_cmp(&b.float()),
        }
    }
}

impl PartialEq<i32> for Num {
    fn eq(&self, other: &i32) -> bool {
        *self == Self::from(*other)
    }
}

impl PartialOrd<i32> for Num {
    fn partial_cmp(&self, other: &i32) -> Option<Ordering> {
        self.partial_cmp(&Self::from(*other))
    }
}

impl Hash for Num {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match *self {
            Int(n) => n.hash(state),
            // The conversion saturates: a collision, no more.
            Float(x) if x.fract() == 0.0 => (x as i64).hash(state),
            Float(x) => x.to_bits().hash(state),
        }
    }
}

/// Python's `str`.
impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Int(n) => write!(f, "{n}"),
            Float(x) if x.is_nan() => write!(f, "nan"),
            Float(x) if x.is_infinite() => write!(f, "{x}"),
            Float(x) if x == 0.0 || (1e-4..1e16).contains(&x.abs()) => write!(f, "{x:?}"),
            Float(x) => {
                let text = format!("{x:e}");
                let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
                let (sign, exponent) = match exponent.strip_prefix('-') {
                    Some(exponent) => ('-', exponent),
                    None => ('+', exponent),
                };
                write!(f, "{digits}e{sign}{exponent:0>2}")
            }
        }
    }
}

/// `sum(items)`.
pub(crate) fn sum(items: &[Num]) -> Num {
    items.iter().fold(Num::default(), |total, x| total + *x)
}

/// `max(a, b)`: the first of equal ones.
pub(crate) fn max(a: &Num, b: Num) -> Num {
    if b > *a { b } else { *a }
}

/// `min(a, b)`: the first of equal ones.
pub(crate) fn min(a: &Num, b: Num) -> Num {
    if b < *a { b } else { *a }
}

/// `tuple(sorted(items))`.
pub(crate) fn sorted(items: &[Num]) -> Vec<Num> {
    let mut sorted = items.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    sorted
}

/// `raise_if(c, x)`: `x`, or a `Boom`.
pub(crate) fn raise_if<T>(condition: bool, x: T) -> Result<T, Raised> {
    if condition { Err(Raised::Boom) } else { Ok(x) }
}

/// One step of the Collatz sequence.
pub(crate) fn collatz(x: Num) -> Num {
    if x % 2 == 0 { x.floor_div(2) } else { x * 3 + 1 }
}

/// `welford(state, x)`: the state is the count, the mean and the sum of squared differences from it; what is handed on
/// has the variance in the last place.
pub(crate) fn welford((n, mean, m2): &mut (i64, f64, f64), x: f64) -> (i64, f64, f64) {
    *n += 1;
    let before = x - *mean;
    *mean += before / *n as f64;
    *m2 += before * (x - *mean);
    (*n, *mean, *m2 / *n as f64)
}

/// `topk(k)`: the `k` largest, descending.
pub(crate) fn topk(k: usize) -> impl FnMut(&Vec<Num>, Num) -> Vec<Num> {
    move |largest, x| {
        let mut next = largest.clone();
        next.push(x);
        next.sort_by(|a, b| b.partial_cmp(a).unwrap_or(Ordering::Equal));
        next.truncate(k);
        next
    }
}
