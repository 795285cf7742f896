//! Which of the sorted cells a quantile is, and what is between two of them.

/// What a quantile is that falls between two cells; the same names as in pandas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interpolation {
    /// As far between the two as the quantile is: `low + (high - low) * fraction`.
    #[default]
    Linear,
    /// The smaller one.
    Lower,
    /// The larger one.
    Higher,
    /// Half of their sum.
    Midpoint,
    /// The nearer one; of two that are equally near, the one with the even place, counted from 0.
    Nearest,
}

/// The place of a quantile among so many sorted cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rank {
    /// How many precede the lower cell.
    pub(super) low: u64,
    /// How far it is from there to the next.
    fraction: f64,
}

impl Rank {
    /// The place of quantile `q` among `count` cells, of which there is at least one.
    #[inline(always)]
    pub(super) fn of(q: f64, count: u64) -> Self {
        // At most `count - 1`, as `q` is at most 1.
        // Signed, for which there is an instruction.
        let place = q * (count - 1).cast_signed() as f64;
        let low = place as i64;
        Self {
            low: low.cast_unsigned(),
            fraction: place - low as f64,
        }
    }
}

impl Interpolation {
    /// The quantile, given the lower cell and a way to the next one, which is asked for only if it matters.
    #[inline(always)]
    pub(super) fn between(self, rank: Rank, low: f64, high: impl FnOnce() -> f64) -> f64 {
        if rank.fraction == 0.0 {
            return low;
        }
        match self {
            Self::Lower => low,
            Self::Higher => high(),
            Self::Nearest => {
                let down = rank.fraction < 0.5 || (rank.fraction == 0.5 && rank.low.is_multiple_of(2));
                if down { low } else { high() }
            }
            Self::Linear => {
                let high = high();
                finite(low + (high - low) * rank.fraction, low, high)
            }
            Self::Midpoint => {
                let high = high();
                (low + high) / 2.0
            }
        }
    }
}

/// The value, or what it tends to where infinities have made it `NaN`: between one number and an infinity there is only
/// the infinity, between the two infinities nothing.
#[inline(always)]
fn finite(value: f64, low: f64, high: f64) -> f64 {
    if value.is_nan() { low + high } else { value }
}
