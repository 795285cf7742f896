//! Sums of floats that keep what rounding takes away.

/// A sum and what it lost: nearly twice the digits of an `f64`.
///
/// The error of each addition is found exactly (Knuth's TwoSum) and summed beside the sum.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    /// The sum of nothing.
    pub(super) const NOTHING: Self = Self { sum: 0.0, lost: 0.0 };

    /// Adds a number.
    #[inline(always)]
    pub(super) fn add(&mut self, number: f64) {
        let (sum, lost) = two_sum(self.sum, number);
        self.sum = sum;
        self.lost += lost;
    }

    /// The sum as one number.
    #[inline(always)]
    pub(super) fn value(self) -> f64 {
        self.pair().0
    }

    /// The sum as a number and a much smaller rest.
    #[inline(always)]
    pub(super) fn pair(self) -> (f64, f64) {
        // What an infinite sum lost is not a number.
        if self.sum.is_finite() {
            two_sum(self.sum, self.lost)
        } else {
            (self.sum, 0.0)
        }
    }
}

/// A sum and its error, exactly.
#[inline(always)]
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

/// A product and its error, exactly: Dekker's, as few machines have the instruction that would tell.
#[inline(always)]
fn two_product(a: f64, b: f64) -> (f64, f64) {
    // Half the digits of a number.
    let split = |number: f64| {
        let scaled = number * 134_217_729.0;
        let high = scaled - (scaled - number);
        (high, number - high)
    };
    let product = a * b;
    let ((a_high, a_low), (b_high, b_low)) = (split(a), split(b));
    let error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, error)
}

/// `count * squares - sum²`, of which hardly a digit need be left where the two are nearly equal.
#[inline(always)]
pub(super) fn spread(count: f64, squares: Compensated, sum: Compensated) -> f64 {
    let ((squares, squares_low), (sum, sum_low)) = (squares.pair(), sum.pair());
    let (all, all_low) = two_product(count, squares);
    let (square, square_low) = two_product(sum, sum);
    let (spread, lost) = two_sum(all, -square);
    spread + (lost + (all_low + count * squares_low) - (square_low + 2.0 * sum * sum_low))
}
