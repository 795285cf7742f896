//! A graph of islands, worked out island by island: all that enters an island, one event after another.
//!
//! An island is what an event can reach without passing a boundary. Events run depth first, with consumers in the order they
//! were attached, and an error ends the event. What reaches a boundary is noted, and enters the island behind it when the
//! islands before are done: when that is does not matter to what comes out. Where streams of several islands meet it does
//! matter, and the model only knows that each of them keeps its order.

use std::collections::VecDeque;

use crate::graph::{Graph, Op, SOURCES, Stream, attempt, caught, caught_late, fold, mix, passes, several};

/// Items in their order.
pub(crate) type Chain = Vec<i64>;

/// What comes to each sink: several chains, between whose items there is no order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) sinks: Vec<Vec<Chain>>,
    pub(crate) failures: u64,
}

/// Where an island begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shore {
    /// At a source or a boundary: one item for each event.
    Single,
    /// Where many items are made of one, so that a failure may take others with it, or not.
    Many,
    /// Where streams of different islands meet.
    Meeting,
}

/// The island of each stream: the stream that it begins with.
pub(crate) struct Islands {
    of: Vec<Stream>,
    shores: Vec<Option<Shore>>,
    /// Whether the items of the stream are chains without an order between them.
    pub(crate) unordered: Vec<bool>,
    /// Whether some of its items come by themselves at the end.
    trailing: Vec<bool>,
}

impl Islands {
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut islands = Self {
            of: (0..SOURCES).collect(),
            shores: vec![Some(Shore::Single); SOURCES],
            unordered: vec![false; SOURCES],
            trailing: vec![false; SOURCES],
        };
        for (number, node) in graph.nodes.iter().enumerate() {
            let stream = SOURCES + number;
            if node.op.begins() {
                islands.push(stream, Some(Shore::Single), false, false);
                continue;
            }
            let from: &[Stream] = match node.op {
                // What a boundary fails for begins an event as what it hands on does.
                Op::Catch(failing) if graph.nodes[failing].op.is_boundary() => &[SOURCES + failing],
                Op::Catch(failing) => &graph.nodes[failing].from,
                _ => &node.from,
            };
            let first = from[0];
            let meeting = matches!(node.op, Op::Union | Op::ZipUnbounded)
                && from
                    .iter()
                    .any(|other| islands.of[*other] != islands.of[first] || islands.trailing[*other]);
            let shore = match node.op {
                Op::Windowed(..) | Op::Batched(..) => Some(Shore::Many),
                op if op.is_boundary() => Some(Shore::Single),
                Op::FlatMap(_) if graph.leads_to_boundary(stream) => Some(Shore::Many),
                _ if meeting => Some(Shore::Meeting),
                _ => None,
            };
            let before = from.iter().any(|other| islands.unordered[*other]);
            let unordered = before || (meeting && node.op == Op::Union);
            let before = from.iter().any(|other| islands.trailing[*other]);
            let trailing = shore.is_none() && (node.op.has_tail() || before);
            let island = if shore.is_some() { stream } else { islands.of[first] };
            islands.push(island, shore, unordered, trailing);
        }
        islands
    }

    fn push(&mut self, island: Stream, shore: Option<Shore>, unordered: bool, trailing: bool) {
        self.of.push(island);
        self.shores.push(shore);
        self.unordered.push(unordered);
        self.trailing.push(trailing);
    }

    /// Whether what comes on these streams comes in the events of one island only, and in a known order.
    pub(crate) fn are_together(&self, streams: &[Stream]) -> bool {
        let first = self.of[streams[0]];
        let mut streams = streams.iter();
        streams.all(|stream| self.of[*stream] == first && !self.unordered[*stream] && !self.trailing[*stream])
    }

    /// Whether an operator on this stream may fail: the rest of its event is then certain.
    pub(crate) fn may_fail(&self, stream: Stream) -> bool {
        self.shores[self.of[stream]] == Some(Shore::Single) && !self.unordered[stream]
    }
}

/// Whatever a node remembers.
#[derive(Clone, Default)]
struct State {
    /// Items in the order they came, for each inlet.
    held: Vec<VecDeque<i64>>,
    newest: Option<i64>,
}

struct Model<'g> {
    graph: &'g Graph,
    islands: Islands,
    states: Vec<State>,
    /// What came to each inlet of each node at which an island begins or ends, chain by chain.
    arrived: Vec<Vec<Vec<Chain>>>,
    chain: usize,
    failures: u64,
}

/// An event came to its end early.
struct Failed;

