//! Joins, compiled and not.

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::dynamic::DynFrame;
use streamz::frame::{Rows, Table};
use streamz::prelude::*;

use crate::support::{Reading, batches, cuts, late, readings};
use crate::{bits, numbers};

/// The columns that both sides of a test look at.
const SEEN: [&str; 5] = ["at", "number", "value", "number_right", "value_right"];

fn seen(joined: &RecordBatch) -> Vec<[u64; 5]> {
    let chosen = DynFrame::new().select(SEEN).apply(joined).unwrap();
    numbers::<5>(&chosen, 0).into_iter().map(bits).collect()
}

proptest! {
    #[test]
    fn the_newest_of_a_key(left in readings(), right in readings(), cuts in cuts(), least in -20..20) {
        let mut typed = Vec::new();
        let mut p = pipeline!(|left: &Table<Reading>, right: &Table<Reading>| {
            let right = right.frame().filter(|r| r.number >= least);
            left.frame().join(right, |r| (r.name, r.number % 3), |r| (r.name, r.number % 3)).sink(|rows| {
                rows.each(|at, (row, other)| {
                    let number = other.map(|other| f64::from(other.number)).or(f64::NAN);
                    let value = other.map(|other| other.value).or(f64::NAN);
                    typed.push(bits([at as f64, f64::from(row.number), row.value, number, value]));
                });
            });
        });
        // The remainder of the compiled language has the sign of what is divided.
        let rest = |frame: DynFrame| frame.assign("rest", "number - (number / 3).fillna(0).astype('int') * 3").unwrap();
        let other = rest(DynFrame::new()).query(&format!("number >= {least}")).unwrap();
        let mut join = rest(DynFrame::new()).join(other, ["name", "rest"]).unwrap();
        let mut dynamic = Vec::new();
        join.other(&Table::<Reading>::new().into()).unwrap();
        for ((left, _), (right, _)) in batches(&left, &cuts).into_iter().zip(batches(&right, &cuts)) {
            p.left(&left);
            p.right(&right);
            dynamic.extend(seen(&join.push(&left.into()).unwrap()));
            join.other(&right.into()).unwrap();
        }
        drop(p);
        prop_assert_eq!(typed, dynamic);
    }

    #[test]
    fn the_newest_before(left in readings(), right in late(), cuts in cuts(), remembered in 0_usize..200) {
        let mut typed = Vec::new();
        let mut p = pipeline!(|left: &Table<Reading>, right: &Table<Reading>| {
            let right = right.frame();
            left.frame().filter(|r| r.number > -10).asof(right, remembered).sink(|rows| {
                rows.each(|at, (row, other)| {
                    let number = other.map(|other| f64::from(other.number)).or(f64::NAN);
                    let value = other.map(|other| other.value).or(f64::NAN);
                    typed.push(bits([at as f64, f64::from(row.number), row.value, number, value]));
                });
            });
        });
        let frame = DynFrame::new().set_index("at");
        let mut asof = frame.clone().query("number > -10").unwrap().asof(frame, remembered).unwrap();
        let mut dynamic = Vec::new();
        asof.other(&Table::<Reading>::new().into()).unwrap();
        for ((left, _), (right, _)) in batches(&left, &cuts).into_iter().zip(batches(&right, &cuts)) {
            p.left(&left);
            p.right(&right);
            dynamic.extend(seen(&asof.push(&left.into()).unwrap()));
            asof.other(&right.into()).unwrap();
        }
        drop(p);
        prop_assert_eq!(typed, dynamic);
    }
}

/// What the columns of both sides are called.
#[test]
fn names() {
    let table: RecordBatch = Table::<Reading>::new().into();
    let mut join = DynFrame::new()
        .assign("at_right", "at")
        .unwrap()
        .join(DynFrame::new(), ["name"])
        .unwrap();
    join.other(&table).unwrap();
    let joined = join.push(&table).unwrap();
    let names: Vec<&str> = joined
        .schema_ref()
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    let right = ["at_right_right", "number_right", "value_right"];
    assert_eq!(
        names,
        [&["at", "name", "number", "value", "at_right"], &right[..]].concat()
    );
}
