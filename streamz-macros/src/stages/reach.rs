//! What an event can reach: which boundaries must have room before it begins, and how many items it brings to each.

use std::collections::HashMap;

use crate::diagnostics::Diagnostics;
use crate::graph::{Graph, Node, NodeId, Origin, StreamId};
use crate::stages::{Head, Segment, Stages};

/// The most ways within one event that may lead to one boundary: it has a place for an item from each.
const MOST_PATHS: usize = 1024;

/// For each stream, whether a boundary follows it within the event.
pub(super) fn leads_to_boundary(graph: &Graph) -> Vec<bool> {
    let boundaries = graph.nodes.iter().filter(|node| node.is_boundary());
    let inlets = boundaries.flat_map(|node| node.inlets.iter().copied());
    upstream(graph, inlets.collect(), |node| node.is_boundary()).0
}

/// The operators that lead to `node`, in this event or in later ones.
pub(super) fn leading_to(graph: &Graph, node: NodeId) -> Vec<NodeId> {
    upstream(graph, graph.nodes[node].inlets.clone(), |_| false).1
}

/// The streams that lead to `streams`, and the operators that make them; `stop` says where to go no further.
fn upstream(graph: &Graph, streams: Vec<StreamId>, stop: impl Fn(&Node) -> bool) -> (Vec<bool>, Vec<NodeId>) {
    let mut leads = vec![false; graph.streams.len()];
    let mut nodes = Vec::new();
    let mut stack = streams;
    while let Some(stream) = stack.pop() {
        if core::mem::replace(&mut leads[stream], true) {
            continue;
        }
        let Origin::Node(maker) = graph.streams[stream].origin else {
            continue;
        };
        // What is caught comes from the operator that failed.
        let maker = graph.nodes[maker].catches.unwrap_or(maker);
        if !stop(&graph.nodes[maker]) {
            stack.extend(&graph.nodes[maker].inlets);
        }
        nodes.push(maker);
    }
    (leads, nodes)
}

/// Fills in what the stages say about driven pipelines.
pub(super) fn find(graph: &Graph, stages: &mut Stages, errors: &mut Diagnostics) {
    let count = stages.segments.len();
    let mut holders = Vec::with_capacity(count);
    let mut feeders = vec![Vec::new(); count];
    // What an event brings by itself, and what a cut adds that it passes: that hands on only while nothing waits, so of all
    // cuts the one that brings most at a time counts.
    let (mut directly, mut through_cuts) = (HashMap::new(), HashMap::new());
    for segment in 0..count {
        let head = stages.segments[segment].head.and_then(|head| stages.head(head));
        let begins_events = head != Some(Head::Join);
        let brings = if head == Some(Head::Cut) {
            &mut through_cuts
        } else {
            &mut directly
        };
        let arriving = arriving(graph, stages, stages.segments[segment].root);
        let mut held = Vec::new();
        for (id, node) in graph.nodes.iter().enumerate() {
            let items = node
                .inlets
                .iter()
                .map(|&inlet| arriving[inlet])
                .fold(0, usize::saturating_add);
            if items == 0 || !ends_event(stages, id) {
                continue;
            }
            held.push(id);
            if begins_events {
                let most = brings.entry(id).or_insert(0);
                *most = items.max(*most);
                feeders[stages.of(node.output)].push(segment);
            }
        }
        // A tail hands on what it held when all that leads to it has ended.
        if begins_events {
            for (other, feeders) in feeders.iter_mut().enumerate() {
                let tail = stages.segments[other].head;
                let tail = tail.filter(|&head| stages.head(head) == Some(Head::Tail));
                let reached =
                    tail.is_some_and(|tail| graph.nodes[tail].inlets.iter().any(|&inlet| arriving[inlet] > 0));
                if reached && other != segment {
                    feeders.push(segment);
                }
            }
        }
        holders.push(held);
    }
    for id in 0..graph.nodes.len() {
        let most = |brought: &HashMap<NodeId, usize>| brought.get(&id).copied().unwrap_or(0);
        let paths = most(&directly).saturating_add(most(&through_cuts));
        stages.paths.insert(id, paths);
        if paths > MOST_PATHS {
            errors.at(
                graph.nodes[id].method.span(),
                format!(
                    "one event can bring more than {MOST_PATHS} items here, by as many ways; put a `.buffer(..)` behind the \\
                     joins before"
                ),
            );
        }
    }
    stages.holders = holders;
    stages.feeders = feeders;
}

/// Whether the event ends at this operator, or may have to stop there.
fn ends_event(stages: &Stages, node: NodeId) -> bool {
    matches!(stages.head(node), Some(Head::Boundary | Head::Cut))
}

/// How many items an event that begins with one item at `root` brings to each stream at most.
///
/// Each operator hands on at most one item for each, but cuts, where the event may stop.
fn arriving(graph: &Graph, stages: &Stages, root: StreamId) -> Vec<usize> {
    let mut arriving = vec![0; graph.streams.len()];
    arriving[root] = 1;
    // Segments come in topological order, and within one the operators do.
    let from = stages.of(root);
    for segment in from..stages.segments.len() {
        let Segment { head, nodes, .. } = &stages.segments[segment];
        let entered = head.filter(|_| segment > from);
        for &id in entered.iter().chain(nodes) {
            let node = &graph.nodes[id];
            if ends_event(stages, id) {
                continue;
            }
            let items = match node.catches {
                Some(failing) if graph.nodes[failing].is_boundary() => usize::from(graph.nodes[failing].output == root),
                Some(failing) => graph.nodes[failing]
                    .inlets
                    .iter()
                    .map(|&inlet| arriving[inlet])
                    .fold(0, usize::saturating_add),
                // One tick fills all inlets of a join in step, and it hands on once.
                None if node.is_in_step() => node.inlets.iter().map(|&inlet| arriving[inlet]).max().unwrap_or(0),
                None => node
                    .inlets
                    .iter()
                    .map(|&inlet| arriving[inlet])
                    .fold(0, usize::saturating_add),
            };
            arriving[node.output] = items;
        }
    }
    arriving
}
