//! DFIR, the dataflow language below Hydro.

use core::pin::Pin;
use core::task::{Context, Poll};

use dfir_rs::dfir_syntax;
use dfir_rs::scheduled::context::{Dfir, TickClosure};
use futures::Stream;

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

/// Events for one tick at a time. A whole run in one tick would let the zip of case `d` queue everything it was sent, and
/// a tick per event is what one at a time means here.
struct Ticks<I> {
    events: I,
    tick: u64,
    left: u64,
}

const fn tick<A: Arrival>() -> u64 {
    if A::SINGLE { 1 } else { 1024 }
}

fn ticks<A: Arrival, I>(events: I) -> Ticks<I> {
    let tick = tick::<A>();
    Ticks {
        events,
        tick,
        left: tick,
    }
}

impl<I: Iterator + Unpin> Stream for Ticks<I> {
    type Item = I::Item;

    /// Never wakes: the ticks are counted by whoever runs them.
    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        if self.left == 0 {
            self.left = self.tick;
            return Poll::Pending;
        }
        self.left -= 1;
        Poll::Ready(self.events.next())
    }
}

fn drive<A: Arrival>(mut flow: Dfir<impl TickClosure>, events: u64) {
    for _ in 0..events.div_ceil(tick::<A>()) {
        flow.run_tick_sync();
    }
}

fn maps<A: Arrival>(events: u64) -> u64 {
    let tally = Tally::default();
    let sink = &tally;
    let flow = dfir_syntax! {
        source_stream(ticks::<A, _>(prices::<A>(events)))
            -> map(step::<0>)
            -> map(step::<1>)
            -> map(step::<2>)
            -> map(step::<3>)
            -> map(step::<4>)
            -> map(step::<5>)
            -> map(step::<6>)
            -> map(step::<7>)
            -> map(step::<8>)
            -> map(step::<9>)
            -> for_each(|x| sink.add(x));
    };
    drive::<A>(flow, events);
    tally.sum()
}

fn scan<A: Arrival>(events: u64) -> u64 {
    let tally = Tally::default();
    let sink = &tally;
    let flow = dfir_syntax! {
        source_stream(ticks::<A, _>(prices::<A>(events)))
            -> map(halve)
            -> filter(passes)
            -> scan::<'static>(|| 0.0, |total: &mut f64, x| Some(accumulate(total, x)))
            -> for_each(|x| sink.add(x));
    };
    drive::<A>(flow, events);
    tally.sum()
}

/// `scan` stops at `None`, so what the window has to say is wrapped once more.
fn window<A: Arrival>(events: u64) -> u64 {
    let tally = Tally::default();
    let sink = &tally;
    let flow = dfir_syntax! {
        source_stream(ticks::<A, _>(prices::<A>(events)))
            -> scan::<'static>(Window::default, |window: &mut Window, x| Some(window.push(x)))
            -> filter_map(|mean| mean)
            -> for_each(|x| sink.add(x));
    };
    drive::<A>(flow, events);
    tally.sum()
}

fn diamond<A: Arrival>(events: u64) -> u64 {
    let tally = Tally::default();
    let sink = &tally;
    let flow = dfir_syntax! {
        source = source_stream(ticks::<A, _>(prices::<A>(events))) -> tee();
        source -> map(left) -> [0]joined;
        source -> map(right) -> [1]joined;
        joined = zip() -> map(add) -> for_each(|x| sink.add(x));
    };
    drive::<A>(flow, events);
    tally.sum()
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    let tally = Tally::default();
    let sink = &tally;
    let flow = dfir_syntax! {
        source_stream(ticks::<A, _>(trades::<A>(events)))
            -> scan::<'static>(Means::default, |means: &mut Means, trade| Some(means.push(trade)))
            -> for_each(|x| sink.add(x));
    };
    drive::<A>(flow, events);
    tally.sum()
}
