//! A pipeline without a heap compiles; the tests beside it do not.
#![no_std]

use streamz::prelude::*;

/// Counts the crossings of two windows.
#[must_use]
pub fn crossings(prices: &[f32]) -> u32 {
    let mut crossings = 0;
    let mut p = pipeline!(|prices: f32| {
        let fast = prices.sliding_window(2).map(mean);
        let slow = prices.sliding_window(8).map(mean);
        fast.zip(slow)
            .map(|(fast, slow)| fast > slow)
            .unique(1)
            .sink(|_| crossings += 1);
    });
    for price in prices {
        p.emit(*price);
    }
    drop(p);
    crossings
}

fn mean(window: &[f32]) -> f32 {
    window.iter().sum::<f32>() / window.len() as f32
}

#[cfg(test)]
mod tests {
    #[test]
    fn crossings_are_counted() {
        assert_eq!(super::crossings(&[1.0, 2.0, 3.0, 1.0, 0.5, 4.0]), 4);
    }
}
