//! Metadata: what the expansion says besides in a pipeline whose items have tags.
//!
//! The tags of the item in hand are a slice, `tags`, that segments pass along with it. Beside an operator that holds items
//! stands its twin, which holds their tags; gates do it themselves. In a pipeline without metadata nothing of this is printed.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Index;

use super::{internal, node_name};
use crate::graph::{Graph, NodeId};
use crate::parse::tagged;
use crate::words::{Role, Twin};

/// `tags,`, as an argument or a parameter.
pub(super) fn argument(graph: &Graph) -> TokenStream {
    let tags = internal("tags");
    if graph.is_tagged() { wire!(#tags,) } else { wire!() }
}

/// The tags of an item that has none, as an argument.
pub(super) fn none(graph: &Graph) -> TokenStream {
    if graph.is_tagged() { wire!(&[],) } else { wire!() }
}

/// The statement that fixes the type of the tags.
pub(super) fn tag_type(graph: &Graph) -> TokenStream {
    if !graph.is_tagged() {
        return wire!();
    }
    let known = graph.sources.iter().find_map(|source| tagged(&source.ty));
    let tag = known.map_or_else(|| wire!(_), |(_, tag)| wire!(#tag));
    wire!(let tag_type = ::streamz::__private::tag_type::<#tag>();)
}

/// The type of the tags, as the first argument of an operator that sees them. Without tags it was reported already.
pub(super) fn witness(graph: &Graph, span: Span) -> TokenStream {
    if graph.is_tagged() {
        quote_spanned!(span=> tag_type,)
    } else {
        quote_spanned!(span=> ::core::marker::PhantomData::<fn()>,)
    }
}

/// Puts its twin beside an operator that has one.
pub(super) fn beside(graph: &Graph, node: NodeId, cut: bool) -> TokenStream {
    let Some(twin) = graph.twin(node).filter(|twin| *twin != Twin::OneTick) else {
        // What makes many items of one holds them only where it may have to stop.
        return if cut && graph.is_tagged() {
            put(graph, node, &wire!(::streamz::__private::Parts<_>))
        } else {
            wire!()
        };
    };
    let inlets = graph.nodes[node].inlets.len();
    put(graph, node, &twin_type(twin, inlets))
}

fn put(graph: &Graph, node: NodeId, twin: &TokenStream) -> TokenStream {
    let name = node_name(graph, node);
    wire!(let mut #name = ::streamz::__private::twinned::<_, _, #twin>(tag_type, #name);)
}

fn twin_type(twin: Twin, inlets: usize) -> TokenStream {
    match twin {
        Twin::Fifo => wire!(::streamz::__private::Fifo<_>),
        Twin::Newest => wire!(::streamz::__private::Newest<_, #inlets>),
        Twin::Queues => wire!(::streamz::__private::Queues<_, #inlets>),
        Twin::Pairs => wire!(::streamz::__private::Pairs<_, #inlets>),
        Twin::OneTick => wire!(::streamz::__private::OneTick<_, #inlets>),
        Twin::OneByOne => wire!(::streamz::__private::OneByOne<_>),
    }
}

/// Empty places for the tags of joins in step, behind their slots.
pub(super) fn slots(graph: &Graph) -> Vec<TokenStream> {
    if !graph.is_tagged() {
        return Vec::new();
    }
    let joins = graph.in_step();
    joins
        .map(|join| {
            let inlets = graph.nodes[join].inlets.len();
            let twin = twin_type(Twin::OneTick, inlets);
            wire!(<#twin as ::core::default::Default>::default())
        })
        .collect()
}

/// Where the place for the tags of the join in step number `position` is, beside the slots.
pub(super) fn slot(graph: &Graph, position: usize) -> Index {
    Index::from(graph.in_step().count() + position)
}

/// How many items an operator still holds: only a window or a batch is asked.
pub(super) fn keeps(graph: &Graph, node: NodeId, cut: bool, place: &TokenStream) -> TokenStream {
    let fifo = graph.twin(node) == Some(Twin::Fifo) || cut && graph.twin(node).is_none();
    if fifo {
        wire!(::streamz::__private::keeps(&#place))
    } else {
        wire!(0)
    }
}

/// Whether an operator has its twin beside it in the state.
pub(super) fn is_twinned(graph: &Graph, node: NodeId, cut: bool) -> bool {
    graph.twin(node).is_some_and(|twin| twin != Twin::OneTick) || cut && graph.is_tagged()
}

/// Asks an operator of another crate for the promise that it holds nothing.
pub(super) fn promise(graph: &Graph, node: NodeId) -> TokenStream {
    let unknown = graph.nodes[node].many.is_none() && !graph.nodes[node].is_boundary();
    if !graph.is_tagged() || !unknown || graph.nodes[node].role == Some(Role::Source) {
        return wire!();
    }
    let name = node_name(graph, node);
    super::at(
        graph.nodes[node].method.span(),
        &wire!(::streamz::__private::holds_nothing(&#name);),
    )
}

/// Where the operator itself lies, at the place of it or of it and its twin.
pub(super) fn node(graph: &Graph, node: NodeId, cut: bool, place: &TokenStream) -> TokenStream {
    if is_twinned(graph, node, cut) {
        wire!(#place.node)
    } else {
        place.clone()
    }
}

/// Cleans an operator up after an event that failed, and its twin.
pub(super) fn recover(graph: &Graph, node: NodeId, cut: bool, place: &TokenStream) -> TokenStream {
    if !is_twinned(graph, node, cut) {
        return wire!(::streamz::__private::Node::recover(&mut #place););
    }
    let keeps = keeps(graph, node, cut, &wire!(#place.node));
    wire! {
        ::streamz::__private::Node::recover(&mut #place.node);
        let keeps = #keeps;
        ::streamz::__private::Twin::recover(&mut #place.twin, keeps);
    }
}

/// An event that begins at a source, whose items may have tags: a call of the segment `run` with `item`.
pub(super) fn enter(
    graph: &Graph,
    source: Option<usize>,
    run: &TokenStream,
    state: &TokenStream,
    slots: &TokenStream,
) -> TokenStream {
    let has_tags = source.is_some_and(|source| tagged(&graph.sources[source].ty).is_some());
    if has_tags {
        return with_tag(run, state, slots);
    }
    let none = none(graph);
    wire!(#run(#state, &mut #slots, #none item))
}

/// An event that begins with an item that has tags.
pub(super) fn with_tag(run: &TokenStream, state: &TokenStream, slots: &TokenStream) -> TokenStream {
    wire!(::streamz::__private::with_tag(item, |item, tags| #run(#state, &mut #slots, tags, item)))
}

/// An event that begins with an item from the feedback queue at `queue`.
pub(super) fn feed(
    graph: &Graph,
    queue: &TokenStream,
    run: &TokenStream,
    state: &TokenStream,
    slots: &TokenStream,
) -> TokenStream {
    if graph.is_tagged() {
        wire! {{
            let tag = #queue.twin.pop();
            ::streamz::__private::with_kept(tag, |tags| #run(#state, &mut #slots, tags, item))
        }}
    } else {
        wire!(#run(#state, &mut #slots, item))
    }
}
