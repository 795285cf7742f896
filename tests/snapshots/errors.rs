//! What cannot be saved or restored is an error that says where, never a panic and never half a pipeline.

use proptest::prelude::*;
use proptest::sample::Index;
use streamz::prelude::*;
use streamz::snapshot::RestoreError;

use crate::support::{FORMATS, Format, Log, check};

/// Restores without asking for success.
macro_rules! try_read {
    ($format:expr, $saved:expr, |$reader:ident| $restore:expr) => {
        match $format {
            Format::Json => {
                let $reader = &mut serde_json::Deserializer::from_slice($saved);
                $restore.map_err(|error| kind(error))
            }
            Format::Postcard => {
                let $reader = &mut postcard::Deserializer::from_bytes($saved);
                $restore.map_err(|error| kind(error))
            }
        }
    };
}

/// An error without what the format says.
fn kind<E>(error: RestoreError<E>) -> RestoreError<()> {
    match error {
        RestoreError::OtherShape => RestoreError::OtherShape,
        RestoreError::Operator { operator, .. } => RestoreError::Operator { operator, error: () },
        _ => RestoreError::Read(()),
    }
}

#[test]
fn another_shape() {
    let build = || {
        pipeline!(
            #[snapshot]
            |s: i32| {
                let sums = s.accumulate(|sum, x| sum + x);
                let last = s.sliding_window(2).map(|w| w.len());
                sums.zip(last).sink(|_| ());
            }
        )
    };
    for format in FORMATS {
        let mut p = build();
        p.emit(1);
        let saved = format.write(&p.snapshot().unwrap());
        assert!(try_read!(format, &saved, |reader| build().restore(reader)).is_ok());
        // Another operator.
        let p = pipeline!(
            #[snapshot]
            |s: i32| {
                let sums = s.accumulate_from(0, |sum, x| sum + x);
                let last = s.sliding_window(2).map(|w| w.len());
                sums.zip(last).sink(|_| ());
            }
        );
        let restored = try_read!(format, &saved, |reader| p.restore(reader));
        assert_eq!(restored.err(), Some(RestoreError::OtherShape));
        // The same ones, wired in another way.
        let p = pipeline!(
            #[snapshot]
            |s: i32| {
                let sums = s.accumulate(|sum, x| sum + x);
                let last = sums.sliding_window(2).map(|w| w.len());
                sums.zip(last).sink(|_| ());
            }
        );
        let restored = try_read!(format, &saved, |reader| p.restore(reader));
        assert_eq!(restored.err(), Some(RestoreError::OtherShape));
        // A feedback that leads elsewhere.
        let build = |first: bool| {
            let one = || {
                pipeline!(
                    #[snapshot]
                    |a: i32, b: i32| {
                        a.filter(|x| *x > 9).feedback(a, 4);
                        b.sink(|_| ());
                    }
                )
            };
            let other = || {
                pipeline!(
                    #[snapshot]
                    |a: i32, b: i32| {
                        a.filter(|x| *x > 9).feedback(b, 4);
                        b.sink(|_| ());
                    }
                )
            };
            let saved = format.write(&one().snapshot().unwrap());
            if first {
                try_read!(format, &saved, |reader| one().restore(reader)).err()
            } else {
                try_read!(format, &saved, |reader| other().restore(reader)).err()
            }
        };
        assert_eq!(build(true), None);
        assert_eq!(build(false), Some(RestoreError::OtherShape));
    }
}

/// What the operators and sources are called by the user, and what closures do, is no part of the shape.
#[test]
fn names_and_closures_may_change() {
    for format in FORMATS {
        let mut p = pipeline!(
            #[snapshot]
            |prices: i32| {
                let sums = prices.accumulate(|sum, x| sum + x);
                let out = sums.sink_to_list(4);
            }
        );
        p.emit(1);
        p.emit(2);
        let saved = format.write(&p.snapshot().unwrap());
        let p = pipeline!(
            #[snapshot]
            |ticks: i32| {
                let all = ticks.accumulate(|product, x| product * x).sink_to_list(8);
            }
        );
        let mut p = read!(format, &saved, |reader| p.restore(reader));
        p.emit(5);
        assert_eq!(**p.all(), [1, 3, 15]);
    }
}

#[test]
fn a_smaller_bound() {
    let build = |n: usize| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.map(|x| x + 1).sliding_window(n).sink(|_| ());
            }
        )
    };
    let mut p = build(4);
    for x in 0..9 {
        p.emit(x);
    }
    for format in FORMATS {
        let saved = format.write(&p.snapshot().unwrap());
        for n in 0..4 {
            let restored = try_read!(format, &saved, |reader| build(n).restore(reader));
            let operator = "sliding_window";
            assert_eq!(restored.err(), Some(RestoreError::Operator { operator, error: () }));
        }
        for n in 4..6 {
            assert!(try_read!(format, &saved, |reader| build(n).restore(reader)).is_ok());
        }
    }
}

