//! timely dataflow on one worker in this thread.

use std::collections::VecDeque;
use std::rc::Rc;

use timely::dataflow::channels::pact::Pipeline;
use timely::dataflow::operators::vec::{Filter as _, Map as _, ToStream as _};
use timely::dataflow::operators::{Input as _, Inspect as _, Operator as _, Probe as _};
use timely::dataflow::{InputHandle, ProbeHandle, StreamVec};

use crate::workload::*;

type Flow<'scope, T> = StreamVec<'scope, u64, T>;

pub fn run<A: Arrival>(case: Case, events: u64) -> u64 {
    match case {
        Case::Maps => drive::<A, _, _>(prices::<A>(events), maps),
        Case::Scan => drive::<A, _, _>(prices::<A>(events), scan),
        Case::Window => drive::<A, _, _>(prices::<A>(events), window),
        Case::Diamond => drive::<A, _, _>(prices::<A>(events), diamond),
        Case::Keyed => drive::<A, _, _>(trades::<A>(events), keyed),
    }
}

/// In bulk the worker steps over an iterator in the batches timely chooses. One at a time, every event is a timestamp of
/// its own and the worker steps until the probe has seen it: that is what running to completion means here.
fn drive<A, T, I>(events: I, build: fn(Flow<'_, T>) -> Flow<'_, f64>) -> u64
where
    A: Arrival,
    T: Clone + 'static,
    I: Iterator<Item = T> + Send + Sync + 'static,
{
    timely::execute_directly(move |worker| {
        let tally = Rc::new(Tally::default());
        let probe = ProbeHandle::new();
        let sink = Rc::clone(&tally);
        if A::SINGLE {
            let mut input = InputHandle::new();
            worker.dataflow(|scope| {
                build(scope.input_from(&mut input))
                    .inspect(move |x| sink.add(*x))
                    .probe_with(&probe);
            });
            for (now, event) in (1..).zip(events) {
                input.send(event);
                input.advance_to(now);
                worker.step_while(|| probe.less_than(&now));
            }
        } else {
            worker.dataflow(|scope| {
                build(events.to_stream(scope))
                    .inspect(move |x| sink.add(*x))
                    .probe_with(&probe);
            });
            worker.step_while(|| !probe.done());
        }
        tally.sum()
    })
}

fn maps(source: Flow<'_, f64>) -> Flow<'_, f64> {
    source
        .map(step::<0>)
        .map(step::<1>)
        .map(step::<2>)
        .map(step::<3>)
        .map(step::<4>)
        .map(step::<5>)
        .map(step::<6>)
        .map(step::<7>)
        .map(step::<8>)
        .map(step::<9>)
}

fn scan(source: Flow<'_, f64>) -> Flow<'_, f64> {
    let mut total = 0.0;
    source.map(halve).filter(passes).map(move |x| accumulate(&mut total, x))
}

fn window(source: Flow<'_, f64>) -> Flow<'_, f64> {
    let mut window = Window::default();
    source.flat_map(move |x| window.push(x))
}

/// Timely has no zip: an operator over two queues stands in for it.
fn diamond(source: Flow<'_, f64>) -> Flow<'_, f64> {
    let right = source.clone().map(right);
    source.map(left).binary(right, Pipeline, Pipeline, "Zip", |_, _| {
        let mut lefts = VecDeque::new();
        let mut rights = VecDeque::new();
        move |left, right, output| {
            left.for_each(|time, batch| {
                lefts.extend(batch.drain(..));
                let sums = sums(&mut lefts, &mut rights);
                output.session(&time).give_iterator(sums);
            });
            right.for_each(|time, batch| {
                rights.extend(batch.drain(..));
                let sums = sums(&mut lefts, &mut rights);
                output.session(&time).give_iterator(sums);
            });
        }
    })
}

/// What both queues can give.
fn sums(lefts: &mut VecDeque<f64>, rights: &mut VecDeque<f64>) -> impl Iterator<Item = f64> {
    let pairs = lefts.len().min(rights.len());
    lefts.drain(..pairs).zip(rights.drain(..pairs)).map(add)
}

fn keyed(source: Flow<'_, Trade>) -> Flow<'_, f64> {
    let mut means = Means::default();
    source.map(move |trade| means.push(trade))
}
