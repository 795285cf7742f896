//! Groups, and aggregates and windows of groups, against maps that are made anew for each question.

#![cfg(feature = "frame")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use streamz_runtime::frame::{
    Aggregate, Fold, Grouped, Groups, Key, KeyedRolling, KeyedRows, KeyedWindow, NO_GROUP, Nullable, OwnedKey, Queued,
    Running, Sliding, Starts, TwoStack, ValueCounts, WindowCounts,
};

/// The cells in their order: shows every cell that is lost, twice there, or out of place.
#[derive(Clone, Copy)]
struct Sum;

impl Fold for Sum {
    type In = Nullable<i64>;
    type Part = i64;
    type Total = i64;
    type Out = Option<i64>;

    fn identity(&self) -> i64 {
        0
    }
    fn lift(&self, cell: Nullable<i64>) -> i64 {
        cell.or(0)
    }
    fn merge(&self, older: i64, newer: i64) -> i64 {
        older + newer
    }
    fn lower(&self, part: i64, _: u64) -> Option<i64> {
        Some(part)
    }
    fn missing(&self, _: i64, _: u64) -> Option<i64> {
        None
    }
    fn empty(&self) -> i64 {
        0
    }
    fn absorb(&self, total: &mut i64, cell: Nullable<i64>) {
        *total += cell.or(0);
    }
    fn finish(&self, total: &i64, count: u64) -> Option<i64> {
        self.lower(*total, count)
    }
}

/// The first and the last cell, which must stay in their places.
#[derive(Clone, Copy)]
struct Ends;

impl Fold for Ends {
    type In = Nullable<i64>;
    type Part = Option<(i64, i64)>;
    type Total = Option<(i64, i64)>;
    type Out = Option<(i64, i64)>;

    fn identity(&self) -> Self::Part {
        None
    }
    fn lift(&self, cell: Nullable<i64>) -> Self::Part {
        cell.get().map(|cell| (cell, cell))
    }
    fn merge(&self, older: Self::Part, newer: Self::Part) -> Self::Part {
        match (older, newer) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (older, newer) => older.or(newer),
        }
    }
    fn lower(&self, part: Self::Part, _: u64) -> Self::Out {
        part
    }
    fn missing(&self, _: Self::Part, _: u64) -> Self::Out {
        None
    }
    fn empty(&self) -> Self::Total {
        None
    }
    fn absorb(&self, total: &mut Self::Total, cell: Nullable<i64>) {
        *total = self.merge(*total, self.lift(cell));
    }
    fn finish(&self, total: &Self::Total, _: u64) -> Self::Out {
        *total
    }
}

/// A fold as an aggregate, whose window is a list.
#[derive(Clone, Copy)]
struct Merged<F>(F);

#[derive(Clone)]
struct Everything<F: Fold> {
    fold: F,
    total: F::Total,
    count: u64,
}

#[derive(Clone)]
struct List<F: Fold> {
    fold: F,
    min_periods: usize,
    cells: Vec<F::In>,
    start: usize,
}

impl<F: Fold<In = Nullable<i64>>> Aggregate for Merged<F> {
    type In = F::In;
    type Out = F::Out;
    type Running = Everything<F>;
    type Sliding = List<F>;
    type Queue = TwoStack<F>;

    fn running(&self) -> Everything<F> {
        Everything {
            fold: self.0.clone(),
            total: self.0.empty(),
            count: 0,
        }
    }
    fn sliding(&self, _: Option<usize>, min_periods: usize) -> List<F> {
        List {
            fold: self.0.clone(),
            min_periods,
            cells: Vec::new(),
            start: 0,
        }
    }
    fn queue(&self, min_periods: usize) -> TwoStack<F> {
        TwoStack::new(self.0.clone(), min_periods)
    }
}

impl<F: Fold<In = Nullable<i64>>> Running for Everything<F> {
    type In = F::In;
    type Out = F::Out;

    fn push(&mut self, cell: F::In) {
        self.fold.absorb(&mut self.total, cell);
        self.count += u64::from(!cell.is_null());
    }
    fn value(&self) -> F::Out {
        self.fold.finish(&self.total, self.count)
    }
}

