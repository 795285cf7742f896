//! Sums of deviations from a cell, of which variances are made.

use super::block;
use super::compensated::{Compensated, spread};
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

    /// See [`Fold::joining`].
    ///
    /// All ends of a tile have one anchor, and so have all beginnings: how far they are apart is the same for all.
    #[inline(always)]
    pub(super) fn joining(older: Self, middle: Option<Self>, newer: Self) -> impl Fn(Self, Self) -> Self {
        let middle = middle.unwrap_or(Self::NONE);
        let anchor = if middle.count > 0.0 {
            middle.anchor
        } else if older.count > 0.0 {
            older.anchor
        } else {
            newer.anchor
        };
        let (older_by, newer_by) = (older.anchor - anchor, newer.anchor - anchor);
        move |older, newer| {
            // An anchor need not be in the window where there is no cell, and may be infinite; and without a cell of the
            // older tiles theirs is not.
            let older_by = if older.count == 0.0 { 0.0 } else { older_by };
            let alone = older.count + middle.count == 0.0;
            let newer_by = if newer.count == 0.0 || alone { 0.0 } else { newer_by };
            let ((older_sum, older_squares), (newer_sum, newer_squares)) =
                (older.moved(older_by), newer.moved(newer_by));
            Self {
                count: older.count + middle.count + newer.count,
                anchor,
                sum: older_sum + middle.sum + newer_sum,
                squares: older_squares + middle.squares + newer_squares,
            }
        }
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

/// How many there are, the sum of the distances from an anchor, that of their squares.
type Sums = [f64; 3];

#[inline(always)]
fn add([a, b, c]: Sums, [d, e, f]: Sums) -> Sums {
    [a + d, b + e, c + f]
}

/// Those of one value; nothing of `NaN`.
#[inline(always)]
fn sums(value: f64, anchor: f64) -> Sums {
    let distance = value - anchor;
    if value.is_nan() {
        [0.0; 3]
    } else {
        [1.0, distance, distance * distance]
    }
}

#[inline(always)]
fn deviations([count, sum, squares]: Sums, anchor: f64) -> Deviations {
    Deviations {
        count,
        // An anchor that is not among the cells must not count, which it would if it were infinite.
        anchor: if count == 0.0 { 0.0 } else { anchor },
        sum,
        squares,
    }
}

/// The first value that is not missing.
#[inline(always)]
fn anchor<'a, C: Real + 'a>(cells: impl Iterator<Item = &'a C>) -> f64 {
    cells
        .map(|cell| cell.real())
        .find(|value| !value.is_nan())
        .unwrap_or(0.0)
}

/// The distance of a value, and its square.
#[inline(always)]
fn distance(value: f64, anchor: f64) -> [f64; 2] {
    let distance = value - anchor;
    [distance, distance * distance]
}

#[inline(always)]
fn add_distances([a, b]: [f64; 2], [c, d]: [f64; 2]) -> [f64; 2] {
    [a + c, b + d]
}

/// Deviations of all up to each, about the first.
#[inline(always)]
pub(super) fn scan_after<C: Real>(carry: Deviations, cells: &[C], whole: bool, out: &mut [Deviations]) -> Deviations {
    let anchor = if carry.count == 0.0 {
        anchor(cells.iter())
    } else {
        carry.anchor
    };
    if whole {
        let deviations = |[sum, squares]: [f64; 2], count| Deviations {
            count: carry.count + count,
            anchor,
            sum,
            squares,
        };
        let last = block::prefix(
            [carry.sum, carry.squares],
            cells,
            out,
            |cell: C| distance(cell.real(), anchor),
            add_distances,
            deviations,
        );
        return deviations(last, cells.len() as f64);
    }
    let last = block::prefix(
        [carry.count, carry.sum, carry.squares],
        cells,
        out,
        |cell: C| sums(cell.real(), anchor),
        add,
        |sums, _| deviations(sums, anchor),
    );
    deviations(last, anchor)
}

/// Deviations of all from each, about the last.
#[inline(always)]
pub(super) fn scan_before<C: Real>(cells: &[C], whole: bool, out: &mut [Deviations]) -> Deviations {
    let anchor = anchor(cells.iter().rev());
    if whole {
        let deviations = |[sum, squares]: [f64; 2], count| Deviations {
            count,
            anchor,
            sum,
            squares,
        };
        let first = block::suffix(
            [0.0; 2],
            cells,
            out,
            |cell: C| distance(cell.real(), anchor),
            add_distances,
            deviations,
        );
        return deviations(first, cells.len() as f64);
    }
    let first = block::suffix(
        [0.0; 3],
        cells,
        out,
        |cell: C| sums(cell.real(), anchor),
        add,
        |sums, _| deviations(sums, anchor),
    );
    deviations(first, anchor)
}

/// Deviations of all, about the first: the same bits as the last of [`scan_after`].
#[inline(always)]
pub(super) fn reduce<C: Real>(cells: &[C]) -> Deviations {
    let anchor = anchor(cells.iter());
    let sums = block::reduce([0.0; 3], cells, |cell: C| sums(cell.real(), anchor), add);
    deviations(sums, anchor)
}
