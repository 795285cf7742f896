//! Cuts the graph into segments and finds the order of arrivals.
//!
//! A segment is the tree below a source, a port or a join, up to the next joins: straight nested loops. A join's segment
//! exists once and is called wherever one of its inlets is reached.

use std::collections::HashMap;

use crate::diagnostics::Diagnostics;
use crate::graph::{Graph, NodeId, Origin, StreamId};
use crate::words::Role;

/// The deepest series of joins: each nests the type of the state once more, and rustc's limit is 128.
const MOST_JOINS: usize = 100;

/// The segments of a graph, each behind all that lead to it.
pub(crate) struct Stages {
    pub(crate) segments: Vec<Segment>,
    /// The segment that each stream belongs to.
    segment_of: Vec<usize>,
    /// For a join, which of its inlets an event reaches last.
    last_inlet: HashMap<NodeId, usize>,
}

/// The tree below one root.
pub(crate) struct Segment {
    /// The stream it starts with.
    pub(crate) root: StreamId,
    /// The join that makes that stream, if it is one.
    pub(crate) join: Option<NodeId>,
    /// Its operators, without the joins it leads to.
    pub(crate) nodes: Vec<NodeId>,
}

impl Stages {
    pub(crate) fn of(&self, stream: StreamId) -> usize {
        self.segment_of[stream]
    }

    pub(crate) fn last_inlet(&self, join: NodeId) -> usize {
        self.last_inlet.get(&join).copied().unwrap_or(0)
    }
}

/// Cuts the graph; `None` if it has a cycle.
pub(crate) fn cut(graph: &Graph, errors: &mut Diagnostics) -> Option<Stages> {
    let roots = roots(graph);
    let segment_of = trees(graph, &roots);
    let order = order(graph, &roots, &segment_of, errors)?;
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let segment_of: Vec<usize> = segment_of.iter().map(|&old| place[old]).collect();
    let mut segments: Vec<Segment> = order
        .iter()
        .map(|&old| Segment {
            root: roots[old],
            join: join_of(graph, roots[old]),
            nodes: Vec::new(),
        })
        .collect();
    for (id, node) in graph.nodes.iter().enumerate() {
        if !node.is_join() {
            segments[segment_of[node.output]].nodes.push(id);
        }
    }
    let joins: Vec<NodeId> = segments.iter().filter_map(|segment| segment.join).collect();
    if let Some(&join) = joins.get(MOST_JOINS) {
        errors.at(
            graph.nodes[join].method.span(),
            format!(
                "a pipeline has at most {MOST_JOINS} joins, and this is one more: rustc cannot compile larger ones; \
                 emit from the sink of one pipeline into another"
            ),
        );
    }
    Some(Stages {
        segments,
        segment_of,
        last_inlet: arrivals(graph),
    })
}

fn join_of(graph: &Graph, stream: StreamId) -> Option<NodeId> {
    match graph.streams[stream].origin {
        Origin::Node(node) if graph.nodes[node].is_join() => Some(node),
        _ => None,
    }
}

/// The streams that segments start with: what comes from outside first, then what joins make.
fn roots(graph: &Graph) -> Vec<StreamId> {
    let streams = 0..graph.streams.len();
    let outside = streams
        .clone()
        .filter(|&stream| !matches!(graph.streams[stream].origin, Origin::Node(_)));
    let joined = streams.filter(|&stream| join_of(graph, stream).is_some());
    outside.chain(joined).collect()
}

/// Which root's tree each stream belongs to.
fn trees(graph: &Graph, roots: &[StreamId]) -> Vec<usize> {
    let mut segment_of = vec![0; graph.streams.len()];
    for (segment, &root) in roots.iter().enumerate() {
        let mut stack = vec![root];
        while let Some(stream) = stack.pop() {
            segment_of[stream] = segment;
            stack.extend(children(graph, stream));
        }
    }
    segment_of
}

/// The streams one operator further on, joins excepted.
fn children(graph: &Graph, stream: StreamId) -> Vec<StreamId> {
    let consumers = graph.streams[stream].consumers.iter();
    let mut children = Vec::new();
    for consumer in consumers {
        let node = &graph.nodes[consumer.node];
        if !node.is_join() {
            children.push(node.output);
            children.extend(node.caught_by.map(|catch| graph.nodes[catch].output));
        }
    }
    children
}

