//! What a graph is, and the functions that its pipeline and the model share.

use streamz::time::Ticks;

/// A stream's number: the sources first, then what each node hands on.
pub(crate) type Stream = usize;

/// How many sources each graph has.
pub(crate) const SOURCES: usize = 2;

/// What a node does with its items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op {
    Map(i64),
    /// Fails for some items.
    TryMap(i64),
    /// What the node of this number failed for.
    Catch(usize),
    Filter(i64),
    Accumulate,
    FlatMap(i64),
    Partition(usize),
    Collect(usize),
    /// Makes the `collect` of this number hand on what it holds.
    Flush(usize),
    Union,
    /// In step.
    Zip,
    ZipUnbounded,
    /// A source that is pulled: so many items.
    FromIterable(usize, i64),
    /// Boundaries from here on. So many places.
    Buffer(usize),
    BufferUnbounded,
    Delay(Ticks, usize),
    RateLimit(Ticks),
    /// So many at once, each of which takes some time.
    MapAsync(usize, i64),
    /// The same, and fails for some items.
    TryMapAsync(usize, i64),
    /// One at a time, and again if it failed, which does not help here.
    TryRetry(i64),
    /// A timed window, and its items.
    Windowed(Ticks, usize),
    /// A partition with a timeout, and its items.
    Batched(usize, Ticks),
    /// Logs its items under a number.
    Sink(usize),
    /// The same, and takes some time for each.
    SinkAsync(usize),
}

impl Op {
    /// All of them.
    pub(crate) const NAMES: &[&str] = &[
        "Map",
        "TryMap",
        "Catch",
        "Filter",
        "Accumulate",
        "FlatMap",
        "Partition",
        "Collect",
        "Flush",
        "Union",
        "Zip",
        "ZipUnbounded",
        "FromIterable",
        "Buffer",
        "BufferUnbounded",
        "Delay",
        "RateLimit",
        "MapAsync",
        "TryMapAsync",
        "TryRetry",
        "Windowed",
        "Batched",
        "Sink",
        "SinkAsync",
    ];

    /// Whether items wait in it from one event to another.
    pub(crate) const fn is_boundary(self) -> bool {
        matches!(
            self,
            Self::Buffer(_)
                | Self::BufferUnbounded
                | Self::Delay(..)
                | Self::RateLimit(_)
                | Self::MapAsync(..)
                | Self::TryMapAsync(..)
                | Self::TryRetry(_)
                | Self::Windowed(..)
                | Self::Batched(..)
                | Self::SinkAsync(_)
        )
    }

    /// Whether it keeps the clock of its streams: exactly one item out for each item in.
    pub(crate) const fn keeps_step(self) -> bool {
        matches!(self, Self::Map(_) | Self::TryMap(_) | Self::Accumulate | Self::Zip)
    }

    /// Whether it can fail.
    pub(crate) const fn can_fail(self) -> bool {
        matches!(self, Self::TryMap(_) | Self::TryMapAsync(..) | Self::TryRetry(_))
    }

    /// Whether it may hold items that come out when all else is done.
    pub(crate) const fn has_tail(self) -> bool {
        matches!(self, Self::Partition(_) | Self::Collect(_))
    }

    /// Whether nothing goes into it.
    pub(crate) const fn begins(self) -> bool {
        matches!(self, Self::FromIterable(..))
    }

    /// Whether nothing comes out of it.
    pub(crate) const fn ends(self) -> bool {
        matches!(self, Self::Flush(_) | Self::Sink(_) | Self::SinkAsync(_))
    }

    /// How many items may be in it, if that is counted.
    pub(crate) const fn places(self) -> Option<usize> {
        match self {
            Self::Buffer(n) | Self::Delay(_, n) => Some(n),
            _ => None,
        }
    }
}

/// An operator and the streams at its inlets.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) from: Vec<Stream>,
}

/// The nodes behind the sources, in the order they are attached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
}

impl Graph {
    /// The node that makes a stream, if it is not a source.
    pub(crate) fn maker(&self, stream: Stream) -> Option<(usize, &Node)> {
        let number = stream.checked_sub(SOURCES)?;
        self.nodes.get(number).map(|node| (number, node))
    }

    /// The `catch` of what a node fails for.
    pub(crate) fn catch_of(&self, node: usize) -> Option<usize> {
        self.nodes.iter().position(|other| other.op == Op::Catch(node))
    }

    /// Whether a boundary follows a stream within the event.
    pub(crate) fn leads_to_boundary(&self, stream: Stream) -> bool {
        self.nodes.iter().enumerate().any(|(number, node)| {
            let follows = match node.op {
                Op::Catch(failing) => self.nodes[failing].from.contains(&stream),
                _ => node.from.contains(&stream),
            };
            let onward = match node.op {
                Op::Flush(collect) => collect,
                _ => number,
            };
            follows && (node.op.is_boundary() || self.leads_to_boundary(SOURCES + onward))
        })
    }
}

/// Why an event failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Failure {
    /// This item was refused.
    Item(i64),
}

pub(crate) type Verdict = Result<(), Failure>;

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

/// None to four items.
pub(crate) fn several(x: i64, k: i64) -> Vec<i64> {
    (0..mix(x, k) % 5).map(|i| mix(x, i)).collect()
}

/// Like [`mix`], but fails for about a tenth of the items.
pub(crate) fn attempt(x: i64, k: i64) -> Result<i64, Failure> {
    match mix(x, k) {
        mixed if mixed % 10 == 0 => Err(Failure::Item(x)),
        mixed => Ok(mixed),
    }
}

/// What a `catch` makes of a failed item.
pub(crate) fn caught(x: i64, Failure::Item(item): Failure) -> i64 {
    mix(x, item + 1)
}

/// What a `catch` makes of the failure of a boundary.
pub(crate) fn caught_late(Failure::Item(item): Failure) -> i64 {
    caught(item, Failure::Item(item))
}

/// How long a future takes for `x`.
pub(crate) fn pause(x: i64) -> Ticks {
    match mix(x, 5) {
        short if short % 3 == 0 => 0,
        mixed => mixed as Ticks % 40,
    }
}
