//! Medians and quantiles: exact, of everything seen, of windows, of groups.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::keyed_queue::Queued;
use super::order::{NO_CODE, Order, code, float};
pub use super::quantile_rank::Interpolation;
use super::quantile_rank::Rank;
use super::quantile_window::Window;
use crate::frame::aggregate::{Aggregate, Running, Sliding, Starts};
use crate::frame::cell::Real;

/// A quantile was asked for that is not between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("there is no quantile {q}; a quantile is from 0, the smallest cell, to 1, the largest: 0.9 for 90 percent")]
#[non_exhaustive]
pub struct NoQuantile {
    /// What was asked for.
    pub q: f64,
}

/// The median: the cell in the middle, or half the sum of the two in the middle. `NaN` of no cell.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Aggregate, Median, Sliding, Starts};
///
/// let mut medians = Median::new().sliding(Some(3), 1);
/// let mut out = Vec::new();
/// medians.scan(&[1, 9, 2, 2], Starts::Rows(3), &mut out);
/// assert_eq!(out, [1.0, 5.0, 2.0, 2.0]);
/// ```
#[derive(Debug)]
pub struct Median<T>(PhantomData<fn(T)>);

impl<T> Median<T> {
    /// The median.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// A quantile: the value that a part `q` of the cells is not above. `NaN` of no cell.
///
/// Numbers are those of pandas, but for infinities, of which pandas makes missing cells: here they are the largest and
/// the smallest cell, and between a number and an infinity is the infinity.
///
/// Everything seen is kept: memory grows with the number of different cells. A window keeps its rows.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Aggregate, Interpolation, Quantile, Running};
///
/// let mut ninety = Quantile::new(0.9, Interpolation::Linear)?.running();
/// ninety.extend(&[1.0, 2.0, f64::NAN, 3.0]);
/// assert_eq!(ninety.value(), 2.8);
///
/// let error = Quantile::<f64>::new(90.0, Interpolation::Linear).unwrap_err();
/// assert!(error.to_string().contains("there is no quantile 90"));
/// # Ok::<(), streamz::frame::NoQuantile>(())
/// ```
#[derive(Debug)]
pub struct Quantile<T>(Quantiles<T, 1>);

/// Several quantiles of the same cells, for little more than one costs.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Aggregate, Interpolation, Quantiles, Running};
///
/// let mut box_plot = Quantiles::new([0.25, 0.5, 0.75], Interpolation::Linear)?.running();
/// box_plot.extend(&[4, 1, 3, 2, 5]);
/// assert_eq!(box_plot.value(), [2.0, 3.0, 4.0]);
/// # Ok::<(), streamz::frame::NoQuantile>(())
/// ```
#[derive(Debug)]
pub struct Quantiles<T, const N: usize> {
    at: [f64; N],
    interpolation: Interpolation,
    cells: PhantomData<fn(T)>,
}

impl<T> Quantile<T> {
    /// The quantile `q`, from 0, the smallest cell, to 1, the largest.
    ///
    /// # Errors
    ///
    /// [`NoQuantile`] if `q` is not from 0 to 1.
    pub fn new(q: f64, interpolation: Interpolation) -> Result<Self, NoQuantile> {
        Quantiles::new([q], interpolation).map(Self)
    }
}

impl<T, const N: usize> Quantiles<T, N> {
    /// The quantiles `at`, each from 0, the smallest cell, to 1, the largest.
    ///
    /// # Errors
    ///
    /// [`NoQuantile`] for one that is not from 0 to 1.
    pub fn new(at: [f64; N], interpolation: Interpolation) -> Result<Self, NoQuantile> {
        match at.into_iter().find(|q| !(0.0..=1.0).contains(q)) {
            Some(q) => Err(NoQuantile { q }),
            None => Ok(Self {
                at,
                interpolation,
                cells: PhantomData,
            }),
        }
    }
}

/// The median is a quantile.
impl<T> From<Median<T>> for Quantile<T> {
    fn from(_: Median<T>) -> Self {
        Self(Quantiles {
            at: [0.5],
            interpolation: Interpolation::Midpoint,
            cells: PhantomData,
        })
    }
}

/// Some quantiles of everything seen.
#[derive(Clone, Debug)]
pub struct RunningQuantiles<T, const N: usize> {
    at: [f64; N],
    interpolation: Interpolation,
    order: Order,
    cells: PhantomData<fn(T)>,
}

impl<T: Real, const N: usize> Running for RunningQuantiles<T, N> {
    type In = T;
    type Out = [f64; N];

    fn push(&mut self, cell: T) {
        let cell = cell.real();
        if !cell.is_nan() {
            self.order.insert(code(cell));
        }
    }

