//! Rows out of order, compiled and not.

use core::pin::pin;
use core::time::Duration;
use std::sync::Arc;

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::{ArrayRef, TimestampSecondArray};
use streamz::frame::dynamic::{Aggregation, DynFrame};
use streamz::frame::{Rows, Span, Table};
use streamz::prelude::*;

use crate::support::{Reading, batches, cuts, late};
use crate::{bits, numbers};

fn rows_of(batch: &RecordBatch) -> Vec<[u64; 3]> {
    let chosen = DynFrame::new().select(["at", "number", "value"]).apply(batch).unwrap();
    numbers::<3>(&chosen, 0).into_iter().map(bits).collect()
}

proptest! {
    /// Each batch lets the same rows go, and leaves the same rows out; the end hands on what is held.
    #[test]
    fn sorted_as_far_as_they_are_not_late(rows in late(), cuts in cuts(), lateness in 0_u64..16) {
        let (mut typed, mut typed_late) = (Vec::new(), Vec::new());
        {
            let mut p = pin!(pipeline!(|readings: Table<Reading>| {
                let readings = readings.buffer(1).frame();
                readings.in_order(Span(lateness)).sink(|rows| {
                    typed.push(rows.iter().map(|(at, r)| bits([at as f64, f64::from(r.number), r.value])).collect::<Vec<_>>());
                });
                readings.late(Span(lateness)).sink(|rows| {
                    typed_late.push(rows.iter().map(|(at, r)| bits([at as f64, f64::from(r.number), r.value])).collect::<Vec<_>>());
                });
            }));
            futures::executor::block_on(async {
                for (batch, _) in batches(&rows, &cuts) {
                    p.emit(batch).await;
                }
                p.shutdown().await;
            });
        }
        let mut order = DynFrame::new().set_index("at").in_order(Span(lateness)).unwrap();
        let (mut ordered, mut late) = (Vec::new(), Vec::new());
        for (batch, _) in batches(&rows, &cuts) {
            let come = order.push(&batch.into()).unwrap();
            ordered.push(rows_of(&come.rows));
            late.push(rows_of(&come.late));
        }
        prop_assert_eq!(order.late(), late.iter().map(|late| late.len() as u64).sum::<u64>());
        ordered.extend(order.finish().unwrap().map(|rest| rows_of(&rest)));
        prop_assert_eq!(typed, ordered);
        prop_assert_eq!(typed_late, late);
    }

    /// What follows sees sorted rows.
    #[test]
    fn windows_of_sorted_rows(rows in late(), cuts in cuts(), lateness in 0_u64..16, width in 1_u64..20) {
        let mut typed = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings.frame().in_order(Span(lateness)).rolling(Span(width)).sum(|r| r.number).sink(|rows| {
                rows.each(|at, sum| typed.push([at as f64, sum as f64]));
            });
        });
        let frame = DynFrame::new().set_index("at");
        let mut order = frame.clone().in_order(Span(lateness)).unwrap();
        let mut sums = frame.rolling(Span(width)).aggregate([("sum", Aggregation::sum("number"))]).unwrap();
        let mut dynamic = Vec::new();
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
            let ordered = order.push(&batch.into()).unwrap();
            dynamic.extend(numbers::<2>(&sums.push(&ordered.rows).unwrap(), 0));
        }
        drop(p);
        prop_assert_eq!(typed, dynamic);
    }
}

#[test]
fn instants() {
    let batch = |seconds: Vec<i64>| {
        let at: ArrayRef = Arc::new(TimestampSecondArray::from(seconds));
        RecordBatch::try_from_iter([("at", at)]).unwrap()
    };
    let mut order = DynFrame::new()
        .set_index("at")
        .in_order(Duration::from_secs(60))
        .unwrap();
    let ordered = order.push(&batch(vec![0, 90, 30, 29])).unwrap();
    assert_eq!((ordered.rows.num_rows(), ordered.late.num_rows()), (2, 1));
    let rest = order.finish().unwrap().unwrap();
    assert_eq!(rest.num_rows(), 1);
    let empty = DynFrame::new().set_index("at").in_order(Duration::ZERO).unwrap();
    assert!(empty.finish().unwrap().is_none());
}
