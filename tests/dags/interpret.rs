//! A graph interpreted node by node, by the rules of streamz: depth first, consumers in the order they were attached.
//!
//! An error ends the event. What leads back to a source waits in the queue of its `feedback` until the event is over;
//! several such queues take turns, in the order of their nodes.

use std::collections::VecDeque;

use streamz::Overflow;

use crate::graph::{Failure, Graph, Op, Step, Stream, Verdict, accept, attempt, caught, fold, mix, passes, several};

/// Whatever a node remembers.
#[derive(Clone, Default)]
struct State {
    /// Items in the order they came, for each inlet.
    held: Vec<VecDeque<i64>>,
    /// The newest item of each inlet.
    latest: Vec<Option<i64>>,
    count: u64,
}

/// A graph at work.
pub(crate) struct Interpreter<'g> {
    graph: &'g Graph,
    states: Vec<State>,
    log: Vec<(usize, i64)>,
}

fn full(operator: &'static str, capacity: usize) -> Verdict {
    Err(Failure::Full(Overflow::new(operator, capacity)))
}

impl<'g> Interpreter<'g> {
    pub(crate) fn new(graph: &'g Graph) -> Self {
        let states = graph.nodes.iter().map(|node| State {
            held: vec![VecDeque::new(); node.from.len().max(10)],
            latest: vec![None; node.from.len()],
            count: 0,
        });
        Self {
            graph,
            states: states.collect(),
            log: Vec::new(),
        }
    }

    /// One event: an item into a source or port.
    pub(crate) fn emit(&mut self, entry: usize, x: i64) -> Step {
        let stream = self.graph.entries()[entry];
        let verdict = self.hand_on(stream, x).and_then(|()| self.run_feedback());
        if verdict.is_err() {
            self.recover();
        }
        (verdict, core::mem::take(&mut self.log))
    }

    fn run_feedback(&mut self) -> Verdict {
        loop {
            let mut idle = true;
            for node in 0..self.graph.nodes.len() {
                let (Op::Feedback(source, _) | Op::FeedbackUnbounded(source)) = self.graph.nodes[node].op else {
                    continue;
                };
                if let Some(x) = self.states[node].held[0].pop_front() {
                    idle = false;
                    self.hand_on(source, x)?;
                }
            }
            if idle {
                return Ok(());
            }
        }
    }

    /// After a failure, joins in step forget the tick that failed.
    fn recover(&mut self) {
        for (node, state) in self.graph.nodes.iter().zip(&mut self.states) {
            if matches!(node.op, Op::Zip | Op::ZipLatest) {
                state.held.iter_mut().for_each(VecDeque::clear);
            }
        }
    }

    /// An item on a stream, for every consumer in the order they were attached.
    fn hand_on(&mut self, stream: Stream, x: i64) -> Verdict {
        let graph = self.graph;
        for (number, node) in graph.nodes.iter().enumerate() {
            for (inlet, from) in node.from.iter().enumerate() {
                if *from == stream {
                    self.arrive(number, inlet, x)?;
                }
            }
        }
        Ok(())
    }

    fn hand_on_all(&mut self, stream: Stream, items: impl IntoIterator<Item = i64>) -> Verdict {
        items.into_iter().try_for_each(|x| self.hand_on(stream, x))
    }

