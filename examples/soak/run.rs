//! The pipeline, and the clock that drives it.

use core::fmt;
use core::pin::pin;

use streamz::prelude::*;
use streamz::time::{Backoff, Ticks};

use crate::faults::{Dice, Work, checked, fails};
use crate::heap;
use crate::ledger::{Line, Right, Tally};

/// What a run showed.
pub(crate) struct Outcome {
    lines: Vec<Line>,
    failures: u64,
    expected_failures: u64,
    virtual_time: Ticks,
    heap_at_start: usize,
    heap_at_most: usize,
}

/// How far the heap may grow while elements go through: what the operators hold is in the pipeline value.
const HEAP_BOUND: usize = 64 * 1024;

impl Outcome {
    /// Everything that is not as it should be.
    pub(crate) fn mistakes(&self) -> Vec<String> {
        let mut mistakes: Vec<String> = self.lines.iter().filter_map(Line::mistake).collect();
        if self.failures != self.expected_failures {
            mistakes.push(format!(
                "{} failures, and there should be {}",
                self.failures, self.expected_failures
            ));
        }
        if self.heap_at_most > self.heap_at_start + HEAP_BOUND {
            mistakes.push(format!(
                "the heap grew from {} to {} bytes",
                self.heap_at_start, self.heap_at_most
            ));
        }
        mistakes
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<28} {:>12} {:>12}", "", "came", "left")?;
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        writeln!(
            f,
            "{:<28} {:>12} {:>12}",
            "failed, of those to fail", self.expected_failures, self.failures
        )?;
        writeln!(
            f,
            "{:<28} {:>12} {:>12}",
            "heap in bytes, at most", self.heap_at_start, self.heap_at_most
        )?;
        write!(f, "{:<28} {:>25}", "virtual ticks", self.virtual_time)
    }
}

/// One element in how many fails, where any does.
const ONE_IN: u64 = 97;

