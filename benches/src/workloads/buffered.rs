//! Two maps with a buffer between, driven by hand: each event is pushed, and has left when the push returns.

use core::hint::black_box;
use std::collections::VecDeque;

use streamz::prelude::*;

use crate::input;

#[inline(always)]
fn before(x: u64) -> u64 {
    x.rotate_left(7) ^ 0x55
}

#[inline(always)]
fn behind(x: u64) -> u64 {
    x.wrapping_mul(31) >> 3
}

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|x: u64| {
        x.map(before).buffer(64).map(behind).sink(|x| sum ^= x);
    });
    for i in 0..events {
        let _ = p.try_push(0, black_box(input(i)));
    }
    let _ = p.poll(0);
    drop(p);
    sum
}

/// By hand: a queue that is emptied before and after each event comes in.
#[must_use]
pub fn hand(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut places = VecDeque::with_capacity(64);
    let mut poll = |places: &mut VecDeque<u64>| {
        while let Some(x) = places.pop_front() {
            sum ^= behind(x);
        }
    };
    for i in 0..events {
        poll(&mut places);
        places.push_back(before(black_box(input(i))));
        poll(&mut places);
    }
    poll(&mut places);
    sum
}

/// As a pipeline without the buffer.
#[must_use]
pub fn plain(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|x: u64| {
        x.map(before).map(behind).sink(|x| sum ^= x);
    });
    for i in 0..events {
        p.emit(black_box(input(i)));
    }
    drop(p);
    sum
}

/// By hand without the buffer.
#[must_use]
pub fn plain_hand(events: u64) -> u64 {
    let mut sum = 0u64;
    for i in 0..events {
        sum ^= behind(before(black_box(input(i))));
    }
    sum
}
