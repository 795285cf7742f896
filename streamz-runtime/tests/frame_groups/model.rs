//! Rows, and what is true of them, computed anew for each question.

use std::collections::BTreeMap;

use proptest::prelude::*;
use streamz_runtime::frame::{Fold, Nullable};

/// A fold over some cells.
pub(crate) fn over<F: Fold<In = Nullable<i64>>>(fold: &F, cells: &[Nullable<i64>], min_periods: usize) -> F::Out {
    let there: Vec<_> = cells.iter().filter(|cell| !cell.is_null()).collect();
    let part = there
        .iter()
        .fold(fold.identity(), |part, &&cell| fold.merge(part, fold.lift(cell)));
    let count = there.len() as u64;
    if there.len() < min_periods {
        fold.missing(part, count)
    } else {
        fold.lower(part, count)
    }
}

/// The cells of each key among rows; rows without a key are in none.
pub(crate) fn by_key<K: Copy + Ord, T: Copy>(rows: &[(Nullable<K>, T)]) -> BTreeMap<K, Vec<T>> {
    let mut map = BTreeMap::<K, Vec<T>>::new();
    for &(key, cell) in rows {
        if let Some(key) = key.get() {
            map.entry(key).or_default().push(cell);
        }
    }
    map
}

/// Rows cut into batches of some lengths, some of them empty.
pub(crate) fn split<'a, T>(rows: &'a [T], cuts: &'a [usize]) -> impl Iterator<Item = &'a [T]> {
    let mut rest = rows;
    let mut cuts = cuts.iter().cycle();
    let mut last = false;
    core::iter::from_fn(move || {
        if last {
            return None;
        }
        let (batch, after) = rest.split_at((*cuts.next().unwrap()).min(rest.len()));
        rest = after;
        last = rest.is_empty();
        Some(batch)
    })
}

/// Lengths of batches, not all zero.
pub(crate) fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0usize..20, 1..6).prop_map(|mut cuts| {
        cuts.push(1 + cuts.len());
        cuts
    })
}

pub(crate) fn cell() -> impl Strategy<Value = Nullable<i64>> {
    prop_oneof![1 => Just(Nullable::NULL), 4 => (-1000i64..1000).prop_map(Nullable::from)]
}

/// Keys near each other, or far apart, or none.
pub(crate) fn key() -> impl Strategy<Value = Nullable<i64>> {
    prop_oneof![
        1 => Just(Nullable::NULL),
        6 => (-4i64..4).prop_map(Nullable::from),
        2 => (0i64..3).prop_map(|key| Nullable::from(key * 9_000_000_000)),
        1 => prop_oneof![Just(i64::MIN), Just(i64::MAX)].prop_map(Nullable::from),
    ]
}

pub(crate) fn near_key() -> impl Strategy<Value = Nullable<i64>> {
    prop_oneof![1 => Just(Nullable::NULL), 6 => (-20i64..20).prop_map(Nullable::from)]
}

pub(crate) type Rows = Vec<(Nullable<i64>, Nullable<i64>)>;

pub(crate) fn rows() -> impl Strategy<Value = Rows> {
    prop_oneof![
        prop::collection::vec((key(), cell()), 0..200),
        prop::collection::vec((near_key(), cell()), 0..200)
    ]
}

/// Where windows begin that lose some rows with each row, and may lose them all.
pub(crate) fn starts(drops: &[u64], rows: usize) -> Vec<u64> {
    let mut start = 0;
    (1..=rows as u64)
        .zip(drops.iter().cycle())
        .map(|(seen, drop)| {
            start = (start + drop).min(seen);
            start
        })
        .collect()
}
