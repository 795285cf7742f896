//! Batches: operators on the elements of collections.

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, each, events, refusals, sizes};

/// A few elements made of one item.
fn elements(x: i32) -> Vec<i32> {
    (0..x.rem_euclid(5)).map(|i| x + i).collect()
}

#[test]
fn whole_batches() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![elements(x)]);
            |s| s.map(elements).to_batch().stream());
        agree!(events, refusals, each(|x| vec![vec![x, x + 1]]);
            |s| s.map(|x| [x, x + 1]).to_batch().stream());
        agree!(events, refusals, each(|x| vec![elements(x)]);
            |s| s.map(|x| elements(x).into_boxed_slice()).to_batch().stream());
        agree!(events, refusals, each(elements); |s| s.map(elements).to_batch().to_stream());
        Ok(())
    });
}

#[test]
fn map_filter_pluck() {
    fn odd(x: i32) -> Vec<i32> {
        let odd = elements(x).into_iter().filter(|x| x % 2 != 0);
        odd.map(|x| x * 10).collect()
    }
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![odd(x)]);
            |s| s.map(elements).to_batch().filter(|x| x % 2 != 0).map(|x| x * 10).stream());
        agree!(events, refusals, each(odd);
            |s| s.map(elements).to_batch().map(|x| x * 10).filter(|x| x % 20 != 0).to_stream());
        agree!(events, refusals, each(|x| vec![vec![x + 1]]);
            |s| s.map(|x| vec![(x, x + 1)]).to_batch().pluck(1).stream());
        agree!(events, refusals, each(|x| vec![vec![x]]);
            |s| s.map(|x| vec![[x - 1, x]]).to_batch().pluck(-1).stream());
        Ok(())
    });
}

/// The running total of all elements; once counted they stay counted, even if the total is refused.
fn sum(elements: impl Fn(i32) -> Vec<i32>) -> impl FnMut(usize, i32, Next<'_, i32>) -> Verdict {
    let mut total = 0;
    move |_, x, next| {
        total += elements(x).iter().sum::<i32>();
        next(total)
    }
}

#[test]
fn sums() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, sum(elements); |s| s.map(elements).to_batch().sum());
        agree!(events, refusals, sum(|x| vec![x, x * 2]);
            |s| s.map(|x| [x, x * 2]).to_batch().sum());
        Ok(())
    });
}

/// Windows and partitions as batches.
#[test]
fn windows_as_batches() {
    let inputs = (events(1), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        let windows = || {
            let mut items = Vec::new();
            move |_, x, next: Next<'_, Vec<i32>>| {
                items.push(x);
                let window = &items[items.len().saturating_sub(n)..];
                next(window.iter().map(|x| x + 1).collect())
            }
        };
        agree!(events, refusals, windows();
            |s| s.sliding_window(n).to_batch().map(|x| x + 1).stream());
        let totals = || {
            let (mut items, mut total) = (0, 0);
            let mut pending = 0;
            move |_, x: i32, next: Next<'_, i32>| {
                items += 1;
                pending += x;
                if items % 3 > 0 {
                    return Ok(());
                }
                total += core::mem::take(&mut pending);
                next(total)
            }
        };
        agree!(events, refusals, totals(); |s| s.partition(3).to_batch().sum());
        Ok(())
    });
}

/// Batches that branch, and meet in a union.
#[test]
fn branches_of_batches() {
    check((events(1), refusals()), |(events, refusals)| {
        let both = |x| {
            let more = elements(x).into_iter().map(|x| x + 100);
            [elements(x), more.collect()].concat()
        };
        agree!(events, refusals, each(both);
            |s| {
                let batches = s.map(elements).to_batch();
                let plain = batches.to_stream();
                let more = batches.map(|x| x + 100).to_stream();
            } plain.union(more));
        Ok(())
    });
}
