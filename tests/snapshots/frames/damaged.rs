//! Snapshots that cannot be restored: of other windows, of other bytes.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use streamz::frame::{Interpolation, Median, Quantile, Span, Std, Sum, Table};
use streamz::prelude::*;
use streamz::snapshot::RestoreError;

use super::{Event, events};
use crate::support::{FORMATS, Format, check};

fn failed_at<E>(error: &RestoreError<E>) -> &'static str {
    match error {
        RestoreError::Operator { operator, .. } => operator,
        _ => "all of it",
    }
}

/// Restores into `$other`, or says at what that failed.
macro_rules! try_restore {
    ($format:expr, $saved:expr, $other:expr) => {
        match $format {
            Format::Json => {
                let reader = &mut serde_json::Deserializer::from_slice($saved);
                $other.restore(reader).map_err(|error| failed_at(&error))
            }
            Format::Postcard => {
                let reader = &mut postcard::Deserializer::from_bytes($saved);
                $other.restore(reader).map_err(|error| failed_at(&error))
            }
        }
    };
}

#[test]
fn another_window() {
    let build = |rows: usize, span: u64, periods: usize, lateness: u64| {
        pipeline!(
            #[snapshot]
            move |table: &Table<Event>| {
                let table = table.frame();
                table.window(rows).sum(|row| row.value).sink(|_| ());
                table
                    .rolling(Span(span))
                    .min_periods(periods)
                    .sum(|row| row.value)
                    .sink(|_| ());
                table.in_order(Span(lateness)).sink(|_| ());
            }
        )
    };
    for format in FORMATS {
        let p = build(3, 4, 2, 1);
        let saved = format.write(&p.snapshot().unwrap());
        assert_eq!(try_restore!(format, &saved, build(3, 4, 2, 1)).err(), None);
        assert_eq!(try_restore!(format, &saved, build(2, 4, 2, 1)).err(), Some("window"));
        assert_eq!(try_restore!(format, &saved, build(3, 5, 2, 1)).err(), Some("rolling"));
        assert_eq!(
            try_restore!(format, &saved, build(3, 4, 3, 1)).err(),
            Some("min_periods")
        );
        assert_eq!(try_restore!(format, &saved, build(3, 4, 2, 2)).err(), Some("in_order"));
    }
}

/// What one operator holds must fit what another does, so that nothing else is restored than what was saved.
#[test]
fn damaged_bytes() {
    let build = || {
        let ninety = Quantile::new(0.9, Interpolation::Linear).unwrap();
        pipeline!(
            #[snapshot]
            move |table: &Table<Event>, others: &Table<Event>| {
                let rows = table.frame();
                let others = others.frame();
                rows.window(5)
                    .aggregate(|row| (row.value, row.at), (Std::new(), Sum::new()))
                    .sink(|_| ());
                rows.window(Span(9)).median(|row| row.value).sink(|_| ());
                rows.window(Span(9)).full().sink(|_| ());
                rows.window(4).groupby(|row| row.name).sum(|row| row.value).sink(|_| ());
                rows.rolling(Span(9)).sum(|row| row.value).sink(|_| ());
                rows.rolling(5)
                    .groupby(|row| row.count)
                    .aggregate(|row| row.value, ninety)
                    .sink(|_| ());
                rows.groupby(|row| row.note)
                    .rolling(2)
                    .beside(|row| row.value, Median::new())
                    .sink(|_| ());
                rows.value_counts(|row| row.name).sink(|_| ());
                rows.cumsum(|row| row.value).sink(|_| ());
                rows.in_order(Span(4)).sink(|_| ());
                rows.join(others, |row| row.name, |other| other.name).sink(|_| ());
                rows.asof(others, 5).sink(|_| ());
            }
        )
    };
    let inputs = (events(), any::<Index>(), vec((any::<Index>(), any::<u8>()), 1..4));
    check(inputs, |(events, end, edits)| {
        let batch: Table<Event> = events.into_iter().take(40).collect();
        let mut p = build();
        p.table(&batch);
        p.others(&batch);
        for format in FORMATS {
            let saved = format.write(&p.snapshot().unwrap());
            let part = &saved[..end.index(saved.len())];
            prop_assert!(try_restore!(format, part, build()).is_err());

            let mut damaged = saved.clone();
            for (place, byte) in &edits {
                let place = place.index(damaged.len());
                damaged[place] = *byte;
            }
            // What says the same in other bytes is still read.
            if let Ok(mut p) = try_restore!(format, &damaged, build()) {
                p.table(&batch);
                p.others(&batch);
                p.table(&batch);
                prop_assert!(p.snapshot().is_ok());
            }
        }
        Ok(())
    });
}
