//! Groups, and aggregates and windows of groups, against maps that are made anew for each question.

#![cfg(feature = "frame")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod folds;
mod keys;
mod model;

use folds::{Ends, Sum, Windowed};
use model::{Rows, by_key, cuts, over, rows, split, starts};
use proptest::prelude::*;
use streamz_runtime::frame::{Grouped, Groups, KeyedRolling, KeyedRows, KeyedWindow, Starts};

proptest! {
    #[test]
    fn running_aggregates_of_groups(rows in rows(), cuts in cuts()) {
        let (mut groups, mut ids) = (Groups::new(), Vec::new());
        let (mut sums, mut ends) = (Grouped::new(Sum), Grouped::new(Ends));
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
        let mut ends = KeyedRolling::new(Ends, n, min_periods);
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
    let mut sums = KeyedWindow::new(Sum, min_periods);
    let mut ends = KeyedWindow::new(Ends, min_periods);
    let mut listed = KeyedWindow::new(Windowed(Ends), min_periods);
    let (mut out, mut seen) = (Vec::new(), 0);
    for batch in split(rows, cuts) {
        let (keys, cells): (Vec<_>, Vec<_>) = batch.iter().copied().unzip();
        ids.clear();
        groups.extend(&keys, &mut ids);
        let of_batch = &starts[seen..seen + batch.len()];
        window.advance(&ids, n.map_or(Starts::At(of_batch), Starts::Rows));
        sums.extend(&cells, &window);
        ends.extend(&cells, &window);
        listed.scan(&cells, &window, &mut out);
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
    let expected: Vec<_> = rows
        .iter()
        .zip(starts)
        .enumerate()
        .map(|(i, ((key, _), &start))| {
            let there = by_key(&rows[start as usize..=i]);
            key.get()
                .and_then(|key| over(&Ends, there.get(&key).map_or(&[], |cells| cells), min_periods))
        })
        .collect();
    prop_assert_eq!(out, expected);
    window.expire(seen as u64);
    sums.extend(&[], &window);
    prop_assert!(window.is_empty());
    prop_assert_eq!(window.gone().len(), groups.len());
    for &id in window.gone() {
        prop_assert_eq!(sums.value(id), over(&Sum, &[], min_periods));
    }
    Ok(())
}
