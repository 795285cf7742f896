//! Walks the statements and grows the graph.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprMethodCall, GenericArgument, Ident, Lit, Pat, Stmt, Token, UnOp};

use super::chain::Chain;
use super::{Call, Consumer, Graph, Node, NodeId, Origin, Step, Stream, StreamId};
use crate::diagnostics::{Diagnostics, nearest};
use crate::parse::Input;
use crate::words::{self, Role};

/// Builds the graph of a pipeline; streams that could not be made are left out.
pub(crate) fn build(input: Input, errors: &mut Diagnostics) -> Graph {
    let mut builder = Builder::new(input.is_move, &input.statements, errors);
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
        sources: input.sources,
        output: input.output,
        streams: builder.streams,
        nodes: builder.nodes,
        steps: builder.steps,
    }
}

/// What a name stands for at some point of the body.
#[derive(Clone, Copy)]
enum Name {
    Stream(StreamId),
    /// A stream that was reported already.
    Broken,
    /// An ordinary variable.
    Ordinary,
}

struct Builder<'e> {
    is_move: bool,
    errors: &'e mut Diagnostics,
    streams: Vec<Stream>,
    nodes: Vec<Node>,
    steps: Vec<Step>,
    names: HashMap<String, Name>,
    later: Later,
    constants: usize,
    /// The name that the statement at hand gives.
    making: Option<String>,
}

/// The names that statements still to come will give, and the names each of them uses.
struct Later(Vec<(String, HashSet<String>)>);

impl Later {
    fn of(statements: &[Stmt]) -> Self {
        let named = statements.iter().filter_map(|statement| {
            let (name, expression) = named(statement)?;
            Some((name.to_string(), idents(expression.to_token_stream())))
        });
        Self(named.collect())
    }

    fn pop_front_of(&mut self, statement: &Stmt) {
        if named(statement).is_some() {
            self.0.remove(0);
        }
    }

    fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|(later, _)| later == name)
    }

    /// Whether the later stream `name` is made, by any number of steps, from `from`.
    fn leads_back(&self, name: &str, from: &str) -> bool {
        let mut reached = HashSet::from([from.to_owned()]);
        for (later, uses) in &self.0 {
            if uses.iter().any(|used| reached.contains(used)) {
                reached.insert(later.clone());
            }
        }
        reached.contains(name)
    }
}

fn idents(tokens: TokenStream) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut stack = vec![tokens];
    while let Some(tokens) = stack.pop() {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(ident) => {
                    found.insert(ident.to_string());
                }
                proc_macro2::TokenTree::Group(group) => stack.push(group.stream()),
                _ => {}
            }
        }
    }
    found
}

/// `let name = expression;`
fn named(statement: &Stmt) -> Option<(&Ident, &Expr)> {
    let Stmt::Local(local) = statement else {
        return None;
    };
    let Pat::Ident(name) = &local.pat else {
        return None;
    };
    let init = local.init.as_ref()?;
    (init.diverge.is_none() && name.subpat.is_none()).then_some((&name.ident, &*init.expr))
}

/// An argument of an operator.
enum Argument {
    /// Another stream, and the tokens that name its witness.
    Stream(StreamId, TokenStream, Span),
    /// Anything else.
    Value(Expr),
}

impl<'e> Builder<'e> {
    fn new(is_move: bool, statements: &[Stmt], errors: &'e mut Diagnostics) -> Self {
        Self {
            is_move,
            errors,
            streams: Vec::new(),
            nodes: Vec::new(),
            steps: Vec::new(),
            names: HashMap::new(),
            later: Later::of(statements),
            constants: 0,
            making: None,
        }
    }

