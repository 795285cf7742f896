//! `combine_latest` with each choice of `emit_on`, and `zip_latest`.

use std::collections::VecDeque;

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, events, full, refusals, sound};

/// The newest of each of `K` streams, when one of those in `on` changes.
fn combine<const K: usize>(on: &[usize]) -> impl FnMut(usize, i32, Next<'_, [i32; K]>) -> Verdict {
    let mut latest = [None; K];
    move |source, x, next| {
        latest[source] = Some(x);
        if !on.contains(&source) || latest.contains(&None) {
            return Ok(());
        }
        next(latest.map(Option::unwrap))
    }
}

#[test]
fn combine_two() {
    check((events(2), refusals()), |(events, refusals)| {
        agree!(events, refusals, combine(&[0, 1]);
            |a, b| a.combine_latest(b).map(<[i32; 2]>::from));
        agree!(events, refusals, combine(&[0]);
            |a, b| a.combine_latest(b).emit_on(a).map(<[i32; 2]>::from));
        agree!(events, refusals, combine(&[1]);
            |a, b| a.combine_latest(b).emit_on(b).map(<[i32; 2]>::from));
        agree!(events, refusals, combine(&[0, 1]);
            |a, b| a.combine_latest(b).emit_on(a, b).map(<[i32; 2]>::from));
        agree!(events, refusals, combine(&[1]);
            |a, b| a.combine_latest(b).emit_on(1).map(<[i32; 2]>::from));
        Ok(())
    });
}

#[test]
fn combine_three() {
    check((events(3), refusals()), |(events, refusals)| {
        agree!(events, refusals, combine(&[0, 1, 2]);
            |a, b, c| a.combine_latest(b, c).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[0]);
            |a, b, c| a.combine_latest(b, c).emit_on(a).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[1]);
            |a, b, c| a.combine_latest(b, c).emit_on(1).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[2]);
            |a, b, c| a.combine_latest(b, c).emit_on(c).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[0, 1]);
            |a, b, c| a.combine_latest(b, c).emit_on(b, a).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[0, 2]);
            |a, b, c| a.combine_latest(b, c).emit_on(0, c).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[1, 2]);
            |a, b, c| a.combine_latest(b, c).emit_on(1, 2).map(<[i32; 3]>::from));
        agree!(events, refusals, combine(&[0, 1, 2]);
            |a, b, c| a.combine_latest(b, c).emit_on(a, b, c).map(<[i32; 3]>::from));
        Ok(())
    });
}

/// Branches of one stream: an emission for each of them, the older partner first. A branch that is written as an
/// argument is attached before the join is.
#[test]
fn combine_branches() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = |on: &'static [usize]| {
            let mut combine = combine(on);
            move |_, x, next: Next<'_, [i32; 2]>| {
                combine(1, x * 10, next)?;
                combine(0, x, next)
            }
        };
        agree!(events, refusals, model(&[0, 1]);
            |s| s.combine_latest(s.map(|x| x * 10)).map(<[i32; 2]>::from));
        agree!(events, refusals, model(&[1]);
            |s| s.combine_latest(s.map(|x| x * 10)).emit_on(1).map(<[i32; 2]>::from));
        Ok(())
    });
}

/// Items that are not `Copy`, from streams that fail: what a failed event brought before it failed stays the latest.
#[test]
fn combine_after_failures() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = || {
            let mut right = None;
            move |_, x: i32, next: Next<'_, (String, i32)>| {
                if let Some(right) = right {
                    next((x.to_string(), right))?;
                }
                right = Some(sound(x)?);
                Ok(())
            }
        };
        fallible!(events, refusals, model();
            |s| s.map(|x| x.to_string()).combine_latest(s.try_map(sound)).emit_on(0));
        Ok(())
    });
}

/// How many items of stream 0 may wait, and under which name that fails.
#[derive(Clone, Copy)]
struct Room(usize);

