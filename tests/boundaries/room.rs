//! Boundaries beside and before others: what follows is busy, or ends at another time.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use streamz::prelude::*;

use crate::follow::{check, every, exhaust, intervals, repetitions, scripts};

/// Whether `some` are among `all`, in their order.
fn is_among(some: &[i32], all: &[i32]) -> bool {
    let mut all = all.iter();
    some.iter().all(|x| all.any(|y| x == y))
}

/// Behind each of these what follows is busy most of the time: what is due waits, nothing that must come is lost, nothing
/// comes out of turn, and no deadline is in the past.
#[test]
fn busy_places_behind() {
    let inputs = (scripts(), intervals(), 0..100u64, 1usize..5);
    check(inputs, |(script, interval, busy, n)| {
        macro_rules! behind {
            (|$s:ident| $($chain:tt)+) => {{
                let left = core::cell::RefCell::new(Vec::new());
                let mut p = pipeline!(|$s: i32| {
                    $($chain)+.rate_limit(busy).sink(|x| left.borrow_mut().push(x));
                });
                let came = exhaust(&mut p, &script)
                    .map_err(|error| TestCaseError::fail(format!("{}: {error}", stringify!($($chain)+))))?;
                drop(p);
                (came, left.into_inner())
            }};
        }
        macro_rules! all_come {
            (|$s:ident| $($chain:tt)+) => {{
                let (came, left) = behind!(|$s| $($chain)+);
                prop_assert_eq!(left, came, "{}", stringify!($($chain)+));
            }};
        }
        macro_rules! some_come {
            (|$s:ident| $($chain:tt)+) => {{
                let (came, left) = behind!(|$s| $($chain)+);
                prop_assert!(is_among(&left, &came), "{}: {left:?} of {came:?}", stringify!($($chain)+));
                prop_assert_eq!(left.last(), came.last(), "{}", stringify!($($chain)+));
            }};
        }
        all_come!(|s| s.delay(interval, n));
        all_come!(|s| s.rate_limit(interval));
        all_come!(|s| s.buffer(n).delay(interval, n).buffer(1));
        all_come!(|s| s.timed_window(interval, n).map(|w| w.to_vec()).flatten());
        all_come!(|s| s.timed_window_unbounded(interval).map(|w| w.to_vec()).flatten());
        all_come!(|s| s.partition_timeout(n, interval).map(|w| w.to_vec()).flatten());
        all_come!(|s| s
            .partition_timeout_by(n, 1, interval, |_| ())
            .map(|w| w.to_vec())
            .flatten());
        some_come!(|s| s.latest());
        some_come!(|s| s.debounce(interval));
        some_come!(|s| s.sample(interval));
        let (came, left) = behind!(|s| s.throttle(interval));
        prop_assert!(is_among(&left, &came) && left.first() == came.first());
        // What was quiet for so long was due, whether or not there was room for it then.
        let (came, left) = behind!(|s| s.debounce(0));
        prop_assert_eq!(left, came, "none of them was followed at once");
        Ok(())
    });
}

/// Two branches, of which one is done long before the other when the pipeline is closed: it ends none the less.
#[test]
fn ends_at_different_times() {
    check((scripts(), repetitions(), 0..300u64), |(script, repetition, long)| {
        macro_rules! beside {
            (|$s:ident| $($chain:tt)+) => {{
                let count = core::cell::Cell::new(0);
                let mut p = pipeline!(|$s: i32| {
                    $s.delay(long, 60).sink(|_| count.set(count.get() + 1));
                    $($chain)+.sink(|_| ());
                });
                let came = exhaust(&mut p, &script)?;
                prop_assert_eq!(count.get(), came.len());
            }};
        }
        let (interval, ..) = repetition;
        beside!(|s| s.timed_window(every(repetition), 4));
        beside!(|s| s.timed_window_unique(every(repetition), 4, Keep::Last));
        beside!(|s| s.sample(every(repetition)));
        beside!(|s| s.debounce(interval));
        beside!(|s| s.rate_limit(interval));
        beside!(|s| s.partition_timeout(4, interval));
        beside!(|s| s.partition_timeout_by(2, 3, interval, |x| x % 5));
        let count = core::cell::Cell::new(0);
        let mut p = pipeline!(|s: i32| {
            s.delay(long, 60).sink(|_| count.set(count.get() + 1));
            let alive = s.try_timeout(interval);
            alive.sink(|_| ());
            alive.catch(|silence| silence).sink(|_| ());
        });
        let came = exhaust(&mut p, &script)?;
        prop_assert_eq!(count.get(), came.len());
        Ok(())
    });
}
