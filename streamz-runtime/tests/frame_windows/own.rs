//! Aggregates that users write.

use proptest::prelude::*;
use streamz_runtime::frame::{Aggregate, Cell, Fold, Invertible, Merging, Nullable, Sliding, Starts, Sum, Undo};

use crate::data::{batches, column, cuts, nullable, rolling, small, windows};

/// The sum of integers, taken back.
#[derive(Clone)]
struct Backwards;

impl Invertible for Backwards {
    type In = Nullable<i64>;
    type State = i128;
    type Out = i128;

    fn initial(&self) -> i128 {
        0
    }
    fn on_new(&self, sum: &mut i128, cell: Nullable<i64>) {
        *sum += i128::from(cell.get().unwrap());
    }
    fn on_old(&self, sum: &mut i128, cell: Nullable<i64>) {
        *sum -= i128::from(cell.get().unwrap());
    }
    fn result(&self, sum: &i128, _: u64) -> i128 {
        *sum
    }
    fn missing(&self) -> i128 {
        i128::MIN
    }
}

/// A fold whose cells do not commute, with the scans that come with the trait: the first and the last cell, and how many
/// are not in order.
#[derive(Clone)]
struct Descents;

type Run = Option<(i64, i64, u64)>;

impl Fold for Descents {
    type In = Nullable<i64>;
    type Part = Run;
    type Total = Run;
    type Out = u64;
    type Scan = Merging;

    fn identity(&self) -> Run {
        None
    }
    fn lift(&self, cell: Nullable<i64>) -> Run {
        cell.get().map(|cell| (cell, cell, 0))
    }
    fn merge(&self, older: Run, newer: Run) -> Run {
        let (Some((first, middle, a)), Some((next, last, b))) = (older, newer) else {
            return older.or(newer);
        };
        Some((first, last, a + b + u64::from(next < middle)))
    }
    fn lower(&self, part: Run, _: u64) -> u64 {
        part.map_or(0, |(_, _, descents)| descents)
    }
    fn missing(&self, _: Run, _: u64) -> u64 {
        u64::MAX
    }
    fn empty(&self) -> Run {
        None
    }
    fn absorb(&self, total: &mut Run, cell: Nullable<i64>) {
        *total = self.merge(*total, self.lift(cell));
    }
    fn finish(&self, total: &Run, count: u64) -> u64 {
        self.lower(*total, count)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_taken_back_is_what_is_never_subtracted(
        (cells, windows) in column(small()).prop_flat_map(|cells| {
            let rows = cells.len();
            (Just(cells), windows(rows))
        }),
        batches in batches(),
        least in 0_usize..4,
    ) {
        let cells = nullable(&cells);
        let sums = rolling(&Sum::new(), &cells, &windows, &batches, 0);
        let found = rolling(&Undo(Backwards), &cells, &windows, &batches, least);
        let descents = rolling(&Descents, &cells, &windows, &batches, least);
        prop_assert_eq!(found.len(), cells.len());
        for row in 0..cells.len() {
            let there: Vec<i64> =
                cells[windows.start(row)..=row].iter().filter_map(|cell| cell.get()).collect();
            let few = there.len() < least;
            prop_assert_eq!(found[row], if few { i128::MIN } else { sums[row] });
            let expected = there.windows(2).filter(|pair| pair[1] < pair[0]).count() as u64;
            prop_assert_eq!(descents[row], if few { u64::MAX } else { expected });
        }
        let mut window = Undo(Backwards).sliding(windows.rows(), 0);
        for (from, to) in cuts(cells.len(), &batches).into_iter().filter(|(from, to)| from < to) {
            window.extend(&cells[from..to], windows.start(to - 1) as u64);
            prop_assert_eq!(window.value(), sums[to - 1]);
        }
    }
}

#[test]
fn text_has_a_first_and_a_last() {
    use streamz_runtime::frame::{First, Last};
    let cells = ["a", "b", "c"];
    assert!(!cells[0].is_missing());
    let (mut first, mut out) = (First::new().sliding(Some(2), 1), Vec::new());
    first.scan(&cells, Starts::Rows(2), &mut out);
    assert_eq!(out, ["a", "a", "b"].map(Nullable::from));
    let (mut last, mut out) = (Last::new().sliding(Some(2), 1), Vec::new());
    last.scan(&cells, Starts::Rows(2), &mut out);
    assert_eq!(out, cells.map(Nullable::from));
}
