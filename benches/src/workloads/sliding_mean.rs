//! The mean of the last `N` numbers, summed anew for each: what a user who is lent a window would write.

use core::hint::black_box;

use streamz::prelude::*;

use crate::unit;

fn mean(window: &[f64]) -> f64 {
    window.iter().sum::<f64>() / window.len() as f64
}

/// As a pipeline.
#[must_use]
pub fn pipeline<const N: usize>(events: u64) -> u64 {
    let mut sum = 0.0f64;
    let mut p = pipeline!(|x: f64| {
        x.sliding_window_full::<N>().map(mean).sink(|mean| sum += mean);
    });
    for i in 0..events {
        p.emit(black_box(unit(i)));
    }
    drop(p);
    sum.to_bits()
}

/// By hand: a store of twice the size, each number written twice, so that the window is one slice.
#[must_use]
pub fn hand<const N: usize>(events: u64) -> u64 {
    let mut store = vec![0.0; 2 * N];
    let (mut next, mut seen) = (0, 0);
    let mut sum = 0.0f64;
    for i in 0..events {
        let x = black_box(unit(i));
        store[next] = x;
        store[next + N] = x;
        next += 1;
        if next == N {
            next = 0;
        }
        if seen < N {
            seen += 1;
        }
        if seen == N {
            // The oldest number is where the next one will be written.
            sum += mean(&store[next..next + N]);
        }
    }
    sum.to_bits()
}
