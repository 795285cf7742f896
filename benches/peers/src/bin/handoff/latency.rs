//! How long an item is on its way.

use std::cell::RefCell;
use std::time::Instant;

use bench::workload::halve;
use hdrhistogram::Histogram;

use crate::peer::{Case, Peer};
use crate::probe::Probe;

const WARM_UP: u64 = 10_000;
const EVENTS: u64 = 200_000;

/// A histogram of the nanoseconds from source to sink.
pub struct Latency(RefCell<Histogram<u64>>);

impl Default for Latency {
    fn default() -> Self {
        let histogram = Histogram::new_with_bounds(1, 60_000_000_000, 3);
        Self(RefCell::new(histogram.expect("these bounds are in order")))
    }
}

impl Probe for Latency {
    type Item = (f64, Instant);

    #[inline(always)]
    fn depart(price: f64) -> Self::Item {
        (price, Instant::now())
    }

    #[inline(always)]
    fn map((price, departed): Self::Item) -> Self::Item {
        (halve(price), departed)
    }

    #[inline(always)]
    fn arrive(&self, (price, departed): Self::Item) {
        std::hint::black_box(price);
        let nanoseconds = departed.elapsed().as_nanos() as u64;
        self.0.borrow_mut().saturating_record(nanoseconds);
    }

    fn arrived(&self) -> u64 {
        self.0.borrow().len()
    }
}

/// p50, p99 and p99.9, each the least of all rounds so far: whatever else the machine does can only add to them.
#[derive(Clone, Copy)]
pub struct Percentiles(pub [u64; 3]);

impl Percentiles {
    pub const NONE: Self = Self([u64::MAX; 3]);

    /// One round more of a peer.
    pub fn round(&mut self, peer: Peer, case: Case) {
        peer.run_probed(case, WARM_UP, &Latency::default().into());
        let probe = Latency::default().into();
        peer.run_probed(case, EVENTS, &probe);
        self.keep_least(&probe);
    }

    /// One round more of two looks at the clock with nothing between.
    pub fn round_of_nothing(&mut self) {
        let probe = Latency::default();
        for _ in 0..EVENTS {
            probe.arrive(Latency::depart(0.0));
        }
        self.keep_least(&probe);
    }

    fn keep_least(&mut self, probe: &Latency) {
        let histogram = probe.0.borrow();
        for (least, quantile) in self.0.iter_mut().zip([0.5, 0.99, 0.999]) {
            *least = (*least).min(histogram.value_at_quantile(quantile));
        }
    }
}
