//! Running state: `accumulate`, `scan` and `frequencies`.

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Failure, Next, Verdict, check, events, full, refusals, sizes, sound};

/// Not commutative, so that the order of its arguments shows.
fn fold(state: i32, x: i32) -> i32 {
    state.wrapping_mul(3).wrapping_sub(x)
}

/// The new state; fails for some items.
fn try_fold(state: i32, x: i32) -> Result<i32, Failure> {
    sound(x).map(|x| fold(state, x))
}

/// Without a start value: the first item is the first state. A refusal downstream comes too late to undo it.
fn accumulate(step: impl Fn(i32, i32) -> Result<i32, Failure>) -> impl FnMut(usize, i32, Next<'_, i32>) -> Verdict {
    let mut state = None;
    move |_, x, next| {
        let new = match state {
            Some(state) => step(state, x)?,
            None => x,
        };
        state = Some(new);
        next(new)
    }
}

fn accumulate_from(
    start: i32,
    step: impl Fn(i32, i32) -> Result<i32, Failure>,
) -> impl FnMut(usize, i32, Next<'_, i32>) -> Verdict {
    let mut state = start;
    move |_, x, next| {
        state = step(state, x)?;
        next(state)
    }
}

#[test]
fn accumulates() {
    check((events(1), refusals(), -9..9), |(events, refusals, start)| {
        agree!(events, refusals, accumulate(|state, x| Ok(fold(state, x)));
            |s| s.accumulate(|state, x| fold(*state, x)));
        agree!(events, refusals, accumulate_from(start, |state, x| Ok(fold(state, x)));
            |s| s.accumulate_from(start, |state, x| fold(*state, x)));
        Ok(())
    });
}

/// A failed step leaves the state as it was.
#[test]
fn fallible_accumulates() {
    check((events(1), refusals(), -9..9), |(events, refusals, start)| {
        fallible!(events, refusals, accumulate(try_fold);
            |s| s.try_accumulate(|state, x| try_fold(*state, x)));
        fallible!(events, refusals, accumulate_from(start, try_fold);
            |s| s.try_accumulate_from(start, |state, x| try_fold(*state, x)));
        Ok(())
    });
}

#[test]
fn scans() {
    fn step(state: &mut i32, x: i32) -> String {
        *state = fold(*state, x);
        format!("{x}:{state}")
    }
    fn model(mut state: i32) -> impl FnMut(usize, i32, Next<'_, String>) -> Verdict {
        move |_, x, next| next(step(&mut state, x))
    }
    fn with_state(mut state: i32) -> impl FnMut(usize, i32, Next<'_, (i32, String)>) -> Verdict {
        move |_, x, next| {
            let output = step(&mut state, x);
            next((state, output))
        }
    }
    check((events(1), refusals(), -9..9), |(events, refusals, start)| {
        agree!(events, refusals, model(start); |s| s.scan(start, step));
        agree!(events, refusals, with_state(start); |s| s.scan_with_state(start, step));
        Ok(())
    });
}

/// The state of a `scan` is its function's own: what a failed step has done to it stays.
#[test]
fn try_scan() {
    fn step(state: &mut i32, x: i32) -> Result<i32, Failure> {
        *state += 1;
        sound(x)?;
        *state += 10;
        Ok(*state)
    }
    check((events(1), refusals()), |(events, refusals)| {
        let model = || {
            let mut state = 0;
            move |_, x, next: Next<'_, i32>| next(step(&mut state, x)?)
        };
        fallible!(events, refusals, model(); |s| s.try_scan(0, step));
        Ok(())
    });
}

/// Windows can be accumulated as well.
#[test]
fn accumulated_windows() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = || {
            let (mut last, mut total) = (None, 0);
            move |_, x, next: Next<'_, i32>| {
                total = fold(total, last.unwrap_or(0) + x);
                last = Some(x);
                next(total)
            }
        };
        agree!(events, refusals, model();
            |s| s.sliding_window(2).accumulate_from(0, |total, w| fold(*total, w.iter().sum())));
        agree!(events, refusals, model();
        |s| s.sliding_window(2).scan(0, |total, w| {
            *total = fold(*total, w.iter().sum());
            *total
        }));
        Ok(())
    });
}

/// Counts in the order of first coming; an item that would be number `size + 1` is refused and not counted.
fn frequencies(size: usize) -> impl FnMut(usize, i32, Next<'_, Vec<(i32, u64)>>) -> Verdict {
    let mut counts: Vec<(i32, u64)> = Vec::new();
    move |_, x, next| {
        match counts.iter().position(|(known, _)| *known == x) {
            Some(place) => counts[place].1 += 1,
            None if counts.len() == size => return full("try_frequencies", size),
            None => counts.push((x, 1)),
        }
        next(counts.clone())
    }
}

#[test]
fn counts() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, frequencies(usize::MAX); |s| s.frequencies_unbounded());
        fallible!(events, refusals, frequencies(n); |s| s.try_frequencies(n));
        fallible!(events, refusals, frequencies(1); |s| s.try_frequencies(1));
        fallible!(events, refusals, frequencies(4); |s| s.try_frequencies(4));
        fallible!(events, refusals, frequencies(12); |s| s.try_frequencies::<12>());
        Ok(())
    });
}
