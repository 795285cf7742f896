//! Batches and histories, with keys and without.

use core::hint::black_box;

use streamz::prelude::*;

use crate::support::{Log, one};

#[test]
fn partition() {
    let n = black_box(3);
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                s.partition(4).sink(|w| log.push(w));
                s.partition(n).sink(|w| other.push(w));
            }
        )
    });
}

/// A batch that failed downstream is gone, before the stop as after it.
#[test]
fn partition_that_fails() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| -> Result<(), i32> {
                s.partition(3).try_sink(|w| {
                    log.push(w);
                    if w.contains(&7) { Err(w[0]) } else { Ok(()) }
                });
            }
        )
    });
}

#[test]
fn partition_by() {
    let (n, keys) = (black_box(3), black_box(4));
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.try_partition_by(3, 4, |x| x % 5).sink(|w| log.push(w));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.try_partition_by(n, keys, |x| x % 5).sink(|w| log.push(w));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.partition_by_unbounded(3, |x| x % 5).sink(|w| log.push(w));
            }
        )
    });
}

#[test]
fn partition_unique() {
    let n = black_box(3);
    for keep in [Keep::First, Keep::Last] {
        one(|log: Log| {
            pipeline!(
                #[snapshot]
                move |s: i32| {
                    let other = log.clone();
                    s.partition_unique(4, keep).sink(|w| log.push(w));
                    s.partition_unique_by(n, keep, |x| x % 5).sink(|w| other.push(w));
                }
            )
        });
    }
}

#[test]
fn unique() {
    let n = black_box(3);
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let (second, third) = (log.clone(), log.clone());
                s.unique(3).sink(|x| log.push(x));
                s.unique(n).sink(|x| second.push(x));
                s.unique_by(2, |x| x % 5).sink(|x| third.push(x));
            }
        )
    });
}

#[test]
fn unique_by_hash() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let (second, third, fourth) = (log.clone(), log.clone(), log.clone());
                s.unique_hashed(3).sink(|x| log.push(x));
                s.unique_hashed_by(2, |x| x % 5).sink(|x| second.push(x));
                s.unique_unbounded().sink(|x| third.push(x));
                s.unique_unbounded_by(|x| x % 5).sink(|x| fourth.push(x));
            }
        )
    });
}
