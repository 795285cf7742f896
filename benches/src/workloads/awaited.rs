//! A source that is pulled, a map, a buffer and an asynchronous sink: one future, that is polled until it is done.

use core::hint::black_box;
use core::pin::pin;
use core::task::{Context, Waker};
use std::collections::VecDeque;

use streamz::prelude::*;

use crate::input;

#[inline(always)]
fn map(x: u64) -> u64 {
    x.rotate_left(7) ^ 0x55
}

fn drive(future: impl Future<Output = ()>) {
    let mut future = pin!(future);
    while future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
        .is_pending()
    {}
}

/// As a pipeline.
#[must_use]
pub fn pipeline(events: u64) -> u64 {
    let mut sum = 0u64;
    {
        let mut p = pin!(pipeline!(|| {
            let source = from_iterable((0..events).map(|i| black_box(input(i))));
            source.map(map).buffer(64).sink(async |x| sum ^= x);
        }));
        drive(p.run());
    }
    sum
}

/// By hand.
#[must_use]
pub fn hand(events: u64) -> u64 {
    let mut sum = 0u64;
    let mut sink = async |x: u64| sum ^= x;
    drive(async {
        let mut source = (0..events).map(|i| black_box(input(i)));
        let mut places = VecDeque::with_capacity(64);
        loop {
            while places.len() < 64
                && let Some(x) = source.next()
            {
                places.push_back(map(x));
            }
            let Some(x) = places.pop_front() else {
                break;
            };
            sink(x).await;
        }
    });
    sum
}
