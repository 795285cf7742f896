//! Sums of deviations from a cell, of which variances are made.

use super::compensated::{Compensated, spread};
use super::{Fold, TileScan, block};
use crate::frame::cell::Real;

/// How many cells there are, and the sums of their distances from one of them, or from their mean, and of the squares.
///
/// As the anchor lies among the cells, the squares are at most about as many times the variance as there are cells, and
/// the difference that the variance is loses no more than that.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Deviations {
    count: f64,
    anchor: f64,
    sum: f64,
    squares: f64,
}

impl Deviations {
    pub(super) const NONE: Self = Self {
        count: 0.0,
        anchor: 0.0,
        sum: 0.0,
        squares: 0.0,
    };

    #[inline(always)]
    pub(super) fn of(value: f64) -> Self {
        if value.is_nan() {
            Self::NONE
        } else {
            Self {
                count: 1.0,
                anchor: value,
                ..Self::NONE
            }
        }
    }

    /// Those of the cells of both.
    #[inline(always)]
    pub(super) fn merge(self, other: Self) -> Self {
        let anchor = self.anchor_with(other);
        let (sum, squares) = self.about(anchor);
        let (other_sum, other_squares) = other.about(anchor);
        Self {
            count: self.count + other.count,
            anchor,
            sum: sum + other_sum,
            squares: squares + other_squares,
        }
    }

    /// The anchor of the one that has more cells.
    #[inline(always)]
    fn anchor_with(self, other: Self) -> f64 {
        if self.count < other.count {
            other.anchor
        } else {
            self.anchor
        }
    }

    /// The sums about another anchor.
    #[inline(always)]
    fn about(self, anchor: f64) -> (f64, f64) {
        self.moved(self.anchor - anchor)
    }

    /// The sums about an anchor that is less by so much.
    #[inline(always)]
    fn moved(self, by: f64) -> (f64, f64) {
        let sum = self.sum + self.count * by;
        (sum, self.squares + by * (self.sum + sum))
    }

    /// The same about the float nearest to the mean.
    #[inline(always)]
    pub(super) fn centred(self) -> Self {
        if self.count == 0.0 {
            return self;
        }
        let anchor = self.anchor + self.sum / self.count;
        let (sum, squares) = self.about(anchor);
        Self {
            anchor,
            sum,
            squares,
            ..self
        }
    }

    #[inline(always)]
    pub(super) fn variance(self, count: u64, ddof: u32) -> f64 {
        let free = count.saturating_sub(u64::from(ddof));
        // Not a branch, so that all of this is done once for windows that have as many cells.
        let of_free = if free > 0 { 1.0 / free as f64 } else { f64::NAN };
        let of_all = 1.0 / count as f64;
        let squares = self.squares - self.sum * self.sum * of_all;
        // Less than nothing is what rounding makes of nothing.
        (if squares < 0.0 { 0.0 } else { squares }) * of_free
    }
}

/// Sums about the first value, with what rounding takes from them: one outlier may come first, and stays.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TotalDeviations {
    // `NaN` before the first value.
    anchor: f64,
    sum: Compensated,
    squares: Compensated,
}

impl TotalDeviations {
    pub(super) const NONE: Self = Self {
        anchor: f64::NAN,
        sum: Compensated::NOTHING,
        squares: Compensated::NOTHING,
    };

    #[inline(always)]
    pub(super) fn absorb(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        if self.anchor.is_nan() {
            self.anchor = value;
        }
        let distance = value - self.anchor;
        self.sum.add(distance);
        self.squares.add(distance * distance);
    }

    #[inline(always)]
    pub(super) fn variance(&self, count: u64, ddof: u32) -> f64 {
        if count <= u64::from(ddof) {
            return f64::NAN;
        }
        let count = count as f64;
        let spread = spread(count, self.squares, self.sum);
        (if spread < 0.0 { 0.0 } else { spread }) / count / (count - f64::from(ddof))
    }
}

/// The sum of the distances from an anchor, and that of their squares.
type Sums = [f64; 2];

