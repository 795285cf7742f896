//! renoir with a parallelism of one, its own operators where it has them and stateful maps where it has none.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use renoir::operator::Data;
use renoir::operator::source::IteratorSource;
use renoir::operator::window::CountWindow;
use renoir::{BatchMode, RuntimeConfig, Stream, StreamContext};

use crate::workload::*;

pub fn run<A: Arrival>(case: Case, events: u64) -> u64 {
    match case {
        Case::Maps => maps::<A>(events),
        Case::Scan => scan::<A>(events),
        Case::Window => window::<A>(events),
        Case::Diamond => diamond::<A>(events),
        Case::Keyed => keyed::<A>(events),
    }
}

/// Cases `c` and `e` by renoir's own window and grouping, which carry more than the stateful maps of `run`.
pub fn run_native<A: Arrival>(case: Case, events: u64) -> u64 {
    match case {
        Case::Window => native_window::<A>(events),
        Case::Keyed => native_keyed::<A>(events),
        _ => run::<A>(case, events),
    }
}

/// The sum of one replica of the last block, handed over when the block is dropped: `for_each` gives nothing back.
#[derive(Clone)]
struct Sink {
    sum: u64,
    total: Arc<AtomicU64>,
}

impl Sink {
    #[inline(always)]
    fn add(&mut self, x: f64) {
        self.sum = checksum(self.sum, x);
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.total.fetch_add(self.sum, Ordering::Relaxed);
    }
}

/// One at a time forbids batches. It can't forbid the source to run ahead of the next block, which is another thread.
fn drive<A, I>(events: I, build: impl FnOnce(Stream<IteratorSource<I>>, Sink)) -> u64
where
    A: Arrival,
    I: Iterator<Item: Data> + Send + 'static,
{
    let total = Arc::new(AtomicU64::new(0));
    let sink = Sink {
        sum: 0,
        total: Arc::clone(&total),
    };
    let config = RuntimeConfig::local(1).expect("one replica is a valid parallelism");
    let context = StreamContext::new(config);
    let source = context.stream_iter(events);
    let source = if A::SINGLE {
        source.batch_mode(BatchMode::single())
    } else {
        source
    };
    build(source, sink);
    context.execute_blocking();
    total.load(Ordering::Relaxed)
}

fn maps<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(prices::<A>(events), |source, mut sink| {
        source
            .map(step::<0>)
            .map(step::<1>)
            .map(step::<2>)
            .map(step::<3>)
            .map(step::<4>)
            .map(step::<5>)
            .map(step::<6>)
            .map(step::<7>)
            .map(step::<8>)
            .map(step::<9>)
            .for_each(move |x| sink.add(x));
    })
}

fn scan<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(prices::<A>(events), |source, mut sink| {
        let mut total = 0.0;
        source
            .map(halve)
            .filter(passes)
            .rich_map(move |x| accumulate(&mut total, x))
            .for_each(move |x| sink.add(x));
    })
}

fn window<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(prices::<A>(events), |source, mut sink| {
        let mut window = Window::default();
        source
            .rich_filter_map(move |x| window.push(x))
            .for_each(move |x| sink.add(x));
    })
}

fn diamond<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(prices::<A>(events), |source, mut sink| {
        let [one, other] = source
            .split(2)
            .try_into()
            .unwrap_or_else(|_| unreachable!("split(2) makes two"));
        one.map(left)
            .zip(other.map(right))
            .map(add)
            .for_each(move |x| sink.add(x));
    })
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(trades::<A>(events), |source, mut sink| {
        let mut means = Means::default();
        source
            .rich_map(move |trade| means.push(trade))
            .for_each(move |x| sink.add(x));
    })
}

fn native_window<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(prices::<A>(events), |source, mut sink| {
        source
            .window_all(CountWindow::sliding(WINDOW, 1))
            .fold(0.0, |sum, x| *sum += x)
            .for_each(move |((), sum)| sink.add(sum / WINDOW as f64));
    })
}

fn native_keyed<A: Arrival>(events: u64) -> u64 {
    drive::<A, _>(trades::<A>(events), |source, mut sink| {
        let mut mean = Mean::default();
        source
            .group_by(|(key, _)| *key)
            .rich_map(move |(_, (_, x))| mean.push(x))
            .for_each(move |(_, x)| sink.add(x));
    })
}
