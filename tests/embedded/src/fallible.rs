//! Operators that can fail: a bound is reached, or a closure says so.

use streamz::Overflow;
use streamz::prelude::*;

use crate::numbers;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(7).wrapping_add(x);
    let mut p = pipeline!(|a: u32, b: u32| -> Result<(), Overflow> {
        let queued = a.try_zip(4, b).map(|(x, y)| x ^ y);
        let paired = a.try_zip_latest(4, b).pluck(1);
        let counts = b.map(|x| x % 16).try_frequencies(8).map(|counts| counts.len() as u32);
        let keyed = b
            .try_partition_by(3, 4, |x| x % 7)
            .map(|batch| batch.iter().fold(0u32, |x, y| x ^ y));
        let even = a.try_filter(|x| {
            if x % 64 == 5 {
                Err(Overflow::new("filter", 5))
            } else {
                Ok(x % 2 == 0)
            }
        });
        let checked = even.try_map(|x| x.checked_mul(1 << 9).ok_or(x));
        let caught = checked.catch(|item, error| item ^ error);
        let halves = a.filter(|x| *x > 1 << 20).map(|x| x / 2);
        halves.feedback(a, 8);
        let summed = checked.try_accumulate_from(0u32, |total, x| Ok::<u32, Overflow>(total.wrapping_add(x)));
        queued.union(paired, counts, keyed, caught, summed).sink(|x| add(x));
    });
    let mut failed = 0u32;
    for x in numbers(seed, events) {
        let done = if x & 1 == 0 { p.a(x) } else { p.b(x) };
        failed = failed.wrapping_add(u32::from(done.is_err()));
    }
    drop(p);
    sum ^ failed
}