    fn value(&self) -> [f64; N] {
        let count = self.order.len();
        if count == 0 {
            return [f64::NAN; N];
        }
        self.at.map(|q| {
            let rank = Rank::of(q, count);
            let (low, high) = self.order.nth(rank.low);
            let low = float(low);
            self.interpolation.between(rank, low, || high.map_or(low, float))
        })
    }
}

/// Some quantiles of a window.
///
/// A row that comes alone costs a search among what the window holds; rows that come together are sorted with it, which
/// costs some 30 ns for each, however long the window is.
#[derive(Clone, Debug)]
pub struct SlidingQuantiles<T, const N: usize> {
    window: Window<N>,
    codes: Vec<u64>,
    cells: PhantomData<fn(T)>,
}

impl<T: Real, const N: usize> SlidingQuantiles<T, N> {
    fn new(of: &Quantiles<T, N>, min_periods: usize) -> Self {
        Self {
            window: Window::new(of.at, of.interpolation, min_periods),
            codes: Vec::new(),
            cells: PhantomData,
        }
    }

    /// The codes of cells, in a buffer that is kept.
    fn encode(&mut self, cells: &[T]) {
        self.codes.clear();
        self.codes.extend(cells.iter().map(|cell| {
            let cell = cell.real();
            if cell.is_nan() { NO_CODE } else { code(cell) }
        }));
    }
}

impl<T: Real, const N: usize> Sliding for SlidingQuantiles<T, N> {
    type In = T;
    type Out = [f64; N];

    fn scan(&mut self, cells: &[T], starts: Starts<'_>, out: &mut Vec<[f64; N]>) {
        self.encode(cells);
        out.reserve(cells.len());
        self.window.scan(&self.codes, starts, |values| out.push(values));
    }

    fn extend(&mut self, cells: &[T], start: u64) {
        self.encode(cells);
        self.window.extend(&self.codes, start);
    }

    fn value(&self) -> [f64; N] {
        self.window.value()
    }
}

/// One quantile of everything seen.
#[derive(Clone, Debug)]
pub struct RunningQuantile<T>(RunningQuantiles<T, 1>);

impl<T: Real> Running for RunningQuantile<T> {
    type In = T;
    type Out = f64;

    fn push(&mut self, cell: T) {
        self.0.push(cell);
    }

    fn value(&self) -> f64 {
        let [value] = self.0.value();
        value
    }
}

/// One quantile of a window; see [`SlidingQuantiles`].
#[derive(Clone, Debug)]
pub struct SlidingQuantile<T>(SlidingQuantiles<T, 1>);

impl<T: Real> Sliding for SlidingQuantile<T> {
    type In = T;
    type Out = f64;

    fn scan(&mut self, cells: &[T], starts: Starts<'_>, out: &mut Vec<f64>) {
        self.0.encode(cells);
        out.reserve(cells.len());
        self.0.window.scan(&self.0.codes, starts, |[value]| out.push(value));
    }

    fn extend(&mut self, cells: &[T], start: u64) {
        self.0.extend(cells, start);
    }

    fn value(&self) -> f64 {
        let [value] = self.0.value();
        value
    }
}

impl<T: Real, const N: usize> Aggregate for Quantiles<T, N> {
    type In = T;
    type Out = [f64; N];
    type Running = RunningQuantiles<T, N>;
    type Sliding = SlidingQuantiles<T, N>;
    type Queue = Queued<SlidingQuantiles<T, N>>;

    fn running(&self) -> Self::Running {
        RunningQuantiles {
            at: self.at,
            interpolation: self.interpolation,
            order: Order::new(),
            cells: PhantomData,
        }
    }

    fn sliding(&self, _: Option<usize>, min_periods: usize) -> Self::Sliding {
        SlidingQuantiles::new(self, min_periods)
    }

    fn queue(&self, min_periods: usize) -> Self::Queue {
        Queued::new(self.sliding(None, min_periods))
    }
}

impl<T: Real> Aggregate for Quantile<T> {
    type In = T;
    type Out = f64;
    type Running = RunningQuantile<T>;
    type Sliding = SlidingQuantile<T>;
    type Queue = Queued<SlidingQuantile<T>>;

    fn running(&self) -> Self::Running {
        RunningQuantile(self.0.running())
    }

    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> Self::Sliding {
        SlidingQuantile(self.0.sliding(rows, min_periods))
    }

    fn queue(&self, min_periods: usize) -> Self::Queue {
        Queued::new(self.sliding(None, min_periods))
    }
}

impl<T: Real> Aggregate for Median<T> {
    type In = T;
    type Out = f64;
    type Running = RunningQuantile<T>;
    type Sliding = SlidingQuantile<T>;
    type Queue = Queued<SlidingQuantile<T>>;

    fn running(&self) -> Self::Running {
        Quantile::from(*self).running()
    }

    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> Self::Sliding {
        Quantile::from(*self).sliding(rows, min_periods)
    }

    fn queue(&self, min_periods: usize) -> Self::Queue {
        Quantile::from(*self).queue(min_periods)
    }
}

impl<T> Clone for Median<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Median<T> {}

impl<T> Default for Median<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Quantile<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Quantile<T> {}

impl<T, const N: usize> Clone for Quantiles<T, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, const N: usize> Copy for Quantiles<T, N> {}

crate::saved!([T, const N: usize] RunningQuantiles<T, N> { part order });
crate::saved!([T] RunningQuantile<T> { part 0 });
crate::saved!([T, const N: usize] SlidingQuantiles<T, N> { part window });
crate::saved!([T] SlidingQuantile<T> { part 0 });
