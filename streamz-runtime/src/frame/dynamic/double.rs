//! Sums of squares without loss.

/// A number of twice the precision.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Double {
    high: f64,
    low: f64,
}

impl Double {
    pub(super) fn add(&mut self, x: f64) {
        *self = self.plus(Self { high: x, low: 0.0 });
    }

    pub(super) fn add_square(&mut self, x: f64) {
        *self = self.plus(Self { high: x, low: 0.0 }.square());
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let high = self.high + other.high;
        if !high.is_finite() {
            return Self { high, low: 0.0 };
        }
        let rest = high - self.high;
        let low = (self.high - (high - rest)) + (other.high - rest) + self.low + other.low;
        let sum = high + low;
        Self {
            high: sum,
            low: low - (sum - high),
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(Self {
            high: -other.high,
            low: -other.low,
        })
    }

    pub(super) fn square(self) -> Self {
        let high = self.high * self.high;
        let low = self.high.mul_add(self.high, -high) + 2.0 * self.high * self.low;
        Self {
            high,
            low: if high.is_finite() { low } else { 0.0 },
        }
    }

    pub(super) fn over(self, by: f64) -> Self {
        let high = self.high / by;
        let low = (-high).mul_add(by, self.high) + self.low;
        Self {
            high,
            low: if high.is_finite() { low / by } else { 0.0 },
        }
    }

    pub(super) fn value(self) -> f64 {
        self.high + self.low
    }
}
