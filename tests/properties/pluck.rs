//! `pluck`, for tuples, arrays, fields and slices.

use proptest::prelude::*;
use streamz::OutOfRange;
use streamz::prelude::*;

use crate::support::{Failure, Verdict, check, each, events, refusals, sizes};

#[derive(Clone)]
struct Named {
    low: i32,
    high: i32,
}

#[test]
fn pluck_members() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![x + 1]);
            |s| s.map(|x| (x, x + 1, x + 2)).pluck(1));
        agree!(events, refusals, each(|x| vec![x + 2]);
            |s| s.map(|x| (x, x + 1, x + 2)).pluck(-1));
        agree!(events, refusals, each(|x| vec![x]);
            |s| s.map(|x| (x, x + 1, x + 2)).pluck::<-3>());
        agree!(events, refusals, each(|x| vec![(x + 2, x)]);
            |s| s.map(|x| (x, x + 1, x + 2)).pluck(2, 0));
        agree!(events, refusals, each(|x| vec![x + 3]);
            |s| s.map(|x| [x, x + 1, x + 2, x + 3]).pluck(-1));
        agree!(events, refusals, each(|x| vec![x + 1]);
            |s| s.map(|x| [x, x + 1, x + 2, x + 3]).pluck(1));
        Ok(())
    });
}

#[test]
fn pluck_fields() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![x + 1]);
            |s| s.map(|x| Named { low: x, high: x + 1 }).pluck(high));
        agree!(events, refusals, each(|x| vec![(x + 1, x)]);
            |s| s.map(|x| Named { low: x, high: x + 1 }).pluck(high, low));
        Ok(())
    });
}

/// Python's `items[index]`.
fn at(items: &[i32], index: isize) -> Result<i32, Failure> {
    let len = isize::try_from(items.len()).unwrap();
    let place = if index < 0 { index + len } else { index };
    usize::try_from(place)
        .ok()
        .and_then(|place| items.get(place).copied())
        .ok_or(Failure::Short(OutOfRange::new(index, items.len())))
}

#[test]
fn try_pluck() {
    fn run(x: i32) -> Vec<i32> {
        (0..x.rem_euclid(4)).collect()
    }
    let inputs = (events(1), refusals(), -5isize..5, sizes());
    check(inputs, |(events, refusals, index, n)| {
        fallible!(events, refusals, |_, x, next| next(at(&run(x), index)?);
            |s| s.map(run).try_pluck(index));
        fallible!(events, refusals, |_, x, next| next(at(&[x, x + 1], index)?);
            |s| s.map(|x| [x, x + 1]).try_pluck(index));
        let windows = || {
            let mut items = Vec::new();
            move |_, x, next: &mut dyn FnMut(i32) -> Verdict| {
                items.push(x);
                next(at(&items[items.len().saturating_sub(n)..], index)?)
            }
        };
        fallible!(events, refusals, windows(); |s| s.sliding_window(n).try_pluck(index));
        Ok(())
    });
}
