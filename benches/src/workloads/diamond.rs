//! One stream, two branches, joined again.

use core::hint::black_box;

use streamz::prelude::*;

use crate::input;

#[inline(always)]
fn left(x: u64) -> u64 {
    x.rotate_left(7) ^ 0x55
}

#[inline(always)]
fn right(x: u64) -> u64 {
    x.wrapping_mul(31) >> 3
}

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|x: u64| {
        let left = x.map(left);
        let right = x.map(right);
        left.zip(right).map(|(l, r)| l.wrapping_add(r)).sink(|x| sum ^= x);
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
        sum ^= left(x).wrapping_add(right(x));
    }
    sum
}
