//! Windows and batches that time closes.

use core::cell::RefCell;

use proptest::prelude::*;
use streamz::prelude::*;
use streamz::time::Ticks;

use crate::schedule::{Clock, Schedule, run, schedules};

type Windows = Vec<(Ticks, Vec<i32>)>;

/// Runs a windowing operator through a schedule: when it handed on what.
macro_rules! windows {
    ($schedule:expr, |$s:ident| $chain:expr) => {{
        let (clock, left) = (Clock::default(), RefCell::new(Vec::new()));
        {
            let mut p = pipeline!(|$s: i32| {
                let chain = $chain;
                chain.sink(|w| left.borrow_mut().push((clock.now(), w.to_vec())));
            });
            let taken = run(&mut p, &clock, $schedule);
            assert_eq!(taken, $schedule.iter().map(|(at, _)| *at).collect::<Vec<_>>());
        }
        left.into_inner()
    }};
}

/// What came in each interval, and what was left when the last item had come. Nothing is handed on before the first poll, which
/// comes with the first item.
fn tumbling(schedule: &Schedule, d: Ticks, mut admit: impl FnMut(&mut Vec<i32>, i32)) -> Windows {
    let (mut windows, mut window) = (Vec::new(), Vec::new());
    let Some((begin, _)) = schedule.first() else {
        return windows;
    };
    let mut tick = begin + d;
    for (at, x) in schedule {
        while tick <= *at {
            windows.push((tick, core::mem::take(&mut window)));
            tick += d;
        }
        admit(&mut window, *x);
    }
    if let (Some((end, _)), false) = (schedule.last(), window.is_empty()) {
        windows.push((*end, window));
    }
    windows
}

/// Batches of `n`, or of what came within `t` of the first; what is left goes when the last item has come.
fn batches(schedule: &Schedule, n: usize, t: Ticks, mut admit: impl FnMut(&mut Vec<i32>, i32)) -> Windows {
    let (mut batches, mut batch, mut due) = (Vec::new(), Vec::new(), Ticks::MAX);
    for (at, x) in schedule {
        if due <= *at {
            batches.push((due, core::mem::take(&mut batch)));
            due = Ticks::MAX;
        }
        if batch.is_empty() {
            due = at + t;
        }
        admit(&mut batch, *x);
        if batch.len() == n || due <= *at {
            batches.push((*at, core::mem::take(&mut batch)));
            due = Ticks::MAX;
        }
    }
    if let (Some((end, _)), false) = (schedule.last(), batch.is_empty()) {
        batches.push((*end, batch));
    }
    batches
}

fn all(window: &mut Vec<i32>, x: i32) {
    window.push(x);
}

fn distinct(keep: Keep, key: impl Fn(i32) -> i32) -> impl FnMut(&mut Vec<i32>, i32) {
    move |window, x| {
        let known = window.iter().position(|y| key(*y) == key(x));
        match (known, keep) {
            (Some(_), Keep::First) => return,
            (Some(index), Keep::Last) => {
                window.remove(index);
            }
            (None, _) => {}
        }
        window.push(x);
    }
}

fn keeps() -> impl Strategy<Value = Keep> {
    prop_oneof![Just(Keep::First), Just(Keep::Last)]
}

proptest! {
    #[test]
    fn timed_window(schedule in schedules(), d in 1..40_u64) {
        let right = tumbling(&schedule, d, all);
        prop_assert_eq!(&windows!(&schedule, |s| s.timed_window(d, 64)), &right);
        prop_assert_eq!(&windows!(&schedule, |s| s.timed_window_unbounded(d)), &right);
    }

    #[test]
    fn timed_window_unique(schedule in schedules(), d in 1..40_u64, keep in keeps()) {
        let right = tumbling(&schedule, d, distinct(keep, |x| x));
        prop_assert_eq!(windows!(&schedule, |s| s.timed_window_unique(d, 64, keep)), right);
        let right = tumbling(&schedule, d, distinct(keep, |x| x.rem_euclid(3)));
        prop_assert_eq!(windows!(&schedule, |s| s.timed_window_unique_by(d, 64, keep, |x| x.rem_euclid(3))), right);
    }

    #[test]
    fn a_full_window_holds_the_emitter(schedule in schedules(), d in 1..40_u64, n in 1..4_usize) {
        let (clock, left) = (Clock::default(), RefCell::new(Vec::new()));
        {
            let mut p = pipeline!(|s: i32| {
                s.timed_window(d, n).sink(|w| left.borrow_mut().push(w.to_vec()));
            });
            run(&mut p, &clock, &schedule);
        }
        let left = left.into_inner();
        prop_assert!(left.iter().all(|window| window.len() <= n));
        prop_assert_eq!(left.concat(), schedule.iter().map(|(_, x)| *x).collect::<Vec<_>>());
    }

    #[test]
    fn partition_timeout(schedule in schedules(), n in 1..6_usize, t in 0..40_u64) {
        prop_assert_eq!(windows!(&schedule, |s| s.partition_timeout(n, t)), batches(&schedule, n, t, all));
    }

    #[test]
    fn partition_unique_timeout(schedule in schedules(), n in 1..6_usize, t in 0..40_u64, keep in keeps()) {
        let right = batches(&schedule, n, t, distinct(keep, |x| x));
        prop_assert_eq!(windows!(&schedule, |s| s.partition_unique_timeout(n, t, keep)), right);
        let right = batches(&schedule, n, t, distinct(keep, |x| x.rem_euclid(5)));
        prop_assert_eq!(windows!(&schedule, |s| s.partition_unique_timeout_by(n, t, keep, |x| x.rem_euclid(5))), right);
    }

    #[test]
    fn partition_timeout_by(schedule in schedules(), n in 1..6_usize, t in 1..40_u64) {
        let left = windows!(&schedule, |s| s.partition_timeout_by(n, 64, t, |x| x.rem_euclid(4)));
        let end = schedule.last().map_or(0, |(at, _)| *at);
        for key in 0..4 {
            let of_key = |x: &i32| x.rem_euclid(4) == key;
            let schedule: Schedule = schedule.iter().copied().filter(|(_, x)| of_key(x)).collect();
            let mut right = batches(&schedule, n, t, all);
            // What is left of a key goes when it is due, or when the last item of all has come.
            if let (Some((at, batch)), Some((last, _))) = (right.last_mut(), schedule.last())
                && *at == *last
                && batch.len() < n
            {
                let first = schedule[schedule.len() - batch.len()].0;
                *at = end.min(first + t);
            }
            let left: Windows = left.iter().filter(|(_, batch)| batch.iter().all(of_key)).cloned().collect();
            prop_assert_eq!(left, right);
        }
        prop_assert!(left.iter().all(|(_, batch)| batch.iter().all(|x| x.rem_euclid(4) == batch[0].rem_euclid(4))));
    }
}
