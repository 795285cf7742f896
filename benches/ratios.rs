//! Time of each workload as a pipeline beside its hand-written loop, in one run, interleaved.
//!
//! `cargo bench -p streamz-benches` prints criterion's figures and, at the end, the ratio of the medians. Only the
//! ratios mean something: machines differ and are busy.

use core::hint::black_box;
use core::time::Duration;
use std::time::Instant;

use criterion::{BenchmarkId, Criterion, Throughput};
use streamz_benches::{FUSED, WORKLOADS};

const EVENTS: u64 = 10_000;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for workload in WORKLOADS {
        let mut group = criterion.benchmark_group(workload.name);
        group.throughput(Throughput::Elements(EVENTS));
        for (side, run) in [("pipeline", workload.pipeline), ("by hand", workload.hand)] {
            group.bench_with_input(BenchmarkId::from_parameter(side), &EVENTS, |bencher, &events| {
                bencher.iter(|| run(black_box(events)));
            });
        }
        group.finish();
    }
    criterion.final_summary();
    // `cargo test` runs benches once to see that they work; ratios of that would mean nothing.
    if std::env::args().any(|argument| argument == "--bench") {
        ratios();
    }
}

/// Both sides in turn, many times: what slows the machine for a while slows both.
fn ratios() {
    println!("{:<30} {:>16}", "workload", "pipeline : hand");
    let mut worst = 0.0f64;
    for workload in WORKLOADS {
        let mut ratios: Vec<f64> = (0..101)
            .map(|_| seconds(workload.pipeline) / seconds(workload.hand))
            .collect();
        ratios.sort_by(f64::total_cmp);
        let median = ratios[ratios.len() / 2];
        // Those that are driven have boundaries to look after, which is measured but not held to this goal.
        if workload.most <= FUSED {
            worst = worst.max(median);
        }
        println!("{:<30} {median:>16.2}", workload.name);
    }
    println!("worst median ratio without boundaries {worst:.2} (goal: at most 1.10)");
}

fn seconds(run: fn(u64) -> u64) -> f64 {
    let start = Instant::now();
    black_box(run(black_box(EVENTS)));
    start.elapsed().as_secs_f64()
}
