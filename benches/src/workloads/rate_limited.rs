//! One number in 10 ticks at most, and the sum of the last 16 of them, driven by hand on a clock of 8 ticks an event.

use core::hint::black_box;

use streamz::prelude::*;

use crate::input;

const INTERVAL: u64 = 10;
const STEP: u64 = 8;

#[inline(always)]
fn sum_of(window: &[u64]) -> u64 {
    window.iter().fold(0, |sum, x| sum.wrapping_add(*x))
}

/// As a pipeline. What finds no room is dropped.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut p = pipeline!(|x: u64| {
        x.rate_limit(INTERVAL)
            .sliding_window_full::<16>()
            .map(sum_of)
            .sink(|x| sum ^= x);
    });
    for i in 0..events {
        let _ = p.try_push(i * STEP, black_box(input(i)));
    }
    let _ = p.poll(u64::MAX);
    drop(p);
    sum
}

/// By hand: a place for the number that waits, and the window as in the sliding mean.
struct Limited {
    held: Option<(u64, u64)>,
    free: u64,
    store: [u64; 32],
    next: usize,
    seen: usize,
    sum: u64,
}

impl Limited {
    #[inline(always)]
    fn poll(&mut self, now: u64) {
        let Some((_, x)) = self.held.take_if(|(slot, _)| *slot <= now) else {
            return;
        };
        self.store[self.next] = x;
        self.store[self.next + 16] = x;
        self.next = (self.next + 1) % 16;
        self.seen += 1;
        if self.seen >= 16 {
            self.sum ^= sum_of(&self.store[self.next..self.next + 16]);
        }
    }

    #[inline(always)]
    fn push(&mut self, now: u64, x: u64) {
        self.poll(now);
        if self.held.is_none() {
            let slot = now.max(self.free);
            self.free = slot + INTERVAL;
            self.held = Some((slot, x));
            self.poll(now);
        }
    }
}

/// By hand.
#[must_use]
pub fn hand(events: u64) -> u64 {
    let mut state = Limited {
        held: None,
        free: 0,
        store: [0; 32],
        next: 0,
        seen: 0,
        sum: 0,
    };
    for i in 0..events {
        state.push(i * STEP, black_box(input(i)));
    }
    state.poll(u64::MAX);
    state.sum
}
