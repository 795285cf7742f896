//! `futures` streams, driven by `block_on`. Every stream here is always ready, so no poll is wasted on waking.

use core::future::ready;

use futures::channel::mpsc;
use futures::executor::block_on;
use futures::future::join;
use futures::stream::{self, Stream};
use futures::{SinkExt as _, StreamExt as _};

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

async fn total(stream: impl Stream<Item = f64>) -> u64 {
    stream.fold(0, |sum, x| ready(checksum(sum, x))).await
}

fn maps<A: Arrival>(events: u64) -> u64 {
    let chain = stream::iter(prices::<A>(events))
        .map(step::<0>)
        .map(step::<1>)
        .map(step::<2>)
        .map(step::<3>)
        .map(step::<4>)
        .map(step::<5>)
        .map(step::<6>)
        .map(step::<7>)
        .map(step::<8>)
        .map(step::<9>);
    block_on(total(chain))
}

fn scan<A: Arrival>(events: u64) -> u64 {
    let chain = stream::iter(prices::<A>(events))
        .map(halve)
        .filter(|x| ready(passes(x)))
        .scan(0.0, |total, x| ready(Some(accumulate(total, x))));
    block_on(total(chain))
}

fn window<A: Arrival>(events: u64) -> u64 {
    let mut window = Window::default();
    let chain = stream::iter(prices::<A>(events)).filter_map(|x| ready(window.push(x)));
    block_on(total(chain))
}

/// Streams have no fan-out; sinks do, so two bounded channels carry the branches.
fn diamond<A: Arrival>(events: u64) -> u64 {
    // Each sender holds one slot beside the buffer: with no buffer, the join takes an event before the next one comes.
    let buffer = if A::SINGLE { 0 } else { 64 };
    let (left_in, left_out) = mpsc::channel(buffer);
    let (right_in, right_out) = mpsc::channel(buffer);
    let fan_out = stream::iter(prices::<A>(events))
        .map(Ok)
        .forward(left_in.fanout(right_in));
    let zipped = left_out.map(left).zip(right_out.map(right)).map(add);
    let (sent, sum) = block_on(join(fan_out, total(zipped)));
    sent.expect("the join reads both channels to their end");
    sum
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    let mut means = Means::default();
    let chain = stream::iter(trades::<A>(events)).map(|trade| means.push(trade));
    block_on(total(chain))
}
