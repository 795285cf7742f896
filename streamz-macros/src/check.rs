//! What the graph alone tells: streams that lead nowhere, names that clash, graphs too large for rustc.

use std::collections::HashMap;

use proc_macro2::Span;

use crate::diagnostics::Diagnostics;
use crate::graph::{Graph, Origin};
use crate::words::{self, Role};

/// The most operators in one pipeline: rustc's own stack gives out at about 700 nested ones.
pub(crate) const MOST_NODES: usize = 500;

/// Reports what cannot be a pipeline; whether there is any sense in going on.
pub(crate) fn check(graph: &Graph, errors: &mut Diagnostics) -> bool {
    if !size(graph, errors) {
        return false;
    }
    names(graph, errors);
    tags(graph, errors);
    // A statement that was reported leaves its streams unused; saying so would hide the cause.
    if errors.is_empty() {
        unused(graph, errors);
        unflushed(graph, errors);
    }
    true
}

/// Each source, port and list becomes a method of the pipeline.
fn names(graph: &Graph, errors: &mut Diagnostics) {
    let mut methods: HashMap<String, Span> = HashMap::new();
    let sources = graph.sources.iter().map(|source| &source.name);
    let accessors = graph.nodes.iter().filter_map(|node| node.accessor.as_ref());
    if let [source] = &graph.sources[..] {
        // With one source there is `emit` too.
        methods.insert("emit".to_owned(), source.name.span());
    }
    for (position, name) in sources.chain(accessors).enumerate() {
        if graph.snapshot && (name == "snapshot" || name == "restore") {
            errors.at(
                name.span(),
                format!("a pipeline with `#[snapshot]` has a method `{name}` already; choose another name"),
            );
        }
        let known = methods.insert(name.to_string(), name.span()).is_some();
        if known && position >= graph.sources.len() {
            errors.at(
                name.span(),
                format!("the pipeline has a method `{name}` already, for a source, port or list; choose another name"),
            );
        }
    }
}

/// Metadata can ride only with what tells where it holds items, and be seen only where there is some.
fn tags(graph: &Graph, errors: &mut Diagnostics) {
    let is_tagged = graph.is_tagged();
    for node in &graph.nodes {
        let name = node.method.to_string();
        if !is_tagged && name == "sink_tagged" {
            errors.at(
                node.method.span(),
                "there are no tags here: declare a source as `name: Tagged<Item, Tag>`, or pull one with \
                 `tagged_source(stream)`",
            );
        }
        if is_tagged && let Some((_, instead)) = words::UNTAGGED.iter().find(|(word, _)| *word == name) {
            errors.at(
                node.method.span(),
                format!("`{name}` cannot tell which tags belong to what it holds; in a pipeline with metadata write {instead}"),
            );
        }
    }
}

fn size(graph: &Graph, errors: &mut Diagnostics) -> bool {
    let Some(node) = graph.nodes.get(MOST_NODES) else {
        return true;
    };
    errors.at(
        node.method.span(),
        format!(
            "a pipeline has at most {MOST_NODES} operators, and this is one more: rustc cannot compile larger ones; \
             emit from the sink of one pipeline into another"
        ),
    );
    false
}

fn unused(graph: &Graph, errors: &mut Diagnostics) {
    for stream in &graph.streams {
        if !stream.consumers.is_empty() {
            continue;
        }
        let name = &stream.name;
        match stream.origin {
            Origin::Source(_) => errors.at(
                stream.span,
                format!("the source `{name}` is not used: end it with `{name}.sink(..)`, or remove it"),
            ),
            Origin::Node(node) if graph.nodes[node].is_end() == Some(false) => errors.at(
                stream.span,
                format!("nothing consumes `{name}`: end it with `.sink(..)`, use it further on, or remove it"),
            ),
            Origin::Node(_) | Origin::Entry(_) => {}
        }
    }
}

fn unflushed(graph: &Graph, errors: &mut Diagnostics) {
    for node in &graph.nodes {
        if node.role == Some(Role::Collect) && !node.is_join() {
            let name = &graph.streams[node.output].name;
            errors.at(
                node.method.span(),
                format!("nothing ever flushes this: another stream says when, `marks.flush({name})`"),
            );
        }
    }
}