    fn stream(&mut self, origin: Origin, name: String, span: Span) -> StreamId {
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
        if let Some((name, expression)) = named(&statement)
            && let Some(chain) = Chain::of(expression).filter(|chain| self.is_stream(chain))
        {
            let attributes = match &statement {
                Stmt::Local(local) => local.attrs.clone(),
                _ => Vec::new(),
            };
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
            self.chain(chain, Vec::new(), None);
            return;
        }
        if let Stmt::Local(local) = &statement {
            for name in bindings(&local.pat) {
                self.names.insert(name, Name::Ordinary);
            }
        }
        self.steps.push(Step::Ordinary(statement));
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

    /// Whether a chain is about streams: its root is one, or it can mean nothing else.
    fn is_stream(&mut self, chain: &Chain) -> bool {
        let root = chain.root.to_string();
        match self.names.get(&root) {
            Some(Name::Stream(_) | Name::Broken) => true,
            Some(Name::Ordinary) => false,
            None => {
                let meant = chain
                    .calls
                    .iter()
                    .any(|call| words::is_ours_alone(&call.method.to_string()));
                if !meant && !self.later.contains(&root) {
                    return false;
                }
                self.unknown(&chain.root);
                self.names.insert(root, Name::Broken);
                true
            }
        }
    }

    /// Reports a name that is no stream (yet).
    fn unknown(&mut self, name: &Ident) {
        let text = name.to_string();
        if self.later.contains(&text) {
            let source = self.streams.first().map_or("source", |stream| stream.name.as_str());
            let message = match &self.making {
                Some(making) if self.later.leads_back(&text, making) => format!(
                    "`{text}` is made from `{making}`: a cycle; close it with a queue instead: \
                     `{text}.feedback({source}, 16)` sends its items to the source `{source}` again"
                ),
                _ => format!("`{text}` is used before it is made; move its `let` above this line"),
            };
            self.errors.at(name.span(), message);
            return;
        }
        let mut known: Vec<&str> = self
            .names
            .iter()
            .filter(|(_, name)| matches!(name, Name::Stream(_)))
            .map(|(name, _)| name.as_str())
            .collect();
        known.sort_unstable();
        let advice = match nearest(&text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the streams here are `{}`; sources are declared between the bars, others with `let`",
                known.join("`, `")
            ),
        };
        self.errors
            .at(name.span(), format!("unknown stream `{text}`; {advice}"));
    }

