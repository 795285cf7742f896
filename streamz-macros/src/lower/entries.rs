//! The ways into a pipeline, and the lists that are read through it: its methods.

use proc_macro2::Span;
use syn::Ident;

use super::construct::entry_name;
use super::numbered;
use crate::graph::{Graph, NodeId, Origin, StreamId, flow_name};
use crate::parse::{lent, tagged};
use crate::words::Role;

/// A way in: a source, or a port.
pub(super) struct Entry {
    pub(super) name: Ident,
    pub(super) stream: StreamId,
    /// The number of the source; `None` for a port.
    pub(super) source: Option<usize>,
    /// Whether the source's items are lent (`&T`); `None` for a port.
    pub(super) lent: Option<bool>,
}

impl Entry {
    /// The witness of what comes in here.
    pub(super) fn flow(&self, graph: &Graph) -> Ident {
        match self.source {
            Some(source) if tagged(&graph.sources[source].ty).is_some() => entry_name(source, Span::mixed_site()),
            _ => flow_name(self.stream, Span::mixed_site()),
        }
    }
}

/// A list that is read through the pipeline.
pub(super) struct List {
    pub(super) name: Ident,
    pub(super) node: NodeId,
}

/// Every way in: sources in their order, and ports.
pub(super) fn entries(graph: &Graph) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (stream, edge) in graph.streams.iter().enumerate() {
        match edge.origin {
            Origin::Source(number) => entries.push(Entry {
                name: graph.sources[number].name.clone(),
                stream,
                source: Some(number),
                lent: Some(lent(&graph.sources[number].ty).is_some()),
            }),
            Origin::Entry(port) => {
                entries.extend(graph.nodes[port].accessor.clone().map(|name| Entry {
                    name,
                    stream,
                    source: None,
                    lent: None,
                }));
            }
            Origin::Node(_) => {}
        }
    }
    entries
}

/// Every list with a name.
pub(super) fn lists(graph: &Graph) -> Vec<List> {
    let nodes = graph.nodes.iter().enumerate();
    nodes
        .filter(|(_, node)| node.role == Some(Role::List))
        .filter_map(|(id, node)| {
            let name = node.accessor.clone()?;
            Some(List { name, node: id })
        })
        .collect()
}

/// The type parameter of an entry's kind.
pub(super) fn kind(number: usize) -> Ident {
    numbered("Kind", number)
}

/// The type parameter of an entry's closure.
pub(super) fn run(number: usize) -> Ident {
    numbered("Run", number)
}

/// The type parameter of a list.
pub(super) fn list(number: usize) -> Ident {
    numbered("List", number)
}

/// The type parameter of the closure that finds a list.
pub(super) fn find(number: usize) -> Ident {
    numbered("Find", number)
}
