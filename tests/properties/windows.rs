//! `sliding_window`: the newest items, lent as a slice.

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, events, refusals, sizes};

/// The last `n` items up to each one; with `full`, silent until there are that many.
fn window(n: usize, full: bool) -> impl FnMut(usize, i32, Next<'_, Vec<i32>>) -> Verdict {
    let mut items = Vec::new();
    move |_, x, next| {
        items.push(x);
        if full && items.len() < n {
            return Ok(());
        }
        next(items[items.len().saturating_sub(n)..].to_vec())
    }
}

#[test]
fn sliding_window() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, window(n, false); |s| s.sliding_window(n));
        agree!(events, refusals, window(1, false); |s| s.sliding_window(1));
        agree!(events, refusals, window(3, false); |s| s.sliding_window(3));
        agree!(events, refusals, window(100, false); |s| s.sliding_window(100));
        agree!(events, refusals, window(5, false); |s| s.sliding_window::<5>());
        Ok(())
    });
}

#[test]
fn sliding_window_full() {
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, window(n, true); |s| s.sliding_window_full(n));
        agree!(events, refusals, window(1, true); |s| s.sliding_window_full(1));
        agree!(events, refusals, window(4, true); |s| s.sliding_window_full(4));
        agree!(events, refusals, window(2, true); |s| s.sliding_window_full::<{ 1 + 1 }>());
        Ok(())
    });
}

/// Items that are owned elsewhere and cloned into the window.
#[test]
fn windows_of_strings() {
    check((events(1), sizes()), |(events, n)| {
        let (mut heap, mut inline) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|s: String| {
            s.sliding_window(n).sink(|w| heap.push(w.concat()));
            s.sliding_window(3).sink(|w| inline.push(w.concat()));
        });
        let words: Vec<String> = events.iter().map(|(_, x)| format!("<{x}>")).collect();
        words.iter().for_each(|word| p.emit(word.clone()));
        drop(p);
        let ends = 1..=words.len();
        let windows = |n: usize| ends.clone().map(move |end| end.saturating_sub(n)..end);
        let concat = |range: core::ops::Range<usize>| words[range].concat();
        prop_assert_eq!(heap, windows(n).map(concat).collect::<Vec<_>>());
        prop_assert_eq!(inline, windows(3).map(concat).collect::<Vec<_>>());
        Ok(())
    });
}

/// Windows pass through the operators that take any kind of item.
#[test]
fn windows_go_on() {
    let rising = |w: &[i32]| w.is_sorted();
    check((events(1), refusals(), sizes()), |(events, refusals, n)| {
        let model = |keep: bool| {
            let mut window = window(n, false);
            move |source, x, next: Next<'_, Vec<i32>>| {
                window(source, x, &mut |w| {
                    if rising(&w) == keep { next(w) } else { Ok(()) }
                })
            }
        };
        agree!(events, refusals, model(true); |s| s.sliding_window(n).filter(|w| rising(w)));
        agree!(events, refusals, model(false); |s| s.sliding_window(n).remove(|w| rising(w)));
        fallible!(events, refusals, model(true);
            |s| s.sliding_window(n).try_filter(|w| Ok::<_, crate::support::Failure>(rising(w))));
        // Every window, flattened: what `flatten` and `flat_map` make of it.
        let items = || {
            let mut window = window(n, false);
            move |source, x, next: Next<'_, i32>| window(source, x, &mut |w| w.into_iter().try_for_each(&mut *next))
        };
        agree!(events, refusals, items(); |s| s.sliding_window(n).flatten());
        agree!(events, refusals, items(); |s| s.sliding_window(n).concat());
        agree!(events, refusals, items(); |s| s.sliding_window(n).flat_map(|w| w.to_vec()));
        Ok(())
    });
}