impl Model<'_> {
    fn hand_on(&mut self, stream: Stream, x: i64) -> Result<(), Failed> {
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

    fn hand_on_all(&mut self, stream: Stream, items: impl IntoIterator<Item = i64>) -> Result<(), Failed> {
        items.into_iter().try_for_each(|x| self.hand_on(stream, x))
    }

    fn arrive(&mut self, number: usize, inlet: usize, x: i64) -> Result<(), Failed> {
        let graph = self.graph;
        let out = SOURCES + number;
        let op = graph.nodes[number].op;
        if self.islands.shores[out].is_some() || matches!(op, Op::Sink(_)) {
            let chains = &mut self.arrived[number][inlet];
            chains.resize(chains.len().max(self.chain + 1), Chain::new());
            chains[self.chain].push(x);
            return Ok(());
        }
        let state = &mut self.states[number];
        match op {
            Op::Map(k) => self.hand_on(out, mix(x, k)),
            Op::TryMap(k) => match (attempt(x, k), graph.catch_of(number)) {
                (Ok(x), _) => self.hand_on(out, x),
                (Err(failure), Some(catch)) => self.hand_on(SOURCES + catch, caught(x, failure)),
                (Err(_), None) => Err(Failed),
            },
            Op::Filter(k) => self.hand_on_all(out, passes(x, k).then_some(x)),
            Op::Accumulate => {
                let new = state.newest.map_or(x, |old| mix(old, x));
                state.newest = Some(new);
                self.hand_on(out, new)
            }
            Op::FlatMap(k) => self.hand_on_all(out, several(x, k)),
            Op::Partition(n) => {
                state.held[0].push_back(x);
                if state.held[0].len() < n {
                    return Ok(());
                }
                self.empty(number)
            }
            Op::Collect(n) => {
                state.held[0].push_back(x);
                if state.held[0].len() > n {
                    state.held[0].pop_front();
                }
                Ok(())
            }
            Op::Flush(collect) => {
                let held = &mut self.states[collect].held[0];
                let folded = fold(held.make_contiguous());
                // What could not be handed on stays.
                self.hand_on(SOURCES + collect, folded)?;
                self.states[collect].held[0].clear();
                Ok(())
            }
            Op::Union => self.hand_on(out, x),
            Op::Zip | Op::ZipUnbounded => {
                state.held[inlet].push_back(x);
                // In step, the same stream may stand at several inlets.
                if state.held.iter().any(VecDeque::is_empty) {
                    return Ok(());
                }
                let items: Vec<i64> = state.held.iter_mut().filter_map(VecDeque::pop_front).collect();
                self.hand_on(out, fold(&items))
            }
            _ => unreachable!("{op:?} begins an island"),
        }
    }

    /// A partition or collection hands on what it holds.
    fn empty(&mut self, number: usize) -> Result<(), Failed> {
        let batch = Vec::from(core::mem::take(&mut self.states[number].held[0]));
        if batch.is_empty() {
            return Ok(());
        }
        self.hand_on(SOURCES + number, fold(&batch))
    }

    fn event(&mut self, run: impl FnOnce(&mut Self) -> Result<(), Failed>) {
        if run(self).is_err() {
            self.failures += 1;
            // Joins in step forget the tick that failed.
            for (node, state) in self.graph.nodes.iter().zip(&mut self.states) {
                if node.op == Op::Zip {
                    state.held.iter_mut().for_each(VecDeque::clear);
                }
            }
        }
    }

    /// All that enters the island of a stream, and then what is left in it.
    fn island(&mut self, stream: Stream, chains: Vec<Chain>) {
        for (chain, items) in chains.into_iter().enumerate() {
            self.chain = chain;
            for x in items {
                self.event(|model| model.enter(stream, x));
            }
        }
        self.chain = 0;
        for number in 0..self.graph.nodes.len() {
            if self.graph.nodes[number].op.has_tail() && self.islands.of[SOURCES + number] == stream {
                self.event(|model| model.empty(number));
            }
        }
    }

    /// One item enters an island by what stands at its shore.
    fn enter(&mut self, stream: Stream, x: i64) -> Result<(), Failed> {
        let graph = self.graph;
        match graph.maker(stream).map(|(number, node)| (number, node.op)) {
            Some((_, Op::MapAsync(_, k))) => self.hand_on(stream, mix(x, k)),
            Some((number, Op::TryMapAsync(_, k) | Op::TryRetry(k))) => match (attempt(x, k), graph.catch_of(number)) {
                (Ok(x), _) => self.hand_on(stream, x),
                (Err(failure), Some(catch)) => self.hand_on(SOURCES + catch, caught_late(failure)),
                (Err(_), None) => Err(Failed),
            },
            Some((_, Op::FlatMap(k))) => self.hand_on_all(stream, several(x, k)),
            _ => self.hand_on(stream, x),
        }
    }
}

/// Item by item, one of each.
fn zipped(inlets: &[Vec<Chain>]) -> Vec<Chain> {
    let inlet = |inlet: &Vec<Chain>| inlet.first().cloned().unwrap_or_default();
    let inlets: Vec<Chain> = inlets.iter().map(inlet).collect();
    let length = inlets.iter().map(Vec::len).min().unwrap_or(0);
    let tuple = |place: usize| fold(&inlets.iter().map(|items| items[place]).collect::<Vec<_>>());
    vec![(0..length).map(tuple).collect()]
}

/// What a graph makes of what was sent in, and pulled at its own sources, to the end.
pub(crate) fn outcome(graph: &Graph, sent: &[Chain; SOURCES], pulled: &[Chain]) -> Outcome {
    let state = |node: &crate::graph::Node| State {
        held: vec![VecDeque::new(); node.from.len()],
        newest: None,
    };
    let mut model = Model {
        graph,
        islands: Islands::of(graph),
        states: graph.nodes.iter().map(state).collect(),
        arrived: graph
            .nodes
            .iter()
            .map(|node| vec![Vec::new(); node.from.len()])
            .collect(),
        chain: 0,
        failures: 0,
    };
    for (source, items) in sent.iter().enumerate() {
        model.island(source, vec![items.clone()]);
    }
    let mut outcome = Outcome::default();
    for (number, node) in graph.nodes.iter().enumerate() {
        let inlets = core::mem::take(&mut model.arrived[number]);
        match node.op {
            Op::Sink(sink) | Op::SinkAsync(sink) => {
                outcome.sinks.resize(outcome.sinks.len().max(sink + 1), Vec::new());
                outcome.sinks[sink] = inlets.concat();
            }
            op if op.begins() => {
                let items = pulled.get(number).cloned().unwrap_or_default();
                model.island(SOURCES + number, vec![items]);
            }
            _ if model.islands.shores[SOURCES + number].is_some() => {
                let chains = if node.op == Op::ZipUnbounded {
                    zipped(&inlets)
                } else {
                    inlets.concat()
                };
                model.island(SOURCES + number, chains);
            }
            _ => {}
        }
    }
    outcome.failures = model.failures;
    outcome
}