    /// Adds a chain to the graph; `None` if it was reported.
    fn chain(&mut self, chain: Chain, attributes: Vec<Attribute>, name: Option<&Ident>) -> Option<StreamId> {
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
            let name = name.filter(|_| last);
            stream = self.call(stream, receiver, span, call, attributes, name)?;
            receiver = self.witness(stream, next);
            span = next;
        }
        Some(stream)
    }

    /// The internal name of a stream's witness.
    fn witness(&self, stream: StreamId, span: Span) -> TokenStream {
        flow_name(stream, span).to_token_stream()
    }

    fn arguments(&mut self, call: &mut ExprMethodCall) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        let mut broken = false;
        for argument in core::mem::take(&mut call.args) {
            match Chain::of(&argument) {
                Some(chain) if matches!(self.names.get(&chain.root.to_string()), Some(Name::Stream(_))) => {
                    let span = argument.span();
                    let plain = chain.calls.is_empty().then(|| chain.root.to_token_stream());
                    match self.chain(chain, Vec::new(), None) {
                        Some(stream) => {
                            let tokens = plain.unwrap_or_else(|| self.witness(stream, span));
                            arguments.push(Argument::Stream(stream, tokens, span));
                        }
                        None => broken = true,
                    }
                }
                Some(chain) if matches!(self.names.get(&chain.root.to_string()), Some(Name::Broken)) => {
                    broken = true;
                }
                _ => arguments.push(Argument::Value(self.value(argument))),
            }
        }
        (!broken).then_some(arguments)
    }

    /// A closure of a `move` pipeline moves.
    fn value(&self, mut expression: Expr) -> Expr {
        if let (true, Expr::Closure(closure)) = (self.is_move, &mut expression) {
            closure
                .capture
                .get_or_insert_with(|| Token![move](closure.or1_token.span()));
        }
        expression
    }

    fn call(
        &mut self,
        stream: StreamId,
        receiver: TokenStream,
        receiver_span: Span,
        mut call: ExprMethodCall,
        attributes: Vec<Attribute>,
        name: Option<&Ident>,
    ) -> Option<StreamId> {
        let method = call.method.clone();
        let text = method.to_string();
        let word = words::find(&text);
        let role = word.map(|word| word.role);
        if let Origin::Node(maker) = self.streams[stream].origin
            && self.nodes[maker].is_end() == Some(true)
            && role != Some(Role::Catch)
        {
            let end = &self.nodes[maker].method;
            self.errors.at(
                method.span(),
                format!("nothing comes out of `{end}`; call `{text}` on the stream before it"),
            );
            return None;
        }
        if let Some((_, advice)) = words::ELSEWHERE.iter().find(|(other, _)| *other == text) {
            self.errors
                .at(method.span(), format!("there is no `{text}` here: {advice}"));
            return None;
        }
        if text == "unique" && call.args.is_empty() && call.turbofish.is_none() {
            self.errors.at(
                method.span(),
                "`unique` needs to know how much to remember: `unique(n)` the last n items, `unique_unbounded()` all",
            );
            return None;
        }
        if role == Some(Role::EmitOn) {
            return self.emit_on(stream, call);
        }
        if role == Some(Role::Pluck) {
            return self.pluck(stream, receiver, receiver_span, call, attributes);
        }
        self.sizes(word, &mut call);
        let arguments = self.arguments(&mut call)?;
        let mut draft = Draft {
            method,
            role,
            inlets: vec![(stream, receiver_span)],
            receiver,
            attributes,
            accessor: None,
        };
        match role {
            Some(Role::Union) => {
                let mut others = Vec::new();
                for argument in arguments {
                    let (other, tokens, span) = self.only_stream(argument, &text)?;
                    // The set of a stream's consumers is a set: a stream named twice counts once.
                    if draft.inlets.iter().all(|(known, _)| *known != other) {
                        draft.inlets.push((other, span));
                    }
                    others.push(tokens);
                }
                self.needs_others(&draft, &others)?;
                Some(self.node(draft, Call::Each { others }))
            }
            Some(Role::Zip) => self.zip(draft, arguments, word.map_or(0, |word| word.sizes.len())),
            Some(Role::Join | Role::InStep) => {
                let mut leading = Vec::new();
                let mut others = Vec::new();
                let sizes = word.map_or(0, |word| word.sizes.len());
                for (position, argument) in arguments.into_iter().enumerate() {
                    match argument {
                        Argument::Value(value) if position < sizes => {
                            leading.push(value.to_token_stream());
                        }
                        argument => {
                            let (other, tokens, span) = self.only_stream(argument, &text)?;
                            draft.inlets.push((other, span));
                            others.push(tokens);
                        }
                    }
                }
                self.needs_others(&draft, &others)?;
                let emit_on = (text == "combine_latest").then_some(u32::MAX);
                Some(self.node(
                    draft,
                    Call::Tuple {
                        leading,
                        others,
                        emit_on,
                    },
                ))
            }
            Some(Role::Port) => self.port(draft, name),
            Some(Role::Flush) => self.flush(draft, arguments),
            Some(Role::Feedback) => self.feedback(draft, arguments),
            Some(Role::Catch) => self.catch(stream, draft, arguments),
            _ => {
                if role == Some(Role::List) {
                    let Some(name) = name else {
                        self.errors.at(
                            draft.method.span(),
                            format!(
                                "this list cannot be read without a name: `let out = ….{text}(..);` adds `p.out()`"
                            ),
                        );
                        return None;
                    };
                    draft.accessor = Some(name.clone());
                }
                let generics = call.turbofish.take().to_token_stream();
                let arguments = arguments
                    .into_iter()
                    .map(|argument| match argument {
                        Argument::Stream(other, tokens, span) => {
                            draft.inlets.push((other, span));
                            tokens
                        }
                        Argument::Value(value) => value.to_token_stream(),
                    })
                    .collect();
                Some(self.node(draft, Call::Plain { generics, arguments }))
            }
        }
    }

    /// Turns literal and const-generic sizes into inline storage.
    fn sizes(&mut self, word: Option<&words::Word>, call: &mut ExprMethodCall) {
        let Some(word) = word else { return };
        for &position in word.positive {
            if let Some(literal) = call.args.get(position).and_then(zero) {
                self.nothing(literal, word.name);
            }
        }
        if let Some(generics) = call.turbofish.take_if(|_| !word.sizes.is_empty()) {
            let mut arguments: Vec<Expr> = core::mem::take(&mut call.args).into_iter().collect();
            for (&position, size) in word.sizes.iter().zip(generics.args) {
                let span = size.span();
                if matches!(&size, GenericArgument::Const(size) if zero(size).is_some()) {
                    self.nothing(span, word.name);
                }
                let inline = quote_spanned!(span=> ::streamz::__private::Inline::<#size>);
                if position <= arguments.len() {
                    arguments.insert(position, Expr::Verbatim(inline));
                }
            }
            call.args = arguments.into_iter().collect();
            return;
        }
        for &position in word.sizes {
            if let Some(argument) = call.args.get_mut(position)
                && let Expr::Lit(literal) = &*argument
                && matches!(literal.lit, Lit::Int(_))
            {
                let inline = quote_spanned!(literal.span()=> ::streamz::__private::Inline::<#literal>);
                *argument = Expr::Verbatim(inline);
            }
        }
    }

    fn nothing(&mut self, span: Span, method: &str) {
        self.errors.at(
            span,
            format!("`{method}` of 0 items would do nothing; write how many, 1 or more"),
        );
    }

    fn only_stream(&mut self, argument: Argument, method: &str) -> Option<(StreamId, TokenStream, Span)> {
        match argument {
            Argument::Stream(stream, tokens, span) => Some((stream, tokens, span)),
            Argument::Value(value) => {
                match Chain::of(&value) {
                    Some(chain) if chain.calls.is_empty() => self.unknown(&chain.root),
                    _ => self
                        .errors
                        .at(value.span(), format!("`{method}` joins streams, and this is not one")),
                }
                None
            }
        }
    }

    fn needs_others(&mut self, draft: &Draft, others: &[TokenStream]) -> Option<()> {
        if others.is_empty() {
            let (method, stream) = (&draft.method, &self.streams[draft.inlets[0].0].name);
            self.errors.at(
                method.span(),
                format!("`{method}` joins streams: name at least one other, `{stream}.{method}(other)`"),
            );
            return None;
        }
        Some(())
    }

    /// `a.zip(b, constant, c)`: the join of the streams, then a map that puts the constants between.
    fn zip(&mut self, mut draft: Draft, arguments: Vec<Argument>, sizes: usize) -> Option<StreamId> {
        let mut leading = Vec::new();
        let mut others = Vec::new();
        let mut fields = Vec::new();
        let mut members = vec![format_ident!("member_0", span = Span::mixed_site())];
        fields.push(members[0].to_token_stream());
        for (position, argument) in arguments.into_iter().enumerate() {
            match argument {
                Argument::Value(value) if position < sizes => leading.push(value.to_token_stream()),
                Argument::Stream(other, tokens, span) => {
                    draft.inlets.push((other, span));
                    others.push(tokens);
                    let member = format_ident!("member_{}", members.len(), span = Span::mixed_site());
                    fields.push(member.to_token_stream());
                    members.push(member);
                }
                Argument::Value(value) => {
                    let constant = format_ident!("constant_{}", self.constants, span = Span::mixed_site());
                    self.constants += 1;
                    fields.push(quote_spanned!(value.span()=> ::core::clone::Clone::clone(&#constant)));
                    self.steps.push(Step::Constant(constant, value.to_token_stream()));
                }
            }
        }
        if fields.len() == 1 {
            self.needs_others(&draft, &others)?;
        }
        let has_constants = fields.len() > members.len();
        let span = draft.method.span();
        let (zipped, receiver) = if others.is_empty() {
            (draft.inlets[0].0, draft.receiver)
        } else {
            let attributes = draft.attributes.clone();
            let zipped = self.node(
                draft,
                Call::Tuple {
                    leading,
                    others,
                    emit_on: None,
                },
            );
            if !has_constants {
                return Some(zipped);
            }
            let receiver = self.witness(zipped, span);
            draft = Draft::chain(Ident::new("map", span), zipped, attributes);
            (zipped, receiver)
        };
        let pattern = match &members[..] {
            [member] => member.to_token_stream(),
            members => quote!((#(#members),*)),
        };
        let closure = quote_spanned!(span=> move |#pattern| (#(#fields),*));
        let map = Draft {
            receiver,
            ..Draft::chain(Ident::new("map", span), zipped, draft.attributes)
        };
        let arguments = vec![closure];
        Some(self.node(
            map,
            Call::Plain {
                generics: TokenStream::new(),
                arguments,
            },
        ))
    }

    fn port(&mut self, mut draft: Draft, name: Option<&Ident>) -> Option<StreamId> {
        let Some(name) = name else {
            self.errors.at(
                draft.method.span(),
                "a port is entered by its name: `let mid = ….port();` adds the method `p.mid(item)`",
            );
            return None;
        };
        let node = self.nodes.len();
        let entry = self.stream(Origin::Entry(node), name.to_string(), name.span());
        draft.inlets.push((entry, name.span()));
        draft.accessor = Some(name.clone());
        let call = Call::Plain {
            generics: TokenStream::new(),
            arguments: Vec::new(),
        };
        Some(self.node(draft, call))
    }

    fn flush(&mut self, draft: Draft, arguments: Vec<Argument>) -> Option<StreamId> {
        let span = draft.method.span();
        let [Argument::Stream(target, tokens, target_span)] = &arguments[..] else {
            self.errors
                .at(span, "`flush` names the `collect` it empties: `marks.flush(held)`");
            return None;
        };
        let maker = match self.streams[*target].origin {
            Origin::Node(node) if self.nodes[node].method.to_string().starts_with("collect") => node,
            _ => {
                let name = &self.streams[*target].name;
                self.errors.at(
                    *target_span,
                    format!("only what `collect` holds can be flushed, and `{name}` is not made by `collect`"),
                );
                return None;
            }
        };
        let call = Call::Plain {
            generics: TokenStream::new(),
            arguments: vec![tokens.clone()],
        };
        let signal = self.node(draft, call);
        let inlet = self.nodes[maker].inlets.len();
        if inlet > 1 {
            // A second signal reaches the same inlet, and the operator has only one.
            self.errors.at(
                span,
                "this `collect` is flushed already; unite the signals first: `marks.union(ticks).flush(held)`",
            );
            return None;
        }
        self.nodes[maker].inlets.push(signal);
        self.streams[signal].consumers.push(Consumer {
            node: maker,
            inlet,
            span,
        });
        Some(signal)
    }

    fn feedback(&mut self, draft: Draft, mut arguments: Vec<Argument>) -> Option<StreamId> {
        let span = draft.method.span();
        if arguments.is_empty() {
            self.errors.at(
                span,
                "`feedback` names the source it leads back to: `links.feedback(pages, 64)`",
            );
            return None;
        }
        let (target, tokens, target_span) = match arguments.remove(0) {
            Argument::Stream(target, tokens, span) => (target, tokens, span),
            other => {
                return self.only_stream(other, "feedback").map(|(stream, ..)| stream);
            }
        };
        let Origin::Source(source) = self.streams[target].origin else {
            let names: Vec<&str> = self
                .streams
                .iter()
                .filter(|stream| matches!(stream.origin, Origin::Source(_)))
                .map(|stream| stream.name.as_str())
                .collect();
            self.errors.at(
                target_span,
                format!("`feedback` leads back to a source, one of `{}`", names.join("`, `")),
            );
            return None;
        };
        let mut call = vec![tokens];
        for argument in arguments {
            match argument {
                Argument::Value(value) => call.push(value.to_token_stream()),
                Argument::Stream(_, _, span) => {
                    self.errors
                        .at(span, "`feedback` takes a source and the size of its queue");
                    return None;
                }
            }
        }
        let stream = self.node(
            draft,
            Call::Plain {
                generics: TokenStream::new(),
                arguments: call,
            },
        );
        if let Some(node) = self.nodes.last_mut() {
            node.feeds = Some(source);
        }
        Some(stream)
    }

    fn catch(&mut self, stream: StreamId, mut draft: Draft, arguments: Vec<Argument>) -> Option<StreamId> {
        let span = draft.method.span();
        let name = self.streams[stream].name.clone();
        let maker = match self.streams[stream].origin {
            Origin::Node(maker) if self.nodes[maker].fallible => maker,
            Origin::Node(maker) => {
                let method = &self.nodes[maker].method;
                self.errors.at(
                    span,
                    format!("there is nothing to catch: `{method}` cannot fail; operators that can begin with `try_`"),
                );
                return None;
            }
            _ => {
                self.errors.at(
                    span,
                    format!("there is nothing to catch: `{name}` comes straight from outside"),
                );
                return None;
            }
        };
        if self.nodes[maker].is_join() || self.nodes[maker].feeds.is_some() {
            let method = &self.nodes[maker].method;
            self.errors.at(
                span,
                format!("`{method}` fails when it is full, and `emit` says so; it cannot be caught as a stream"),
            );
            return None;
        }
        if self.nodes[maker].caught_by.is_some() {
            self.errors.at(
                span,
                format!("the failures of `{name}` are caught already; branch that stream instead"),
            );
            return None;
        }
        let catch = self.nodes.len();
        self.nodes[maker].caught_by = Some(catch);
        draft.inlets.clear();
        let arguments = arguments
            .into_iter()
            .map(|argument| match argument {
                Argument::Value(value) => value.to_token_stream(),
                Argument::Stream(_, tokens, _) => tokens,
            })
            .collect();
        let made = self.node(
            draft,
            Call::Plain {
                generics: TokenStream::new(),
                arguments,
            },
        );
        self.nodes[catch].catches = Some(maker);
        Some(made)
    }

    fn emit_on(&mut self, stream: StreamId, mut call: ExprMethodCall) -> Option<StreamId> {
        let span = call.method.span();
        let maker = match self.streams[stream].origin {
            Origin::Node(maker) if self.nodes[maker].method == "combine_latest" => maker,
            _ => {
                self.errors
                    .at(span, "`.emit_on(..)` belongs directly behind `.combine_latest(..)`");
                return None;
            }
        };
        let mut mask = 0;
        for argument in self.arguments(&mut call)? {
            let inlets = self.nodes[maker].inlets.len();
            let (inlet, span) = match argument {
                Argument::Stream(chosen, _, span) => {
                    (self.nodes[maker].inlets.iter().position(|inlet| *inlet == chosen), span)
                }
                Argument::Value(value) => (integer(&value).and_then(|n| usize::try_from(n).ok()), value.span()),
            };
            match inlet.filter(|inlet| *inlet < inlets) {
                Some(inlet) => mask |= 1 << inlet,
                None => {
                    self.errors.at(
                        span,
                        format!(
                            "`emit_on` names streams of its `combine_latest`, or their numbers 0 to {}",
                            inlets - 1
                        ),
                    );
                    return None;
                }
            }
        }
        if mask == 0 {
            self.errors
                .at(span, "`emit_on` names at least one stream: `.emit_on(price)`");
            return None;
        }
        if let Call::Tuple { emit_on, .. } = &mut self.nodes[maker].call {
            *emit_on = Some(mask);
        }
        Some(stream)
    }

    /// `pluck(1)`, `pluck(-1)`, `pluck(price)`, `pluck(0, 2)`, `pluck(name, price)`.
    fn pluck(
        &mut self,
        stream: StreamId,
        receiver: TokenStream,
        receiver_span: Span,
        call: ExprMethodCall,
        attributes: Vec<Attribute>,
    ) -> Option<StreamId> {
        let span = call.method.span();
        let mut draft = Draft {
            receiver,
            inlets: vec![(stream, receiver_span)],
            ..Draft::chain(call.method.clone(), stream, attributes)
        };
        let picks: Vec<&Expr> = call.args.iter().collect();
        if let [pick] = picks[..]
            && integer(pick).is_some()
        {
            let generics = quote_spanned!(pick.span()=> ::<{ #pick }>);
            return Some(self.node(
                draft,
                Call::Plain {
                    generics,
                    arguments: Vec::new(),
                },
            ));
        }
        if call.turbofish.is_some() && picks.is_empty() {
            let generics = call.turbofish.to_token_stream();
            return Some(self.node(
                draft,
                Call::Plain {
                    generics,
                    arguments: Vec::new(),
                },
            ));
        }
        let item = Ident::new("item", Span::mixed_site());
        let mut fields = Vec::new();
        for pick in &picks {
            match pick {
                Expr::Lit(literal) if matches!(literal.lit, Lit::Int(_)) => {
                    fields.push(quote!(#item.#literal));
                }
                Expr::Path(path) if path.path.get_ident().is_some() => {
                    fields.push(quote!(#item.#path));
                }
                other => {
                    self.errors.at(
                        other.span(),
                        "`pluck` takes the numbers of tuple members or the names of fields, written without quotes",
                    );
                    return None;
                }
            }
        }
        if fields.is_empty() {
            self.errors.at(
                span,
                "`pluck` names what to take: `pluck(0)`, `pluck(price)`, `pluck(name, price)`",
            );
            return None;
        }
        let members = match &fields[..] {
            [field] => field.clone(),
            fields => quote!((#(#fields),*)),
        };
        draft.method = Ident::new("map", span);
        let arguments = vec![quote_spanned!(span=> |#item| #members)];
        Some(self.node(
            draft,
            Call::Plain {
                generics: TokenStream::new(),
                arguments,
            },
        ))
    }

    fn node(&mut self, draft: Draft, call: Call) -> StreamId {
        let node: NodeId = self.nodes.len();
        let name = draft.method.to_string();
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
struct Draft {
    method: Ident,
    role: Option<Role>,
    inlets: Vec<(StreamId, Span)>,
    receiver: TokenStream,
    attributes: Vec<Attribute>,
    accessor: Option<Ident>,
}

impl Draft {
    fn chain(method: Ident, stream: StreamId, attributes: Vec<Attribute>) -> Self {
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

/// The variables that a pattern binds.
fn bindings(pattern: &Pat) -> Vec<String> {
    idents(pattern.to_token_stream()).into_iter().collect()
}

/// The value of an integer literal, perhaps negative.
fn integer(expression: &Expr) -> Option<i64> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => integer(&unary.expr).map(|n| -n),
        _ => None,
    }
}

/// Where a literal 0 stands, if that is what the expression is.
fn zero(expression: &Expr) -> Option<Span> {
    (integer(expression) == Some(0)).then(|| expression.span())
}
