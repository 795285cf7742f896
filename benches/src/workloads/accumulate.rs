//! A map, a filter that passes three of four, and a running total.

use core::hint::black_box;

use streamz::prelude::*;

use crate::input;

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|x: u64| {
        x.map(|x| x >> 3)
            .filter(|x| x & 3 != 0)
            .accumulate_from(0u64, |total, x| total.wrapping_add(x))
            .sink(|total| sum ^= total);
    });
    for i in 0..events {
        p.emit(black_box(input(i)));
    }
    drop(p);
    sum
}

/// By hand.
#[must_use]
pub fn hand(events: u64) -> u64 {
    let (mut sum, mut total) = (0u64, 0u64);
    for i in 0..events {
        let x = black_box(input(i)) >> 3;
        if x & 3 != 0 {
            total = total.wrapping_add(x);
            sum ^= total;
        }
    }
    sum
}
