//! `streamz`: one `pipeline!` for each case. A push pipeline takes its events one by one in both modes.

use streamz::prelude::*;

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

fn maps<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut pipeline = pipeline!(|prices: f64| {
        prices
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
            .sink(|x| sum = checksum(sum, x));
    });
    for price in prices::<A>(events) {
        pipeline.emit(price);
    }
    drop(pipeline);
    sum
}

fn scan<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut pipeline = pipeline!(|prices: f64| {
        prices
            .map(halve)
            .filter(passes)
            .scan(0.0, accumulate)
            .sink(|x| sum = checksum(sum, x));
    });
    for price in prices::<A>(events) {
        pipeline.emit(price);
    }
    drop(pipeline);
    sum
}

/// The running sum that every peer here computes; `sliding_window` would lend the window itself, to be summed anew.
fn window<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut window = Window::default();
    let mut pipeline = pipeline!(|prices: f64| {
        prices.flat_map(|x| window.push(x)).sink(|x| sum = checksum(sum, x));
    });
    for price in prices::<A>(events) {
        pipeline.emit(price);
    }
    drop(pipeline);
    sum
}

fn diamond<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut pipeline = pipeline!(|prices: f64| {
        let one = prices.map(left);
        let other = prices.map(right);
        one.zip(other).map(add).sink(|x| sum = checksum(sum, x));
    });
    for price in prices::<A>(events) {
        pipeline.emit(price);
    }
    drop(pipeline);
    sum
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut means = Means::default();
    let mut pipeline = pipeline!(|trades: Trade| {
        trades.map(|trade| means.push(trade)).sink(|x| sum = checksum(sum, x));
    });
    for trade in trades::<A>(events) {
        pipeline.emit(trade);
    }
    drop(pipeline);
    sum
}