#[inline(always)]
fn add([a, b]: Sums, [c, d]: Sums) -> Sums {
    [a + c, b + d]
}

/// Those of one value.
#[inline(always)]
fn there(value: f64, anchor: f64) -> Sums {
    let distance = value - anchor;
    [distance, distance * distance]
}

/// Those of one value, or nothing of `NaN`.
#[inline(always)]
fn distance(value: f64, anchor: f64) -> Sums {
    if value.is_nan() { [0.0; 2] } else { there(value, anchor) }
}

/// Edges that are sums about the same cell: the first of the tile where the window ends, which lies in every window that
/// begins before, or the last before it for as long as all of that tile are missing.
#[derive(Clone, Copy, Debug)]
pub struct AboutOne;

impl<C: Real, F: Fold<In = C, Part = Deviations>> TileScan<F> for AboutOne {
    type Edge = Sums;
    type About = f64;

    #[inline(always)]
    fn nothing() -> f64 {
        0.0
    }

    #[inline(always)]
    fn first(cells: &[C]) -> Option<(usize, f64)> {
        let values = cells.iter().map(|cell| cell.real());
        values.enumerate().find(|(_, value)| !value.is_nan())
    }

    #[inline(always)]
    fn last(cells: &[C]) -> Option<f64> {
        cells.iter().rev().map(|cell| cell.real()).find(|value| !value.is_nan())
    }

    #[inline(always)]
    fn none(_: &F) -> Sums {
        [0.0; 2]
    }

    #[inline]
    fn prefix(_: &F, about: f64, carry: Sums, cells: &[C], whole: bool, out: &mut [Sums]) {
        if whole {
            block::prefix(carry, cells, out, |cell: C| there(cell.real(), about), add);
        } else {
            block::prefix(carry, cells, out, |cell: C| distance(cell.real(), about), add);
        }
    }

    #[inline]
    fn suffix(_: &F, about: f64, carry: Sums, cells: &[C], whole: bool, out: &mut [Sums]) {
        if whole {
            block::suffix([0.0; 2], carry, cells, out, |cell: C| there(cell.real(), about), add);
        } else {
            block::suffix([0.0; 2], carry, cells, out, |cell: C| distance(cell.real(), about), add);
        }
    }

    #[inline]
    fn reduce(_: &F, cells: &[C]) -> Sums {
        let about = <Self as TileScan<F>>::first(cells).map_or(0.0, |(_, about)| about);
        block::reduce([0.0; 2], cells, |cell: C| distance(cell.real(), about), add)
    }

    #[inline(always)]
    fn part(_: &F, anchor: f64, [sum, squares]: Sums, count: u64) -> Deviations {
        if count == 0 {
            // An anchor that is not among the cells must not count, which it would if it were infinite.
            return Deviations::NONE;
        }
        Deviations {
            count: count as f64,
            anchor,
            sum,
            squares,
        }
    }

    #[inline(always)]
    fn edge(_: &F, about: f64, part: Deviations) -> Sums {
        if part.count == 0.0 {
            return [0.0; 2];
        }
        let (sum, squares) = part.about(about);
        [sum, squares]
    }

    #[inline(always)]
    fn joining(_: &F, middle: Option<Sums>) -> impl Fn(Sums, Sums) -> Sums {
        let middle = middle.unwrap_or([0.0; 2]);
        move |older, newer| add(add(older, middle), newer)
    }

    #[inline(always)]
    fn lower(fold: &F, edge: Sums, count: u64) -> F::Out {
        fold.lower(whole(edge), count)
    }

    #[inline(always)]
    fn missing(fold: &F, edge: Sums, count: u64) -> F::Out {
        fold.missing(whole(edge), count)
    }
}

/// Sums of a window, which knows itself how many cells it has, and need not know any more what they are about.
#[inline(always)]
fn whole([sum, squares]: Sums) -> Deviations {
    Deviations {
        sum,
        squares,
        ..Deviations::NONE
    }
}
