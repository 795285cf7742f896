//! Cuts the graph into segments and finds the order of arrivals.
//!
//! A segment is the tree below a source, a port or a *head*, up to the next heads: straight nested loops. A head is an
//! operator whose output begins a segment of its own, which exists once and is entered from several places: a join, from
//! each of its inlets; a boundary, whenever the pipeline is driven; and what else hands on items outside the event in which
//! they came.

mod reach;

use std::collections::HashMap;

use crate::diagnostics::Diagnostics;
use crate::graph::{Graph, NodeId, Origin, StreamId};
use crate::words::Role;

/// The most heads: each nests the type of the state once more, and rustc's limit is 128.
const MOST_HEADS: usize = 100;

/// The segments of a graph, each behind all that lead to it.
pub(crate) struct Stages {
    pub(crate) segments: Vec<Segment>,
    /// The segment that each stream belongs to.
    segment_of: Vec<usize>,
    /// For a join, which of its inlets an event reaches last.
    last_inlet: HashMap<NodeId, usize>,
    heads: HashMap<NodeId, Head>,
    /// For each stream, whether a boundary follows it within the event.
    held: Vec<bool>,
    /// For each segment, the heads that must have room before an event may begin there.
    holders: Vec<Vec<NodeId>>,
    /// For each segment, the segments that events come from which reach its head; for driven pipelines.
    feeders: Vec<Vec<usize>>,
    /// For each boundary, how many items one event may bring.
    paths: HashMap<NodeId, usize>,
}

/// Why an operator begins a segment of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Head {
    /// It has several inlets.
    Join,
    /// Items wait in it from one event to another.
    Boundary,
    /// It may emit any number of items for one, and a boundary behind it may be full before it is done.
    Cut,
    /// What it holds is handed on when the pipeline is closed.
    Tail,
}

/// The tree below one root.
pub(crate) struct Segment {
    /// The stream it starts with.
    pub(crate) root: StreamId,
    /// The head that makes that stream, if one does.
    pub(crate) head: Option<NodeId>,
    /// Its operators, without the heads it leads to.
    pub(crate) nodes: Vec<NodeId>,
}

impl Stages {
    pub(crate) fn of(&self, stream: StreamId) -> usize {
        self.segment_of[stream]
    }

    /// Why this operator begins a segment, if it does.
    pub(crate) fn head(&self, node: NodeId) -> Option<Head> {
        self.heads.get(&node).copied()
    }

    /// The heads that hold items which may come to this operator, in this event or in later ones.
    pub(crate) fn leading_to(&self, graph: &Graph, node: NodeId) -> Vec<NodeId> {
        let before = reach::leading_to(graph, node);
        let holding = |id: &NodeId| matches!(self.head(*id), Some(Head::Boundary | Head::Cut));
        before.into_iter().filter(holding).collect()
    }

    pub(crate) fn leads_to_boundary(&self, stream: StreamId) -> bool {
        self.held[stream]
    }

    pub(crate) fn holders(&self, segment: usize) -> &[NodeId] {
        &self.holders[segment]
    }

    pub(crate) fn feeders(&self, segment: usize) -> &[usize] {
        &self.feeders[segment]
    }

    pub(crate) fn paths(&self, boundary: NodeId) -> usize {
        self.paths.get(&boundary).copied().unwrap_or(1).max(1)
    }

    pub(crate) fn last_inlet(&self, join: NodeId) -> usize {
        self.last_inlet.get(&join).copied().unwrap_or(0)
    }
}

/// Cuts the graph; `None` if it has a cycle.
pub(crate) fn cut(graph: &Graph, errors: &mut Diagnostics) -> Option<Stages> {
    let held = reach::leads_to_boundary(graph);
    let heads = heads(graph, &held);
    let roots = roots(graph, &heads);
    let segment_of = trees(graph, &roots, &heads);
    let order = order(graph, &roots, &segment_of, &heads, errors)?;
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let segment_of: Vec<usize> = segment_of.iter().map(|&old| place[old]).collect();
    let mut segments: Vec<Segment> = order
        .iter()
        .map(|&old| Segment {
            root: roots[old],
            head: head_of(graph, roots[old], &heads),
            nodes: Vec::new(),
        })
        .collect();
    for (id, node) in graph.nodes.iter().enumerate() {
        if !heads.contains_key(&id) {
            segments[segment_of[node.output]].nodes.push(id);
        }
    }
    // Joins in step are not in the state, so they do not nest it.
    let stored = segments.iter().filter_map(|segment| segment.head);
    let stored: Vec<NodeId> = stored.collect();
    if let Some(&head) = stored.get(MOST_HEADS) {
        errors.at(
            graph.nodes[head].method.span(),
            format!(
                "a pipeline has at most {MOST_HEADS} joins and boundaries, and this is one more: rustc cannot compile \
                 larger ones; emit from the sink of one pipeline into another"
            ),
        );
    }
    let mut stages = Stages {
        last_inlet: arrivals(graph, &roots),
        segments,
        segment_of,
        heads,
        held,
        holders: Vec::new(),
        feeders: Vec::new(),
        paths: HashMap::new(),
    };
    if graph.is_driven() {
        reach::find(graph, &mut stages, errors);
    }
    Some(stages)
}

