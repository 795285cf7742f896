//! Operators of one stream.

use streamz::prelude::*;

use crate::numbers;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(3).wrapping_add(x);
    let mut p = pipeline!(|x: u32| {
        let small = x.map(|x| x & 0xFF).remove(|x| *x == 7);
        let totals = small.accumulate(|total, x| total.wrapping_add(x));
        let running = totals.accumulate_from(1u32, |state, x| state.rotate_left(1) ^ x);
        let scanned = running.scan(0u32, |state, x| {
            *state = state.wrapping_add(x);
            *state
        });
        let windows = scanned
            .sliding_window(8)
            .map(|w| w.iter().fold(0u32, |a, b| a.wrapping_add(*b)));
        let full = windows
            .sliding_window_full(5)
            .filter(|w| w[..].first() != w.last())
            .map(|w| w.len() as u32);
        let batches = small.partition(4).map(|batch| batch.iter().fold(0u32, |a, b| a ^ b));
        let distinct = small.partition_unique(3, Keep::First).flatten();
        let latest = small.partition_unique_by(3, Keep::Last, |x| x % 5).flatten();
        let new = small.unique(4).unique_by(3, |x| x % 11);
        let some = x.slice(2..1000).step_by(3).flat_map(|x| [x, x >> 4]).concat_pairs();
        let held = x.collect(6);
        let out = held.map(|items| items.iter().fold(0u32, |a, b| a.wrapping_mul(31).wrapping_add(*b)));
        x.filter(|x| x % 9 == 0).flush(held);
        full.union(batches, distinct, latest, new, some, out).sink(|x| add(x));
        let last = x.sink_to_list(4);
    });
    for x in numbers(seed, events) {
        p.emit(x);
    }
    let listed = p.last().iter().fold(0u32, |a, b| a.wrapping_add(*b));
    drop(p);
    sum ^ listed
}

/// An operator added by a trait, as another crate would.
trait ConcatPairs {
    fn concat_pairs(self) -> Pairs;
}

impl<const CLOCK: usize> ConcatPairs for Flow<Own<u32>, CLOCK> {
    fn concat_pairs(self) -> Pairs {
        Pairs(None)
    }
}

struct Pairs(Option<u32>);

impl streamz::operator::Node for Pairs {
    type Out = Own<u32>;
    type Rate = streamz::operator::AnyTick;
}

impl streamz::operator::Operator for Pairs {
    type In = Own<u32>;
    type Emit<'a> = streamz::emission::Maybe<u32>;

    fn step<'a>(&'a mut self, item: u32) -> Self::Emit<'a> {
        streamz::emission::Maybe(match self.0.take() {
            Some(first) => Some(first.wrapping_mul(item)),
            None => {
                self.0 = Some(item);
                None
            }
        })
    }
}
