//! rxRust in its `Local` context, the one without locks.

use std::rc::Rc;

use rxrust::prelude::*;

use crate::workload::*;

pub fn run<A: Arrival>(case: Case, events: u64) -> u64 {
    match case {
        Case::Maps => maps::<A>(events),
        Case::Scan => scan::<A>(events),
        Case::Window => window::<A>(events),
        Case::Diamond => diamond::<A>(events),
        Case::Keyed => keyed::<A>(events),
    }
}

/// Sums what a chain over `$events` emits. In bulk the chain pulls an iterator; one at a time, events are pushed into a
/// subject, whose observers must be `'static`. The two have different types, hence a macro and not a function.
macro_rules! total {
    ($arrival:ty, $events:expr, |$source:ident| $chain:expr) => {
        if <$arrival>::SINGLE {
            let mut subject = Local::subject();
            let tally = Rc::new(Tally::default());
            let sink = Rc::clone(&tally);
            let $source = subject.clone();
            $chain.subscribe(move |x| sink.add(x));
            for event in $events {
                subject.next(event);
            }
            tally.sum()
        } else {
            let mut sum = 0;
            let $source = Local::from_iter($events);
            $chain.subscribe(|x| sum = checksum(sum, x));
            sum
        }
    };
}

fn maps<A: Arrival>(events: u64) -> u64 {
    total!(A, prices::<A>(events), |source| source
        .map(step::<0>)
        .map(step::<1>)
        .map(step::<2>)
        .map(step::<3>)
        .map(step::<4>)
        .map(step::<5>)
        .map(step::<6>)
        .map(step::<7>)
        .map(step::<8>)
        .map(step::<9>))
}

fn scan<A: Arrival>(events: u64) -> u64 {
    total!(A, prices::<A>(events), |source| source
        .map(halve)
        .filter(passes)
        .scan_map(0.0, accumulate))
}

fn window<A: Arrival>(events: u64) -> u64 {
    let mut window = Window::default();
    total!(A, prices::<A>(events), |source| source
        .filter_map(move |x| window.push(x)))
}

/// A fan-out is a subject in both modes. In bulk the iterator is subscribed to by hand: `publish` would forward its end to
/// the subject, whose unsubscription from within that call wants a tokio `LocalSet`.
fn diamond<A: Arrival>(events: u64) -> u64 {
    let mut subject = Local::subject();
    let tally = Rc::new(Tally::default());
    let sink = Rc::clone(&tally);
    let (one, other) = (subject.clone(), subject.clone());
    one.map(left)
        .zip(other.map(right))
        .map(add)
        .subscribe(move |x| sink.add(x));
    if A::SINGLE {
        for event in prices::<A>(events) {
            subject.next(event);
        }
    } else {
        Local::from_iter(prices::<A>(events)).subscribe(|event| subject.next(event));
    }
    tally.sum()
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    let mut means = Means::default();
    total!(A, trades::<A>(events), |source| source
        .map(move |trade| means.push(trade)))
}
