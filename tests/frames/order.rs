//! Rows that come out of order.

use core::pin::pin;

use proptest::prelude::*;
use streamz::frame::{Rows, Span, Table};
use streamz::prelude::*;

use crate::support::{Reading, batches, cuts, readings};

/// Rows out of order, by up to some steps of their index.
fn disordered() -> impl Strategy<Value = Vec<Reading>> {
    (readings(), prop::collection::vec(0_i64..15, 120)).prop_map(|(mut rows, shifts)| {
        for (row, shift) in rows.iter_mut().zip(shifts) {
            row.at -= shift;
        }
        rows
    })
}

/// Which rows come in time, by the rule of `in_order`.
fn in_time(rows: &[Reading], lateness: i64) -> (Vec<Reading>, Vec<Reading>) {
    let mut newest = i64::MIN;
    rows.iter().cloned().partition(|row| {
        let is_in_time = row.at >= newest.saturating_sub(lateness);
        newest = newest.max(row.at);
        is_in_time
    })
}

proptest! {
    #[test]
    fn sorted_as_far_as_they_are_not_late(rows in disordered(), cuts in cuts(), lateness in 0_i64..20) {
        let (mut ordered, mut late) = (Vec::new(), Vec::new());
        let span = Span(lateness as u64);
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.in_order(span).sink(|rows| rows.each(|at, r| ordered.push((at, r.number))));
            readings.late(span).sink(|rows| rows.each(|at, r| late.push((at, r.number))));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let (mut right, right_late) = in_time(&rows, lateness);
        right.sort_by_key(|r| r.at);
        let limit = rows.iter().map(|r| r.at).max().map_or(0, |newest| newest - lateness);
        right.retain(|r| r.at <= limit);
        prop_assert_eq!(ordered, right.iter().map(|r| (r.at, r.number)).collect::<Vec<_>>());
        prop_assert_eq!(late, right_late.iter().map(|r| (r.at, r.number)).collect::<Vec<_>>());
    }

    /// What follows sees what it would have seen of sorted rows; the end hands on what is held.
    #[test]
    fn results_are_those_of_sorted_rows(rows in disordered(), cuts in cuts(), lateness in 0_i64..20, width in 1_u64..20) {
        let (mut got, mut right) = (Vec::new(), Vec::new());
        {
            let mut p = pin!(pipeline!(|readings: Table<Reading>| {
                readings
                    .buffer(1)
                    .frame()
                    .in_order(Span(lateness as u64))
                    .rolling(Span(width))
                    .sum(|r| r.number)
                    .sink(|rows| rows.each(|at, sum| got.push((at, sum))));
            }));
            futures::executor::block_on(async {
                for (batch, _) in batches(&rows, &cuts) {
                    p.emit(batch).await;
                }
                p.shutdown().await;
            });
        }
        let mut sorted = in_time(&rows, lateness).0;
        sorted.sort_by_key(|r| r.at);
        let mut q = pipeline!(|readings: &Table<Reading>| {
            readings.frame().rolling(Span(width)).sum(|r| r.number).sink(|rows| rows.each(|at, sum| right.push((at, sum))));
        });
        q.emit(&sorted.into_iter().collect());
        drop(q);
        prop_assert_eq!(got, right);
    }
}