/// The operators that begin segments of their own.
fn heads(graph: &Graph, held: &[bool]) -> HashMap<NodeId, Head> {
    let driven = graph.is_driven();
    let nodes = graph.nodes.iter().enumerate();
    nodes
        .filter_map(|(id, node)| {
            let head = if node.is_boundary() {
                Head::Boundary
            } else if node.many == Some(true) && held[node.output] {
                Head::Cut
            } else if driven && node.tail {
                Head::Tail
            } else if node.is_join() {
                Head::Join
            } else {
                return None;
            };
            Some((id, head))
        })
        .collect()
}

fn head_of(graph: &Graph, stream: StreamId, heads: &HashMap<NodeId, Head>) -> Option<NodeId> {
    match graph.streams[stream].origin {
        Origin::Node(node) if heads.contains_key(&node) => Some(node),
        _ => None,
    }
}

/// The streams that segments start with: what comes from outside first, then what begins events of its own, then the rest.
fn roots(graph: &Graph, heads: &HashMap<NodeId, Head>) -> Vec<StreamId> {
    let streams = 0..graph.streams.len();
    let outside = streams
        .clone()
        .filter(|&stream| !matches!(graph.streams[stream].origin, Origin::Node(_)));
    let boundary = |stream: &StreamId| {
        let head = head_of(graph, *stream, heads);
        head.is_some_and(|head| graph.nodes[head].is_boundary())
    };
    let driven = streams.clone().filter(boundary);
    let others = streams.filter(|stream| head_of(graph, *stream, heads).is_some() && !boundary(stream));
    outside.chain(driven).chain(others).collect()
}

/// Which root's tree each stream belongs to.
fn trees(graph: &Graph, roots: &[StreamId], heads: &HashMap<NodeId, Head>) -> Vec<usize> {
    let mut segment_of = vec![0; graph.streams.len()];
    for (segment, &root) in roots.iter().enumerate() {
        let mut stack = vec![root];
        // What fails in a boundary fails when it is driven.
        if let Some(head) = head_of(graph, root, heads).filter(|&head| graph.nodes[head].is_boundary()) {
            stack.extend(graph.nodes[head].caught_by.map(|catch| graph.nodes[catch].output));
        }
        while let Some(stream) = stack.pop() {
            segment_of[stream] = segment;
            stack.extend(children(graph, stream, heads));
        }
    }
    segment_of
}

/// The streams one operator further on, heads excepted.
fn children(graph: &Graph, stream: StreamId, heads: &HashMap<NodeId, Head>) -> Vec<StreamId> {
    let consumers = graph.streams[stream].consumers.iter();
    let mut children = Vec::new();
    for consumer in consumers {
        let node = &graph.nodes[consumer.node];
        if !heads.contains_key(&consumer.node) {
            children.push(node.output);
        }
        if !node.is_boundary() {
            children.extend(node.caught_by.map(|catch| graph.nodes[catch].output));
        }
    }
    children
}

/// Segments, each behind those that lead to it; roots from outside come first, in their order.
fn order(
    graph: &Graph,
    roots: &[StreamId],
    segment_of: &[usize],
    heads: &HashMap<NodeId, Head>,
    errors: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let mut waiting_for: Vec<Vec<usize>> = roots
        .iter()
        .map(|&root| match head_of(graph, root, heads) {
            Some(head) => graph.nodes[head]
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
/// Within an event items go depth first, to consumers in the order they were attached; a join hands on when the last of the inlets that
/// can be reached from the same root has its item. Joins of streams in step rely on this; for others it is not used.
///
/// Streams in step have a common origin, so some root leads to all inlets of their join, and the first such root shows
/// the order of arrivals.
fn arrivals(graph: &Graph, roots: &[StreamId]) -> HashMap<NodeId, usize> {
    let mut last = HashMap::new();
    for &root in roots {
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
                    if node.is_boundary() {
                        continue;
                    }
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
            if !node.is_boundary() {
                stack.push(node.output);
                stack.extend(node.caught_by.map(|catch| graph.nodes[catch].output));
            }
        }
    }
    reached
}
