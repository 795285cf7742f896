//! What it costs to hand a number from one thread to another: `cargo run --release [rounds]`.
//!
//! The queues take turns in each round, and each figure is the median of the rounds.

mod queue;

use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use queue::{Give, Queue, Take};

const ITEMS: u64 = 5_000_000;
const TIMED: u64 = 50_000;
/// Between two timed items, so that each finds the queue empty.
const PAUSE: Duration = Duration::from_micros(1);

/// Adds up, so that the items are used.
struct Sum(u64);

impl Take for Sum {
    #[inline(always)]
    fn take(&mut self, number: u64) {
        self.0 = self.0.wrapping_add(number);
    }
}

/// Records how long ago the number, nanoseconds since `epoch`, was sent.
struct Ages {
    epoch: Instant,
    ages: Histogram<u64>,
}

impl Take for Ages {
    fn take(&mut self, number: u64) {
        let age = (self.epoch.elapsed().as_nanos() as u64).saturating_sub(number);
        self.ages.saturating_record(age);
    }
}

/// All numbers as fast as they go.
struct Burst {
    start: Instant,
}

impl Give for Burst {
    fn give(&mut self, send: impl FnMut(u64)) {
        self.start = Instant::now();
        (0..ITEMS).for_each(send);
    }
}

/// The time of sending, now and then.
struct Paced {
    epoch: Instant,
}

impl Give for Paced {
    fn give(&mut self, mut send: impl FnMut(u64)) {
        for _ in 0..TIMED {
            let due = self.epoch.elapsed() + PAUSE;
            while self.epoch.elapsed() < due {}
            send(self.epoch.elapsed().as_nanos() as u64);
        }
    }
}

fn nanoseconds_each(queue: Queue<Sum, Burst>) -> f64 {
    let mut burst = Burst { start: Instant::now() };
    let sum = queue(ITEMS, Sum(0), &mut burst);
    let elapsed = burst.start.elapsed();
    assert_eq!(sum.0, ITEMS * (ITEMS - 1) / 2);
    elapsed.as_nanos() as f64 / ITEMS as f64
}

fn ages(queue: Queue<Ages, Paced>) -> [f64; 3] {
    let epoch = Instant::now();
    let ages = Histogram::new_with_bounds(1, 1_000_000_000, 3).unwrap();
    let taken = queue(TIMED, Ages { epoch, ages }, &mut Paced { epoch });
    [0.5, 0.99, 0.999].map(|q| taken.ages.value_at_quantile(q) as f64)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

struct Row {
    name: &'static str,
    sum: Queue<Sum, Burst>,
    ages: Queue<Ages, Paced>,
    /// Nanoseconds for each item, then those of the quantiles; of each round.
    rounds: Vec<[f64; 4]>,
}

impl Row {
    fn new(name: &'static str, sum: Queue<Sum, Burst>, ages: Queue<Ages, Paced>) -> Self {
        let rounds = Vec::new();
        Self {
            name,
            sum,
            ages,
            rounds,
        }
    }

    fn median(&self, column: usize) -> f64 {
        median(self.rounds.iter().map(|round| round[column]).collect())
    }
}

fn main() {
    let rounds = std::env::args()
        .nth(1)
        .map_or(15, |n| n.parse().expect("a number of rounds"));
    queue::pin_sender();
    let mut rows = [
        Row::new("streamz, spinning", queue::spinning, queue::spinning),
        Row::new("streamz, may sleep", queue::may_sleep, queue::may_sleep),
        Row::new("rtrb", queue::rtrb, queue::rtrb),
        Row::new("disruptor", queue::disruptor, queue::disruptor),
    ];
    for round in 0..=rounds {
        for row in &mut rows {
            let each = nanoseconds_each(row.sum);
            let [p50, p99, p999] = ages(row.ages);
            // The first round warms up.
            if round > 0 {
                row.rounds.push([each, p50, p99, p999]);
            }
        }
    }

    let better: Vec<f64> = (0..rounds)
        .map(|n| rows[2].rounds[n][0].min(rows[3].rounds[n][0]))
        .collect();
    println!(
        "| {rounds} rounds, {} slots | ns/item | items/s | to the better peer | p50 ns | p99 ns | p99.9 ns |",
        queue::CAPACITY
    );
    println!("| --- | --: | --: | --: | --: | --: | --: |");
    for row in &rows {
        let each = row.median(0);
        let ratio = median(
            row.rounds
                .iter()
                .zip(&better)
                .map(|(round, better)| round[0] / better)
                .collect(),
        );
        println!(
            "| {} | {each:.2} | {:.1} M | {ratio:.2} | {:.0} | {:.0} | {:.0} |",
            row.name,
            1e3 / each,
            row.median(1),
            row.median(2),
            row.median(3),
        );
    }
}
