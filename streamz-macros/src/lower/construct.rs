//! Construction: witnesses and operators, statement by statement, with the user's tokens in the user's order.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Stmt};

use super::{internal, node_name, snapshot, tags};
use crate::graph::{Call, Graph, Node, NodeId, Step, flow_name};
use crate::parse::{lent, tagged};
use crate::stages::{Head, Stages};
use crate::words::{self, Role};

/// All statements of the construction.
pub(super) fn construction(graph: &Graph, stages: &Stages) -> TokenStream {
    let tag_type_name = internal("tag_type");
    let sources = graph.sources.iter().enumerate().map(|(number, source)| {
        let name = &source.name;
        let flow = flow_name(number, name.span());
        let kind = kind(&source.ty);
        let made = quote!(::streamz::__private::source::<#kind, #number>());
        let made = match tagged(&source.ty) {
            Some(_) => {
                let entry = entry_name(number, name.span());
                quote! {
                    let #entry = #made;
                    let #flow = ::streamz::__private::untagged(#tag_type_name, #entry);
                }
            }
            None => quote!(let #flow = #made;),
        };
        quote! {
            #made
            #[allow(unused_variables)]
            let #name = #flow;
        }
    });
    let steps = graph.steps.iter().map(|step| match step {
        // More statements follow, so none may be the block's value.
        Step::Ordinary(statement) => match &**statement {
            Stmt::Expr(expression, None) => quote!(#expression;),
            Stmt::Macro(call) if call.semi_token.is_none() => quote!(#call;),
            other => other.to_token_stream(),
        },
        Step::Name(name, stream) => {
            let flow = flow_name(*stream, name.span());
            quote!(let #name = #flow;)
        }
        Step::Constant(name, value) => quote!(let #name = #value;),
        Step::Node(attributes, node) => {
            let operator = operator(graph, stages, *node);
            quote!(#(#attributes)* #operator)
        }
    });
    let tag_type = tags::tag_type(graph);
    quote! {
        #tag_type
        #(#sources)*
        #(#steps)*
    }
}

/// The witness of a source's items with their tags.
pub(super) fn entry_name(source: usize, span: Span) -> Ident {
    format_ident!("entry_{source}", span = Span::mixed_site().located_at(span))
}

/// The kind of a source's items.
pub(super) fn kind(ty: &syn::Type) -> TokenStream {
    match lent(ty) {
        Some(inner) => quote!(::streamz::__private::Ref::<#inner>),
        None => quote!(::streamz::__private::Own::<#ty>),
    }
}

/// The call that makes an operator, the checks on its streams, and the witness of its output.
fn operator(graph: &Graph, stages: &Stages, id: NodeId) -> TokenStream {
    let node = &graph.nodes[id];
    let span = Span::mixed_site().located_at(node.method.span());
    let name = node_name(graph, id);
    let call = call(graph, stages, id, node);
    let branches = branches(graph, id);
    let clock = node.output;
    let output = flow_name(node.output, node.method.span());
    // A join is stepped for each of its inlets, so only one that is known to emit once a tick keeps the clock.
    let joins = node.is_join() && !node.is_in_step();
    let skips = node.caught_by.is_some() || node.catches.is_some() || node.is_boundary() || joins;
    let witness = if skips {
        quote_spanned!(span=> ::streamz::__private::through_skipping::<#clock, _>(&#name))
    } else {
        let input = flow_name(node.inlets[0], node.method.span());
        quote_spanned!(span=> ::streamz::__private::through::<#clock, _, _>(#input, &#name))
    };
    let witness = if node.is_tagged_source() {
        quote_spanned!(span=> ::streamz::__private::untagged(tag_type, #witness))
    } else {
        witness
    };
    let ends = (node.is_end().is_none() && graph.streams[node.output].consumers.is_empty())
        .then(|| quote_spanned!(span=> ::streamz::__private::end(&#name);));
    let paths = stages.paths(id);
    let held = match stages.head(id) {
        Some(Head::Boundary) if graph.is_tagged() && node.role != Some(Role::Source) => Some(quote_spanned! {span=>
            let mut #name = ::streamz::__private::gate_tagged::<#paths, _, _>(tag_type, #name);
        }),
        Some(Head::Boundary) => {
            Some(quote_spanned!(span=> let mut #name = ::streamz::__private::gate::<#paths, _>(#name);))
        }
        Some(Head::Cut) => Some(quote_spanned!(span=> let mut #name = ::streamz::__private::held::<#paths, _>(#name);)),
        _ => None,
    };
    let saved = snapshot::check(graph, id);
    let promise = tags::promise(graph, id);
    let beside = tags::beside(graph, id, stages.head(id) == Some(Head::Cut));
    quote! {
        #branches
        #call
        #held
        #saved
        #promise
        #ends
        #[allow(unused_variables)]
        let #output = #witness;
        #beside
    }
}

fn call(graph: &Graph, stages: &Stages, id: NodeId, node: &Node) -> TokenStream {
    let (method, receiver) = (&node.method, &node.receiver);
    let span = method.span();
    let internal = Span::mixed_site().located_at(span);
    let name = node_name(graph, id);
    let receiver = match node.catches {
        Some(failing) => {
            let failing = node_name(graph, failing);
            let clock = node.output;
            match graph.nodes[id]
                .catches
                .filter(|&failing| graph.nodes[failing].is_boundary())
            {
                Some(_) => quote_spanned!(internal=> ::streamz::__private::LateFailures::<_, #clock>::of(&#failing)),
                None => quote_spanned!(internal=> ::streamz::__private::Failures::<_, _, #clock>::of(&#failing)),
            }
        }
        None => receiver.clone(),
    };
    match &node.call {
        Call::Plain { arguments, .. } if node.role == Some(Role::Source) => {
            // A pulled source is the same with tags and without.
            let function = match method.to_string().as_str() {
                "tagged_source" => Ident::new("source", method.span()),
                "try_tagged_source" => Ident::new("try_source", method.span()),
                _ => method.clone(),
            };
            quote!(let #name = ::streamz::#function(#(#arguments),*);)
        }
        Call::Plain { generics, arguments } => {
            // So that the closure knows the type of the tags.
            let tag_type = (method == "sink_tagged").then(|| tags::witness(graph, internal));
            // The closure moves into its future, and back. Here its type is known; a function that is generic over it could not
            // show that the future is `Send`.
            let call = words::is_called(&method.to_string()).then(|| {
                quote_spanned! {internal=>
                    |mut function, item| async move {
                        let result = function(item).await;
                        (function, result)
                    }
                }
            });
            let arguments = arguments.iter().cloned().chain(call);
            let entry = (node.role == Some(Role::Port)).then(|| {
                let entry = flow_name(node.inlets[1], span);
                let (upstream, clock) = (flow_name(node.inlets[0], span), node.inlets[1]);
                quote!(let #entry = ::streamz::__private::entry::<#clock, _>(#upstream);)
            });
            quote! {
                let #name = #receiver.#method #generics (#tag_type #(#arguments),*);
                #entry
            }
        }
        Call::Each { others } => {
            let first = flow_name(node.inlets[0], span);
            let mut receivers = vec![receiver];
            receivers.resize_with(others.len(), || first.to_token_stream());
            quote!(#(let #name = #receivers.#method(#others);)*)
        }
        Call::Tuple {
            leading,
            others,
            emit_on,
        } => {
            let last = match node.role {
                Some(Role::InStep) => true,
                Some(Role::Zip) => method == "zip",
                _ => false,
            };
            let extra = if last {
                let last = stages.last_inlet(id);
                let flows = node.inlets.iter().map(|inlet| flow_name(*inlet, span));
                Some(quote_spanned!(span=> {
                    #[allow(unused_imports)]
                    use ::streamz::__private::{AnyClock as _, SameClock as _};
                    (&::streamz::__private::Witnesses((#(#flows,)*))).pace::<#last>()
                }))
            } else {
                emit_on.map(|mask| {
                    let all = mask & !(u32::MAX << node.inlets.len());
                    quote!(::streamz::__private::EmitOn::<#all>)
                })
            };
            // At the user's tokens: what the types say of these streams belongs there.
            let at = others.iter().map(Spanned::span).next().unwrap_or(span);
            let others = quote_spanned!(at=> (#(#others,)*));
            let arguments = leading.iter().cloned().chain([others]).chain(extra);
            quote!(let #name = #receiver.#method(#(#arguments),*);)
        }
    }
}

/// Copies for streams that get another consumer here, checked at the token that makes it one more.
fn branches(graph: &Graph, id: NodeId) -> TokenStream {
    let node = &graph.nodes[id];
    let mut checks = TokenStream::new();
    for (stream, edge) in graph.streams.iter().enumerate() {
        if let Some(second) = edge.consumers.get(1).filter(|second| second.node == id) {
            checks.extend(copy(branch_name(stream, second.span), stream, second.span));
        }
    }
    if let Some(failing) = node.catches.filter(|&failing| !graph.nodes[failing].is_boundary()) {
        let stream = graph.nodes[failing].inlets[0];
        let span = node.method.span();
        checks.extend(copy(saved_name(failing, span), stream, span));
    }
    checks
}

fn copy(name: Ident, stream: usize, span: Span) -> TokenStream {
    let internal = Span::mixed_site().located_at(span);
    let flow = flow_name(stream, span);
    quote_spanned!(internal=> let #name = ::streamz::__private::branch(#flow);)
}

/// The variable that copies the items of a stream.
pub(super) fn branch_name(stream: usize, span: Span) -> Ident {
    format_ident!("branch_{stream}", span = Span::mixed_site().located_at(span))
}

/// The variable that keeps copies of the items an operator may fail for.
pub(super) fn saved_name(node: NodeId, span: Span) -> Ident {
    format_ident!("saved_{node}", span = Span::mixed_site().located_at(span))
}