/// Sends `elements` through, each at a time drawn from `seed`.
pub(crate) fn soak(elements: u64, seed: u64) -> Outcome {
    let dice = Dice::new(seed);
    let line = |name, right| Line {
        name,
        came: Tally::default(),
        left: Tally::default(),
        right,
    };
    let [
        queues,
        rates,
        windows,
        batches,
        keyed,
        parts,
        ordered,
        unordered,
        sinks,
        retries,
        joined,
        around,
    ] = [
        line("buffer, delay", Right::InOrder),
        line("rate_limit", Right::InOrder),
        line("timed_window", Right::InOrder),
        line("partition_timeout", Right::InOrder),
        line("partition_timeout_by", Right::Same),
        line("flatten, buffer", Right::InOrder),
        line("map_async", Right::InOrder),
        line("try_map_async_unordered", Right::Same),
        line("sink async", Right::InOrder),
        line("try_retry", Right::InOrder),
        line("zip across buffers", Right::InOrder),
        line("feedback", Right::InOrder),
    ];
    let [latest, calm, sampled, first, unique] = ["latest", "debounce", "sample", "throttle", "timed_window_unique"]
        .map(|name| line(name, Right::SomeAndTheLast));
    let silences = Tally::default();
    let mut now: Ticks = 0;
    let (mut failures, mut expected_failures) = (0, 0);
    let heap_at_start;
    let mut failed_once = u64::MAX;
    {
        let mut p = pin!(pipeline!(|s: u64| {
            s.sink(|x| queues.came.note(x));
            s.buffer(16).delay(40, 64).buffer(16).sink(|x| queues.left.note(x));
            s.sink(|x| rates.came.note(x));
            s.rate_limit(1).sink(|x| rates.left.note(x));
            s.sink(|x| windows.came.note(x));
            s.timed_window(50, 128).sink(|w| windows.left.note_all(w));
            s.sink(|x| batches.came.note(x));
            s.partition_timeout(16, 30).sink(|b| batches.left.note_all(b));
            s.sink(|x| keyed.came.note(x));
            s.partition_timeout_by(8, 16, 30, |x| x % 13)
                .sink(|b| keyed.left.note_all(b));
            s.sink(|x| {
                for part in 0..3 {
                    parts.came.note(4 * x + part);
                }
            });
            s.flat_map(|x| (0..3).map(move |part| 4 * x + part))
                .buffer(1)
                .sink(|x| parts.left.note(x));

            // Work that takes its time, and some that fails.
            s.sink(|x| ordered.came.note(x));
            s.map_async(4, async |x| {
                Work(x % 3).await;
                x
            })
            .sink(|x| ordered.left.note(x));
            s.sink(|x| unordered.came.note(x));
            let worked = s.try_map_async_unordered(4, async |x| {
                Work(x % 4).await;
                checked(x, ONE_IN)
            });
            worked.sink(|x| unordered.left.note(x));
            worked.catch(|fault| fault.0).sink(|x| unordered.left.note(x));
            s.sink(|x| sinks.came.note(x));
            s.buffer(4).sink(async |x| {
                Work(x % 2).await;
                sinks.left.note(x);
            });
            s.sink(|x| retries.came.note(x));
            let tried = s.buffer(4).try_retry(Backoff::new(1_u64).attempts(2), async |x| {
                if fails(x, ONE_IN) && core::mem::replace(&mut failed_once, x) != x {
                    return Err(x);
                }
                Ok(x)
            });
            tried.sink(|x| retries.left.note(x));
            tried.catch(|x| x).sink(|_| ());

            // The newest counts.
            s.sink(|x| latest.came.note(x));
            s.latest().rate_limit(3).sink(|x| latest.left.note(x));
            s.sink(|x| calm.came.note(x));
            s.debounce(3).sink(|x| calm.left.note(x));
            s.sink(|x| sampled.came.note(x));
            s.sample(25).sink(|x| sampled.left.note(x));
            s.sink(|x| unique.came.note(x));
            s.timed_window_unique_by(40, 8, Keep::Last, |x| x % 8).sink(|w| {
                unique.left.note_all(w);
            });
            let alive = s.try_timeout(6);
            alive.throttle(9).sink(|x| {
                first.came.note(x);
                first.left.note(x);
            });
            alive.catch(|silence| silence.interval).sink(|x| silences.note(x));

            // Branches that meet again behind boundaries, and elements that come round again.
            s.sink(|x| joined.came.note(x));
            let here = s.buffer(8);
            let there = s.delay(5, 32);
            here.zip_unbounded(there)
                .map(|(x, y)| if x == y { x } else { 0 })
                .sink(|x| joined.left.note(x));
            let again = s.filter(|x| x % 64 == 1).map(|x| x + 62);
            again.sink(|x| around.came.note(x));
            again.buffer(2).feedback_unbounded(s);
            s.filter(|x| x % 64 == 63).sink(|x| around.left.note(x));

            // An element that fails where nothing catches it.
            s.buffer(2).try_sink(|x| checked(x, ONE_IN).map(|_| ()));
        }));
        heap::forget();
        heap_at_start = heap::in_use();
        for element in 0..elements {
            // Numbers of which some are left free for those that come round again.
            let element = element / 62 * 64 + element % 62;
            now += dice.below(4);
            expected_failures += u64::from(fails(element, ONE_IN));
            if element % 64 == 1 {
                expected_failures += u64::from(fails(element + 62, ONE_IN));
            }
            failures += push(&mut p, &mut now, element);
        }
        p.close();
        loop {
            match p.poll(now) {
                core::task::Poll::Ready(Ok(())) => break,
                core::task::Poll::Ready(Err(_)) => failures += 1,
                core::task::Poll::Pending => now += 1,
            }
        }
    }
    Outcome {
        failures,
        expected_failures,
        virtual_time: now,
        heap_at_start,
        heap_at_most: heap::most(),
        lines: vec![
            queues, rates, windows, batches, keyed, parts, ordered, unordered, sinks, retries, joined, around, latest,
            calm, sampled, first, unique,
        ],
    }
}

/// Pushes an element as soon as there is room; how many elements failed meanwhile.
fn push<P>(p: &mut P, now: &mut Ticks, element: u64) -> u64
where
    P: Push<u64> + Unpin,
{
    use streamz::drive::PushError;

    let mut failures = 0;
    loop {
        match p.try_push(*now, element) {
            Ok(()) => return failures,
            Err(PushError::Failed(_)) => return failures + 1,
            Err(PushError::Full(_)) => {}
            Err(PushError::FailedAndFull(..)) => failures += 1,
        }
        // Work in flight is asked again with every tick.
        *now += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_soak_makes_no_mistakes() {
        for seed in 0..4 {
            let outcome = soak(20_000, seed);
            assert_eq!(outcome.mistakes(), Vec::<String>::new(), "{outcome}");
        }
    }
}
