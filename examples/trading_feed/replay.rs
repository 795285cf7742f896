//! The measured run: every event of the tape through the pipeline, as fast as it takes them.

use core::time::Duration;
use std::time::Instant;

use crate::allocations;
use crate::feed::Tape;
use crate::market::{Point, Signal};
use crate::signals;

/// Events that all passes together replay, roughly: enough to measure, soon over.
const EVENTS: usize = 2_000_000;

/// How often to replay so many events.
pub(crate) fn passes(events: usize) -> usize {
    (EVENTS / events.max(1)).clamp(1, 20)
}

pub(crate) struct Replay {
    pub(crate) signals: Vec<Signal>,
    /// How long each pass took, the shortest first.
    pub(crate) passes: Vec<Duration>,
    /// Requests for memory in all passes.
    pub(crate) allocations: u64,
    /// Whether every pass found the same signals.
    pub(crate) repeatable: bool,
}

/// Replays the tape once to warm up, then several times under the clock, through a new pipeline each time.
pub(crate) fn run(tape: &Tape) -> Replay {
    // Room for a signal from every event, so that the pipeline's sink never grows it.
    let mut signals = Vec::with_capacity(tape.events.len());
    pass(tape, &mut signals);
    let expected = signals.clone();

    let mut replay = Replay {
        signals: expected,
        passes: Vec::new(),
        allocations: 0,
        repeatable: true,
    };
    for _ in 0..passes(tape.events.len()) {
        let (elapsed, allocations) = pass(tape, &mut signals);
        replay.passes.push(elapsed);
        replay.allocations += allocations;
        replay.repeatable &= signals == replay.signals;
    }
    replay.passes.sort();
    replay
}

/// Measures exactly the loop that feeds the pipeline: it is built before, and dropped after.
fn pass(tape: &Tape, signals: &mut Vec<Signal>) -> (Duration, u64) {
    signals.clear();
    let mut feed = signals::pipeline(tape.symbols.len(), |signal| signals.push(signal), |_| ());

    let before = allocations::count();
    let start = Instant::now();
    for event in &tape.events {
        feed(*event);
    }
    let elapsed = start.elapsed();
    (elapsed, allocations::count() - before)
}

/// The lines of one symbol, for the plot: one more pass, which is not measured.
pub(crate) fn points(tape: &Tape, symbol: u16) -> Vec<Point> {
    let mut points = Vec::new();
    let of_symbol = |point: Point| {
        if point.symbol == symbol {
            points.push(point);
        }
    };
    let mut feed = signals::pipeline(tape.symbols.len(), |_| (), of_symbol);
    tape.events.iter().for_each(|event| feed(*event));
    drop(feed);
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed;

    #[test]
    fn a_replay_of_the_bundled_data_finds_signals_again_and_again() {
        let tape = feed::read(None).expect("the bundled data");
        let replay = run(&tape);
        assert!(replay.repeatable && !replay.signals.is_empty());
        assert!(replay.signals.is_sorted_by_key(|signal| signal.time));
    }

    #[test]
    fn the_plot_gets_points_of_its_symbol_only() {
        let tape = feed::read(None).expect("the bundled data");
        let symbol = tape.find("AAPL").expect("Apple is in it");
        let points = points(&tape, symbol);
        assert!(!points.is_empty() && points.iter().all(|point| point.symbol == symbol));
    }
}
