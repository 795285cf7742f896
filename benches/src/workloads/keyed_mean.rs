//! The running mean for each of 1000 keys.

use core::hint::black_box;

use streamz::prelude::*;

use crate::input;

const KEYS: usize = 1000;

#[derive(Clone, Copy)]
struct Event {
    key: u32,
    value: f64,
}

fn event(i: u64) -> Event {
    let bits = input(i);
    Event {
        key: (bits % KEYS as u64) as u32,
        value: (bits >> 32) as f64,
    }
}

#[derive(Clone, Copy, Default)]
struct Mean {
    count: u64,
    total: f64,
}

#[inline(always)]
fn push(means: &mut [Mean], event: Event) -> f64 {
    let mean = &mut means[event.key as usize];
    mean.count += 1;
    mean.total += event.value;
    mean.total / mean.count as f64
}

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0.0f64;
    let mut p = pipeline!(|events: Event| {
        events
            .scan(vec![Mean::default(); KEYS], |means, event| push(means, event))
            .sink(|mean| sum += mean);
    });
    for i in 0..events {
        p.emit(black_box(event(i)));
    }
    drop(p);
    sum.to_bits()
}

/// By hand.
#[must_use]
pub fn hand(events: u64) -> u64 {
    let mut sum = 0.0f64;
    let mut means = vec![Mean::default(); KEYS];
    for i in 0..events {
        sum += push(&mut means, black_box(event(i)));
    }
    sum.to_bits()
}
