//! What a graph is, and the functions that its pipeline and the interpreter share.

use core::cell::RefCell;

use streamz::Overflow;

/// A stream's number: the sources first, then what each node hands on.
pub(crate) type Stream = usize;

/// What a node does with its items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op {
    Map(i64),
    /// Fails for some items.
    TryMap(i64),
    /// What the node of this number failed for.
    Catch(usize),
    Filter(i64),
    /// Items above a bound.
    Above(i64),
    Divide(i64),
    Accumulate,
    Scan,
    Window(usize),
    WindowFull(usize),
    FlatMap(i64),
    Partition(usize),
    PartitionFlat(usize),
    PartitionBy(usize),
    Unique(usize),
    UniqueHashed(usize),
    Slice(u64, u64),
    StepBy(usize),
    Port,
    Union,
    /// In step.
    Zip,
    ZipUnbounded,
    TryZip(usize),
    /// With a mask of the inlets that make it emit.
    CombineLatest(u32),
    /// In step.
    ZipLatest,
    ZipLatestUnbounded,
    TryZipLatest(usize),
    Collect(usize),
    /// Makes the `collect` of this number hand on what it holds.
    Flush(usize),
    /// Back to the source of this number, through a queue of this size.
    Feedback(usize, usize),
    FeedbackUnbounded(usize),
    /// Logs its items under a number.
    Sink(usize),
    /// Fails for some items.
    TrySink(usize),
}

impl Op {
    /// All of them.
    pub(crate) const NAMES: &[&str] = &[
        "Map",
        "TryMap",
        "Catch",
        "Filter",
        "Above",
        "Divide",
        "Accumulate",
        "Scan",
        "Window",
        "WindowFull",
        "FlatMap",
        "Partition",
        "PartitionFlat",
        "PartitionBy",
        "Unique",
        "UniqueHashed",
        "Slice",
        "StepBy",
        "Port",
        "Union",
        "Zip",
        "ZipUnbounded",
        "TryZip",
        "CombineLatest",
        "ZipLatest",
        "ZipLatestUnbounded",
        "TryZipLatest",
        "Collect",
        "Flush",
        "Feedback",
        "FeedbackUnbounded",
        "Sink",
        "TrySink",
    ];

    /// Whether it keeps the clock of its streams: exactly one item out for each item in.
    pub(crate) const fn keeps_step(self) -> bool {
        matches!(
            self,
            Self::Map(_)
                | Self::TryMap(_)
                | Self::Divide(_)
                | Self::Accumulate
                | Self::Scan
                | Self::Window(_)
                | Self::Zip
        )
    }

    /// Whether nothing comes out of it.
    pub(crate) const fn ends(self) -> bool {
        matches!(
            self,
            Self::Flush(_) | Self::Feedback(..) | Self::FeedbackUnbounded(_) | Self::Sink(_) | Self::TrySink(_)
        )
    }
}

/// An operator and the streams at its inlets.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) from: Vec<Stream>,
}

/// Sources and nodes; the nodes in the order they are attached.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) sources: usize,
    pub(crate) fallible: bool,
    pub(crate) nodes: Vec<Node>,
}

impl Graph {
    /// The streams that items can be emitted into: the sources, then the ports.
    pub(crate) fn entries(&self) -> Vec<Stream> {
        let ports = self.nodes.iter().enumerate().filter(|(_, node)| node.op == Op::Port);
        (0..self.sources)
            .chain(ports.map(|(number, _)| self.sources + number))
            .collect()
    }

    /// The `catch` of what a node fails for.
    pub(crate) fn catch_of(&self, node: usize) -> Option<usize> {
        self.nodes.iter().position(|other| other.op == Op::Catch(node))
    }
}

/// Why an event failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Failure {
    /// `try_map` refused this item.
    Item(i64),
    /// `try_sink` refused this item.
    Sink(i64),
    /// A bounded operator was full.
    Full(Overflow),
}

impl From<Overflow> for Failure {
    fn from(error: Overflow) -> Self {
        Self::Full(error)
    }
}

pub(crate) type Verdict = Result<(), Failure>;

/// What one event led to: its verdict, and what came to the sinks, each item with the number of its sink.
pub(crate) type Step = (Verdict, Vec<(usize, i64)>);

/// A description, and the pipeline that was printed from it.
pub(crate) struct Case {
    pub(crate) graph: Graph,
    pub(crate) run: fn(&[(usize, i64)]) -> Vec<Step>,
}

/// What came to the sinks of a pipeline.
#[derive(Default)]
pub(crate) struct Log(RefCell<Vec<(usize, i64)>>);

impl Log {
    /// Notes an item.
    pub(crate) fn add(&self, sink: usize, x: i64) {
        self.0.borrow_mut().push((sink, x));
    }

    /// Notes an item, or fails for it.
    pub(crate) fn offer(&self, sink: usize, x: i64) -> Verdict {
        accept(x)?;
        self.add(sink, x);
        Ok(())
    }

    /// Emits all events and notes what each led to.
    pub(crate) fn run(&self, events: &[(usize, i64)], mut emit: impl FnMut(usize, i64) -> Verdict) -> Vec<Step> {
        let steps = events.iter().map(|&(entry, x)| (emit(entry, x), self.0.take()));
        steps.collect()
    }
}

/// A node of a description.
pub(crate) fn node<const K: usize>(op: Op, from: [Stream; K]) -> Node {
    Node {
        op,
        from: from.to_vec(),
    }
}

/// Two numbers into one: small, and telling their order.
pub(crate) fn mix(a: i64, b: i64) -> i64 {
    let mixed = (a * 31 + b * 1_009 + 7) ^ (a * b);
    mixed.rem_euclid(997)
}

/// Several numbers into one.
pub(crate) fn fold(items: &[i64]) -> i64 {
    items.iter().fold(items.len() as i64, |all, x| mix(all, *x))
}

/// Whether a filter passes `x`: about two thirds.
pub(crate) fn passes(x: i64, k: i64) -> bool {
    mix(x, k) % 3 != 0
}

/// None, one or two items.
pub(crate) fn several(x: i64, k: i64) -> Vec<i64> {
    (0..mix(x, k) % 3).map(|i| mix(x, i)).collect()
}

/// Like [`mix`], but fails for about a tenth of the items.
pub(crate) fn attempt(x: i64, k: i64) -> Result<i64, Failure> {
    match mix(x, k) {
        mixed if mixed % 10 == 0 => Err(Failure::Item(x)),
        mixed => Ok(mixed),
    }
}

/// Whether a fallible sink takes `x`.
pub(crate) fn accept(x: i64) -> Verdict {
    if mix(x, 3) % 12 == 0 {
        Err(Failure::Sink(x))
    } else {
        Ok(())
    }
}

/// What a `catch` makes of a failed item.
pub(crate) fn caught(x: i64, failure: Failure) -> i64 {
    match failure {
        Failure::Item(item) => mix(x, item + 1),
        Failure::Sink(item) => mix(x, item + 2),
        Failure::Full(full) => mix(x, full.capacity as i64 + 3),
    }
}
