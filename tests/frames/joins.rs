//! Rows beside rows of another frame.

use proptest::prelude::*;
use streamz::frame::{Rows, Table};
use streamz::prelude::*;

use crate::support::{Reading, batches, cuts, readings};

proptest! {
    #[test]
    fn the_newest_before(left in readings(), right in readings(), cuts in cuts(), remembered in 1_usize..200) {
        let mut seen = Vec::new();
        let mut p = pipeline!(|left: &Table<Reading>, right: &Table<Reading>| {
            let right = right.frame();
            left.frame().filter(|r| r.number > -10).asof(right, remembered).sink(|rows| {
                rows.each(|at, (row, other)| seen.push((at, row.number, other.map(|other| other.number).get())));
            });
        });
        let mut expected = Vec::new();
        let (lefts, rights) = (batches(&left, &cuts), batches(&right, &cuts));
        let (mut begin, mut known) = (0, 0);
        for ((batch, end), (other, other_end)) in lefts.iter().zip(&rights) {
            p.left(batch);
            let others = &right[known - remembered.min(known)..known];
            for row in left[begin..*end].iter().filter(|r| r.number > -10) {
                let other = others.iter().rev().find(|other| other.at <= row.at);
                expected.push((row.at, row.number, other.map(|other| other.number)));
            }
            p.right(other);
            (begin, known) = (*end, *other_end);
        }
        drop(p);
        prop_assert_eq!(seen, expected);
    }

    #[test]
    fn the_newest_of_a_key(left in readings(), right in readings(), cuts in cuts()) {
        let mut seen = Vec::new();
        let mut p = pipeline!(|left: &Table<Reading>, right: &Table<Reading>| {
            let right = right.frame();
            left.frame().join(right, |r| r.name, |r| r.name).sink(|rows| {
                rows.each(|at, (row, other)| seen.push((at, row.number, other.map(|other| other.number).get())));
            });
        });
        let mut expected = Vec::new();
        let (lefts, rights) = (batches(&left, &cuts), batches(&right, &cuts));
        let (mut begin, mut known) = (0, 0);
        for ((batch, end), (other, other_end)) in lefts.iter().zip(&rights) {
            p.left(batch);
            for row in &left[begin..*end] {
                let other = right[..known].iter().rev().find(|other| other.name.is_some() && other.name == row.name);
                expected.push((row.at, row.number, other.map(|other| other.number)));
            }
            p.right(other);
            (begin, known) = (*end, *other_end);
        }
        drop(p);
        prop_assert_eq!(seen, expected);
    }
}

/// Old rows of a key are moved out, not kept for ever.
#[test]
fn a_table_that_changes_often() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|left: Reading, right: Reading| {
        let right = right.frame();
        left.frame().join(right, |r| r.number, |r| r.number).sink(|rows| {
            rows.each(|_, (_, other)| seen.push(other.map(|other| other.at).or(-1)));
        });
    });
    let row = |at: i64, number: i32| Reading {
        at,
        name: None,
        number,
        value: None,
    };
    for at in 0..10_000 {
        p.right(row(at, (at % 7) as i32));
    }
    for number in 0..8 {
        p.left(row(0, number));
    }
    drop(p);
    assert_eq!(seen, [9996, 9997, 9998, 9999, 9993, 9994, 9995, -1]);
}
