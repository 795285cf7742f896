//! How long to wait before a connection is tried again.

use core::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use crate::Metrics;
use crate::told::Told;

/// How long to wait between attempts to connect: twice as long each time, up to a limit, and each time up to twice that by
/// chance, so that many clients do not come back at once. It never gives up.
///
/// A connection that ends sooner than the longest pause counts as one attempt more: a server that takes every connection and
/// ends it at once is not asked without end.
///
/// ```
/// use core::time::Duration;
/// use streamz_io::Reconnect;
///
/// let policy = Reconnect::default().first(Duration::from_millis(50)).at_most(Duration::from_secs(5));
/// # let _ = policy;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconnect {
    first: Duration,
    most: Duration,
}

/// From 100 ms to 30 s.
impl Default for Reconnect {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(100),
            most: Duration::from_secs(30),
        }
    }
}

impl Reconnect {
    /// The first pause.
    #[must_use]
    pub const fn first(mut self, pause: Duration) -> Self {
        self.first = pause;
        self
    }

    /// The longest pause.
    #[must_use]
    pub const fn at_most(mut self, pause: Duration) -> Self {
        self.most = pause;
        self
    }

    /// The first pause and the longest one.
    #[allow(dead_code, reason = "only some clients reconnect by themselves")]
    pub(crate) const fn limits(self) -> (Duration, Duration) {
        (self.first, self.most)
    }

    fn pauses(self) -> ExponentialBackoff {
        ExponentialBuilder::default()
            .with_min_delay(self.first)
            .with_max_delay(self.most)
            .without_max_times()
            .with_jitter()
            .build()
    }
}

/// The attempts to get one connection back.
#[allow(dead_code, reason = "only some connectors connect")]
pub(crate) struct Attempts {
    policy: Reconnect,
    metrics: Metrics,
    pauses: Option<ExponentialBackoff>,
    told: Told,
    /// When the connection was made that there is, or was.
    since: Option<tokio::time::Instant>,
}

#[allow(dead_code, reason = "only some connectors connect")]
impl Attempts {
    pub(crate) fn new(policy: Reconnect, metrics: Metrics) -> Self {
        Self {
            policy,
            metrics,
            pauses: None,
            told: Told::default(),
            since: None,
        }
    }

    /// There is a connection.
    pub(crate) fn connected(&mut self) {
        if self.since.is_some() && !self.metrics.connected() {
            self.metrics.count_reconnect();
            tracing::info!(node = self.metrics.node(), "connected again");
        }
        self.since = Some(tokio::time::Instant::now());
        self.metrics.set_connected(true);
    }

    /// The connection was lost, or an attempt failed: notes it, and says how long to wait before the next one.
    pub(crate) fn lost(&mut self, why: &dyn core::fmt::Display) -> Duration {
        let now = tokio::time::Instant::now();
        let lasted = |since: tokio::time::Instant| now.duration_since(since) >= self.policy.most;
        if self.metrics.connected() && self.since.is_some_and(lasted) {
            self.pauses = None;
            self.told = Told::default();
        }
        self.metrics.set_connected(false);
        if self.told.again() {
            tracing::warn!(node = self.metrics.node(), "no connection, trying again: {why}");
        }
        let policy = self.policy;
        let pause = self.pauses.get_or_insert_with(|| policy.pauses()).next();
        pause.unwrap_or(policy.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_limit_and_never_end() {
        let policy = Reconnect::default()
            .first(Duration::from_millis(10))
            .at_most(Duration::from_millis(100));
        let pauses: Vec<Duration> = policy.pauses().take(100).collect();
        assert_eq!(pauses.len(), 100);
        let within = |pause: Duration, least: u64| {
            let least = Duration::from_millis(least);
            (least..=2 * least).contains(&pause)
        };
        assert!(
            within(pauses[0], 10) && within(pauses[1], 20) && within(pauses[2], 40),
            "{pauses:?}"
        );
        assert!(pauses[4..].iter().all(|pause| within(*pause, 100)), "{pauses:?}");
    }

    #[tokio::test]
    async fn a_connection_that_comes_back_is_counted() {
        let metrics = Metrics::new("test");
        let mut attempts = Attempts::new(Reconnect::default(), metrics.clone());
        let first = attempts.lost(&"refused");
        assert!(attempts.lost(&"refused") >= first / 2);
        attempts.connected();
        assert_eq!((metrics.connected(), metrics.reconnects()), (true, 0));
        let _ = attempts.lost(&"reset");
        assert!(!metrics.connected());
        attempts.connected();
        assert_eq!((metrics.connected(), metrics.reconnects()), (true, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_begin_again_behind_a_connection_that_lasted() {
        let second = Duration::from_secs(1);
        let mut attempts = Attempts::new(Reconnect::default().first(second), Metrics::new("test"));
        attempts.connected();
        let pauses: Vec<Duration> = (0..4)
            .map(|_| {
                attempts.connected();
                attempts.lost(&"reset at once")
            })
            .collect();
        assert!(pauses.is_sorted() && pauses[3] >= 8 * second, "{pauses:?}");
        attempts.connected();
        tokio::time::advance(30 * second).await;
        assert!(attempts.lost(&"reset") <= 2 * second);
    }
}
