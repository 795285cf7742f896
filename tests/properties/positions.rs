//! `slice` and `step_by`, against counting and against Python's `list[a:b:c]` on a `Vec`.

use core::ops::Bound;

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, events, refusals};

/// Passes an item at position `i` if `inside(i)`; one that is refused downstream is not counted.
fn by_position(inside: impl Fn(u64) -> bool) -> impl FnMut(usize, i32, Next<'_, i32>) -> Verdict {
    let mut position = 0;
    move |_, x, next| {
        if inside(position) {
            next(x)?;
        }
        position += 1;
        Ok(())
    }
}

#[test]
fn slice() {
    let inputs = (events(1), refusals(), 0u64..30, 0u64..30);
    check(inputs, |(events, refusals, a, b)| {
        agree!(events, refusals, by_position(|i| (a..b).contains(&i)); |s| s.slice(a..b));
        agree!(events, refusals, by_position(|i| (a..=b).contains(&i)); |s| s.slice(a..=b));
        agree!(events, refusals, by_position(|i| i >= a); |s| s.slice(a..));
        agree!(events, refusals, by_position(|i| i < b); |s| s.slice(..b));
        agree!(events, refusals, by_position(|i| i <= b); |s| s.slice(..=b));
        agree!(events, refusals, by_position(|_| true); |s| s.slice(..));
        agree!(events, refusals, by_position(|i| i > a && i < b);
            |s| s.slice((Bound::Excluded(a), Bound::Excluded(b))));
        agree!(events, refusals, by_position(|i| i >= a); |s| s.slice(a..=u64::MAX));
        Ok(())
    });
}

#[test]
fn step_by() {
    let inputs = (events(1), refusals(), 0usize..7);
    check(inputs, |(events, refusals, n)| {
        // A step of 0 passes the first item only.
        let every = |i: u64| i.checked_rem(n as u64).map_or(i == 0, |rest| rest == 0);
        agree!(events, refusals, by_position(every); |s| s.step_by(n));
        agree!(events, refusals, by_position(|i| i % 3 == 0); |s| s.step_by(3));
        agree!(events, refusals, by_position(|_| true); |s| s.step_by(1));
        Ok(())
    });
}

/// `slice(a..b).step_by(c)` keeps what `list[a:b:c]` keeps.
#[test]
fn slice_and_step_are_pythons() {
    let items = prop::collection::vec(any::<i16>(), 0..80);
    let inputs = (items, 0usize..90, 0usize..90, 1usize..9);
    check(inputs, |(items, a, b, c)| {
        let mut seen = Vec::new();
        let mut p = pipeline!(|s: i16| {
            s.slice(a as u64..b as u64).step_by(c).sink(|x| seen.push(x));
        });
        items.iter().for_each(|x| p.emit(*x));
        drop(p);
        let end = b.min(items.len());
        let slice = items.get(a.min(end)..end).unwrap();
        prop_assert_eq!(seen, slice.iter().copied().step_by(c).collect::<Vec<_>>());
        Ok(())
    });
}

/// Positions are counted in windows too, and behind other operators.
#[test]
fn positions_of_windows() {
    check((events(1), 0u64..20), |(events, a)| {
        let mut seen = Vec::new();
        let mut p = pipeline!(|s: i32| {
            s.sliding_window(2)
                .slice(a..)
                .step_by(2)
                .sink(|w| seen.push(w.to_vec()));
        });
        events.iter().for_each(|&(_, x)| p.emit(x));
        drop(p);
        let items: Vec<i32> = events.iter().map(|&(_, x)| x).collect();
        let windows = (0..items.len()).map(|i| items[i.saturating_sub(1)..=i].to_vec());
        let skip = usize::try_from(a).unwrap();
        prop_assert_eq!(seen, windows.skip(skip).step_by(2).collect::<Vec<_>>());
        Ok(())
    });
}
