//! The `unique` family: items that did not come lately, or never.

use proptest::collection::vec;
use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, events, refusals, sizes};

/// A memory of the `n` keys seen last. Seeing a key again makes it the newest; a refusal comes too late to forget it.
fn unique(n: usize, key: impl Fn(i32) -> i32) -> impl FnMut(usize, i32, Next<'_, i32>) -> Verdict {
    let mut recent: Vec<i32> = Vec::new();
    move |_, x, next| {
        let key = key(x);
        let known = recent.contains(&key);
        recent.retain(|k| *k != key);
        recent.push(key);
        if recent.len() > n {
            recent.remove(0);
        }
        if known { Ok(()) } else { next(x) }
    }
}

#[test]
fn of_items() {
    let inputs = (events(1), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        let same = |x| x;
        agree!(events, refusals, unique(n, same); |s| s.unique(n));
        agree!(events, refusals, unique(1, same); |s| s.unique(1));
        agree!(events, refusals, unique(3, same); |s| s.unique(3));
        agree!(events, refusals, unique(4, same); |s| s.unique::<4>());
        agree!(events, refusals, unique(n, same); |s| s.unique_hashed(n));
        agree!(events, refusals, unique(1, same); |s| s.unique_hashed(1));
        agree!(events, refusals, unique(usize::MAX, same); |s| s.unique_unbounded());
        Ok(())
    });
}

#[test]
fn of_keys() {
    let inputs = (events(1), refusals(), sizes(), 1..9);
    check(inputs, |(events, refusals, n, modulus)| {
        let key = move |x: i32| x % modulus;
        agree!(events, refusals, unique(n, key); |s| s.unique_by(n, |x| key(*x)));
        agree!(events, refusals, unique(2, key); |s| s.unique_by(2, |x| key(*x)));
        agree!(events, refusals, unique(3, key); |s| s.unique_by::<3>(|x| key(*x)));
        agree!(events, refusals, unique(n, key); |s| s.unique_hashed_by(n, |x| key(*x)));
        agree!(events, refusals, unique(usize::MAX, key);
            |s| s.unique_unbounded_by(|x| key(*x)));
        Ok(())
    });
}

/// Many keys through memories of any size: the hashed ones evict and are cleaned up all the time.
#[test]
fn under_churn() {
    let items = vec(0u32..400, 0..3000);
    check((items, 0usize..200), |(items, n)| {
        let (mut hashed, mut listed) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|s: u32| {
            s.unique_hashed(n).sink(|x| hashed.push(x));
            s.unique(n).sink(|x| listed.push(x));
        });
        items.iter().for_each(|x| p.emit(*x));
        drop(p);
        prop_assert_eq!(hashed, listed);
        Ok(())
    });
}

/// Items are only compared: one that differs from itself is always new.
#[test]
fn of_floats() {
    let float = prop_oneof![Just(f64::NAN), Just(0.0), Just(-0.0), Just(1.0)];
    check((vec(float, 0..40), 1usize..4), |(items, n)| {
        let mut seen = Vec::new();
        let mut p = pipeline!(|s: f64| {
            s.unique(n).sink(|x| seen.push(x.to_bits()));
        });
        items.iter().for_each(|x| p.emit(*x));
        drop(p);
        let mut recent: Vec<f64> = Vec::new();
        let mut wanted = Vec::new();
        for x in items {
            if !recent.contains(&x) {
                wanted.push(x.to_bits());
            }
            recent.retain(|y| *y != x);
            recent.push(x);
            if recent.len() > n {
                recent.remove(0);
            }
        }
        prop_assert_eq!(seen, wanted);
        Ok(())
    });
}
