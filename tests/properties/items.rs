//! Operators that look at one item at a time: `map`, `starmap`, `filter`, `flatten` and their kin.

use core::marker::PhantomData;

use proptest::prelude::*;
use streamz::emission::Maybe;
use streamz::operator::{AnyTick, Node, Operator};
use streamz::prelude::*;

use crate::support::{End, Next, Verdict, check, each, events, refusals, sound};

#[test]
fn map() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![x * 2]); |s| s.map(|x| x * 2));
        agree!(events, refusals, each(|x| vec![x.to_string()]); |s| s.map(|x| x.to_string()));
        agree!(events, refusals, each(|x| vec![x - 3]); |s| s.map(|x| x - 1).map(|x| x - 2));
        Ok(())
    });
}

#[test]
fn try_map() {
    check((events(1), refusals()), |(events, refusals)| {
        fallible!(events, refusals, |_, x, next| next(sound(x)? + 1);
            |s| s.try_map(sound).map(|x| x + 1));
        fallible!(events, refusals, |_, x, next| next(sound(sound(x)? + 1)?);
            |s| s.try_map(|x| sound(x).map(|x| x + 1)).try_map(sound));
        Ok(())
    });
}

#[test]
fn starmap() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| vec![x * 10 + 1]);
            |s| s.map(|x| (x, 1)).starmap(|a, b| a * 10 + b));
        agree!(events, refusals, each(|x| vec![x + 27]);
        |s| s.map(|x| (x, 'a', 2, 3, 4, 5, 6, 7))
            .starmap(|a, letter, c, d, e, f, g, h| {
                a + c + d + e + f + g + h + i32::from(letter == 'b')
            }));
        Ok(())
    });
}

#[test]
fn filter_and_remove() {
    fn even(x: i32) -> Vec<i32> {
        Some(x).filter(|x| x % 2 == 0).into_iter().collect()
    }
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(even); |s| s.filter(|x| x % 2 == 0));
        agree!(events, refusals, each(even); |s| s.remove(|x| x % 2 != 0));
        agree!(events, refusals, each(|x| if x > 0 { even(x) } else { vec![] });
            |s| s.filter(|x| *x > 0).remove(|x| x % 2 != 0));
        Ok(())
    });
}

#[test]
fn filter_map() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(|x| Vec::from_iter(u8::try_from(x).ok()));
            |s| s.filter_map(|x| u8::try_from(x).ok()));
        agree!(events, refusals, each(|x| if x > 3 { vec![x - 3] } else { vec![] });
            |s| s.sliding_window(1).filter_map(|w| w.first().filter(|x| **x > 3).map(|x| x - 3)));
        Ok(())
    });
}

#[test]
fn try_filter() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = |_, x: i32, next: Next<'_, i32>| {
            if sound(x)? > 0 { next(x) } else { Ok(()) }
        };
        fallible!(events, refusals, model; |s| s.try_filter(|x| sound(*x).map(|x| x > 0)));
        Ok(())
    });
}

/// A few items made of one.
fn several(x: i32) -> Vec<i32> {
    (0..x.rem_euclid(4)).map(|i| x * 10 + i).collect()
}

#[test]
fn flatten() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(several); |s| s.map(several).flatten());
        agree!(events, refusals, each(several); |s| s.map(several).concat());
        agree!(events, refusals, each(|x| Vec::from_iter(sound(x).ok()));
            |s| s.map(|x| sound(x).ok()).flatten());
        // One level at a time.
        agree!(events, refusals, each(|x| vec![several(x), several(x + 1)]);
            |s| s.map(|x| [several(x), several(x + 1)]).flatten());
        agree!(events, refusals, each(|x| [several(x), several(x + 1)].concat());
            |s| s.map(|x| [several(x), several(x + 1)]).flatten().flatten());
        Ok(())
    });
}

#[test]
fn flat_map() {
    check((events(1), refusals()), |(events, refusals)| {
        agree!(events, refusals, each(several); |s| s.flat_map(several));
        agree!(events, refusals, each(|x| (0..x).collect()); |s| s.flat_map(|x| 0..x));
        agree!(events, refusals, each(|x| several(x).into_iter().flat_map(several).collect());
            |s| s.flat_map(several).flat_map(several));
        Ok(())
    });
}

/// An operator that is not the runtime's: passes every second item.
struct EverySecond<T> {
    odd: bool,
    item: PhantomData<fn(T)>,
}

impl<T> EverySecond<T> {
    const fn new() -> Self {
        Self {
            odd: false,
            item: PhantomData,
        }
    }
}

impl<T> Node for EverySecond<T> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T> Operator for EverySecond<T> {
    type In = Own<T>;
    type Emit<'a>
        = Maybe<T>
    where
        Self: 'a;

    fn step(&mut self, item: T) -> Maybe<T> {
        self.odd = !self.odd;
        Maybe((!self.odd).then_some(item))
    }
}

#[test]
fn then() {
    check((events(1), refusals()), |(events, refusals)| {
        let model = || {
            let mut count = 0;
            move |_, x, next: Next<'_, i32>| {
                count += 1;
                if count % 2 == 0 { next(x) } else { Ok(()) }
            }
        };
        agree!(events, refusals, model(); |s| s.then(EverySecond::new()));
        Ok(())
    });
}

/// A failure ends the event: later branches do not see the item, earlier ones have.
#[test]
fn branches_around_a_failure() {
    check((events(1), refusals()), |(events, refusals)| {
        let (mut before, mut after, mut wanted) = (vec![], vec![], vec![]);
        let mut end = End::new(&refusals);
        let mut p = pipeline!(|s: i32| -> Verdict {
            s.sink(|x| before.push(x));
            s.try_map(sound).try_sink(|x| end.take(x));
            s.sink(|x| after.push(x));
        });
        let verdicts: Vec<_> = events.iter().map(|&(_, x)| p.emit(x)).collect();
        drop(p);
        let kept = end.kept;
        let mut end = End::new(&refusals);
        for (&(_, x), verdict) in events.iter().zip(verdicts) {
            let expected = sound(x).and_then(|x| end.take(x));
            if expected.is_ok() {
                wanted.push(x);
            }
            prop_assert_eq!(verdict, expected);
        }
        prop_assert_eq!(before, events.iter().map(|&(_, x)| x).collect::<Vec<_>>());
        prop_assert_eq!(after, wanted);
        prop_assert_eq!(kept, end.kept);
        Ok(())
    });
}
