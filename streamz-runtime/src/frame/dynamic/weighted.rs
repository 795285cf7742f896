//! Exponentially weighted moments.

use crate::frame::kernel::ewm::Ewm;

#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Mean,
    Var { bias: bool, root: bool },
}

/// Exponentially weighted moments, step by step as pandas defines them.
#[derive(Clone, Debug)]
pub(super) struct Weighted {
    mean: f64,
    covariance: f64,
    /// The weight of all before, and the sums of all weights and of their squares.
    old: f64,
    sum: f64,
    squares: f64,
}

impl Default for Weighted {
    fn default() -> Self {
        Self {
            mean: f64::NAN,
            covariance: 0.0,
            old: 1.0,
            sum: 1.0,
            squares: 1.0,
        }
    }
}

impl Weighted {
    pub(super) fn push(&mut self, of: Ewm, x: f64) {
        if self.mean.is_nan() {
            self.mean = x;
            return;
        }
        let (alpha, adjust, ignore_na) = of.parameters();
        if x.is_nan() && ignore_na {
            return;
        }
        let rest = 1.0 - alpha;
        self.old *= rest;
        self.sum *= rest;
        self.squares *= rest * rest;
        if x.is_nan() {
            return;
        }
        let new = if adjust { 1.0 } else { alpha };
        let (mean, all) = (self.mean, self.old + new);
        if mean != x {
            self.mean = (self.old * mean + new * x) / all;
        }
        let (before, now) = (mean - self.mean, x - self.mean);
        self.covariance = (self.old * (self.covariance + before * before) + new * now * now) / all;
        self.sum += new;
        self.squares += new * new;
        self.old = all;
        if !adjust {
            self.sum /= all;
            self.squares /= all * all;
            self.old = 1.0;
        }
    }

    pub(super) fn value(&self, moment: Moment) -> f64 {
        match moment {
            Moment::Mean => self.mean,
            Moment::Var { bias, root } => {
                let all = self.sum * self.sum;
                let variance = match (bias, all - self.squares) {
                    (true, _) if self.mean.is_nan() => f64::NAN,
                    (true, _) => self.covariance,
                    (false, rest) if rest > 0.0 => all / rest * self.covariance,
                    (false, _) => f64::NAN,
                };
                if root { variance.sqrt() } else { variance }
            }
        }
    }
}
