//! A ring and a loop, without tasks: what all of this can cost at least.

use std::collections::VecDeque;

use bench::workload::{Bulk, Single};
use futures::executor::block_on;

use crate::probe::*;

pub fn pulled<P: Probe, W: Pace>(events: u64, probe: &P) {
    block_on(async {
        let mut source = items::<P, Bulk>(events);
        let mut places = VecDeque::with_capacity(PLACES);
        loop {
            while places.len() < PLACES
                && let Some(item) = source.next()
            {
                places.push_back(P::map(item));
            }
            let Some(item) = places.pop_front() else {
                break;
            };
            sink::<P, W>(probe, item).await;
        }
    });
}

pub fn single<P: Probe>(events: u64, probe: &P) {
    block_on(async {
        let mut places = VecDeque::with_capacity(PLACES);
        for item in items::<P, Single>(events) {
            places.push_back(P::map(item));
            while let Some(item) = places.pop_front() {
                sink::<P, Ready>(probe, item).await;
            }
        }
    });
}
