//! `zip`: queued with and without a bound, and in step.

use std::collections::VecDeque;

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, each, events, full, refusals, sizes, sound};

/// A queue for each of `K` streams. An item that finds no room is not taken; a tuple that is refused is gone.
fn zip<const K: usize>(size: usize) -> impl FnMut(usize, i32, Next<'_, [i32; K]>) -> Verdict {
    let mut queues: [VecDeque<i32>; K] = [const { VecDeque::new() }; K];
    move |source, x, next| {
        if queues[source].len() == size {
            return full("try_zip", size);
        }
        queues[source].push_back(x);
        if queues.iter().any(VecDeque::is_empty) {
            return Ok(());
        }
        next(queues.each_mut().map(|queue| queue.pop_front().unwrap()))
    }
}

#[test]
fn queued() {
    check((events(2), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, zip(usize::MAX);
            |a, b| a.zip_unbounded(b).map(<[i32; 2]>::from));
        fallible!(events, refusals, zip(n); |a, b| a.try_zip(n, b).map(<[i32; 2]>::from));
        fallible!(events, refusals, zip(1); |a, b| a.try_zip(1, b).map(<[i32; 2]>::from));
        fallible!(events, refusals, zip(4); |a, b| a.try_zip(4, b).map(<[i32; 2]>::from));
        Ok(())
    });
}

#[test]
fn queued_three() {
    check((events(3), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, zip(usize::MAX);
            |a, b, c| a.zip_unbounded(b, c).map(<[i32; 3]>::from));
        fallible!(events, refusals, zip(n);
            |a, b, c| a.try_zip(n, b, c).map(<[i32; 3]>::from));
        fallible!(events, refusals, zip(3);
            |a, b, c| a.try_zip(3, b, c).map(<[i32; 3]>::from));
        Ok(())
    });
}

#[test]
fn queued_four() {
    check((events(4), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, zip(usize::MAX);
            |a, b, c, d| a.zip_unbounded(b, c, d).map(<[i32; 4]>::from));
        fallible!(events, refusals, zip(n);
            |a, b, c, d| a.try_zip(n, b, c, d).map(<[i32; 4]>::from));
        fallible!(events, refusals, zip(5);
            |a, b, c, d| a.try_zip(5, b, c, d).map(<[i32; 4]>::from));
        Ok(())
    });
}

/// The same stream at two inlets, and constants between streams.
#[test]
fn constants_and_twins() {
    let inputs = (events(2), refusals(), -9..9);
    check(inputs, |(events, refusals, constant)| {
        let between = || {
            let mut zip = zip::<2>(usize::MAX);
            move |source, x, next: Next<'_, (i32, &'static str, i32, i32)>| {
                zip(source, x, &mut |[a, b]| next((a, "x", b, constant)))
            }
        };
        agree!(events, refusals, between(); |a, b| a.zip_unbounded("x", b, constant));
        Ok(())
    });
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![(x, 7)]); |s| s.zip(7));
        agree!(events, refusals, each(|x| vec![(x, x)]); |s| s.zip(s));
        agree!(events, refusals, each(|x| vec![(x, x, x)]); |s| s.zip_unbounded(s, s));
        agree!(events, refusals, each(|x| vec![(x, 'a', x + 1, 'b')]);
            |s| s.zip('a', s.map(|x| x + 1), 'b'));
        Ok(())
    });
}

#[test]
fn in_step() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![(x + 1, x - 1)]);
            |s| { let up = s.map(|x| x + 1); } up.zip(s.map(|x| x - 1)));
        agree!(events, refusals, each(|x| vec![(x, x + 1, x + 2)]);
            |s| {
                let late = s.map(|x| x + 2);
                let later = s.map(|x| x + 1);
            } s.zip(later, late));
        agree!(events, refusals, each(|x| vec![(x + 3, x, x + 2, x + 1)]);
            |s| {
                let one = s.map(|x| x + 1);
                let two = one.map(|x| x + 1);
                let three = two.map(|x| x + 1);
            } three.zip(s, two, one));
        Ok(())
    });
}

