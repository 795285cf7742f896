//! `feedback`: what leads back to a source is handled after the event at hand, first in, first out.

use std::collections::VecDeque;

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Failure, Next, Verdict, check, events, full, refusals, sizes, sound};

/// What an item leads back to; always nearer to zero, so that it ends.
fn back(x: i32) -> Vec<i32> {
    match x {
        2.. => vec![x / 2, x - 2],
        ..=-2 => vec![x / 2],
        _ => vec![],
    }
}

/// An event hands its item on and queues what it leads to; the queue is drained when the event is over. What a failure
/// leaves in the queue is handled after the next event.
fn cycle(size: usize, check: fn(i32) -> Result<i32, Failure>) -> impl FnMut(usize, i32, Next<'_, i32>) -> Verdict {
    let mut waiting: VecDeque<i32> = VecDeque::new();
    move |_, x, next| {
        let mut event = Some(x);
        while let Some(x) = event {
            for y in back(check(x)?) {
                if waiting.len() == size {
                    return full("feedback", size);
                }
                waiting.push_back(y);
            }
            next(x)?;
            event = waiting.pop_front();
        }
        Ok(())
    }
}

#[test]
fn growing() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, cycle(usize::MAX, Ok);
            |s| { s.flat_map(back).feedback_unbounded(s); } s.map(|x| x));
        fallible!(events, refusals, cycle(usize::MAX, sound);
            |s| { s.try_map(sound).flat_map(back).feedback_unbounded(s); } s.map(|x| x));
        Ok(())
    });
}

#[test]
fn bounded() {
    let inputs = (events(1), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        fallible!(events, refusals, cycle(n, Ok);
            |s| { s.flat_map(back).feedback(s, n); } s.map(|x| x));
        fallible!(events, refusals, cycle(2, sound);
            |s| { s.try_map(sound).flat_map(back).feedback(s, 2); } s.map(|x| x));
        fallible!(events, refusals, cycle(64, Ok);
            |s| { s.flat_map(back).feedback(s, 64); } s.map(|x| x));
        Ok(())
    });
}

/// Into other sources: what follows there sees it after everything the event itself did. Several queues take turns, in
/// the order they are written.
#[test]
fn into_another_source() {
    check(events(2), |events| {
        let (mut seen, mut wanted) = (Vec::new(), Vec::new());
        let log = core::cell::RefCell::new(&mut seen);
        let mut p = pipeline!(|a: i32, b: i32| {
            a.sink(|x| log.borrow_mut().push(('a', x)));
            a.flat_map(back).feedback_unbounded(b);
            b.sink(|x| log.borrow_mut().push(('b', x)));
            b.filter(|x| *x == 3).map(|_| 0).feedback_unbounded(a);
            a.sink(|x| log.borrow_mut().push(('c', x)));
        });
        for &(source, x) in &events {
            if source == 0 { p.a(x) } else { p.b(x) }
        }
        drop(p);
        let mut queues = [VecDeque::new(), VecDeque::new()];
        let mut event = |source, x, queues: &mut [VecDeque<i32>; 2]| {
            if source == 0 {
                wanted.extend([('a', x), ('c', x)]);
                queues[0].extend(back(x));
            } else {
                wanted.push(('b', x));
                queues[1].extend((x == 3).then_some(0));
            }
        };
        for &(source, x) in &events {
            event(source, x, &mut queues);
            while queues.iter().any(|queue| !queue.is_empty()) {
                for (turn, into) in [(0, 1), (1, 0)] {
                    if let Some(x) = queues[turn].pop_front() {
                        event(into, x, &mut queues);
                    }
                }
            }
        }
        prop_assert_eq!(seen, wanted);
        Ok(())
    });
}

/// A long loop runs in constant stack.
#[test]
fn long_loops() {
    let mut last = 0;
    let mut p = pipeline!(|s: u32| {
        s.sink(|x| last = x);
        s.filter(|x| *x < 1_000_000).map(|x| x + 1).feedback(s, 1);
    });
    p.emit(0).unwrap();
    drop(p);
    assert_eq!(last, 1_000_000);
}
