//! Invents the graphs. The same on every machine: the numbers come from a generator written out here.

use crate::graph::{Graph, Node, Op, Step, Stream};
use crate::interpret::Interpreter;

/// How many graphs there are.
pub(crate) const GRAPHS: usize = 60;

/// The most items that one event may put on a stream, by the generator's estimate.
const BUSIEST: usize = 16;

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
        1 + self.below(5)
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
    /// For each stream, how many items one event may put on it.
    rates: Vec<usize>,
    sinks: usize,
}

impl Growing {
    fn new(seed: usize, fallible: bool) -> Self {
        let mut random = Random(seed as u64);
        let sources = 1 + random.below(3);
        let graph = Graph {
            sources,
            fallible,
            nodes: Vec::new(),
        };
        Self {
            random,
            graph,
            clocks: (0..sources).collect(),
            rates: vec![1; sources],
            sinks: 0,
        }
    }

    fn streams(&self) -> usize {
        self.graph.sources + self.graph.nodes.len()
    }

    /// Whether a stream has items to hand on.
    fn flows(&self, stream: Stream) -> bool {
        match stream.checked_sub(self.graph.sources) {
            Some(node) => !self.graph.nodes[node].op.ends(),
            None => true,
        }
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

    /// The other streams that tick together with one.
    fn companions(&self, stream: Stream) -> Vec<Stream> {
        let others = (0..self.streams())
            .filter(|other| *other != stream && self.flows(*other) && self.clocks[*other] == self.clocks[stream]);
        others.collect()
    }

    /// Two or three streams of one clock, rarely the same one twice.
    fn in_step(&mut self) -> Vec<Stream> {
        let all = (0..self.streams()).filter(|stream| self.flows(*stream) && !self.companions(*stream).is_empty());
        let social: Vec<Stream> = all.collect();
        if social.is_empty() || self.random.one_in(10) {
            let twin = self.stream();
            return vec![twin, twin];
        }
        // The later ones more often: joins of joins are the interesting ones.
        let first = social[self.random.below(social.len()).max(self.random.below(social.len()))];
        let companions = self.companions(first);
        let others = (0..1 + self.random.below(2)).map(|_| self.random.pick(&companions));
        core::iter::once(first).chain(others).collect()
    }

    /// Adds a node, unless its stream would be too busy; its stream.
    fn add(&mut self, op: Op, from: Vec<Stream>) -> Option<Stream> {
        let rates: Vec<usize> = from.iter().map(|stream| self.rates[*stream]).collect();
        let rate = match op {
            Op::FlatMap(_) => rates[0] * 2,
            Op::PartitionFlat(n) => rates[0] * n,
            Op::Zip => rates[0],
            _ => rates.iter().sum(),
        };
        if rate > BUSIEST {
            return None;
        }
        let stream = self.streams();
        let in_step = op.keeps_step().then(|| self.clocks[from[0]]);
        self.clocks.push(in_step.unwrap_or(stream));
        self.rates.push(rate);
        self.graph.nodes.push(Node { op, from });
        Some(stream)
    }

    fn add_join(&mut self, op: Op, from: Vec<Stream>) {
        if from.len() > 1 {
            self.add(op, from);
        }
    }

    /// `try_map`; where the graph must not fail, and sometimes elsewhere, what it fails for is caught.
    fn add_try_map(&mut self, from: Stream) {
        let k = self.random.below(9) as i64;
        let caught = !self.graph.fallible || self.random.one_in(3);
        let Some(made) = self.add(Op::TryMap(k), vec![from]) else {
            return;
        };
        if caught {
            // Both sides of it now tick as they like.
            self.clocks[made] = made;
            let rate = self.rates[made];
            if let Some(catch) = self.add(Op::Catch(made - self.graph.sources), vec![]) {
                self.rates[catch] = rate;
            }
        }
    }

    /// `collect`, flushed by some stream that was there before it.
    fn add_collect(&mut self, from: Stream) {
        let signal = self.stream();
        let size = self.random.size();
        if let Some(held) = self.add(Op::Collect(size), vec![from]) {
            self.rates[held] = self.rates[signal];
            self.add(Op::Flush(held - self.graph.sources), vec![signal]);
        }
    }

    /// A way back to a source. It ends because items get smaller, or because only so many pass.
    fn add_feedback(&mut self) {
        let source = self.random.below(self.graph.sources);
        let op = if self.graph.fallible {
            Op::Feedback(source, self.random.size())
        } else {
            Op::FeedbackUnbounded(source)
        };
        let back = if self.random.one_in(2) {
            let big = self.add(Op::Above(3), vec![source]);
            big.and_then(|big| self.add(Op::Divide(3), vec![big]))
        } else {
            let (from, k) = (self.stream(), self.random.below(9) as i64);
            let some = self.add(Op::Filter(k), vec![from]);
            some.and_then(|some| self.add(Op::Slice(0, 40), vec![some]))
        };
        if let Some(back) = back {
            self.add(op, vec![back]);
        }
    }

    fn add_sink(&mut self, from: Stream) {
        let fails = self.graph.fallible && self.random.one_in(3);
        let op = if fails {
            Op::TrySink(self.sinks)
        } else {
            Op::Sink(self.sinks)
        };
        if self.add(op, vec![from]).is_some() {
            self.sinks += 1;
        }
    }

    /// One more operator, or a few that belong together.
    fn grow(&mut self) {
        let (from, size, k) = (self.stream(), self.random.size(), self.random.below(9) as i64);
        let chain = match self.random.below(68) {
            0..6 => Op::Map(k),
            6..10 => Op::Filter(k),
            10..12 => Op::Accumulate,
            12 => Op::Scan,
            13..16 => Op::Window(size),
            16..18 => Op::WindowFull(size),
            18..21 => Op::FlatMap(k),
            21..23 => Op::Partition(size),
            23..25 => Op::PartitionFlat(size),
            25 => Op::PartitionBy(size),
            26 => Op::Unique(size),
            27 => Op::UniqueHashed(size),
            28 => Op::Slice(k as u64, 20 + 10 * size as u64),
            29 => Op::StepBy(size),
            30..32 => Op::Port,
            32..34 => return self.add_sink(from),
            34..37 => return self.add_feedback(),
            37..39 => return self.add_collect(from),
            39..42 => return self.add_try_map(from),
            choice => {
                let any = self.several();
                let in_step = self.in_step();
                let fallible = self.graph.fallible;
                let mask = 1 + self.random.below((1 << any.len()) - 1) as u32;
                return match choice {
                    42..46 => self.add_join(Op::Union, any),
                    46..54 => self.add_join(Op::Zip, in_step),
                    54..58 if fallible => self.add_join(Op::TryZip(size * 5), any),
                    54..58 => self.add_join(Op::ZipUnbounded, any),
                    58..62 => self.add_join(Op::CombineLatest(mask), any),
                    62..65 => self.add_join(Op::ZipLatest, in_step),
                    _ if fallible && k % 2 == 0 => self.add_join(Op::TryZipLatest(size), any),
                    _ => self.add_join(Op::ZipLatestUnbounded, any),
                };
            }
        };
        self.add(chain, vec![from]);
    }
}

/// One that is worth its place: every sink gets something, and most events do not fail.
fn is_lively(graph: &Graph) -> bool {
    let mut interpreter = Interpreter::new(graph);
    let mut random = Random(0);
    let entries = graph.entries().len();
    let steps: Vec<Step> = (0..100)
        .map(|_| interpreter.emit(random.below(entries), random.below(120) as i64))
        .collect();
    let sinks = graph.nodes.iter().filter_map(|node| match node.op {
        Op::Sink(sink) | Op::TrySink(sink) => Some(sink),
        _ => None,
    });
    let reached = |sink| {
        let log = steps.iter().flat_map(|(_, log)| log);
        log.filter(|(number, _)| *number == sink).count() > 4
    };
    steps.iter().filter(|(verdict, _)| verdict.is_err()).count() < 40 && sinks.into_iter().all(reached)
}

/// A graph of some size, with a sink wherever a stream would go nowhere.
fn grown(seed: usize, size: usize, fallible: bool) -> Graph {
    let mut growing = Growing::new(seed, fallible);
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

/// The graph of a number: the first lively one.
pub(crate) fn graph(number: usize) -> Graph {
    let (size, fallible) = (5 + number % 21, number.is_multiple_of(2));
    let mut graphs = (number..).step_by(GRAPHS).map(|seed| grown(seed, size, fallible));
    graphs.find(is_lively).unwrap()
}
