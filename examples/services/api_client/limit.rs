//! So many requests in any second.

use core::time::Duration;
use std::collections::VecDeque;
use std::time::Instant;

/// What a limit counts in.
const SPAN: Duration = Duration::from_secs(1);

/// A limit of requests in any span of one second, wherever it begins.
#[derive(Debug)]
pub(crate) struct Limit {
    most: usize,
    /// When the requests of the last second were let in.
    recent: VecDeque<Instant>,
}

impl Limit {
    pub(crate) fn new(most: u32) -> Self {
        Self {
            most: most as usize,
            recent: VecDeque::new(),
        }
    }

    /// Lets a request in, and says how many came within the second that ends with it.
    ///
    /// # Errors
    ///
    /// It is one too many; how long to wait until it would not be.
    pub(crate) fn admit(&mut self, now: Instant) -> Result<usize, Duration> {
        self.recent.retain(|earlier| now.duration_since(*earlier) < SPAN);
        if self.recent.len() >= self.most {
            let oldest = self.recent.front().copied().unwrap_or(now);
            return Err(SPAN.saturating_sub(now.duration_since(oldest)));
        }
        self.recent.push_back(now);
        Ok(self.recent.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_too_many_is_told_when_to_come_back() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut limit = Limit::new(2);
        assert_eq!(limit.admit(at(0)), Ok(1));
        assert_eq!(limit.admit(at(600)), Ok(2));
        assert_eq!(limit.admit(at(900)), Err(Duration::from_millis(100)));
        assert_eq!(limit.admit(at(1000)), Ok(2));
        assert_eq!(limit.admit(at(1500)), Err(Duration::from_millis(100)));
    }
}
