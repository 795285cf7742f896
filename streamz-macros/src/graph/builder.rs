//! Walks the statements and grows the graph.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Ident, Stmt};

use super::chain::Chain;
use super::names::{Later, Name, bindings, is_mutable, named};
use super::{Call, Consumer, Graph, Node, NodeId, Origin, Step, Stream, StreamId};
use crate::diagnostics::Diagnostics;
use crate::parse::Input;
use crate::words::{self, Role};

/// Builds the graph of a pipeline; streams that could not be made are left out.
pub(crate) fn build(input: Input, errors: &mut Diagnostics) -> Graph {
    let mut builder = Builder::new(&input, errors);
    for (number, source) in input.sources.iter().enumerate() {
        let stream = builder.stream(Origin::Source(number), source.name.to_string(), source.name.span());
        builder.names.insert(source.name.to_string(), Name::Stream(stream));
    }
    for statement in input.statements {
        builder.later.pop_front_of(&statement);
        builder.statement(statement);
    }
    Graph {
        attributes: input.attributes,
        snapshot: input.snapshot,
        sources: input.sources,
        output: input.output,
        streams: builder.streams,
        nodes: builder.nodes,
        steps: builder.steps,
    }
}

pub(super) struct Builder<'e> {
    pub(super) is_move: bool,
    pub(super) errors: &'e mut Diagnostics,
    pub(super) streams: Vec<Stream>,
    pub(super) nodes: Vec<Node>,
    pub(super) steps: Vec<Step>,
    pub(super) names: HashMap<String, Name>,
    pub(super) later: Later,
    pub(super) constants: usize,
    /// The name that the statement at hand gives.
    pub(super) making: Option<String>,
}

impl<'e> Builder<'e> {
    fn new(input: &Input, errors: &'e mut Diagnostics) -> Self {
        let sources = input.sources.iter().map(|source| source.name.to_string());
        Self {
            is_move: input.is_move,
            errors,
            streams: Vec::new(),
            nodes: Vec::new(),
            steps: Vec::new(),
            names: HashMap::new(),
            later: Later::of(sources, &input.statements),
            constants: 0,
            making: None,
        }
    }

    pub(super) fn stream(&mut self, origin: Origin, name: String, span: Span) -> StreamId {
        self.streams.push(Stream {
            origin,
            name,
            span,
            consumers: Vec::new(),
        });
        self.streams.len() - 1
    }

    fn statement(&mut self, statement: Stmt) {
        self.making = named(&statement).map(|(name, _)| name.to_string());
        if let Some((name, call)) = named(&statement).and_then(|(name, made)| Some((name, self.pulled(made)?))) {
            let attributes = match &statement {
                Stmt::Local(local) => local.attrs.clone(),
                _ => Vec::new(),
            };
            let attributes = self.unconditional(attributes);
            let made = self.source(call, attributes);
            self.bind(name, made);
            return;
        }
        if let Some((name, expression)) = named(&statement)
            && let Some(chain) = Chain::of(expression).filter(|chain| self.is_stream(chain))
        {
            let attributes = match &statement {
                Stmt::Local(local) => local.attrs.clone(),
                _ => Vec::new(),
            };
            let attributes = self.unconditional(attributes);
            if let Some(word) = is_mutable(&statement) {
                self.errors
                    .at(word, "a stream is not a variable that changes: leave `mut` out");
            }
            let made = self.chain(chain, attributes, Some(name));
            self.bind(name, made);
            return;
        }
        if let Stmt::Expr(expression, _) = &statement
            && let Some(chain) = Chain::of(expression).filter(|chain| self.is_stream(chain))
        {
            if chain.calls.is_empty() {
                self.errors.at(
                    chain.root.span(),
                    format!(
                        "`{0}` alone does nothing; call an operator on it: `{0}.sink(..)`",
                        chain.root
                    ),
                );
            }
            let attributes = chain.calls.last().map_or(Vec::new(), |call| call.attrs.clone());
            let attributes = self.unconditional(attributes);
            self.chain(chain, attributes, None);
            return;
        }
        if let Some((function, method)) = self.unnamed_source(&statement) {
            let method = method.map_or_else(|| "map".to_owned(), |method| method.to_string());
            self.errors.at(
                function.span(),
                format!(
                    "a stream that is pulled needs a name: `let name = {function}(..);`, and then `name.{method}(..)`"
                ),
            );
            if let Some((name, _)) = named(&statement) {
                self.names.insert(name.to_string(), Name::Broken);
            }
            return;
        }
        self.no_streams_inside(statement.to_token_stream(), |bound| bound.visit_stmt(&statement));
        if let Stmt::Local(local) = &statement {
            for name in bindings(&local.pat) {
                self.names.insert(name, Name::Ordinary);
            }
        }
        self.steps.push(Step::Ordinary(Box::new(statement)));
    }

