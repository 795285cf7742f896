//! Several streams: what waits for its partners, and what leads back.

use core::hint::black_box;

use streamz::prelude::*;

use crate::support::{Log, one, two};

#[test]
fn union() {
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                a.union(b).accumulate(|sum, x| sum + x).sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn zip() {
    let n = black_box(7);
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                let other = log.clone();
                a.zip_unbounded(b).sink(|x| log.push(x));
                let doubled = a.map(|x| 2 * x);
                a.zip(doubled).sink(|x| other.push(x));
            }
        )
    });
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                a.try_zip(7, b).sink(|x| log.push(x));
            }
        )
    });
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                a.try_zip(n, b).sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn combine_latest() {
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                let other = log.clone();
                a.combine_latest(b).sink(|x| log.push(x));
                a.combine_latest(b).emit_on(b).sink(|x| other.push(x));
            }
        )
    });
}

/// An item may itself be an option: none yet, and an item that is none, are not the same.
#[test]
fn options() {
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                let small = a.map(|x| (x > 5).then_some(x));
                small.combine_latest(b).sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn zip_latest() {
    let n = black_box(7);
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                let (second, third) = (log.clone(), log.clone());
                a.zip_latest_unbounded(b).sink(|x| log.push(x));
                let sums = a.accumulate(|sum, x| sum + x);
                a.zip_latest(sums).sink(|x| second.push(x));
                b.sink(|x| third.push(x));
            }
        )
    });
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                a.try_zip_latest(7, b).sink(|x| log.push(x));
            }
        )
    });
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                a.try_zip_latest(n, b).sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn collect() {
    let n = black_box(5);
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                let (second, third) = (log.clone(), log.clone());
                let inline = a.collect(4);
                let bounded = a.collect(n);
                let growing = a.collect_unbounded();
                b.flush(inline);
                b.flush(bounded);
                b.flush(growing);
                inline.sink(|w| log.push(w));
                bounded.sink(|w| second.push(w));
                growing.sink(|w| third.push(w));
            }
        )
    });
}

/// What an item leads back to; always nearer to zero, so that it ends.
fn back(x: i32) -> Vec<i32> {
    match x {
        2.. => vec![x / 2, x - 2],
        ..=-2 => vec![x / 2],
        _ => vec![],
    }
}

/// After a failure something is left in the queue, to be handled with the next event.
#[test]
fn feedback() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| -> Result<(), i32> {
                s.flat_map(back).feedback_unbounded(s);
                s.try_sink(|x| {
                    log.push(x);
                    if x == 3 { Err(x) } else { Ok(()) }
                });
            }
        )
    });
    let n = black_box(6);
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.flat_map(back).feedback(s, 3);
                s.sink(|x| log.push(x));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.flat_map(back).feedback(s, n);
                s.sink(|x| log.push(x));
            }
        )
    });
}

/// A mark of the shape is no matter of names, and an element boundary is one for all sources.
#[test]
fn diamonds() {
    two(|log: Log| {
        pipeline!(
            #[snapshot]
            move |a: i32, b: i32| {
                let fast = a.sliding_window(2).map(|w| w.iter().sum::<i32>());
                let slow = a.sliding_window(5).map(|w| w.iter().sum::<i32>());
                let both = fast.zip(slow).unique(1);
                both.zip_latest_unbounded(b).sink(|x| log.push(x));
            }
        )
    });
}
