//! Prints the expansion: construction in the user's order, then the segments, then the pipeline value.

/// `quote!` for the expansion's own text: its variables are hygienic and never meet the user's.
macro_rules! wire {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned!(::proc_macro2::Span::mixed_site()=> $($tokens)*)
    };
}

mod construct;
mod driven;
mod entries;
mod facade;
mod places;
mod segments;
mod snapshot;
mod tags;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::format_ident;
use syn::Ident;

use crate::diagnostics::Diagnostics;
use crate::graph::{Graph, NodeId};
use crate::stages::Stages;

/// The expansion: one block, whose value is the pipeline.
pub(crate) fn lower(graph: &Graph, stages: &Stages, errors: Diagnostics) -> TokenStream {
    let attributes = &graph.attributes;
    let construction = construct::construction(graph, stages);
    let outcome = outcome_type(graph);
    let segments = segments::segments(graph, stages);
    let facade = if graph.is_driven() {
        driven::facade(graph, stages)
    } else {
        facade::facade(graph, stages)
    };
    let errors = errors.into_statements();
    // The user's attributes stand before a statement: before an expression most of them are not stable Rust.
    wire! {
        {
            #(#attributes)*
            let pipeline = {
                #errors
                #construction
                // Out here, where the user's types are not hidden by the expansion's own.
                let outcome = ::streamz::__private::outcome::<#outcome>();
                #[allow(unused, for_loops_over_fallibles, clippy::all, clippy::pedantic, clippy::nursery)]
                let pipeline = {
                    #segments
                    #facade
                };
                pipeline
            };
            pipeline
        }
    }
}

/// The variable of an operator, named after its method.
fn node_name(graph: &Graph, node: NodeId) -> Ident {
    let method = &graph.nodes[node].method;
    let span = Span::mixed_site().located_at(method.span());
    let text = method.to_string();
    format_ident!("{}_{node}", text.trim_start_matches("r#"), span = span)
}

/// A variable of the expansion's own.
fn internal(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// An internal variable with a number.
fn numbered(name: &str, number: usize) -> Ident {
    format_ident!("{name}_{number}", span = Span::mixed_site())
}

/// The expansion's own tokens, shown at the user's: what rustc has to say of an operator belongs there.
fn at(span: Span, tokens: &TokenStream) -> TokenStream {
    let place = |token: TokenTree| match token {
        TokenTree::Group(group) => {
            let mut moved = Group::new(group.delimiter(), at(span, &group.stream()));
            moved.set_span(group.span().located_at(span));
            TokenTree::Group(moved)
        }
        mut token => {
            token.set_span(token.span().located_at(span));
            token
        }
    };
    tokens.clone().into_iter().map(place).collect()
}

/// The type that `emit` returns.
fn outcome_type(graph: &Graph) -> TokenStream {
    match &graph.output {
        Some(output) => wire!(#output),
        None if graph.is_fallible() => wire!(::core::result::Result<(), _>),
        None => wire!(()),
    }
}

/// The value that a segment ends with when nothing failed.
fn done(graph: &Graph) -> TokenStream {
    if graph.is_fallible() {
        wire!(::core::result::Result::Ok(()))
    } else {
        wire!(())
    }
}
