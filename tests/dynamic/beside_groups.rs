//! Groups, compiled and not.

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::dynamic::{Aggregation, DynAggregate, DynFrame};
use streamz::frame::{First, Last, Max, Mean, Median, Min, Rows, Sided, Span, Sum, Table, Var};
use streamz::prelude::*;

use crate::beside_windows::{aggregations, results, same, six};
use crate::numbers;
use crate::support::{Reading, batches, closed, cuts, late};

/// The tables of a frame for batches of rows, each with its keys.
fn tables(mut frame: DynAggregate, rows: &[Reading], cuts: &[usize]) -> Vec<(Vec<String>, Vec<[f64; 6]>)> {
    let tables = batches(rows, cuts).into_iter().map(|(table, _)| {
        let table = frame.push(&RecordBatch::from(table)).unwrap();
        let keys = table
            .column(0)
            .as_string::<i64>()
            .iter()
            .map(|key| key.unwrap().to_owned())
            .collect();
        (keys, numbers::<6>(&table, 1))
    });
    tables.collect()
}

proptest! {
    #[test]
    fn tables_of_groups(rows in late(), cuts in cuts(), n in 1_usize..30, width in 0_u64..20, closed in closed()) {
        let reach = Sided(Span(width), closed);
        let (mut all, mut by_rows, mut by_index) = (Vec::new(), Vec::new(), Vec::new());
        macro_rules! table {
            ($tables:ident) => {
                |rows| {
                    let (mut keys, mut values) = (Vec::new(), Vec::new());
                    rows.each(|key: &str, x| {
                        keys.push(key.to_owned());
                        values.push(six!(flat x));
                    });
                    $tables.push((keys, values));
                }
            };
        }
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.groupby(|r| r.name).aggregate(|r| six!(of r), six!()).sink(table!(all));
            readings.window(n).groupby(|r| r.name).aggregate(|r| six!(of r), six!()).sink(table!(by_rows));
            readings.window(reach).groupby(|r| r.name).aggregate(|r| six!(of r), six!()).sink(table!(by_index));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let frame = DynFrame::new().set_index("at");
        let dynamic = [
            frame.clone().groupby(["name"]).aggregate(aggregations()).unwrap(),
            frame.clone().window(n).groupby(["name"]).aggregate(aggregations()).unwrap(),
            frame.window(reach).groupby(["name"]).aggregate(aggregations()).unwrap(),
        ];
        for (typed, dynamic) in [all, by_rows, by_index].iter().zip(dynamic) {
            let dynamic = tables(dynamic, &rows, &cuts);
            prop_assert_eq!(typed.len(), dynamic.len());
            for ((typed_keys, typed), (keys, dynamic)) in typed.iter().zip(&dynamic) {
                prop_assert_eq!(typed_keys, keys);
                same(typed, dynamic)?;
            }
        }
    }

    #[test]
    fn rows_of_groups(
        rows in late(), cuts in cuts(), n in 1_usize..8, width in 0_u64..20, closed in closed(), periods in 0_usize..4,
    ) {
        let reach = Sided(Span(width), closed);
        let (mut own, mut last, mut recent, mut enough) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.groupby(|r| r.name).rolling(n).min_periods(periods).mean(|r| r.value).sink(|rows| {
                rows.each(|_, x| own.push([x]));
            });
            readings.rolling(n).groupby(|r| r.name).mean(|r| r.value).sink(|rows| rows.each(|_, x| last.push([x])));
            let near = readings.rolling(reach);
            near.groupby(|r| r.name).mean(|r| r.value).sink(|rows| rows.each(|_, x| recent.push([x])));
            near.min_periods(periods).groupby(|r| r.name).aggregate(|r| six!(of r), six!()).sink(|rows| {
                rows.each(|_, x| enough.push(six!(flat x)));
            });
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let frame = || DynFrame::new().set_index("at");
        let of_groups = [
            (own, frame().groupby(["name"]).rolling(n).min_periods(periods)),
            (last, frame().rolling(n).groupby(["name"])),
            (recent, frame().rolling(reach).groupby(["name"])),
        ];
        for (typed, frame) in of_groups {
            let frame = frame.aggregate([("mean", Aggregation::mean("value"))]).unwrap();
            same(&typed, &results(frame, &rows, &cuts, 1))?;
        }
        let frame = frame().rolling(reach).min_periods(periods).groupby(["name"]);
        same(&enough, &results(frame.aggregate(aggregations()).unwrap(), &rows, &cuts, 1))?;
    }

    /// What depends on the order of the rows, which is that in which they came.
    #[test]
    fn ends_of_groups(rows in late(), cuts in cuts(), width in 1_u64..20, closed in closed()) {
        let reach = Sided(Span(width), closed);
        let mut tables = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let groups = readings.frame().window(reach).groupby(|r| r.number.rem_euclid(3));
            groups.aggregate(|r| (r.value, r.value), (First::new(), Last::new())).sink(|rows| {
                rows.each(|_, (first, last)| tables.push([first, last]));
            });
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let ends = [("first", Aggregation::first("value")), ("last", Aggregation::last("value"))];
        let frame = DynFrame::new().set_index("at").assign("third", "number % 3");
        let frame = frame.unwrap().window(reach).groupby(["third"]);
        same(&tables, &results(frame.aggregate(ends).unwrap(), &rows, &cuts, 1))?;
    }
}