/// Segments, each behind those that lead to it; roots from outside come first, in their order.
fn order(graph: &Graph, roots: &[StreamId], segment_of: &[usize], errors: &mut Diagnostics) -> Option<Vec<usize>> {
    let mut waiting_for: Vec<Vec<usize>> = roots
        .iter()
        .map(|&root| match join_of(graph, root) {
            Some(join) => graph.nodes[join]
                .inlets
                .iter()
                .map(|&inlet| segment_of[inlet])
                .collect(),
            None => Vec::new(),
        })
        .collect();
    let mut order = Vec::new();
    let mut done = vec![false; roots.len()];
    while order.len() < roots.len() {
        let ready = (0..roots.len()).find(|&s| !done[s] && waiting_for[s].iter().all(|&before| done[before]));
        let Some(segment) = ready else {
            // Only a `flush` attaches to an operator made before it, so one of them closes the cycle.
            let closing = graph
                .nodes
                .iter()
                .find(|node| node.role == Some(Role::Flush) && !done[segment_of[node.output]]);
            if let Some(node) = closing {
                errors.at(
                    node.method.span(),
                    "this leads back to what it comes from: a cycle; close it with `.feedback(source, n)`, which queues \
                     the items and runs them after the event at hand",
                );
            }
            return None;
        };
        done[segment] = true;
        waiting_for[segment].clear();
        order.push(segment);
    }
    Some(order)
}

/// For each join, the inlet that an event reaches last when every inlet gets one item.
///
/// Items go depth first, to consumers in the order they were attached; a join hands on when the last of the inlets that
/// can be reached from the same root has its item. Joins of streams in step rely on this; for others it is not used.
///
/// Streams in step have a common origin, so some root leads to all inlets of their join, and the first such root shows
/// the order of arrivals.
fn arrivals(graph: &Graph) -> HashMap<NodeId, usize> {
    let mut last = HashMap::new();
    for root in roots(graph) {
        let reached = reachable(graph, root);
        let mut missing: HashMap<NodeId, usize> = HashMap::new();
        // A stack of our own: a chain may be longer than recursion allows for.
        let mut stack = vec![Visit::Stream(root)];
        while let Some(visit) = stack.pop() {
            match visit {
                Visit::Stream(stream) => {
                    let consumers = graph.streams[stream].consumers.iter().rev();
                    stack.extend(consumers.map(|consumer| Visit::Arrival(consumer.node, consumer.inlet)));
                }
                Visit::Arrival(id, inlet) => {
                    let node = &graph.nodes[id];
                    if node.is_join() {
                        let left = missing
                            .entry(id)
                            .or_insert_with(|| node.inlets.iter().filter(|inlet| reached[**inlet]).count());
                        *left = left.saturating_sub(1);
                        if *left > 0 {
                            continue;
                        }
                        // Roots from outside come first, and see whole events: a join's own output as a root does not.
                        if node.inlets.iter().all(|inlet| reached[*inlet]) {
                            last.entry(id).or_insert(inlet);
                        }
                    }
                    stack.extend(node.caught_by.map(|catch| Visit::Stream(graph.nodes[catch].output)));
                    stack.push(Visit::Stream(node.output));
                }
            }
        }
    }
    last
}

/// A step of the walk in [`arrivals`].
enum Visit {
    Stream(StreamId),
    Arrival(NodeId, usize),
}

fn reachable(graph: &Graph, root: StreamId) -> Vec<bool> {
    let mut reached = vec![false; graph.streams.len()];
    let mut stack = vec![root];
    while let Some(stream) = stack.pop() {
        if core::mem::replace(&mut reached[stream], true) {
            continue;
        }
        for consumer in &graph.streams[stream].consumers {
            let node = &graph.nodes[consumer.node];
            stack.push(node.output);
            stack.extend(node.caught_by.map(|catch| graph.nodes[catch].output));
        }
    }
    reached
}
