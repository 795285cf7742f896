//! `partition` and its relatives: batches of equal size.

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, events, full, refusals, sizes};

/// A full batch is taken out before it is handed on: one that is refused is gone.
fn partition(n: usize) -> impl FnMut(usize, i32, Next<'_, Vec<i32>>) -> Verdict {
    let mut batch = Vec::new();
    move |_, x, next| {
        batch.push(x);
        if batch.len() == n {
            next(core::mem::take(&mut batch))?;
        }
        Ok(())
    }
}

#[test]
fn partitions() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, partition(n); |s| s.partition(n));
        agree!(events, refusals, partition(1); |s| s.partition(1));
        agree!(events, refusals, partition(3); |s| s.partition(3));
        agree!(events, refusals, partition(5); |s| s.partition::<5>());
        Ok(())
    });
}

/// A flattened partition hands its items on one by one, as many as are taken.
#[test]
fn flattened_partitions() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        let model = || {
            let mut partition = partition(n);
            move |source, x, next: Next<'_, i32>| {
                partition(source, x, &mut |batch| batch.into_iter().try_for_each(&mut *next))
            }
        };
        agree!(events, refusals, model(); |s| s.partition(n).flatten());
        Ok(())
    });
}

/// One open batch for each key, for at most `keys` keys.
fn partition_by(
    n: usize,
    keys: usize,
    key: impl Fn(i32) -> i32,
) -> impl FnMut(usize, i32, Next<'_, Vec<i32>>) -> Verdict {
    let mut open: Vec<(i32, Vec<i32>)> = Vec::new();
    move |_, x, next| {
        let key = key(x);
        if open.iter().all(|(k, _)| *k != key) {
            if open.len() == keys {
                return full("try_partition_by", keys);
            }
            if n == 0 {
                return Ok(());
            }
            open.push((key, vec![]));
        }
        let place = open.iter().position(|(k, _)| *k == key).unwrap();
        open[place].1.push(x);
        if open[place].1.len() == n {
            next(open.remove(place).1)?;
        }
        Ok(())
    }
}

#[test]
fn partitions_by_key() {
    let inputs = (events(1), refusals(), sizes(), 1..6);
    check(inputs, |(events, refusals, n, modulus)| {
        let key = move |x: i32| x % modulus;
        agree!(events, refusals, partition_by(n, usize::MAX, key);
            |s| s.partition_by_unbounded(n, |x| key(*x)));
        agree!(events, refusals, partition_by(2, usize::MAX, key);
            |s| s.partition_by_unbounded(2, |x| key(*x)));
        Ok(())
    });
}

#[test]
fn bounded_partitions_by_key() {
    let inputs = (events(1), refusals(), sizes(), sizes(), 1..6);
    check(inputs, |(events, refusals, n, keys, modulus)| {
        let key = move |x: i32| x % modulus;
        fallible!(events, refusals, partition_by(n, keys, key);
            |s| s.try_partition_by(n, keys, |x| key(*x)));
        fallible!(events, refusals, partition_by(2, keys, key);
            |s| s.try_partition_by(2, keys, |x| key(*x)));
        fallible!(events, refusals, partition_by(n, 3, key);
            |s| s.try_partition_by(n, 3, |x| key(*x)));
        fallible!(events, refusals, partition_by(3, 4, key);
            |s| s.try_partition_by(3, 4, |x| key(*x)));
        fallible!(events, refusals, partition_by(2, 2, key);
            |s| s.try_partition_by::<2, 2>(|x| key(*x)));
        Ok(())
    });
}

/// Batches of `n` items with different keys.
fn partition_unique(
    n: usize,
    keep: Keep,
    key: impl Fn(i32) -> i32,
) -> impl FnMut(usize, i32, Next<'_, Vec<i32>>) -> Verdict {
    let mut batch: Vec<i32> = Vec::new();
    move |_, x, next| {
        if n == 0 {
            return Ok(());
        }
        let same = batch.iter().position(|y| key(*y) == key(x));
        match (same, keep) {
            (Some(_), Keep::First) => return Ok(()),
            (Some(place), Keep::Last) => {
                batch.remove(place);
            }
            (None, _) => {}
        }
        batch.push(x);
        if batch.len() == n {
            next(core::mem::take(&mut batch))?;
        }
        Ok(())
    }
}

#[test]
fn partitions_of_different_items() {
    let inputs = (events(1), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        let same = |x| x;
        for keep in [Keep::First, Keep::Last] {
            agree!(events, refusals, partition_unique(n, keep, same);
                |s| s.partition_unique(n, keep));
            agree!(events, refusals, partition_unique(1, keep, same);
                |s| s.partition_unique(1, keep));
            agree!(events, refusals, partition_unique(4, keep, same);
                |s| s.partition_unique(4, keep));
        }
        Ok(())
    });
}

#[test]
fn partitions_of_different_keys() {
    let inputs = (events(1), refusals(), sizes(), 1..6);
    check(inputs, |(events, refusals, n, modulus)| {
        let key = move |x: i32| x % modulus;
        for keep in [Keep::First, Keep::Last] {
            agree!(events, refusals, partition_unique(n, keep, key);
                |s| s.partition_unique_by(n, keep, |x| key(*x)));
            agree!(events, refusals, partition_unique(2, keep, key);
                |s| s.partition_unique_by(2, keep, |x| key(*x)));
            agree!(events, refusals, partition_unique(3, keep, key);
                |s| s.partition_unique_by::<3>(keep, |x| key(*x)));
        }
        Ok(())
    });
}