    /// The attributes of a stream statement, which is there always or never.
    fn unconditional(&mut self, mut attributes: Vec<Attribute>) -> Vec<Attribute> {
        attributes.retain(|attribute| {
            let conditional = attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr");
            if conditional {
                self.errors.at(
                    attribute.path().span(),
                    "the graph of a pipeline is fixed: write one pipeline for each configuration, and choose between them",
                );
            }
            !conditional
        });
        attributes
    }

    fn bind(&mut self, name: &Ident, made: Option<StreamId>) {
        let Some(stream) = made else {
            self.names.insert(name.to_string(), Name::Broken);
            return;
        };
        self.names.insert(name.to_string(), Name::Stream(stream));
        if matches!(self.streams[stream].origin, Origin::Node(_)) {
            self.streams[stream].name = name.to_string();
            self.streams[stream].span = name.span();
        }
        let ends = match self.streams[stream].origin {
            Origin::Node(node) => self.nodes[node].is_end() == Some(true),
            _ => false,
        };
        if !ends {
            self.steps.push(Step::Name(name.clone(), stream));
        }
    }

    /// Adds a chain to the graph; `None` if it was reported.
    pub(super) fn chain(&mut self, chain: Chain, attributes: Vec<Attribute>, name: Option<&Ident>) -> Option<StreamId> {
        let Some(Name::Stream(mut stream)) = self.names.get(&chain.root.to_string()).copied() else {
            return None;
        };
        let mut receiver = chain.root.to_token_stream();
        let mut span = chain.root.span();
        let count = chain.calls.len();
        for (position, call) in chain.calls.into_iter().enumerate() {
            let last = position + 1 == count;
            let attributes = if last { attributes.clone() } else { Vec::new() };
            let next = call.method.span();
            if position == 0 && call.method == "emit_on" {
                self.errors
                    .at(next, "`.emit_on(..)` belongs directly behind `.combine_latest(..)`");
                return None;
            }
            let name = name.filter(|_| last);
            stream = self.call(stream, receiver, span, call, attributes, name)?;
            receiver = self.witness(stream, next);
            span = next;
        }
        Some(stream)
    }

    /// The internal name of a stream's witness.
    pub(super) fn witness(&self, stream: StreamId, span: Span) -> TokenStream {
        flow_name(stream, span).to_token_stream()
    }

    pub(super) fn node(&mut self, draft: Draft, call: Call) -> StreamId {
        let node: NodeId = self.nodes.len();
        let name = draft.method.to_string();
        let word = match draft.role {
            Some(Role::Source) => words::find_source(&name),
            _ => words::find(&name),
        };
        let output = self.stream(Origin::Node(node), name.clone(), draft.method.span());
        for (inlet, (stream, span)) in draft.inlets.iter().enumerate() {
            self.streams[*stream].consumers.push(Consumer {
                node,
                inlet,
                span: *span,
            });
        }
        self.nodes.push(Node {
            method: draft.method,
            role: draft.role,
            inlets: draft.inlets.iter().map(|(stream, _)| *stream).collect(),
            output,
            receiver: draft.receiver,
            call,
            fallible: words::is_fallible(&name),
            holds: word.and_then(|word| word.holds),
            // What `then` puts there is not known either.
            many: word.filter(|word| word.name != "then").map(|word| word.many),
            tail: word.is_some_and(|word| word.tail),
            caught_by: None,
            catches: None,
            feeds: None,
            accessor: draft.accessor,
        });
        self.steps.push(Step::Node(draft.attributes, node));
        output
    }
}

/// A node before its call is known.
pub(super) struct Draft {
    pub(super) method: Ident,
    pub(super) role: Option<Role>,
    pub(super) inlets: Vec<(StreamId, Span)>,
    pub(super) receiver: TokenStream,
    pub(super) attributes: Vec<Attribute>,
    pub(super) accessor: Option<Ident>,
}

impl Draft {
    pub(super) fn chain(method: Ident, stream: StreamId, attributes: Vec<Attribute>) -> Self {
        let span = method.span();
        Self {
            method,
            role: Some(Role::Chain),
            inlets: vec![(stream, span)],
            receiver: TokenStream::new(),
            attributes,
            accessor: None,
        }
    }
}

/// The internal variable that holds a stream's witness.
pub(crate) fn flow_name(stream: StreamId, span: Span) -> Ident {
    format_ident!("flow_{stream}", span = Span::mixed_site().located_at(span))
}