impl<F: Fold<In = Nullable<i64>>> Sliding for List<F> {
    type In = F::In;
    type Out = F::Out;

    fn scan(&mut self, cells: &[F::In], starts: Starts<'_>, out: &mut Vec<F::Out>) {
        for (i, &cell) in cells.iter().enumerate() {
            let seen = self.cells.len() as u64 + 1;
            let start = match starts {
                Starts::Rows(rows) => seen.saturating_sub(rows as u64),
                Starts::At(starts) => starts[i],
            };
            self.extend(&[cell], start);
            out.push(self.value());
        }
    }
    fn extend(&mut self, cells: &[F::In], start: u64) {
        self.cells.extend(cells);
        self.start = start as usize;
    }
    fn value(&self) -> F::Out {
        over(&self.fold, &self.cells[self.start..], self.min_periods)
    }
}

/// As [`Merged`], but kept by group as a window.
#[derive(Clone, Copy)]
struct Windowed<F>(F);

impl<F: Fold<In = Nullable<i64>>> Aggregate for Windowed<F> {
    type In = F::In;
    type Out = F::Out;
    type Running = Everything<F>;
    type Sliding = List<F>;
    type Queue = Queued<List<F>>;

    fn running(&self) -> Everything<F> {
        Merged(self.0.clone()).running()
    }
    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> List<F> {
        Merged(self.0.clone()).sliding(rows, min_periods)
    }
    fn queue(&self, min_periods: usize) -> Self::Queue {
        Queued::new(self.sliding(None, min_periods))
    }
}

/// A fold over some cells.
fn over<F: Fold<In = Nullable<i64>>>(fold: &F, cells: &[Nullable<i64>], min_periods: usize) -> F::Out {
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
fn by_key<K: Copy + Ord, T: Copy>(rows: &[(Nullable<K>, T)]) -> BTreeMap<K, Vec<T>> {
    let mut map = BTreeMap::<K, Vec<T>>::new();
    for &(key, cell) in rows {
        if let Some(key) = key.get() {
            map.entry(key).or_default().push(cell);
        }
    }
    map
}

/// Rows cut into batches of some lengths, some of them empty.
fn split<'a, T>(rows: &'a [T], cuts: &'a [usize]) -> impl Iterator<Item = &'a [T]> {
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
fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0usize..20, 1..6).prop_map(|mut cuts| {
        cuts.push(1 + cuts.len());
        cuts
    })
}

fn cell() -> impl Strategy<Value = Nullable<i64>> {
    prop_oneof![1 => Just(Nullable::NULL), 4 => (-1000i64..1000).prop_map(Nullable::from)]
}

/// Keys near each other, or far apart, or none.
fn key() -> impl Strategy<Value = Nullable<i64>> {
    prop_oneof![
        1 => Just(Nullable::NULL),
        6 => (-4i64..4).prop_map(Nullable::from),
        2 => (0i64..3).prop_map(|key| Nullable::from(key * 9_000_000_000)),
        1 => prop_oneof![Just(i64::MIN), Just(i64::MAX)].prop_map(Nullable::from),
    ]
}

fn near_key() -> impl Strategy<Value = Nullable<i64>> {
    prop_oneof![1 => Just(Nullable::NULL), 6 => (-20i64..20).prop_map(Nullable::from)]
}

type Rows = Vec<(Nullable<i64>, Nullable<i64>)>;

fn rows() -> impl Strategy<Value = Rows> {
    prop_oneof![
        prop::collection::vec((key(), cell()), 0..200),
        prop::collection::vec((near_key(), cell()), 0..200)
    ]
}

/// Where windows begin that lose some rows with each row, and may lose them all.
fn starts(drops: &[u64], rows: usize) -> Vec<u64> {
    let mut start = 0;
    (1..=rows as u64)
        .zip(drops.iter().cycle())
        .map(|(seen, drop)| {
            start = (start + drop).min(seen);
            start
        })
        .collect()
}