const ANY: Room = Room(usize::MAX);

/// Items of stream 0 wait until every other stream had one; then each goes on with the newest of the others.
fn zip_latest<const K: usize>(Room(size): Room) -> impl FnMut(usize, i32, Next<'_, [i32; K]>) -> Verdict {
    let mut waiting = VecDeque::new();
    let mut latest = [None; K];
    move |source, x, next| {
        if source > 0 {
            latest[source] = Some(x);
        } else if waiting.len() == size {
            return full("try_zip_latest", size);
        } else {
            waiting.push_back(x);
        }
        while !latest[1..].contains(&None) {
            // One that is refused is gone; those behind it wait for the next event.
            let Some(first) = waiting.pop_front() else {
                break;
            };
            latest[0] = Some(first);
            next(latest.map(Option::unwrap))?;
        }
        Ok(())
    }
}

#[test]
fn zip_latest_of_two() {
    check((events(2), refusals(), 1usize..6), |(events, refusals, n)| {
        agree!(events, refusals, zip_latest(ANY);
            |a, b| a.zip_latest_unbounded(b).map(<[i32; 2]>::from));
        fallible!(events, refusals, zip_latest(Room(n));
            |a, b| a.try_zip_latest(n, b).map(<[i32; 2]>::from));
        fallible!(events, refusals, zip_latest(Room(1));
            |a, b| a.try_zip_latest(1, b).map(<[i32; 2]>::from));
        fallible!(events, refusals, zip_latest(Room(4));
            |a, b| a.try_zip_latest(4, b).map(<[i32; 2]>::from));
        Ok(())
    });
}

#[test]
fn zip_latest_of_three() {
    check((events(3), refusals(), 1usize..6), |(events, refusals, n)| {
        agree!(events, refusals, zip_latest(ANY);
            |a, b, c| a.zip_latest_unbounded(b, c).map(<[i32; 3]>::from));
        fallible!(events, refusals, zip_latest(Room(n));
            |a, b, c| a.try_zip_latest(n, b, c).map(<[i32; 3]>::from));
        fallible!(events, refusals, zip_latest(Room(2));
            |a, b, c| a.try_zip_latest(2, b, c).map(<[i32; 3]>::from));
        Ok(())
    });
}

/// Streams in step: which partner an item meets depends on who was attached first.
#[test]
fn zip_latest_in_step() {
    let model = |order: [usize; 2]| {
        let mut zip = zip_latest(ANY);
        move |_, x, next: Next<'_, [i32; 2]>| {
            order
                .iter()
                .try_for_each(|&source| zip(source, [x, x * 10][source], next))
        }
    };
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, model([0, 1]);
            |s| {
                let first = s.map(|x| x);
                let second = s.map(|x| x * 10);
            } first.zip_latest(second).map(<[i32; 2]>::from));
        agree!(events, refusals, model([1, 0]);
            |s| {
                let first = s.map(|x| x * 10);
                let second = s.map(|x| x);
            } second.zip_latest(first).map(<[i32; 2]>::from));
        Ok(())
    });
}

/// In step, an item that waited for partners of a tick that failed does not meet those of the next tick.
#[test]
fn zip_latest_in_step_after_failures() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = || {
            let mut partner = None;
            move |_, x: i32, next: Next<'_, (i32, i32)>| match partner {
                None => {
                    partner = Some(sound(x)?);
                    next((x, x))
                }
                Some(old) => {
                    next((x, old))?;
                    partner = Some(sound(x)?);
                    Ok(())
                }
            }
        };
        fallible!(events, refusals, model();
            |s| { let first = s.map(|x| x); } first.zip_latest(s.try_map(sound)));
        // The partner comes first: the item it fails for never arrives.
        fallible!(events, refusals, |_, x, next| next((sound(x)?, x));
            |s| s.zip_latest(s.try_map(sound)));
        Ok(())
    });
}