/// A join of streams in step ticks with them: it can be zipped again, on either side.
#[test]
fn in_step_nested() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![((x, x + 1), x + 2)]);
            |s| {
                let late = s.map(|x| x + 2);
                let pair = s.zip(s.map(|x| x + 1));
            } pair.zip(late));
        agree!(events, refusals, each(|x| vec![((x, x + 1), x + 2)]);
            |s| { let pair = s.zip(s.map(|x| x + 1)); } pair.zip(s.map(|x| x + 2)));
        agree!(events, refusals, each(|x| vec![(x + 2, (x, x + 1))]);
            |s| {
                let pair = s.zip(s.map(|x| x + 1));
                let late = s.map(|x| x + 2);
            } late.zip(pair));
        agree!(events, refusals, each(|x| vec![((x, x), (x, x + 1), x + 1)]);
            |s| {
                let twins = s.zip(s);
                let up = s.map(|x| x + 1);
                let pair = s.zip(up);
            } twins.zip(pair, up));
        Ok(())
    });
}

/// Operators that hand on one item for each keep the step.
#[test]
fn in_step_behind_operators() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        let model = || {
            let (mut items, mut total) = (Vec::new(), 0);
            move |_, x, next: Next<'_, (i32, i32, usize)>| {
                items.push(x);
                total += x;
                let window = &items[items.len().saturating_sub(n)..];
                next((window.iter().sum(), total, items.len()))
            }
        };
        agree!(events, refusals, model();
            |s| {
                let totals = s.accumulate(|total, x| total + x);
                let counts = s.scan(0, |count, _| { *count += 1; *count });
            } s.sliding_window(n).map(|w| w.iter().sum::<i32>()).zip(totals, counts));
        Ok(())
    });
}

/// A clock that ticks several times in an event, or not at all.
#[test]
fn in_step_on_other_clocks() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| (0..x).map(|i| (i, i * 2)).collect());
            |s| { let many = s.flat_map(|x| 0..x); } many.zip(many.map(|x| x * 2)));
        let even = |x: i32| if x % 2 == 0 { vec![(x, x + 1)] } else { vec![] };
        agree!(events, refusals, each(even);
            |s| { let even = s.filter(|x| x % 2 == 0); } even.zip(even.map(|x| x + 1)));
        Ok(())
    });
    check((events(2), refusals()), |(events, refusals)| {
        agree!(events, refusals, |_, x, next| next((x + 1, x));
            |a, b| { let any = a.union(b); } any.map(|x| x + 1).zip(any));
        Ok(())
    });
}

/// Where one of the branches fails, the tick is gone as a whole: the next one pairs up right.
#[test]
fn in_step_after_failures() {
    check((events(1), refusals()), |(events, refusals)| {
        fallible!(events, refusals, |_, x, next| next((x, sound(x)?));
            |s| s.zip(s.try_map(sound)));
        fallible!(events, refusals, |_, x, next| next((sound(x)?, x));
            |s| { let failing = s.try_map(sound); } failing.zip(s));
        fallible!(events, refusals, |_, x, next| next((x, sound(x)?, x + 1));
            |s| s.zip(s.try_map(sound), s.map(|x| x + 1)));
        // In the middle of an event with several ticks.
        let ticks = |_, x: i32, next: Next<'_, (i32, i32)>| (x..x + 3).try_for_each(|x| next((x, sound(x)?)));
        fallible!(events, refusals, ticks;
            |s| { let many = s.flat_map(|x| x..x + 3); } many.zip(many.try_map(sound)));
        Ok(())
    });
}

/// An unequal pair through queues: the faster stream runs ahead, by `n` at most.
#[test]
fn queued_branches() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        let model = |bound: usize| {
            let mut zip = zip(bound);
            move |_, x: i32, next: Next<'_, [i32; 2]>| {
                // The filter is attached first.
                if x % 2 == 0 {
                    zip(1, x, next)?;
                }
                zip(0, x, next)
            }
        };
        agree!(events, refusals, model(usize::MAX);
            |s| s.zip_unbounded(s.filter(|x| x % 2 == 0)).map(<[i32; 2]>::from));
        fallible!(events, refusals, model(n);
            |s| s.try_zip(n, s.filter(|x| x % 2 == 0)).map(<[i32; 2]>::from));
        Ok(())
    });
}
