//! How long rows take.

use core::time::Duration;
use std::time::Instant;

use cpu_time::ProcessTime;

use crate::data::Sample;
use crate::pipelines::{NoOperation, Run};

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Rows of a batch.
    pub(crate) rows: usize,
    /// How many rows come before any is measured; one batch at least does.
    pub(crate) warm: usize,
    /// How long the processor is to be kept busy.
    pub(crate) long_enough: Duration,
}

/// Fewer rows than this at once are too few for the clock; it is also twice the longest window but one.
const MEASURED: usize = 20_000;

/// Nanoseconds for a row: the least of many stretches of batches, each after the window has filled.
pub(crate) fn speed<B>(
    batches: &[B],
    plan: Plan,
    make: impl Fn() -> Result<Run<B>, NoOperation>,
) -> Result<f64, NoOperation> {
    let stretch = MEASURED.div_ceil(plan.rows);
    let warm = plan.warm.div_ceil(plan.rows).max(1);
    let mut best = f64::INFINITY;
    let mut spent = Duration::ZERO;
    while spent < plan.long_enough || best.is_infinite() {
        // The index of the rows must not go back, so what has seen all of them is done.
        let mut run = make()?;
        for batch in &batches[..warm] {
            run(batch);
        }
        for batches in batches[warm..].chunks_exact(stretch) {
            let start = ProcessTime::now();
            for batch in batches {
                run(batch);
            }
            let time = start.elapsed();
            spent += time;
            best = best.min(time.as_nanos() as f64 / (batches.len() * plan.rows) as f64);
            if spent >= plan.long_enough {
                break;
            }
        }
    }
    Ok(best)
}

/// How long single rows take once the window has filled, the reading of the clock included: p50, p99 and p99.9.
pub(crate) fn latency(rows: &[Sample], window: usize, run: &mut Run<Sample>) -> [u64; 3] {
    let (warm, measured) = rows.split_at(window);
    for row in warm {
        run(row);
    }
    let mut times: Vec<u64> = Vec::with_capacity(measured.len());
    for row in measured {
        let start = Instant::now();
        run(row);
        times.push(start.elapsed().as_nanos() as u64);
    }
    times.sort_unstable();
    [0.5, 0.99, 0.999].map(|part| times[(part * (times.len() - 1) as f64) as usize])
}
