//! Two sources in turn, the newest of each joined whenever one changes.

use core::hint::black_box;

use streamz::prelude::*;

use crate::input;

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|a: u64, b: u64| {
        a.combine_latest(b)
            .map(|(a, b)| a ^ b.rotate_left(9))
            .sink(|x| sum = sum.wrapping_add(x));
    });
    for i in 0..events {
        let x = black_box(input(i));
        if x & 1 == 0 {
            p.a(x);
        } else {
            p.b(x);
        }
    }
    drop(p);
    sum
}

/// By hand.
#[must_use]
pub fn hand(events: u64) -> u64 {
    let mut sum = 0u64;
    let (mut a, mut b) = (None::<u64>, None::<u64>);
    for i in 0..events {
        let x = black_box(input(i));
        if x & 1 == 0 {
            a = Some(x);
        } else {
            b = Some(x);
        }
        if let (Some(a), Some(b)) = (a, b) {
            sum = sum.wrapping_add(a ^ b.rotate_left(9));
        }
    }
    sum
}
