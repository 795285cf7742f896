//! The shape of the trading feed: prices, two averages, a rolling z-score, crossings.

use core::hint::black_box;

use streamz::prelude::*;

use crate::unit;

#[derive(Clone, Copy)]
struct Quote {
    bid: f64,
    ask: f64,
}

fn quote(i: u64) -> Quote {
    let mid = 100.0 + unit(i / 8) * 10.0 + unit(i);
    Quote {
        bid: mid - 0.01,
        ask: mid + 0.01,
    }
}

#[inline(always)]
fn mid(quote: Quote) -> f64 {
    (quote.bid + quote.ask) / 2.0
}

#[inline(always)]
fn follow(mean: &f64, x: f64, weight: f64) -> f64 {
    mean + (x - mean) * weight
}

const FAST: f64 = 0.2;
const SLOW: f64 = 0.02;

#[inline(always)]
fn change(last: &mut f64, price: f64) -> f64 {
    let change = if last.is_nan() { 0.0 } else { price / *last - 1.0 };
    *last = price;
    change
}

#[inline(always)]
fn zscore(window: &[f64]) -> f64 {
    let n = window.len() as f64;
    let mean = window.iter().sum::<f64>() / n;
    let variance = window.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    match (window.last(), variance > 0.0) {
        (Some(newest), true) => (newest - mean) / variance.sqrt(),
        _ => 0.0,
    }
}

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let (mut signals, mut sum) = (0u64, 0.0f64);
    let mut p = pipeline!(|quotes: Quote| {
        let prices = quotes.map(mid);
        let fast = prices.accumulate(|mean, x| follow(mean, x, FAST));
        let slow = prices.accumulate(|mean, x| follow(mean, x, SLOW));
        let zscores = prices.scan(f64::NAN, change).sliding_window(32).map(zscore);
        prices
            .zip(fast, slow, zscores)
            .map(|(price, fast, slow, zscore)| (fast > slow, price, zscore))
            .unique_by(1, |(up, _, _)| *up)
            .sink(|(_, price, zscore)| {
                signals += 1;
                sum += price * zscore;
            });
    });
    for i in 0..events {
        p.emit(black_box(quote(i)));
    }
    drop(p);
    signals ^ sum.to_bits()
}

/// By hand.
#[must_use]
pub fn hand(events: u64) -> u64 {
    const N: usize = 32;
    let (mut signals, mut sum) = (0u64, 0.0f64);
    let mut averages: Option<(f64, f64)> = None;
    let mut last = f64::NAN;
    let mut store = [0.0; 2 * N];
    let (mut next, mut seen) = (0, 0);
    let mut was_up = None;
    for i in 0..events {
        let price = mid(black_box(quote(i)));
        let (fast, slow) = match &averages {
            Some((fast, slow)) => (follow(fast, price, FAST), follow(slow, price, SLOW)),
            None => (price, price),
        };
        averages = Some((fast, slow));
        let change = change(&mut last, price);
        store[next] = change;
        store[next + N] = change;
        next = if next + 1 == N { 0 } else { next + 1 };
        seen = if seen < N { seen + 1 } else { N };
        let end = if next == 0 { 2 * N } else { N + next };
        let zscore = zscore(&store[end - seen..end]);
        let up = fast > slow;
        if was_up != Some(up) {
            was_up = Some(up);
            signals += 1;
            sum += price * zscore;
        }
    }
    signals ^ sum.to_bits()
}
