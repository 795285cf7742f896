//! Exponentially weighted moments.

use crate::frame::kernel::ewm::Ewm;

#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Mean,
    Var { bias: bool, root: bool },
}

/// Exponentially weighted moments, step by step as pandas defines them.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Weighted {
    // None before the first: not every format that states are saved in has a `NaN`.
    mean: Option<f64>,
    covariance: f64,
    /// The weight of all before, and the sums of all weights and of their squares.
    old: f64,
    sum: f64,
    squares: f64,
}

impl Default for Weighted {
    fn default() -> Self {
        Self {
            mean: None,
            covariance: 0.0,
            old: 1.0,
            sum: 1.0,
            squares: 1.0,
        }
    }
}

impl Weighted {
    pub(super) fn push(&mut self, of: Ewm, x: Option<f64>) {
        // Between infinities of both signs there is no mean either.
        let Some(mean) = self.mean.filter(|mean| !mean.is_nan()) else {
            self.mean = x;
            return;
        };
        let (alpha, adjust, ignore_na) = of.parameters();
        if x.is_none() && ignore_na {
            return;
        }
        let rest = 1.0 - alpha;
        self.old *= rest;
        self.sum *= rest;
        self.squares *= rest * rest;
        let Some(x) = x else { return };
        let new = if adjust { 1.0 } else { alpha };
        let all = self.old + new;
        let next = if mean == x {
            x
        } else {
            (self.old * mean + new * x) / all
        };
        self.mean = Some(next);
        let (before, now) = (mean - next, x - next);
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
        let mean = self.mean.unwrap_or(f64::NAN);
        match moment {
            Moment::Mean => mean,
            Moment::Var { bias, root } => {
                let all = self.sum * self.sum;
                let variance = match (bias, all - self.squares) {
                    (true, _) if mean.is_nan() => f64::NAN,
                    (true, _) => self.covariance,
                    (false, rest) if rest > 0.0 => all / rest * self.covariance,
                    (false, _) => f64::NAN,
                };
                if root { variance.sqrt() } else { variance }
            }
        }
    }
}