#[test]
fn another_type() {
    let mut p = pipeline!(
        #[snapshot]
        |s: i32| {
            s.map(f64::from).accumulate(|sum, x| sum + x).sink(|_| ());
        }
    );
    p.emit(1);
    let saved = serde_json::to_string(&p.snapshot().unwrap()).unwrap();
    let p = pipeline!(
        #[snapshot]
        |s: i32| {
            s.map(|x| x.to_string())
                .accumulate(|sum, x| format!("{sum}{x}"))
                .sink(|_| ());
        }
    );
    let Err(error) = p.restore(&mut serde_json::Deserializer::from_str(&saved)) else {
        panic!("a number is no text");
    };
    let text = error.to_string();
    assert!(text.contains("`accumulate`"), "{text}");
    assert!(text.contains("expected a string"), "{text}");
}

/// Everything that can go wrong with the bytes themselves.
#[test]
fn damaged_bytes() {
    let build = |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| -> Result<(), streamz::Overflow> {
                let (b, c, d, e, f) = (log.clone(), log.clone(), log.clone(), log.clone(), log.clone());
                s.sliding_window(3).sink(|w| log.push(w));
                s.step_by(2).slice(2..).unique(3).sink(|x| b.push(x));
                s.try_partition_by(3, 20, |x| x % 5).sink(|w| c.push(w));
                s.partition_unique(4, Keep::Last).sink(|w| d.push(w));
                s.try_frequencies(20).sink(|w| e.push(w));
                s.unique_hashed(4).frequencies_unbounded().sink(|w| f.push(w));
                s.filter(|x| x % 3 == 0).zip_unbounded(s).sink(|_| ());
                let _list = s.sink_to_list(5);
            }
        )
    };
    let inputs = (
        prop::collection::vec(-4..9_i32, 0..20),
        any::<Index>(),
        prop::collection::vec((any::<Index>(), any::<u8>()), 1..4),
    );
    check(inputs, |(events, end, edits)| {
        let mut p = build(Log::default());
        for x in &events {
            let _ = p.emit(*x);
        }
        for format in FORMATS {
            let saved = format.write(&p.snapshot().unwrap());
            let part = &saved[..end.index(saved.len())];
            let restored = try_read!(format, part, |reader| build(Log::default()).restore(reader));
            prop_assert!(restored.is_err(), "only {} of {} bytes", part.len(), saved.len());

            let mut damaged = saved.clone();
            for (place, byte) in &edits {
                let place = place.index(damaged.len());
                damaged[place] = *byte;
            }
            // It may be read as something else, but then it is something.
            if let Ok(mut p) = try_read!(format, &damaged, |reader| build(Log::default()).restore(reader)) {
                for x in 0..20 {
                    let _ = p.emit(x);
                }
                prop_assert!(p.snapshot().is_ok());
            }
        }
        Ok(())
    });
}

/// The same where there are boundaries: whatever is due when, it is only ever late.
#[test]
fn damaged_times() {
    let build = |log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let (b, c, d, e, f) = (log.clone(), log.clone(), log.clone(), log.clone(), log.clone());
                s.delay(5, 4).sink(|x| log.push(x));
                s.latest().rate_limit(7).sink(|x| b.push(x));
                s.partition_timeout(3, 9).sink(|w| c.push(w.len()));
                s.timed_window(6, 8).sink(|w| d.push(w.len()));
                s.debounce(4).throttle(3).sink(|x| e.push(x));
                s.sample(11).buffer(2).sink(|x| f.push(x));
            }
        )
    };
    let inputs = (
        prop::collection::vec((0..9_u64, any::<i32>()), 0..20),
        any::<Index>(),
        prop::collection::vec((any::<Index>(), any::<u8>()), 1..4),
        prop_oneof![Just(0), any::<u64>()],
    );
    check(inputs, |(events, end, edits, clock)| {
        let mut p = build(Log::default());
        let mut now = 0;
        for (gap, x) in &events {
            now += gap;
            let _ = p.try_push(now, *x);
        }
        for format in FORMATS {
            let saved = format.write(&p.snapshot(now).unwrap());
            let part = &saved[..end.index(saved.len())];
            let restored = try_read!(format, part, |reader| build(Log::default()).restore(clock, reader));
            prop_assert!(restored.is_err(), "only {} of {} bytes", part.len(), saved.len());

            let mut damaged = saved.clone();
            for (place, byte) in &edits {
                let place = place.index(damaged.len());
                damaged[place] = *byte;
            }
            if let Ok(mut p) = try_read!(format, &damaged, |reader| build(Log::default()).restore(clock, reader)) {
                for later in 0..20 {
                    let _ = p.try_push(clock.saturating_add(later), 1);
                }
            }
        }
        Ok(())
    });
}

/// Who holds a pipeline need not know what it is made of.
#[test]
fn behind_a_function() {
    fn sums(log: Log) -> impl Emit<i32, Output = ()> + Restore {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.accumulate(|sum, x| sum + x).sink(|x| log.push(x));
            }
        )
    }
    fn stopped<P: Emit<i32, Output = ()> + Restore>(mut p: P, format: Format) -> Vec<u8> {
        p.emit(20);
        format.write(&p.snapshot().unwrap())
    }
    for format in FORMATS {
        let log = Log::default();
        let saved = stopped(sums(Log::default()), format);
        read!(format, &saved, |reader| sums(log.clone()).restore(reader)).emit(22);
        assert_eq!(log.lines(), [(0, "42".to_owned())]);
    }
}