    /// An item at an inlet of a node.
    fn arrive(&mut self, number: usize, inlet: usize, x: i64) -> Verdict {
        let graph = self.graph;
        let out = graph.sources + number;
        let op = graph.nodes[number].op;
        let state = &mut self.states[number];
        match op {
            Op::Map(k) => self.hand_on(out, mix(x, k)),
            Op::TryMap(k) => match (attempt(x, k), graph.catch_of(number)) {
                (Ok(x), _) => self.hand_on(out, x),
                (Err(failure), Some(catch)) => self.hand_on(graph.sources + catch, caught(x, failure)),
                (Err(failure), None) => Err(failure),
            },
            Op::Catch(_) => Ok(()),
            Op::Filter(k) => self.hand_on_all(out, passes(x, k).then_some(x)),
            Op::Above(bound) => self.hand_on_all(out, (x > bound).then_some(x)),
            Op::Divide(by) => self.hand_on(out, x / by),
            Op::Accumulate => {
                let new = state.latest[0].map_or(x, |old| mix(old, x));
                state.latest[0] = Some(new);
                self.hand_on(out, new)
            }
            Op::Scan => {
                state.count += 1;
                let count = state.count as i64;
                self.hand_on(out, mix(count, x))
            }
            Op::Window(n) | Op::WindowFull(n) => {
                let items = &mut state.held[0];
                items.push_back(x);
                if items.len() > n {
                    items.pop_front();
                }
                if matches!(op, Op::WindowFull(_)) && items.len() < n {
                    return Ok(());
                }
                let folded = fold(items.make_contiguous());
                self.hand_on(out, folded)
            }
            Op::FlatMap(k) => self.hand_on_all(out, several(x, k)),
            Op::Partition(n) | Op::PartitionFlat(n) => {
                state.held[0].push_back(x);
                if state.held[0].len() < n {
                    return Ok(());
                }
                let batch = Vec::from(core::mem::take(&mut state.held[0]));
                match op {
                    Op::PartitionFlat(_) => self.hand_on_all(out, batch),
                    _ => self.hand_on(out, fold(&batch)),
                }
            }
            Op::PartitionBy(n) => {
                let group = &mut state.held[x.rem_euclid(3) as usize];
                group.push_back(x);
                if group.len() < n {
                    return Ok(());
                }
                let batch = Vec::from(core::mem::take(group));
                self.hand_on(out, fold(&batch))
            }
            Op::Unique(n) | Op::UniqueHashed(n) => {
                let recent = &mut state.held[0];
                let known = recent.contains(&x);
                recent.retain(|y| *y != x);
                recent.push_back(x);
                if recent.len() > n {
                    recent.pop_front();
                }
                self.hand_on_all(out, (!known).then_some(x))
            }
            Op::Slice(start, end) => {
                let inside = (start..end).contains(&state.count);
                self.hand_on_all(out, inside.then_some(x))?;
                self.states[number].count += 1;
                Ok(())
            }
            Op::StepBy(n) => {
                let inside = state.count.is_multiple_of(n as u64);
                self.hand_on_all(out, inside.then_some(x))?;
                self.states[number].count += 1;
                Ok(())
            }
            Op::Port | Op::Union => self.hand_on(out, x),
            Op::Zip | Op::ZipUnbounded | Op::TryZip(_) => self.zip(number, inlet, x),
            Op::CombineLatest(mask) => {
                state.latest[inlet] = Some(x);
                let all: Option<Vec<i64>> = state.latest.iter().copied().collect();
                let emits = mask & (1 << inlet) != 0;
                self.hand_on_all(out, all.filter(|_| emits).map(|all| fold(&all)))
            }
            Op::ZipLatest | Op::ZipLatestUnbounded | Op::TryZipLatest(_) => self.zip_latest(number, inlet, x),
            Op::Collect(n) => {
                state.held[0].push_back(x);
                if state.held[0].len() > n {
                    state.held[0].pop_front();
                }
                Ok(())
            }
            Op::Flush(collect) => {
                let folded = fold(self.states[collect].held[0].make_contiguous());
                self.hand_on(graph.sources + collect, folded)?;
                self.states[collect].held[0].clear();
                Ok(())
            }
            Op::Feedback(_, size) if state.held[0].len() == size => full("feedback", size),
            Op::Feedback(..) | Op::FeedbackUnbounded(_) => {
                state.held[0].push_back(x);
                Ok(())
            }
            Op::Sink(sink) => {
                self.log.push((sink, x));
                Ok(())
            }
            Op::TrySink(sink) => {
                accept(x)?;
                self.log.push((sink, x));
                Ok(())
            }
        }
    }

    fn zip(&mut self, number: usize, inlet: usize, x: i64) -> Verdict {
        let node = &self.graph.nodes[number];
        let queues = &mut self.states[number].held[..node.from.len()];
        match node.op {
            Op::TryZip(size) if queues[inlet].len() == size => return full("try_zip", size),
            _ => queues[inlet].push_back(x),
        }
        if queues.iter().any(VecDeque::is_empty) {
            return Ok(());
        }
        let all: Vec<i64> = queues.iter_mut().filter_map(VecDeque::pop_front).collect();
        self.hand_on(self.graph.sources + number, fold(&all))
    }

    fn zip_latest(&mut self, number: usize, inlet: usize, x: i64) -> Verdict {
        let state = &mut self.states[number];
        match self.graph.nodes[number].op {
            _ if inlet > 0 => state.latest[inlet] = Some(x),
            Op::TryZipLatest(size) if state.held[0].len() == size => return full("try_zip_latest", size),
            _ => state.held[0].push_back(x),
        }
        loop {
            let state = &mut self.states[number];
            let others: Option<Vec<i64>> = state.latest[1..].iter().copied().collect();
            let (Some(others), false) = (others, state.held[0].is_empty()) else {
                return Ok(());
            };
            let first = state.held[0].pop_front();
            let all: Vec<i64> = first.into_iter().chain(others).collect();
            self.hand_on(self.graph.sources + number, fold(&all))?;
        }
    }
}
