//! How patient a retry is.

use crate::time::{Interval, NEVER, Ticks};

/// How long to wait before each further attempt, and how many attempts there are.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use streamz::time::Backoff;
///
/// // After 100, 200, 400, … up to 5,000 ms; 8 attempts in all.
/// let patient = Backoff::new(Duration::from_millis(100)).factor(2).at_most(Duration::from_secs(5)).attempts(8);
/// # let _ = patient;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    first: Ticks,
    factor: u32,
    most: Ticks,
    attempts: u32,
}

impl Backoff {
    /// Three attempts, the second `first` after the first has failed, the third twice as long after the second.
    #[must_use]
    pub fn new(first: impl Interval) -> Self {
        Self {
            first: first.ticks(),
            factor: 2,
            most: NEVER,
            attempts: 3,
        }
    }

    /// What each pause is multiplied by to get the next one; 1 keeps them equal.
    #[must_use]
    pub const fn factor(mut self, factor: u32) -> Self {
        self.factor = factor;
        self
    }

    /// The longest pause.
    #[must_use]
    pub fn at_most(mut self, most: impl Interval) -> Self {
        self.most = most.ticks();
        self
    }

    /// How many attempts there are in all; 0 counts as 1.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The first pause.
    pub(crate) fn first(&self) -> Ticks {
        self.first.min(self.most)
    }

    /// The pause after one of this length.
    pub(crate) fn longer(&self, pause: Ticks) -> Ticks {
        pause.saturating_mul(u64::from(self.factor)).min(self.most)
    }

    /// Whether there is another attempt after so many have failed.
    pub(crate) fn has_more(&self, failed: u32) -> bool {
        failed < self.attempts
    }
}