proptest! {
    #[test]
    fn running_aggregates_of_groups(rows in rows(), cuts in cuts()) {
        let (mut groups, mut ids) = (Groups::new(), Vec::new());
        let (mut sums, mut ends) = (Grouped::new(Merged(Sum)), Grouped::new(Merged(Ends)));
        let mut seen = 0;
        for batch in split(&rows, &cuts) {
            let (keys, cells): (Vec<_>, Vec<_>) = batch.iter().copied().unzip();
            ids.clear();
            groups.extend(&keys, &mut ids);
            sums.extend(&ids, &cells);
            ends.extend(&ids, &cells);
            seen += batch.len();

            let expected: Vec<_> = by_key(&rows[..seen])
                .iter()
                .map(|(&key, cells)| (key, over(&Sum, cells, 0), over(&Ends, cells, 0)))
                .collect();
            let found: Vec<_> = groups.iter().map(|(id, &key)| (key, sums.value(id), ends.value(id))).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn windows_of_rows_by_group(rows in rows(), cuts in cuts(), n in 0usize..40, min_periods in 0usize..3) {
        let starts: Vec<_> = (1..=rows.len()).map(|seen| seen.saturating_sub(n) as u64).collect();
        windows(&rows, &cuts, &starts, Some(n), min_periods)?;
    }

    #[test]
    fn windows_by_index_by_group(
        rows in rows(),
        cuts in cuts(),
        drops in prop::collection::vec(0u64..4, 1..8),
        min_periods in 0usize..3,
    ) {
        windows(&rows, &cuts, &starts(&drops, rows.len()), None, min_periods)?;
    }

    #[test]
    fn rolling_within_groups(rows in rows(), cuts in cuts(), n in 0usize..6, min_periods in 0usize..3) {
        let (mut groups, mut ids) = (Groups::new(), Vec::new());
        let mut ends = KeyedRolling::new(Merged(Ends), n, min_periods);
        let mut listed = KeyedRolling::new(Windowed(Ends), n, min_periods);
        let (mut out, mut out_listed) = (Vec::new(), Vec::new());
        for batch in split(&rows, &cuts) {
            let (keys, cells): (Vec<_>, Vec<_>) = batch.iter().copied().unzip();
            ids.clear();
            groups.extend(&keys, &mut ids);
            ends.scan(&ids, &cells, &mut out);
            listed.scan(&ids, &cells, &mut out_listed);
        }
        let expected: Vec<_> = (1..=rows.len())
            .map(|seen| {
                let key = rows[seen - 1].0.get()?;
                let cells = &by_key(&rows[..seen])[&key];
                over(&Ends, &cells[cells.len().saturating_sub(n)..], min_periods)
            })
            .collect();
        prop_assert_eq!(&out, &expected);
        prop_assert_eq!(&out_listed, &expected);
    }

    #[test]
    fn counts_of_values(keys in prop::collection::vec(key(), 0..200), cuts in cuts(), n in 0usize..40, most in 0usize..5) {
        let (mut running, mut window) = (ValueCounts::new(), WindowCounts::new());
        let mut seen = 0;
        for batch in split(&keys, &cuts) {
            running.extend(batch);
            window.advance(batch, Starts::Rows(n));
            seen += batch.len();
            let expected = count(&keys[..seen]);
            prop_assert_eq!(running.distinct(), expected.len());
            prop_assert_eq!(running.iter().map(|(&key, count)| (key, count)).collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(running.largest(most), largest(&expected, most));
            let expected = count(&keys[seen.saturating_sub(n)..seen]);
            prop_assert_eq!(window.distinct(), expected.len());
            prop_assert_eq!(window.iter().map(|(&key, count)| (key, count)).collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(window.largest(most), largest(&expected, most));
            for &key in batch {
                let there = expected.iter().find(|(other, _)| key == *other).map_or(0, |&(_, count)| count);
                prop_assert_eq!(window.count(key), there);
            }
        }
        window.expire(seen as u64);
        prop_assert_eq!(window.distinct(), 0);
    }

    #[test]
    fn groups_come_and_go(moves in prop::collection::vec((key(), any::<bool>(), any::<bool>()), 0..400)) {
        let mut groups = Groups::new();
        let mut model = BTreeMap::new();
        for (key, removes, lists) in moves {
            let before = groups.find(key);
            prop_assert_eq!(before, key.get().and_then(|key| model.get(&key).copied()));
            if removes {
                if let (Some(id), Some(key)) = (before, key.get()) {
                    groups.remove(id);
                    groups.remove(id);
                    model.remove(&key);
                    prop_assert_eq!(groups.key(id), None);
                }
            } else if let (Some(id), Some(key)) = (groups.of(key), key.get()) {
                prop_assert!(before.is_none_or(|before| before == id));
                prop_assert!(model.iter().all(|(other, taken)| *other == key || *taken != id), "a number given twice");
                model.insert(key, id);
                prop_assert_eq!(groups.key(id), Some(&key));
            }
            prop_assert_eq!(groups.len(), model.len());
            if lists {
                let listed: Vec<_> = groups.iter().map(|(id, &key)| (key, id)).collect();
                prop_assert_eq!(listed, model.iter().map(|(&key, &id)| (key, id)).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn texts_and_columns_are_keys(keys in prop::collection::vec(("[ab]{0,2}", key(), -2i32..2), 0..100)) {
        let mut groups = Groups::new();
        let mut model = BTreeMap::new();
        for (text, number, float) in &keys {
            let float = f64::from(*float) * 0.5;
            let id = groups.of((text.as_str(), *number, float));
            prop_assert_eq!(id.is_none(), number.is_null());
            if let (Some(id), Some(number)) = (id, number.get()) {
                let key = (text.clone(), number, (float * 2.0) as i64);
                prop_assert_eq!(*model.entry(key).or_insert(id), id);
            }
        }
        let listed: Vec<_> = groups
            .iter()
            .map(|(id, (text, number, float))| ((text.to_string(), *number, (*float * 2.0) as i64), id))
            .collect();
        prop_assert_eq!(listed, model.into_iter().collect::<Vec<_>>());
    }
}

/// Windows over all rows, seen by group.
fn windows(
    rows: &Rows,
    cuts: &[usize],
    starts: &[u64],
    n: Option<usize>,
    min_periods: usize,
) -> Result<(), TestCaseError> {
    let (mut groups, mut ids) = (Groups::new(), Vec::new());
    let mut window = KeyedRows::new();
    let mut sums = KeyedWindow::new(Merged(Sum), min_periods);
    let mut ends = KeyedWindow::new(Merged(Ends), min_periods);
    let mut listed = KeyedWindow::new(Windowed(Ends), min_periods);
    let mut seen = 0;
    for batch in split(rows, cuts) {
        let (keys, cells): (Vec<_>, Vec<_>) = batch.iter().copied().unzip();
        ids.clear();
        groups.extend(&keys, &mut ids);
        let of_batch = &starts[seen..seen + batch.len()];
        window.advance(&ids, n.map_or(Starts::At(of_batch), Starts::Rows));
        sums.extend(&cells, &window);
        ends.extend(&cells, &window);
        listed.extend(&cells, &window);
        for &id in window.gone() {
            groups.remove(id);
            sums.clear(id);
        }
        seen += batch.len();

        let start = if seen == 0 { 0 } else { starts[seen - 1] as usize };
        prop_assert_eq!(window.len(), seen - start);
        let expected: Vec<_> = by_key(&rows[start..seen])
            .iter()
            .map(|(&key, cells)| {
                let ends = over(&Ends, cells, min_periods);
                (key, cells.len() as u64, over(&Sum, cells, min_periods), ends, ends)
            })
            .collect();
        let found: Vec<_> = groups
            .iter()
            .map(|(id, &key)| (key, window.rows(id), sums.value(id), ends.value(id), listed.value(id)))
            .collect();
        prop_assert_eq!(found, expected);
    }
    window.expire(seen as u64);
    sums.extend(&[], &window);
    prop_assert!(window.is_empty());
    prop_assert_eq!(window.gone().len(), groups.len());
    for &id in window.gone() {
        prop_assert_eq!(sums.value(id), over(&Sum, &[], min_periods));
    }
    Ok(())
}

fn count(keys: &[Nullable<i64>]) -> Vec<(i64, u64)> {
    let rows: Vec<_> = keys.iter().map(|&key| (key, ())).collect();
    by_key(&rows)
        .into_iter()
        .map(|(key, rows)| (key, rows.len() as u64))
        .collect()
}

/// A stable sort, as pandas' `nlargest` is.
fn largest(counts: &[(i64, u64)], n: usize) -> Vec<(&i64, u64)> {
    let mut sorted: Vec<_> = counts.iter().map(|(key, count)| (key, *count)).collect();
    sorted.sort_by_key(|&(_, count)| core::cmp::Reverse(count));
    sorted.truncate(n);
    sorted
}

#[test]
fn zeros_are_one_key_and_nan_is_none() {
    let mut groups = Groups::new();
    assert_eq!(groups.of(-0.0), groups.of(0.0));
    assert_eq!(groups.of(f64::NAN), None);
    assert_eq!(groups.find(f64::INFINITY), None);
    assert_eq!(groups.key(0).map(|key| key.is_sign_positive()), Some(true));
    assert_eq!(groups.len(), 1);
}

#[test]
fn a_borrowed_key_may_end_before_the_table() {
    let mut groups = Groups::new();
    {
        let name = String::from("alice");
        assert_eq!(groups.of(name.as_str()), Some(0));
        assert_eq!(groups.of(Nullable::from(name.as_str())), Some(0));
    }
    assert_eq!(groups.key(0).map(|key| &**key), Some("alice"));
    assert_eq!(groups.of(Nullable::<&str>::NULL), None);
}

/// Every kind of key, through its owned form and back.
#[test]
fn owned_keys_are_the_rows_they_came_from() {
    fn check<K: Key + core::fmt::Debug>(keys: &[K])
    where
        K::Owned: core::fmt::Debug,
    {
        let mut groups = Groups::<K::Owned>::new();
        for &key in keys {
            let id = groups.of(key);
            assert!(
                id.is_some_and(|id| groups.find(groups.key(id).unwrap().row()) == Some(id)),
                "{key:?}"
            );
        }
        assert_eq!(groups.len(), keys.len());
        let sorted: Vec<_> = groups.iter().map(|(_, key)| key.clone()).collect();
        assert!(sorted.is_sorted_by(|a, b| a.order(b).is_lt()), "{sorted:?}");
    }
    check(&[true, false]);
    check(&['z', 'a', '\u{10ffff}']);
    check(&[i8::MIN, -1, 0, 1, i8::MAX]);
    check(&[u64::MAX, 0, 1 << 63]);
    check(&[i128::MIN, -1, 0, i128::MAX]);
    check(&[u128::MAX, 0]);
    check(&[f32::NEG_INFINITY, -0.5, 0.0, f32::MAX]);
    check(&["", "a", "ab", "b"]);
    check(&[("", "ab"), ("a", "b"), ("ab", "")]);
    check(&[(1, 2, 3, 4), (1, 2, 4, 3), (4, 3, 2, 1)]);
}

/// Keys that move along, as minutes do, stay in an array and do not use up numbers.
#[test]
fn numbers_of_groups_that_have_gone_come_again() {
    for step in [1, 1 << 40] {
        let mut window = WindowCounts::new();
        let mut groups = Groups::new();
        for minute in -5000..5000i64 {
            window.advance(&[minute * step], Starts::Rows(10));
            let id = groups.of(minute * step).unwrap();
            assert!(id < 200 && id != NO_GROUP, "{id}");
            if let Some(id) = groups.find((minute - 9) * step) {
                groups.remove(id);
            }
        }
        assert_eq!(window.distinct(), 10);
        assert_eq!(groups.len(), 9);
    }
}
