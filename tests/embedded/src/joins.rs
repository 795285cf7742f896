//! Joins that cannot overflow.

use streamz::prelude::*;

use crate::numbers;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(5).wrapping_add(x);
    let mut p = pipeline!(|a: u32, b: u32| {
        let up = a.map(|x| x.wrapping_add(1));
        let down = a.map(|x| x.wrapping_sub(1));
        let zipped = up.zip(down, 3, a).starmap(|x, y, k, z| x ^ y.wrapping_mul(k) ^ z);
        let latest = a.combine_latest(b).map(|(x, y)| x ^ y);
        let on_b = a.combine_latest(b, up).emit_on(b).pluck(0);
        let paired = up.zip_latest(down).pluck(1);
        let mid = b.map(|x| x >> 1).port();
        zipped.union(latest, on_b, paired, mid).sink(|x| add(x));
    });
    for x in numbers(seed, events) {
        if x & 1 == 0 {
            p.a(x);
        } else {
            p.b(x);
        }
        if x & 6 == 6 {
            p.mid(x);
        }
    }
    drop(p);
    sum
}
