//! What a connector tells of itself while it runs.

use core::fmt;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use core::time::Duration;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// Counters and gauges of one source or sink, to be read at any time from any thread; clones read the same.
///
/// ```
/// # fn print(metrics: streamz_io::Metrics) {
/// println!("{metrics}"); // from_kafka(trades): connected, 0 reconnects, 12 in flight, oldest 0.004 s, …
/// if metrics.oldest_unacknowledged().as_secs() > 60 {
///     eprintln!("{} is stuck", metrics.node());
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    node: String,
    connected: AtomicBool,
    reconnects: AtomicU64,
    passed: AtomicU64,
    failed: AtomicU64,
    dropped: AtomicU64,
    in_flight: AtomicU64,
    /// Nanoseconds after `START`; 0 if nothing is on its way.
    oldest: AtomicU64,
}

/// Times are kept as their distance from the first one.
static START: OnceLock<Instant> = OnceLock::new();

#[allow(dead_code, reason = "not every connector counts everything")]
impl Metrics {
    pub(crate) fn new(node: impl Into<String>) -> Self {
        START.get_or_init(Instant::now);
        Self(Arc::new(Inner {
            node: node.into(),
            connected: AtomicBool::new(false),
            reconnects: AtomicU64::new(0),
            passed: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            dropped: AtomicU64::new(0),
            in_flight: AtomicU64::new(0),
            oldest: AtomicU64::new(0),
        }))
    }

    /// The name of the source or sink: what it is, and of what, such as `from_kafka(trades)`.
    #[must_use]
    pub fn node(&self) -> &str {
        &self.0.node
    }

    /// Whether there is a connection; for a server, whether it listens.
    #[must_use]
    pub fn connected(&self) -> bool {
        self.0.connected.load(Relaxed)
    }

    /// How often a connection was made again after it had been lost.
    #[must_use]
    pub fn reconnects(&self) -> u64 {
        self.0.reconnects.load(Relaxed)
    }

    /// How many elements a source has handed on, or a sink has delivered.
    #[must_use]
    pub fn passed(&self) -> u64 {
        self.0.passed.load(Relaxed)
    }

    /// How many elements have failed: their receipts were dropped, or they could not be delivered.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.0.failed.load(Relaxed)
    }

    /// How many elements, or parts of one, were turned away because they broke a limit.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.0.dropped.load(Relaxed)
    }

    /// How many elements are on their way: handed on and not acknowledged, or sent and not confirmed.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.0.in_flight.load(Relaxed)
    }

    /// For how long the oldest of those has been on its way; zero if there is none.
    #[must_use]
    pub fn oldest_unacknowledged(&self) -> Duration {
        match (self.0.oldest.load(Relaxed), START.get()) {
            (0, _) | (_, None) => Duration::ZERO,
            (since, Some(start)) => start.elapsed().saturating_sub(Duration::from_nanos(since)),
        }
    }

    pub(crate) fn set_connected(&self, connected: bool) {
        self.0.connected.store(connected, Relaxed);
    }

    pub(crate) fn count_reconnect(&self) {
        self.0.reconnects.fetch_add(1, Relaxed);
    }

    pub(crate) fn count_passed(&self, elements: u64) {
        self.0.passed.fetch_add(elements, Relaxed);
    }

    pub(crate) fn count_failed(&self) {
        self.0.failed.fetch_add(1, Relaxed);
    }

    pub(crate) fn count_dropped(&self) {
        self.0.dropped.fetch_add(1, Relaxed);
    }

    /// How many are on their way, and since when the oldest of them is.
    pub(crate) fn set_in_flight(&self, elements: usize, oldest: Option<Instant>) {
        self.0.in_flight.store(elements as u64, Relaxed);
        let since = match (oldest, START.get()) {
            (Some(oldest), Some(start)) => nanoseconds(oldest.saturating_duration_since(*start)).max(1),
            _ => 0,
        };
        self.0.oldest.store(since, Relaxed);
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

impl fmt::Display for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}, {} reconnects, {} in flight, oldest {:.3} s, {} passed, {} failed, {} dropped",
            self.node(),
            if self.connected() { "connected" } else { "not connected" },
            self.reconnects(),
            self.in_flight(),
            self.oldest_unacknowledged().as_secs_f64(),
            self.passed(),
            self.failed(),
            self.dropped(),
        )
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
