//! The state, and where in it everything lies.
//!
//! It is one nested tuple, `(operators.., next head, rest)`: the operators of a segment, the head that starts the next
//! segment, and the state of that and all later segments. A segment gets a mutable borrow of its own state, so that the
//! borrow checker sees its operators, each later head and what lies behind that head as separate places.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream};
use syn::{Ident, Index};

use crate::graph::{Graph, NodeId};
use crate::stages::{Segment, Stages};

/// The state, nested: each segment's operators, then the next join, then the rest; or its type, by what `name` calls them.
pub(super) fn state(graph: &Graph, segments: &[Segment], name: impl Fn(NodeId) -> Ident) -> TokenStream {
    let mut nested: Option<TokenStream> = None;
    for (number, segment) in segments.iter().enumerate().rev() {
        let nodes = segment.nodes.iter().map(|&node| name(node));
        let join = segments
            .get(number + 1)
            .and_then(|next| stored_head(graph, next))
            .map(&name)
            .into_iter();
        let rest = nested.take().into_iter();
        nested = Some(wire!((#(#nodes,)* #(#join,)* #(#rest,)*)));
    }
    let nested = nested.unwrap_or_else(|| wire!(()));
    match first_head(graph, segments) {
        Some(head) => {
            let head = name(head);
            wire!((#head, #nested))
        }
        None => nested,
    }
}

/// The head that lies in the state before a segment, if it starts with one that holds items between events.
pub(super) fn stored_head(graph: &Graph, segment: &Segment) -> Option<NodeId> {
    segment.head.filter(|&head| !graph.nodes[head].is_in_step())
}

/// The head of the first segment, which has no segment before it to lie in: a pulled source, where no other comes before.
fn first_head(graph: &Graph, segments: &[Segment]) -> Option<NodeId> {
    segments.first().and_then(|first| stored_head(graph, first))
}

/// Where each segment's state and each operator lie in the state.
pub(super) struct Places {
    segments: Vec<Vec<usize>>,
    nodes: HashMap<NodeId, Vec<usize>>,
}

impl Places {
    pub(super) fn of(graph: &Graph, stages: &Stages) -> Self {
        let mut path = Vec::new();
        let mut places = Self {
            segments: Vec::new(),
            nodes: HashMap::new(),
        };
        if let Some(head) = first_head(graph, &stages.segments) {
            places.nodes.insert(head, vec![0]);
            path.push(1);
        }
        for (number, segment) in stages.segments.iter().enumerate() {
            places.segments.push(path.clone());
            let next = stages.segments.get(number + 1);
            let next = next.and_then(|next| stored_head(graph, next));
            for (index, &node) in segment.nodes.iter().chain(&next).enumerate() {
                let mut place = path.clone();
                place.push(index);
                places.nodes.insert(node, place);
            }
            path.push(segment.nodes.len() + usize::from(next.is_some()));
        }
        places
    }

    /// Everything that lies in the state, in the order of the graph.
    pub(super) fn stored(&self) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = self.nodes.keys().copied().collect();
        nodes.sort_unstable();
        nodes
    }

    /// `.1.2`: the way from the state to that of a segment.
    pub(super) fn segment(&self, number: usize) -> TokenStream {
        fields(&self.segments[number])
    }

    /// The way from the state to the tuple that holds a head and, behind it, the state of its segment; and where in it they
    /// lie.
    pub(super) fn around(&self, head: NodeId) -> (TokenStream, Index, Index) {
        let place = self.nodes.get(&head).map_or(&[][..], Vec::as_slice);
        let (last, before) = place.split_last().unwrap_or((&0, &[]));
        (fields(before), Index::from(*last), Index::from(*last + 1))
    }

    /// The way from the state to an operator, or to the pair of it and its twin.
    pub(super) fn node(&self, node: NodeId) -> TokenStream {
        fields(self.nodes.get(&node).map_or(&[][..], Vec::as_slice))
    }
}

pub(super) fn fields(path: &[usize]) -> TokenStream {
    let fields = path.iter().map(|&field| Index {
        index: u32::try_from(field).unwrap_or(u32::MAX),
        span: Span::mixed_site(),
    });
    wire!(#(.#fields)*)
}
