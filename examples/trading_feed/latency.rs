//! How long the pipeline takes for one event: all that happens between its arrival and its last effect.

use core::hint::black_box;
use core::time::Duration;
use std::time::Instant;

use hdrhistogram::Histogram;

use crate::feed::Tape;
use crate::market::Event;
use crate::{replay, signals};

/// Latencies in nanoseconds, to three digits.
pub(crate) struct Latency {
    pub(crate) pipeline: Histogram<u64>,
    /// Two reads of the clock with nothing between: what the measurement itself costs.
    pub(crate) empty: Histogram<u64>,
}

/// Replays the tape once to warm up, then several times with a stopwatch on every event.
pub(crate) fn measure(tape: &Tape) -> Latency {
    let mut signals = Vec::with_capacity(tape.events.len());
    let mut latency = Latency {
        pipeline: histogram(),
        empty: histogram(),
    };
    for pass in 0..=replay::passes(tape.events.len()) {
        signals.clear();
        let feed = signals::pipeline(tape.symbols.len(), |signal| signals.push(signal), |_| ());
        latency.record(&tape.events, feed);
        if pass == 0 {
            latency.pipeline.reset();
            latency.empty.reset();
        }
    }
    latency
}

impl Latency {
    /// Takes both measurements in turn, so that whatever else the machine does meets them alike.
    fn record(&mut self, events: &[Event], mut feed: impl FnMut(Event)) {
        for event in events {
            let empty = stopwatch(|| ());
            let pipeline = stopwatch(|| {
                feed(black_box(*event));
                // No effect may be put off until after the clock is read.
                black_box(&mut feed);
            });
            self.empty.saturating_record(nanoseconds(empty));
            self.pipeline.saturating_record(nanoseconds(pipeline));
        }
    }
}

fn stopwatch(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// Takes all its memory here: up to a minute, in steps of a thousandth at most.
fn histogram() -> Histogram<u64> {
    const MINUTE: u64 = 60_000_000_000;
    Histogram::new_with_bounds(1, MINUTE, 3).expect("the bounds are in order and 3 digits are allowed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::Trade;

    #[test]
    fn every_event_is_measured_and_so_is_nothing() {
        let event = Event::Trade(Trade {
            time: 0,
            symbol: 0,
            price: 1.0,
            size: 1.0,
        });
        let mut latency = Latency {
            pipeline: histogram(),
            empty: histogram(),
        };
        let mut fed = 0;
        latency.record(&[event; 5], |_| fed += 1);
        assert_eq!((fed, latency.pipeline.len(), latency.empty.len()), (5, 5, 5));
    }
}
