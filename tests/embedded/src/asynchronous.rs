//! Boundaries that call asynchronous closures.
//!
//! The compiler gives every `async` block that can return a check against being polled again afterwards. These pipelines
//! never do that, but the optimizer cannot see it, so here the check stays: `check.sh` asks that it is the only way to panic.

use core::pin::pin;
use core::task::Poll;

use streamz::prelude::*;
use streamz::time::Backoff;

use crate::numbers;
use crate::pulled::Later;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut failed = 0u32;
    {
        let mut slept = 0u32;
        let mut calls = 0u32;
        let mut p = pin!(pipeline!(|a: u32| -> Result<(), u32> {
            let mapped = a.map_async(4, async |x| Later::new(x).await ^ 1);
            let checked = mapped.try_map_async(2, async |x| fallible(Later::new(x).await));
            let retried = a.try_retry(Backoff::new(10).attempts(4), async |x: u32| {
                calls = calls.wrapping_add(1);
                fallible(Later::new(x ^ calls).await)
            });
            retried.catch(|error| error).try_sink(async |x| {
                slept = slept.wrapping_add(Later::new(x).await);
                fallible(slept).map(|_| ())
            });
            checked.union(retried).sink(async |x| {
                sum = sum.rotate_left(5).wrapping_add(Later::new(x).await);
            });
        }));
        let mut now = 0u64;
        for x in numbers(seed, events) {
            now += u64::from(x % 5);
            failed = failed.wrapping_add(u32::from(p.try_push(now, x).is_err()));
        }
        p.close();
        while let Poll::Ready(Err(_)) | Poll::Pending = p.poll(now) {
            now += 1;
        }
    }
    sum ^ failed
}

/// Fails for one item in eight.
fn fallible(x: u32) -> Result<u32, u32> {
    if x % 8 == 0 { Err(x) } else { Ok(x) }
}
