//! One stream in, one out: what holds something from one event to another, and what does not.

use core::hint::black_box;
use core::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use streamz::emission::One;
use streamz::operator::{EachTick, Node, Operator};
use streamz::prelude::*;
use streamz::snapshot::Snapshot;

use crate::support::{Log, one, sound};

#[test]
fn stateless() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.map(|x| (x, 2 * x))
                    .starmap(|a, b| a + b)
                    .filter(|x| x % 2 == 0)
                    .remove(|x| *x == 6)
                    .filter_map(|x| (x != 12).then_some(x))
                    .flat_map(|x| [x, x + 1])
                    .map(|x| vec![x, -x])
                    .flatten()
                    .map(|x| [x, x])
                    .concat()
                    .map(|x| (x, 7))
                    .pluck(0)
                    .sink(|x| log.push(x));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                let good = s.try_map(sound);
                good.sink(|x| log.push(x));
                good.catch(|x, error| (x, error)).sink(|x| other.push(x));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| -> Result<(), String> {
                s.try_filter(|x| sound(*x).map(|x| x > 0)).try_sink(|x| {
                    log.push(x);
                    sound(x).map(|_| ())
                });
            }
        )
    });
}

#[test]
fn members() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.map(|x| vec![7; x.rem_euclid(4) as usize])
                    .try_pluck(1)
                    .sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn running() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.accumulate(|sum, x| sum + x)
                    .accumulate_from(1_i64, |sum, x| sum + i64::from(x))
                    .scan((0_u8, 0.5), |state, x| {
                        state.0 = state.0.wrapping_add(1);
                        state.1 += x as f64;
                        *state
                    })
                    .sink(|x| log.push(x));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.scan_with_state(0, |state, x| {
                    *state += x;
                    2 * *state
                })
                .sink(|x| log.push(x));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| -> Result<(), String> {
                s.try_accumulate(|sum, x| sound(x).map(|x| sum + x))
                    .try_accumulate_from(0, |sum, x| sound(x).map(|x| (sum * 2 + x) % 1000))
                    .try_scan(0, |state, x| {
                        *state += 1;
                        sound(x).map(|x| (*state, x))
                    })
                    .sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn counts() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.frequencies_unbounded().sink(|x| log.push(x));
            }
        )
    });
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.try_frequencies(5).sink(|x| log.push(x));
            }
        )
    });
    let n = black_box(5);
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.try_frequencies(n).sink(|x| log.push(x));
            }
        )
    });
}

#[test]
fn positions() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                s.slice(3..17).sink(|x| log.push(x));
                s.step_by(3).sink(|x| other.push(x));
            }
        )
    });
}

#[test]
fn windows() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                s.sliding_window(3).sink(|w| log.push(w));
                s.sliding_window_full(4).sink(|w| other.push(w));
            }
        )
    });
    let n = black_box(3);
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                s.sliding_window(n).sink(|w| log.push(w));
                s.sliding_window_full(n).sink(|w| other.push(w));
            }
        )
    });
}

#[test]
fn lists() {
    one(|log: Log| {
        let n = black_box(5);
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let _inline = s.sink_to_list(4);
                let _bounded = s.sink_to_list(n);
                let _growing = s.sink_to_list_unbounded();
                s.sink(|x| log.push(x));
            }
        )
    });
}

/// What a list held is read through the restored pipeline.
#[test]
fn a_list_is_read_afterwards() {
    let n = black_box(3);
    let build = || {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let inline = s.sink_to_list(3);
                let bounded = s.sink_to_list(n);
                let growing = s.sink_to_list_unbounded();
            }
        )
    };
    let mut p = build();
    for x in 0..5 {
        p.emit(x);
    }
    for format in crate::support::FORMATS {
        let saved = format.write(&p.snapshot().unwrap());
        let mut p = read!(format, &saved, |reader| build().restore(reader));
        p.emit(5);
        assert_eq!(**p.inline(), [3, 4, 5]);
        assert_eq!(**p.bounded(), [3, 4, 5]);
        assert_eq!(**p.growing(), [0, 1, 2, 3, 4, 5]);
    }
}

#[test]
fn batches() {
    fn elements(x: i32) -> Vec<i32> {
        (0..x.rem_euclid(5)).map(|i| x + i).collect()
    }
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let other = log.clone();
                let batches = s.map(elements).to_batch();
                batches.sum().sink(|x| log.push(x));
                batches
                    .filter(|x| x % 2 != 0)
                    .map(|x| (x, 10 * x))
                    .pluck(1)
                    .to_stream()
                    .partition(2)
                    .to_batch()
                    .stream()
                    .sink(|x| other.push(x));
            }
        )
    });
}

/// Numbers the items.
struct Number<T> {
    next: u64,
    item: PhantomData<fn(T) -> T>,
}

impl<T> Node for Number<T> {
    type Out = Own<(u64, T)>;
    type Rate = EachTick;
}

impl<T> Operator for Number<T> {
    type In = Own<T>;
    type Emit<'a>
        = One<(u64, T)>
    where
        Self: 'a;

    fn step(&mut self, item: T) -> One<(u64, T)> {
        self.next += 1;
        One((self.next, item))
    }
}

impl<T> Snapshot for Number<T> {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.next.serialize(serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.next = Deserialize::deserialize(saved)?;
        Ok(())
    }
}

/// Holds nothing.
struct Same<T>(PhantomData<fn(T) -> T>);

impl<T> Node for Same<T> {
    type Out = Own<T>;
    type Rate = EachTick;
}

impl<T> Operator for Same<T> {
    type In = Own<T>;
    type Emit<'a>
        = One<T>
    where
        Self: 'a;

    fn step(&mut self, item: T) -> One<T> {
        One(item)
    }
}

streamz::stateless!([T] Same<T>);

#[test]
fn own_operators() {
    one(|log: Log| {
        let number = Number {
            next: 0,
            item: PhantomData,
        };
        pipeline!(
            #[snapshot]
            move |s: i32| {
                s.then(Same(PhantomData)).then(number).sink(|x| log.push(x));
            }
        )
    });
}

/// A second way in is a method of the pipeline alone.
#[test]
fn ports() {
    one(|log: Log| {
        pipeline!(
            #[snapshot]
            move |s: i32| {
                let sums = s.accumulate(|sum, x| sum + x).port();
                sums.sliding_window(2).sink(|w| log.push(w));
            }
        )
    });
}
