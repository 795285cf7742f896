//! Boundaries that hold items for a while, driven by hand on simulated time.

use core::task::Poll;

use streamz::Silence;
use streamz::prelude::*;
use streamz::time::{Every, Missed};

use crate::numbers;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    paced(seed, events) ^ windows(seed, events) ^ newest(seed, events)
}

/// Buffers, delays, rates and silences.
fn paced(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(5).wrapping_add(x);
    let mut p = pipeline!(|a: u32| -> Result<(), Silence> {
        let buffered = a.buffer(4).map(|x| x ^ 1);
        let limited = buffered.rate_limit(3).map(|x| x >> 1);
        let delayed = a.delay(7, 8).map(|x| x << 1);
        let alive = a.filter(|x| x % 4 != 0).try_timeout(9);
        let silent = a.filter(|x| x % 16 == 0).try_timeout(20);
        let parts = a.flat_map(|x| [x, x >> 8]).buffer(2);
        let alarms = silent.catch(|silence| silence).map(|_| 1u32);
        limited.union(delayed, alive, silent, alarms, parts).sink(|x| add(x));
    });
    let mut other = 0u32;
    let mut now = 0u64;
    for x in numbers(seed, events) {
        now += u64::from(x % 5);
        other = other.wrapping_add(u32::from(p.try_push(now, x).is_err()));
        other ^= p.deadline() as u32;
    }
    p.close();
    while let Poll::Ready(Err(_)) | Poll::Pending = p.poll(now) {
        now += 1;
    }
    other ^= p.failures() as u32;
    drop(p);
    sum ^ other
}

/// Batches and windows that time closes.
fn windows(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(3).wrapping_add(x);
    let mut p = pipeline!(|a: u32| {
        let timed = a.timed_window(10, 8).map(digest);
        let distinct = a
            .timed_window_unique(Every::from(10).missed(Missed::Burst), 4, Keep::Last)
            .map(digest);
        let keyed = a
            .timed_window_unique_by(Every::from(10).at_once().missed(Missed::Delay), 4, Keep::First, |x| {
                x % 7
            })
            .map(digest);
        let batches = a.partition_timeout(3, 12).map(digest);
        let merged = a.partition_unique_timeout(3, 12, Keep::Last).map(digest);
        let spread = a.partition_unique_timeout_by(3, 12, Keep::First, |x| x % 5).map(digest);
        let groups = a.partition_timeout_by(3, 4, 12, |x| x % 5).map(digest);
        timed
            .union(distinct, keyed, batches, merged, spread, groups)
            .sink(|x| add(x));
    });
    let mut now = 0u64;
    let mut refused = 0u32;
    for x in numbers(seed, events) {
        now += u64::from(x % 5);
        refused = refused.wrapping_add(u32::from(p.try_push(now, x).is_err()));
    }
    p.close();
    while p.poll(now).is_pending() {
        now += 1;
    }
    drop(p);
    sum ^ refused
}

/// Boundaries of one place.
fn newest(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(7).wrapping_add(x);
    let mut p = pipeline!(|a: u32| {
        let latest = a.latest().rate_limit(4);
        let calm = a.debounce(3);
        let some = a.throttle(5);
        let ticks = a.sample(6);
        latest.union(calm, some, ticks).sink(|x| add(x));
    });
    let mut now = 0u64;
    for x in numbers(seed, events) {
        now += u64::from(x % 5);
        // The same as to push: what is due, then the item.
        let _ = streamz::drive::advance(&mut p, now);
        let _ = p.try_push(now, x);
    }
    let _ = streamz::drive::replay(&mut p, numbers(!seed, events).map(|x| (u64::from(x), x)));
    drop(p);
    sum
}

fn digest(items: &[u32]) -> u32 {
    items.iter().fold(items.len() as u32, |a, b| a.rotate_left(1) ^ b)
}
