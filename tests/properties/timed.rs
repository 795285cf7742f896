//! Boundaries that wait for time, to the tick.

use core::cell::RefCell;

use proptest::prelude::*;
use streamz::prelude::*;
use streamz::time::{Every, Missed, Ticks};

use crate::schedule::{Clock, Schedule, run, schedules};

/// Runs a chain of operators through a schedule: when what left it, and when each item was taken in.
macro_rules! leaving {
    ($schedule:expr, |$s:ident| $chain:expr) => {{
        let (clock, left) = (Clock::default(), RefCell::new(Vec::new()));
        let taken = {
            let mut p = pipeline!(|$s: i32| {
                let chain = $chain;
                chain.sink(|x| left.borrow_mut().push((clock.now(), x)));
            });
            run(&mut p, &clock, $schedule)
        };
        (left.into_inner(), taken)
    }};
}

/// Later than anything in a schedule.
const NEVER_COMES: Ticks = 1 << 40;

/// When each of the items comes.
fn arrivals(schedule: &Schedule) -> Vec<Ticks> {
    schedule.iter().map(|(at, _)| *at).collect()
}

/// No two closer than `d`, each as early as can be.
fn spaced(schedule: &Schedule, d: Ticks) -> Vec<(Ticks, i32)> {
    let mut free = 0;
    let leave = schedule.iter().map(|(at, x)| {
        let at = free.max(*at);
        free = at + d;
        (at, *x)
    });
    leave.collect()
}

