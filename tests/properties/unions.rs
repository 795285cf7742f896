//! `union`, `port`, and the order in which branches see an item.

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{End, Next, Verdict, check, each, events, refusals, sizes, sound};

#[test]
fn union() {
    fn model(source: usize, x: i32, next: Next<'_, (usize, i32)>) -> Verdict {
        next((source, x))
    }
    check((events(2), refusals()), |(events, refusals)| {
        agree!(events, refusals, model;
            |a, b| { let tagged = b.map(|x| (1, x)); } a.map(|x| (0, x)).union(tagged));
        Ok(())
    });
    check((events(4), refusals()), |(events, refusals)| {
        agree!(events, refusals, |_, x, next| next(x); |a, b, c, d| a.union(b, c, d));
        agree!(events, refusals, model;
            |a, b, c, d| a.map(|x| (0, x))
                .union(b.map(|x| (1, x)), c.map(|x| (2, x)), d.map(|x| (3, x))));
        Ok(())
    });
}

/// The inlets of a union are a set: a stream named twice counts once.
#[test]
fn union_of_one_stream() {
    check((events(2), refusals()), |(events, refusals)| {
        agree!(events, refusals, |_, x, next| next(x); |a, b| a.union(b, a, b));
        Ok(())
    });
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![x]); |a| a.union(a));
        Ok(())
    });
}

/// Branches of one stream that meet again: depth first, in the order they were attached.
#[test]
fn union_of_branches() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![x + 1, x * 2, x]);
            |s| { let up = s.map(|x| x + 1); } s.union(s.map(|x| x * 2), up));
        agree!(events, refusals, each(|x| vec![x, x + 1, x * 2]);
            |s| {
                let pairs = s.flat_map(|x| [x, x + 1]);
            } s.map(|x| x * 2).union(s.filter(|_| false), pairs));
        Ok(())
    });
}

/// Borrowed windows can be united too.
#[test]
fn union_of_windows() {
    let inputs = (events(2), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        let model = || {
            let mut items = [vec![], vec![]];
            move |source: usize, x, next: Next<'_, Vec<i32>>| {
                let items: &mut Vec<i32> = &mut items[source];
                items.push(x);
                next(items[items.len().saturating_sub([n, 2][source])..].to_vec())
            }
        };
        agree!(events, refusals, model();
            |a, b| { let pairs = b.sliding_window(2); } a.sliding_window(n).union(pairs));
        Ok(())
    });
}

/// A failure in one branch: the union does not see the branches behind it.
#[test]
fn union_with_a_failing_branch() {
    check((events(1), refusals()), |(events, refusals)| {
        fallible!(events, refusals, |_, x, next| {
            next(x + 1)?;
            next(sound(x)? * 10)?;
            next(x * 100)?;
            next(x)
        }; |s| { let up = s.map(|x| x + 1); }
            s.union(s.try_map(|x| sound(x).map(|x| x * 10)), s.map(|x| x * 100), up));
        Ok(())
    });
}

/// A port is one more way in: what enters there has not passed what lies before it.
#[test]
fn port() {
    check((events(3), refusals()), |(events, refusals)| {
        let mut kept = Vec::new();
        let mut end = End::new(&refusals);
        let mut p = pipeline!(|a: i32, b: i32| {
            let mid = a.map(|x| x * 10).union(b).port();
            mid.map(|x| x + 1).sink(|x| kept.push(x));
        });
        let mut failing = pipeline!(|a: i32, b: i32| {
            let mid = a.try_map(sound).union(b).port();
            mid.map(|x| x + 1).try_sink(|x| end.take(x));
        });
        let mut verdicts = Vec::new();
        for &(entry, x) in &events {
            match entry {
                0 => p.a(x),
                1 => p.b(x),
                _ => p.mid(x),
            }
            verdicts.push(match entry {
                0 => failing.a(x),
                1 => failing.b(x),
                _ => failing.mid(x),
            });
        }
        drop((p, failing));
        let plain = events
            .iter()
            .map(|&(entry, x)| if entry == 0 { x * 10 + 1 } else { x + 1 });
        prop_assert_eq!(kept, plain.collect::<Vec<_>>());
        let model = |entry, x, next: Next<'_, i32>| {
            let x = if entry == 0 { sound(x)? } else { x };
            next(x + 1)
        };
        let wanted = crate::support::expected(&events, &refusals, model);
        prop_assert_eq!((verdicts, end.kept), wanted);
        Ok(())
    });
}
