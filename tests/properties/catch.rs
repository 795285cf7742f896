//! `catch`: the failures of an operator as a stream of their own.

use proptest::prelude::*;
use streamz::prelude::*;
use streamz::{OutOfRange, Overflow};

use crate::support::{Failure, Next, Verdict, check, events, refusals, sizes, sound};

/// What comes out of the operator, or out of its `catch`.
type Either = Result<i32, String>;

fn describe(x: i32, failure: Failure) -> Either {
    Err(format!("{x} {failure:?}"))
}

/// Success and failure both reach the end; `emit` does not fail for it.
fn caught(
    mut step: impl FnMut(i32) -> Result<Option<i32>, Failure>,
) -> impl FnMut(usize, i32, Next<'_, Either>) -> Verdict {
    move |_, x, next| match step(x) {
        Ok(Some(output)) => next(Ok(output)),
        Ok(None) => Ok(()),
        Err(failure) => next(describe(x, failure)),
    }
}

#[test]
fn of_closures() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, caught(|x| sound(x).map(Some));
            |s| {
                let good = s.try_map(sound);
                let bad = good.catch(describe);
            } good.map(Either::Ok).union(bad));
        agree!(events, refusals, caught(|x| Ok((sound(x)? > 0).then_some(x)));
            |s| {
                let good = s.try_filter(|x| sound(*x).map(|x| x > 0));
                let bad = good.catch(describe);
            } bad.union(good.map(Either::Ok)));
        Ok(())
    });
}

/// The state rules of the operator hold: a step that failed did not happen.
#[test]
fn of_running_state() {
    let sum = |state: i32, x: i32| sound(x).map(|x| state.wrapping_mul(2).wrapping_sub(x));
    check((events(1), refusals()), |(events, refusals)| {
        let from_first = || {
            let mut state = None;
            caught(move |x| {
                state = Some(match state {
                    None => x,
                    Some(old) => sum(old, x)?,
                });
                Ok(state)
            })
        };
        agree!(events, refusals, from_first();
            |s| {
                let good = s.try_accumulate(|state, x| sum(*state, x));
                let bad = good.catch(describe);
            } good.map(Either::Ok).union(bad));
        let from_start = || {
            let mut state = 5;
            caught(move |x| {
                state = sum(state, x)?;
                Ok(Some(state))
            })
        };
        agree!(events, refusals, from_start();
            |s| {
                let good = s.try_accumulate_from(5, |state, x| sum(*state, x));
                let bad = good.catch(describe);
            } good.map(Either::Ok).union(bad));
        agree!(events, refusals, from_start();
            |s| {
                let good = s.try_scan(5, |state, x| {
                    *state = sum(*state, x)?;
                    Ok(*state)
                });
                let bad = good.catch(describe);
            } good.map(Either::Ok).union(bad));
        Ok(())
    });
}

/// Operators that are full, and items that are too short.
#[test]
fn of_bounds() {
    let inputs = (events(1), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        let distinct = || {
            let mut known: Vec<i32> = Vec::new();
            caught(move |x| {
                if !known.contains(&x) {
                    if known.len() == n {
                        return Err(Failure::Full(Overflow::new("try_frequencies", n)));
                    }
                    known.push(x);
                }
                Ok(i32::try_from(known.len()).ok())
            })
        };
        agree!(events, refusals, distinct();
            |s| {
                let good = s.try_frequencies(n);
                let bad = good.catch(|x, full| describe(x, Failure::Full(full)));
            } good.map(|counts| Either::Ok(counts.len() as i32)).union(bad));
        let open = || {
            let mut open: Vec<i32> = Vec::new();
            caught(move |x| {
                if let Some(place) = open.iter().position(|y| *y == x) {
                    return Ok(Some(open.remove(place)));
                }
                if open.len() == n {
                    return Err(Failure::Full(Overflow::new("try_partition_by", n)));
                }
                open.push(x);
                Ok(None)
            })
        };
        agree!(events, refusals, open();
            |s| {
                let good = s.try_partition_by(2, n, |x| *x);
                let bad = good.catch(|x, full| describe(x, Failure::Full(full)));
            } good.map(|batch| Either::Ok(batch[0])).union(bad));
        let third = || {
            let mut items = Vec::new();
            move |_, x, next: Next<'_, Either>| {
                items.push(x);
                let window = &items[items.len().saturating_sub(n)..];
                let short = OutOfRange::new(2, window.len());
                next(match window.get(2) {
                    Some(third) => Ok(*third),
                    None => Err(format!("{window:?} {short}")),
                })
            }
        };
        agree!(events, refusals, third();
            |s| {
                let good = s.sliding_window(n).try_pluck(2);
                let bad = good.catch(|w, short| Either::Err(format!("{w:?} {short}")));
            } good.map(Either::Ok).union(bad));
        Ok(())
    });
}

/// Windows are lent to `catch` as well.
#[test]
fn of_windows() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = || {
            let mut last: Option<i32> = None;
            move |_, x: i32, next: Next<'_, Either>| {
                let window: Vec<i32> = last.into_iter().chain([x]).collect();
                last = Some(x);
                match sound(window.iter().sum()) {
                    Ok(sum) => next(Ok(sum)),
                    Err(_) => next(Err(format!("{window:?}"))),
                }
            }
        };
        agree!(events, refusals, model();
            |s| {
                let good = s.sliding_window(2).try_map(|w| sound(w.iter().sum()));
                let bad = good.catch(|w, _| Either::Err(format!("{w:?}")));
            } bad.union(good.map(Either::Ok)));
        Ok(())
    });
}

/// One failure caught, the next one not.
#[test]
fn of_one_of_two() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = |_, x: i32, next: Next<'_, Either>| {
            let Ok(x) = sound(x) else {
                return next(describe(x, Failure::Item(x)));
            };
            next(Ok(sound(x + 1)?))
        };
        fallible!(events, refusals, model;
            |s| {
                let good = s.try_map(sound);
                let bad = good.catch(describe);
            } good.try_map(|x| sound(x + 1)).map(Either::Ok).union(bad));
        Ok(())
    });
}
