//! Invents the graphs. The same on every machine: the numbers come from a generator written out here.

use crate::graph::{Graph, Node, Op, SOURCES, Stream, mix};
use crate::model::{Chain, Islands, outcome};

/// How many graphs there are.
pub(crate) const GRAPHS: usize = 48;

/// The most items that one event may bring to a node.
const BUSIEST: usize = 12;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn size(&mut self) -> usize {
        1 + self.below(4)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A graph that grows.
struct Growing {
    random: Random,
    graph: Graph,
    /// For each stream, which clock it ticks with: streams of one clock may be zipped in step.
    clocks: Vec<usize>,
    sinks: usize,
}

impl Growing {
    fn new(seed: usize) -> Self {
        Self {
            random: Random(seed as u64),
            graph: Graph::default(),
            clocks: (0..SOURCES).collect(),
            sinks: 0,
        }
    }

    fn streams(&self) -> usize {
        SOURCES + self.graph.nodes.len()
    }

    /// Whether a stream has items to hand on.
    fn flows(&self, stream: Stream) -> bool {
        self.graph.maker(stream).is_none_or(|(_, node)| !node.op.ends())
    }

    fn is_used(&self, stream: Stream) -> bool {
        self.graph.nodes.iter().any(|node| node.from.contains(&stream))
    }

    /// Some stream, more often one that nothing consumes yet.
    fn stream(&mut self) -> Stream {
        let all: Vec<Stream> = (0..self.streams()).filter(|stream| self.flows(*stream)).collect();
        let unused: Vec<Stream> = all.iter().copied().filter(|stream| !self.is_used(*stream)).collect();
        let only_unused = !unused.is_empty() && self.random.one_in(2);
        self.random.pick(if only_unused { &unused } else { &all })
    }

    /// Two or three different streams.
    fn several(&mut self) -> Vec<Stream> {
        let count = 2 + self.random.below(2);
        let mut streams = vec![self.stream()];
        for _ in 0..20 {
            let other = self.stream();
            if streams.len() < count && !streams.contains(&other) {
                streams.push(other);
            }
        }
        streams
    }

    /// Two or three streams of one clock, if there are.
    fn in_step(&mut self) -> Vec<Stream> {
        let first = self.stream();
        let others = (0..self.streams())
            .filter(|other| *other != first && self.flows(*other) && self.clocks[*other] == self.clocks[first]);
        let others: Vec<Stream> = others.collect();
        if others.is_empty() {
            return vec![first];
        }
        let others = (0..1 + self.random.below(2)).map(|_| self.random.pick(&others));
        core::iter::once(first).chain(others).collect()
    }

    fn add(&mut self, op: Op, from: Vec<Stream>) -> usize {
        let stream = self.streams();
        let in_step = op.keeps_step().then(|| self.clocks[from[0]]);
        self.clocks.push(in_step.unwrap_or(stream));
        self.graph.nodes.push(Node { op, from });
        stream - SOURCES
    }

    fn add_join(&mut self, op: Op, from: Vec<Stream>) {
        if from.len() > 1 {
            self.add(op, from);
        }
    }

    /// An operator that can fail, whose failures are caught or not.
    fn add_failing(&mut self, op: Op, from: Stream) {
        let made = self.add(op, vec![from]);
        if self.random.one_in(2) {
            // Both sides of it now tick as they like.
            self.clocks[SOURCES + made] = SOURCES + made;
            self.add(Op::Catch(made), vec![]);
        }
    }

    /// `collect`, flushed by some of what it collects, or by some other stream.
    fn add_collect(&mut self, from: Stream) {
        let (size, k) = (self.random.size(), self.random.below(9) as i64);
        let signal = if self.random.one_in(3) {
            self.stream()
        } else {
            SOURCES + self.add(Op::Filter(k), vec![from])
        };
        let held = self.add(Op::Collect(size), vec![from]);
        self.add(Op::Flush(held), vec![signal]);
    }

    fn add_sink(&mut self, from: Stream) {
        let op = if self.random.one_in(3) {
            Op::SinkAsync(self.sinks)
        } else {
            Op::Sink(self.sinks)
        };
        self.add(op, vec![from]);
        self.sinks += 1;
    }

    /// One more operator, or two that belong together.
    fn grow(&mut self) {
        let (from, size, k) = (self.stream(), self.random.size(), self.random.below(9) as i64);
        let ticks = 1 + self.random.below(30) as u64;
        let op = match self.random.below(54) {
            0..3 => Op::Map(k),
            3..5 => Op::Filter(k),
            5..8 => Op::Accumulate,
            8..11 => Op::FlatMap(k),
            11..14 => Op::Partition(size),
            14..17 => return self.add_failing(Op::TryMap(k), from),
            17..20 => {
                let any = self.several();
                return self.add_join(Op::Union, any);
            }
            20..23 => {
                let in_step = self.in_step();
                return self.add_join(Op::Zip, in_step);
            }
            23..26 => {
                let any = self.several();
                return self.add_join(Op::ZipUnbounded, any);
            }
            26..30 => Op::Buffer(size),
            30 => Op::BufferUnbounded,
            31..34 => Op::Delay(ticks, size),
            34..36 => Op::RateLimit(ticks),
            36..39 => Op::MapAsync(size, k),
            39..41 => return self.add_failing(Op::TryMapAsync(size, k), from),
            41..43 => Op::Windowed(ticks, size),
            43..45 => Op::Batched(size, ticks),
            45..48 => return self.add_failing(Op::TryRetry(k), from),
            48..51 => return self.add_collect(from),
            51..53 => {
                self.add(Op::FromIterable(10 * size, k), vec![]);
                return;
            }
            _ => return self.add_sink(from),
        };
        self.add(op, vec![from]);
    }
}

/// How many items one event may bring to each stream, at most.
pub(crate) fn most(graph: &Graph) -> Vec<usize> {
    let mut most = vec![1; SOURCES];
    for (number, node) in graph.nodes.iter().enumerate() {
        let sum = |from: &[Stream]| from.iter().map(|stream| most[*stream]).sum();
        let items = match node.op {
            Op::FromIterable(..) => 1,
            Op::Collect(_) => {
                let flushes = graph.nodes.iter().filter(|other| other.op == Op::Flush(number));
                flushes.map(|flush| sum(&flush.from)).sum()
            }
            Op::FlatMap(_) if graph.leads_to_boundary(SOURCES + number) => 1,
            Op::FlatMap(_) => 4 * most[node.from[0]],
            Op::Zip => most[node.from[0]],
            Op::Catch(failing) if graph.nodes[failing].op.is_boundary() => 1,
            Op::Catch(failing) => sum(&graph.nodes[failing].from),
            op if op.is_boundary() => 1,
            _ => sum(&node.from),
        };
        most.push(items);
    }
    most
}

/// Whether the model knows what comes out: what depends on an order is not fed from where there is none, and what fails
/// takes nothing with it that might have been elsewhere.
fn is_certain(graph: &Graph) -> bool {
    let islands = Islands::of(graph);
    graph.nodes.iter().enumerate().all(|(number, node)| match node.op {
        Op::Accumulate | Op::Partition(_) | Op::ZipUnbounded => {
            node.from.iter().all(|stream| !islands.unordered[*stream])
        }
        Op::Flush(collect) => islands.are_together(&[graph.nodes[collect].from[0], node.from[0]]),
        Op::TryMap(_) => graph.catch_of(number).is_some() || islands.may_fail(node.from[0]),
        _ => true,
    })
}

/// One that is worth its place: every sink gets something, something waits somewhere, and not too much fails.
fn is_lively(graph: &Graph) -> bool {
    let mut random = Random(0);
    let mut sent = [Chain::new(), Chain::new()];
    for _ in 0..100 {
        sent[random.below(SOURCES)].push(random.below(120) as i64);
    }
    let pulled = graph.nodes.iter().map(|node| match node.op {
        Op::FromIterable(n, k) => (0..n as i64).map(|x| mix(x, k)).collect(),
        _ => Chain::new(),
    });
    let outcome = outcome(graph, &sent, &pulled.collect::<Vec<_>>());
    let boundaries = graph.nodes.iter().filter(|node| node.op.is_boundary());
    let reached = outcome
        .sinks
        .iter()
        .all(|chains| chains.iter().map(Vec::len).sum::<usize>() > 4);
    (2..8).contains(&boundaries.count())
        && reached
        && outcome.failures < 40
        && most(graph).iter().all(|n| *n <= BUSIEST)
}

/// A graph of some size, with a sink wherever a stream would go nowhere.
fn grown(seed: usize, size: usize) -> Graph {
    let mut growing = Growing::new(seed);
    while growing.graph.nodes.len() < size {
        growing.grow();
    }
    for stream in 0..growing.streams() {
        if growing.flows(stream) && !growing.is_used(stream) {
            growing.add_sink(stream);
        }
    }
    growing.graph
}

/// The graph of a number: the first that is certain and lively.
pub(crate) fn graph(number: usize) -> Graph {
    let size = 4 + number % 13;
    let mut graphs = (number..).step_by(GRAPHS).map(|seed| grown(seed, size));
    graphs.find(|graph| is_certain(graph) && is_lively(graph)).unwrap()
}
