//! Ten maps that do not fold into one.

use core::hint::black_box;

use streamz::prelude::*;

use crate::input;

#[inline(always)]
fn mix(x: u64, k: u64) -> u64 {
    (x ^ k).rotate_left(5).wrapping_add(k)
}

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|x: u64| {
        x.map(|x| mix(x, 1))
            .map(|x| mix(x, 2))
            .map(|x| mix(x, 3))
            .map(|x| mix(x, 4))
            .map(|x| mix(x, 5))
            .map(|x| mix(x, 6))
            .map(|x| mix(x, 7))
            .map(|x| mix(x, 8))
            .map(|x| mix(x, 9))
            .map(|x| mix(x, 10))
            .sink(|x| sum = sum.wrapping_add(x));
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
    let mut sum = 0u64;
    for i in 0..events {
        let x = black_box(input(i));
        let x = mix(mix(mix(mix(mix(x, 1), 2), 3), 4), 5);
        let x = mix(mix(mix(mix(mix(x, 6), 7), 8), 9), 10);
        sum = sum.wrapping_add(x);
    }
    sum
}