proptest! {
    #[test]
    fn delay(schedule in schedules(), d in 0..40_u64) {
        let (left, taken) = leaving!(&schedule, |s| s.delay(d, 64));
        let right: Vec<_> = schedule.iter().map(|(at, x)| (at + d, *x)).collect();
        prop_assert_eq!(left, right);
        prop_assert_eq!(taken, arrivals(&schedule));
    }

    #[test]
    fn a_full_delay_holds_the_emitter(schedule in schedules(), d in 1..40_u64, n in 1..4_usize) {
        let (left, taken) = leaving!(&schedule, |s| s.delay(d, n));
        // One more than it holds waits at the gate, and counts from its arrival there.
        let right: Vec<_> = schedule.iter().zip(&taken).map(|((_, x), at)| (at + d, *x)).collect();
        prop_assert_eq!(left, right);
    }

    #[test]
    fn rate_limit(schedule in schedules(), d in 0..40_u64) {
        let (left, _) = leaving!(&schedule, |s| s.rate_limit(d));
        prop_assert_eq!(left, spaced(&schedule, d));
    }

    #[test]
    fn buffer(schedule in schedules(), d in 0..40_u64, n in 1..5_usize) {
        let (left, taken) = leaving!(&schedule, |s| s.buffer(n).rate_limit(d));
        let right = spaced(&schedule, d);
        // An item is taken in when no item before it waits outside: behind it is one at the limiter, n in the buffer, and one
        // at the gate.
        for (position, at) in taken.iter().enumerate() {
            if let Some((room, _)) = position.checked_sub(n + 2).map(|before| right[before]) {
                prop_assert!(room <= *at);
            }
        }
        prop_assert_eq!(left, right);
    }

    #[test]
    fn buffer_unbounded(schedule in schedules(), d in 0..40_u64) {
        let (left, taken) = leaving!(&schedule, |s| s.buffer_unbounded().rate_limit(d));
        prop_assert_eq!(left, spaced(&schedule, d));
        prop_assert_eq!(taken, arrivals(&schedule));
    }

    #[test]
    fn latest(schedule in schedules(), d in 1..40_u64) {
        let (left, taken) = leaving!(&schedule, |s| s.latest().rate_limit(d));
        prop_assert_eq!(taken, arrivals(&schedule));
        // Whenever the limiter is free it gets the newest.
        let (mut right, mut free, mut newest) = (Vec::new(), 0, None);
        let mut inside: Option<(Ticks, i32)> = None;
        for (at, x) in schedule.iter().copied().chain([(NEVER_COMES, 0)]) {
            while let Some((leaves, y)) = inside.filter(|(leaves, _)| *leaves <= at) {
                right.push((leaves, y));
                inside = newest.take().map(|y| (leaves + d, y));
                free = leaves + d;
            }
            match inside {
                Some(_) => newest = Some(x),
                None => inside = Some((free.max(at), x)),
            }
            if let Some((leaves, y)) = inside.filter(|(leaves, _)| *leaves == at) {
                right.push((leaves, y));
                inside = None;
                free = leaves + d;
            }
        }
        right.retain(|(at, _)| *at < NEVER_COMES);
        prop_assert_eq!(left, right);
    }

    #[test]
    fn debounce(schedule in schedules(), quiet in 1..40_u64) {
        let (left, taken) = leaving!(&schedule, |s| s.debounce(quiet));
        prop_assert_eq!(taken, arrivals(&schedule));
        let followed = schedule.iter().zip(schedule.iter().skip(1));
        let followed = followed.filter(|((at, _), (next, _))| at + quiet <= *next);
        let mut right: Vec<_> = followed.map(|((at, x), _)| (at + quiet, *x)).collect();
        // Nothing can follow the last one.
        right.extend(schedule.last());
        prop_assert_eq!(left, right);
    }

    #[test]
    fn throttle(schedule in schedules(), d in 1..40_u64) {
        let (left, taken) = leaving!(&schedule, |s| s.throttle(d));
        prop_assert_eq!(taken, arrivals(&schedule));
        let mut free = 0;
        let passing = schedule.iter().copied().filter(|(at, _)| {
            let passes = *at >= free;
            if passes {
                free = at + d;
            }
            passes
        });
        prop_assert_eq!(left, passing.collect::<Vec<_>>());
    }

    #[test]
    fn sample(schedule in schedules(), d in 1..40_u64) {
        let (left, taken) = leaving!(&schedule, |s| s.sample(d));
        prop_assert_eq!(taken, arrivals(&schedule));
        let mut right = Vec::new();
        for ((at, x), next) in schedule.iter().zip(schedule.iter().skip(1).map(Some).chain([None])) {
            let begin = schedule[0].0;
            let tick = begin + ((at - begin) / d + 1) * d;
            match next {
                Some((next, _)) if *next < tick => {}
                Some(_) => right.push((tick, *x)),
                None => right.push((*at, *x)),
            }
        }
        prop_assert_eq!(left, right);
    }

    #[test]
    fn try_timeout(schedule in schedules(), d in 1..40_u64) {
        let (clock, left, silences) = (Clock::default(), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        {
            let mut p = pipeline!(|s: i32| {
                let alive = s.try_timeout(d);
                alive.sink(|x| left.borrow_mut().push((clock.now(), x)));
                alive.catch(|_| ()).sink(|()| silences.borrow_mut().push(clock.now()));
            });
            run(&mut p, &clock, &schedule);
        }
        prop_assert_eq!(&*left.borrow(), &schedule);
        let followed = schedule.iter().zip(schedule.iter().skip(1));
        let silent = followed.filter(|((at, _), (next, _))| at + d <= *next);
        prop_assert_eq!(silences.into_inner(), silent.map(|((at, _), _)| at + d).collect::<Vec<_>>());
    }

    #[test]
    fn from_periodic(d in 1..20_u64, late in proptest::collection::vec(0..50_u64, 0..20), missed in 0..3_u8) {
        let missed = [Missed::Skip, Missed::Burst, Missed::Delay][usize::from(missed)];
        let fired = RefCell::new(Vec::new());
        let mut polls = Vec::new();
        {
            let clock = core::cell::Cell::new(0);
            let mut p = pipeline!(|| {
                let ticks = from_periodic(Every::from(d).at_once().missed(missed), || clock.get());
                ticks.sink(|now| fired.borrow_mut().push(now));
            });
            let mut now = 0;
            for late in &late {
                clock.set(now);
                polls.push(now);
                let _ = p.poll(now);
                now = p.deadline() + late;
            }
        }
        let (mut right, mut due) = (Vec::new(), 0);
        for now in polls {
            while due <= now {
                right.push(now);
                due = match missed {
                    Missed::Skip => due + ((now - due) / d + 1) * d,
                    Missed::Burst => due + d,
                    Missed::Delay => now + d,
                };
            }
        }
        prop_assert_eq!(fired.into_inner(), right);
    }

    #[test]
    fn from_iterable(items in proptest::collection::vec(0..9_i32, 0..30), d in 0..9_u64) {
        let (clock, left) = (core::cell::Cell::new(0), RefCell::new(Vec::new()));
        {
            let mut p = pipeline!(|| {
                let numbers = from_iterable(items.clone());
                numbers.rate_limit(d).sink(|x| left.borrow_mut().push((clock.get(), x)));
            });
            while p.poll(clock.get()).is_pending() {
                clock.set(p.deadline());
            }
        }
        let all: Schedule = items.into_iter().map(|x| (0, x)).collect();
        prop_assert_eq!(left.into_inner(), spaced(&all, d));
    }
}
