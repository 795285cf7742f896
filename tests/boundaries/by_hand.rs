//! Single cases, each of which went wrong once.

use core::cell::RefCell;
use core::pin::pin;
use core::task::Poll;

use streamz::drive::advance;
use streamz::prelude::*;
use streamz::time::{Every, Missed, NEVER};

/// The iterator of a `flatten` that stopped half way may turn out to be at its end: then what was held up by it goes on in
/// the same poll.
#[test]
fn a_cut_that_turns_out_to_be_at_its_end_makes_room() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: i32| {
        s.buffer(4).flat_map(|x| [x]).rate_limit(10).sink(|x| seen.push(x));
    });
    for x in 0..3 {
        p.try_push(0, x).unwrap();
    }
    for now in [10, 20] {
        assert_eq!(p.deadline(), now);
        assert_eq!(p.poll(now), Poll::Pending);
    }
    assert_eq!(p.deadline(), NEVER);
    drop(p);
    assert_eq!(seen, [0, 1, 2]);
}

/// What is due, but has no room behind it, is not replaced by what comes after it.
#[test]
fn a_debounced_item_that_is_due_is_not_replaced() {
    let mut p = pipeline!(|s: i32| {
        let out = s.debounce(10).rate_limit(100).sink_to_list(8);
    });
    for (now, x) in [(0, 0), (10, 1), (20, 2), (30, 3)] {
        p.try_push(now, x).unwrap();
    }
    p.close();
    advance(&mut p, 1000).unwrap();
    assert_eq!(*p.out(), [0, 1, 2, 3]);
}

/// Ticks at which nothing had come are not made up for when something comes.
#[test]
fn a_sample_does_not_leave_on_ticks_before_it_came() {
    let mut p = pipeline!(|s: i32| {
        let out = s.sample(Every::from(10).missed(Missed::Burst)).sink_to_list(8);
    });
    p.try_push(0, 0).unwrap();
    let _ = p.poll(10);
    p.try_push(55, 1).unwrap();
    assert_eq!((p.out().len(), p.deadline()), (1, 60));
    let _ = p.poll(60);
    assert_eq!(*p.out(), [0, 1]);
}

/// A pipeline that was closed before its first item counts no silence.
#[test]
fn no_silence_begins_after_the_end() {
    let mut p = pipeline!(|s: i32| {
        s.try_timeout(10).sink(|_| ());
    });
    p.close();
    assert_eq!(p.poll(0), Poll::Ready(Ok(())));
    assert_eq!(p.deadline(), NEVER);
}

/// What waits at a boundary moves on after a failure behind it, and so does what waits behind that.
#[test]
fn a_failure_holds_up_nothing_else() {
    let seen = RefCell::new(Vec::new());
    let mut p = pipeline!(|s: i32| {
        s.buffer(4)
            .delay(10, 1)
            .try_map(|x| if x == 0 { Err("zero") } else { Ok(x) })
            .sink(|x| seen.borrow_mut().push(x));
    });
    for (now, x) in [(0, 0), (5, 1), (5, 2)] {
        p.try_push(now, x).unwrap();
    }
    assert_eq!(p.poll(10), Poll::Ready(Err("zero")));
    assert_eq!(p.poll(10), Poll::Pending);
    // 1 came at 5 and 2 could come at 10.
    assert_eq!(p.deadline(), 15);
    assert_eq!(p.poll(15), Poll::Pending);
    assert_eq!(p.deadline(), 20);
    assert_eq!(p.poll(20), Poll::Pending);
    assert_eq!(seen.take(), [1, 2]);
}

/// Results that are done wait their turn, though others that began later are done too.
#[test]
fn no_result_is_passed_over_for_ever() {
    let mut seen = Vec::new();
    {
        let mut p = pin!(pipeline!(|s: usize| {
            s.buffer(16)
                .map_async_unordered(2, core::future::ready)
                .rate_limit(10)
                .sink(|x| seen.push(x));
        }));
        for x in 0..12 {
            p.try_push(0, x).unwrap();
        }
        p.close();
        advance(&mut p, 1000).unwrap();
    }
    assert!(
        seen.iter().enumerate().all(|(place, x)| place.abs_diff(*x) <= 2),
        "{seen:?}"
    );
}
