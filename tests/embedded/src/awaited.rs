//! The futures of a pipeline, polled by hand with a clock of our own.

use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};

use streamz::prelude::*;
use streamz::time::{Ticks, Timer};

use crate::numbers;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(7).wrapping_add(x);
    let mut p = pipeline!(|a: u32| {
        a.rate_limit(3).delay(5, 2).sink(|x| add(x));
    })
    .with_timer(Passing(0));
    for x in numbers(seed, events) {
        finish(p.emit(x));
    }
    let mut polls = 0u32;
    finish(p.run_until(core::future::poll_fn(|_| {
        polls += 1;
        if polls > 4 { Poll::Ready(()) } else { Poll::Pending }
    })));
    finish(p.shutdown());
    drop(p);
    sum
}

fn finish<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let cx = &mut Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return output;
        }
    }
}

/// Time that passes whenever it is waited for.
struct Passing(Ticks);

impl Timer for Passing {
    fn now(&self) -> Ticks {
        self.0
    }

    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, _: &mut Context<'_>) -> Poll<()> {
        let now = &mut self.get_mut().0;
        if *now >= deadline {
            return Poll::Ready(());
        }
        *now += 1;
        Poll::Pending
    }
}
