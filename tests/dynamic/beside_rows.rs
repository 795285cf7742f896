//! Rows and whole windows, compiled and not.

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::arrow::arrow_array::types::Int64Type;
use streamz::frame::dynamic::{Aggregation, DynFrame, Kind, Value};
use streamz::frame::{Mean, Rows, Sided, Span, Sum, Table};
use streamz::prelude::*;

use crate::beside_windows::same;
use crate::support::{Reading, batches, closed, cuts, late, readings};
use crate::{bits, numbers};

/// The labels and numbers of rows.
fn rows_of(batch: &RecordBatch) -> Vec<[u64; 2]> {
    let chosen = DynFrame::new().select(["at", "number"]).apply(batch).unwrap();
    numbers::<2>(&chosen, 0).into_iter().map(bits).collect()
}

/// A table of one key and a count, as pairs.
fn counts(table: &RecordBatch) -> Vec<(String, i64)> {
    let keys = table
        .column(0)
        .as_string::<i64>()
        .iter()
        .map(|key| key.unwrap().to_owned());
    keys.zip(table.column(1).as_primitive::<Int64Type>().values().iter().copied())
        .collect()
}

proptest! {
    #[test]
    fn the_foremost(rows in readings(), cuts in cuts(), n in 0_usize..8) {
        let (mut largest, mut smallest) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.nlargest(n, |r| r.value).sink(|rows| rows.each(|at, r| largest.push(bits([at as f64, f64::from(r.number)]))));
            readings.nsmallest(n, |r| r.value).sink(|rows| rows.each(|at, r| smallest.push(bits([at as f64, f64::from(r.number)]))));
        });
        let (mut dynamic_largest, mut dynamic_smallest) = (Vec::new(), Vec::new());
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
            let batch = batch.into();
            dynamic_largest.extend(rows_of(&DynFrame::new().nlargest(n, "value").unwrap().apply(&batch).unwrap()));
            dynamic_smallest.extend(rows_of(&DynFrame::new().nsmallest(n, "value").unwrap().apply(&batch).unwrap()));
        }
        drop(p);
        prop_assert_eq!((largest, smallest), (dynamic_largest, dynamic_smallest));
    }

    #[test]
    fn functions_of_rows(rows in readings(), cuts in cuts()) {
        let mut typed = Vec::new();
        let length = |name: &str| name.len() as f64;
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings.frame().map(|r| r.name.map(length).or(f64::NAN) + r.value).sink(|rows| rows.each(|_, x| typed.push([x])));
        });
        let frame = DynFrame::new().map("result", ["name", "value"], Kind::Float, |cells| match cells {
            [Value::Text(name), Value::Float(value)] => (name.len() as f64 + value).into(),
            _ => Value::Missing,
        });
        let mut dynamic = Vec::new();
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
            dynamic.extend(numbers::<1>(&frame.clone().select(["result"]).apply(&batch.into()).unwrap(), 0));
        }
        drop(p);
        same(&typed, &dynamic)?;
    }

    #[test]
    fn results_beside_rows(rows in readings(), cuts in cuts(), n in 1_usize..8) {
        let (mut rolling, mut expanding, mut grouped) = (Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.rolling(n).beside(|r| r.value, Mean::new()).sink(|rows| {
                rows.each(|at, (r, mean)| rolling.push([at as f64, f64::from(r.number), r.value, mean]));
            });
            readings.expanding().beside(|r| r.value, Sum::new()).sink(|rows| {
                rows.each(|at, (r, sum)| expanding.push([at as f64, f64::from(r.number), r.value, sum]));
            });
            readings.rolling(n).groupby(|r| r.name).beside(|r| r.value, Mean::new()).sink(|rows| {
                rows.each(|at, (r, mean)| grouped.push([at as f64, f64::from(r.number), r.value, mean]));
            });
        });
        let frame = DynFrame::new().select(["at", "number", "value"]);
        let mean = [("mean", Aggregation::mean("value"))];
        let mut dynamic = [
            frame.clone().rolling(n).beside(mean.clone()).unwrap(),
            frame.expanding().beside([("sum", Aggregation::sum("value"))]).unwrap(),
            // A result with the name of a column is in its place.
            DynFrame::new().rolling(n).groupby(["name"]).beside([("name", Aggregation::mean("value"))]).unwrap(),
        ];
        let mut found = [const { Vec::new() }; 3];
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
            let batch = RecordBatch::from(batch);
            for ((frame, found), last) in dynamic.iter_mut().zip(&mut found).zip(["mean", "sum", "name"]) {
                let result = frame.push(&batch).unwrap();
                let chosen = DynFrame::new().select(["at", "number", "value", last]).apply(&result).unwrap();
                found.extend(numbers::<4>(&chosen, 0));
            }
        }
        drop(p);
        for (typed, dynamic) in [rolling, expanding, grouped].iter().zip(&found) {
            same(typed, dynamic)?;
        }
    }

    #[test]
    fn whole_windows(rows in late(), cuts in cuts(), n in 0_usize..20, width in 0_u64..20, closed in closed()) {
        let reach = Sided(Span(width), closed);
        let (mut by_rows, mut by_index) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.window(n).full().sink(|rows| {
                by_rows.push(rows.iter().map(|(at, r)| bits([at as f64, f64::from(r.number)])).collect::<Vec<_>>());
            });
            readings.window(reach).full().sink(|rows| {
                by_index.push(rows.iter().map(|(at, r)| bits([at as f64, f64::from(r.number)])).collect::<Vec<_>>());
            });
        });
        let frame = DynFrame::new().set_index("at");
        let mut last = frame.clone().window(n).full().unwrap();
        let mut recent = frame.window(reach).full().unwrap();
        let (mut dynamic_last, mut dynamic_recent) = (Vec::new(), Vec::new());
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
            let batch = batch.into();
            dynamic_last.push(rows_of(&last.push(&batch).unwrap()));
            dynamic_recent.push(rows_of(&recent.push(&batch).unwrap()));
        }
        drop(p);
        prop_assert_eq!((by_rows, by_index), (dynamic_last, dynamic_recent));
    }

    /// How often each value occurs is the size of its group, and how many there are is `nunique`.
    #[test]
    fn counts_of_values(rows in late(), cuts in cuts(), n in 0_usize..20, width in 0_u64..20, closed in closed()) {
        let reach = Sided(Span(width), closed);
        let (mut all, mut by_rows, mut by_index) = (Vec::new(), Vec::new(), Vec::new());
        let (mut different, mut recently) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.value_counts(|r| r.name).sink(|rows| {
                all.push(rows.iter().map(|(name, count)| (name.to_owned(), count as i64)).collect::<Vec<_>>());
            });
            readings.window(n).value_counts(|r| r.name).sink(|rows| {
                by_rows.push(rows.iter().map(|(name, count)| (name.to_owned(), count as i64)).collect::<Vec<_>>());
            });
            readings.window(reach).value_counts(|r| r.name).sink(|rows| {
                by_index.push(rows.iter().map(|(name, count)| (name.to_owned(), count as i64)).collect::<Vec<_>>());
            });
            readings.nunique(|r| r.name).sink(|count| different.push(bits([count as f64])));
            readings.window(reach).nunique(|r| r.name).sink(|count| recently.push(bits([count as f64])));
        });
        let size = [("count", Aggregation::size("name"))];
        let frame = DynFrame::new().set_index("at");
        let mut tables = [
            frame.clone().groupby(["name"]).aggregate(size.clone()).unwrap(),
            frame.clone().window(n).groupby(["name"]).aggregate(size.clone()).unwrap(),
            frame.clone().window(reach).groupby(["name"]).aggregate(size).unwrap(),
        ];
        let nunique = [("different", Aggregation::nunique("name"))];
        let mut ever = frame.clone().aggregate(nunique.clone()).unwrap();
        let mut recent = frame.window(reach).aggregate(nunique).unwrap();
        let (mut found, mut found_different, mut found_recently) = ([const { Vec::new() }; 3], Vec::new(), Vec::new());
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
            let batch = RecordBatch::from(batch);
            for (table, found) in tables.iter_mut().zip(&mut found) {
                found.push(counts(&table.push(&batch).unwrap()));
            }
            found_different.extend(numbers::<1>(&ever.push(&batch).unwrap(), 0).into_iter().map(bits));
            found_recently.extend(numbers::<1>(&recent.push(&batch).unwrap(), 0).into_iter().map(bits));
        }
        drop(p);
        prop_assert_eq!([all, by_rows, by_index], found);
        prop_assert_eq!((different, recently), (found_different, found_recently));
    }
}
