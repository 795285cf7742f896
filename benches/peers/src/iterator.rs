//! `std::iter`.

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
    prices::<A>(events)
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
        .fold(0, checksum)
}

fn scan<A: Arrival>(events: u64) -> u64 {
    prices::<A>(events)
        .map(halve)
        .filter(passes)
        .scan(0.0, |total, x| Some(accumulate(total, x)))
        .fold(0, checksum)
}

fn window<A: Arrival>(events: u64) -> u64 {
    let mut window = Window::default();
    prices::<A>(events).filter_map(|x| window.push(x)).fold(0, checksum)
}

/// An iterator cannot fan out, so the source is cloned and runs twice.
fn diamond<A: Arrival>(events: u64) -> u64 {
    let source = prices::<A>(events);
    source
        .clone()
        .map(left)
        .zip(source.map(right))
        .map(add)
        .fold(0, checksum)
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    let mut means = Means::default();
    trades::<A>(events).map(|trade| means.push(trade)).fold(0, checksum)
}
