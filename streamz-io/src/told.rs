//! What happens again and again is told at first, and then each minute.

use core::time::Duration;
use std::time::Instant;

const REMIND: Duration = Duration::from_secs(60);

/// When something was last told.
#[derive(Debug, Default)]
pub(crate) struct Told(Option<Instant>);

impl Told {
    /// Whether it is to be told again; it counts as told then.
    pub(crate) fn again(&mut self) -> bool {
        let due = self.0.is_none_or(|told| told.elapsed() >= REMIND);
        if due {
            self.0 = Some(Instant::now());
        }
        due
    }
}
