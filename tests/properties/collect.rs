//! `collect` and `flush`, and the lists that end a stream.

use proptest::prelude::*;
use streamz::prelude::*;

use crate::support::{Next, Verdict, check, events, refusals, sizes};

/// The newest `n` items of stream 0, handed on when stream 1 says so; refused ones come again.
fn collect(n: usize) -> impl FnMut(usize, i32, Next<'_, Vec<i32>>) -> Verdict {
    let mut held = Vec::new();
    move |source, x, next| {
        if source == 1 {
            next(held.clone())?;
            held.clear();
            return Ok(());
        }
        held.push(x);
        if held.len() > n {
            held.remove(0);
        }
        Ok(())
    }
}

#[test]
fn flushed_by_another_source() {
    check((events(2), refusals(), sizes()), |(events, refusals, n)| {
        agree!(events, refusals, collect(usize::MAX);
            |a, b| {
                let held = a.collect_unbounded();
                b.flush(held);
            } held.slice(..));
        agree!(events, refusals, collect(n);
            |a, b| { let held = a.collect(n); b.flush(held); } held.slice(..));
        agree!(events, refusals, collect(1);
            |a, b| { let held = a.collect(1); b.flush(held); } held.slice(..));
        agree!(events, refusals, collect(3);
            |a, b| { let held = a.collect(3); b.flush(held); } held.slice(..));
        agree!(events, refusals, collect(7);
            |a, b| { let held = a.collect::<7>(); b.flush(held); } held.slice(..));
        Ok(())
    });
}

/// A stream can flush what itself went into: what was attached first comes first.
#[test]
fn flushed_by_its_own_source() {
    let inputs = (events(1), refusals(), sizes());
    check(inputs, |(events, refusals, n)| {
        let model = |marks_first: bool| {
            let mut collect = collect(n);
            move |_, x, next: Next<'_, Vec<i32>>| {
                let mark = x % 4 == 0;
                if mark && marks_first {
                    collect(1, x, next)?;
                }
                collect(0, x, next)?;
                if mark && !marks_first {
                    collect(1, x, next)?;
                }
                Ok(())
            }
        };
        agree!(events, refusals, model(false);
            |s| {
                let held = s.collect(n);
                s.filter(|x| x % 4 == 0).flush(held);
            } held.slice(..));
        agree!(events, refusals, model(true);
            |s| {
                let marks = s.filter(|x| x % 4 == 0);
                let held = s.collect(n);
                marks.flush(held);
            } held.slice(..));
        Ok(())
    });
}

/// Lists keep the newest items, or all, until they are cleared.
#[test]
fn lists() {
    let inputs = (events(1), sizes(), 1usize..20);
    check(inputs, |(events, n, clear_every)| {
        let mut p = pipeline!(|s: i32| {
            let heap = s.sink_to_list(n);
            let inline = s.map(|x| x * 2).sink_to_list(3);
            let all = s.sink_to_list_unbounded();
        });
        let mut items: Vec<i32> = Vec::new();
        for (count, &(_, x)) in events.iter().enumerate() {
            if count % clear_every == 0 {
                p.heap().clear();
                p.inline().clear();
                prop_assert_eq!(p.all().take(), items);
                items = Vec::new();
            }
            p.emit(x);
            items.push(x);
            let newest = |n: usize| &items[items.len().saturating_sub(n)..];
            prop_assert_eq!(&**p.heap(), newest(n));
            prop_assert_eq!(format!("{:?}", p.heap()), format!("{:?}", newest(n)));
            let doubled: Vec<i32> = newest(3).iter().map(|x| x * 2).collect();
            prop_assert_eq!(&**p.inline(), &doubled);
            prop_assert_eq!(&**p.all(), &items);
        }
        Ok(())
    });
}

/// `sink` and `try_sink` themselves, on owned and lent items.
#[test]
fn sinks() {
    check((events(1), refusals()), |(events, refusals)| {
        let (mut owned, mut lent) = (Vec::new(), Vec::new());
        let mut end = crate::support::End::new(&refusals);
        let mut p = pipeline!(|s: i32| {
            s.sink(|x| owned.push(x));
            s.partition(2).try_sink(|pair| end.take(pair.to_vec()));
            s.sliding_window(2).sink(|w| lent.push(w.len()));
        });
        let verdicts: Vec<Verdict> = events.iter().map(|&(_, x)| p.emit(x)).collect();
        drop(p);
        let items: Vec<i32> = events.iter().map(|&(_, x)| x).collect();
        let pairs = items.chunks_exact(2).enumerate();
        let kept = pairs.filter(|(pair, _)| !refusals.contains(pair));
        prop_assert_eq!(end.kept, kept.map(|(_, pair)| pair.to_vec()).collect::<Vec<_>>());
        prop_assert_eq!(lent.len(), verdicts.iter().filter(|verdict| verdict.is_ok()).count());
        prop_assert_eq!(owned, items);
        Ok(())
    });
}
