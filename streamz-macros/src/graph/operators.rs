//! From a method call to a node of the graph.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprMethodCall, Ident, Lit};

use super::arguments::{Argument, bare, integer};
use super::builder::{Builder, Draft};
use super::frames::{key, select};
use super::{Call, Origin, Step, StreamId};
use crate::words::{self, Role};

impl Builder<'_> {
    /// Adds one operator behind `stream`; `name` is what the statement calls its output. `None` if it was reported.
    pub(super) fn call(
        &mut self,
        stream: StreamId,
        receiver: TokenStream,
        receiver_span: Span,
        mut call: ExprMethodCall,
        attributes: Vec<Attribute>,
        name: Option<&Ident>,
    ) -> Option<StreamId> {
        if is_asynchronous(&call) {
            // One word for the user: what the closure is decides.
            call.method = Ident::new(&format!("{}_async", call.method), call.method.span());
        }
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
        if text == "slice" && call.args.len() > 1 {
            self.errors.at(
                method.span(),
                "`slice` takes a range of positions, `slice(1..9)`; `.step_by(2)` behind it takes every second of them",
            );
            return None;
        }
        if role == Some(Role::EmitOn) {
            return self.emit_on(stream, call);
        }
        if role == Some(Role::Pluck) {
            return self.pluck(stream, receiver, receiver_span, call, attributes);
        }
        if role == Some(Role::Assign) {
            return self.assign(stream, receiver, receiver_span, &call, &attributes);
        }
        match role {
            Some(Role::Key) => key(&mut call, 0),
            Some(Role::JoinByKey) => {
                key(&mut call, 1);
                key(&mut call, 2);
            }
            Some(Role::Select) => select(&mut call),
            _ => {}
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
            Some(Role::Union) => self.union(draft, arguments),
            Some(Role::Zip) => self.zip(draft, arguments, word.map_or(0, |word| word.sizes.len())),
            Some(Role::Join | Role::InStep) => self.join(draft, arguments, word.map_or(0, |word| word.sizes.len())),
            Some(Role::Port) => self.port(draft, name),
            Some(Role::Flush) => self.flush(draft, arguments),
            Some(Role::Feedback) => self.feedback(draft, arguments),
            Some(Role::Catch) => self.catch(stream, draft, arguments),
            Some(Role::List) => {
                let Some(name) = name else {
                    let advice = "this list cannot be read without a name: `let out = ….";
                    self.errors
                        .at(draft.method.span(), format!("{advice}{text}(..);` adds `p.out()`"));
                    return None;
                };
                draft.accessor = Some(name.clone());
                Some(self.plain(draft, call.turbofish.to_token_stream(), arguments))
            }
            _ => Some(self.plain(draft, call.turbofish.to_token_stream(), arguments)),
        }
    }

    /// An operator like any other: streams among its arguments are further inlets.
    fn plain(&mut self, mut draft: Draft, generics: TokenStream, arguments: Vec<Argument>) -> StreamId {
        let mut tokens = Vec::new();
        for argument in arguments {
            tokens.push(match argument {
                Argument::Stream(other, tokens, span) => {
                    draft.inlets.push((other, span));
                    tokens
                }
                Argument::Value(value) => value.to_token_stream(),
            });
        }
        self.node(
            draft,
            Call::Plain {
                generics,
                arguments: tokens,
            },
        )
    }

    fn union(&mut self, mut draft: Draft, arguments: Vec<Argument>) -> Option<StreamId> {
        let method = draft.method.to_string();
        let mut others = Vec::new();
        for argument in arguments {
            let (other, tokens, span) = self.only_stream(argument, &method)?;
            // The consumers of a stream are a set: a stream named twice counts once.
            if draft.inlets.iter().all(|(known, _)| *known != other) {
                draft.inlets.push((other, span));
            }
            others.push(tokens);
        }
        self.needs_others(&draft, &others)?;
        Some(self.node(draft, Call::Each { others }))
    }

    /// `a.method(sizes.., b, c)` without constants between.
    fn join(&mut self, mut draft: Draft, arguments: Vec<Argument>, sizes: usize) -> Option<StreamId> {
        let method = draft.method.to_string();
        let mut leading = Vec::new();
        let mut others = Vec::new();
        for (position, argument) in arguments.into_iter().enumerate() {
            match argument {
                Argument::Value(value) if position < sizes => leading.push(value.to_token_stream()),
                argument => {
                    let (other, tokens, span) = self.only_stream(argument, &method)?;
                    draft.inlets.push((other, span));
                    others.push(tokens);
                }
            }
        }
        self.needs_others(&draft, &others)?;
        let emit_on = (method == "combine_latest").then_some(u32::MAX);
        Some(self.node(
            draft,
            Call::Tuple {
                leading,
                others,
                emit_on,
            },
        ))
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
        Some(self.node(map, Call::plain(arguments)))
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
            let inlets = &self.nodes[maker].inlets;
            // A stream joined with itself is all of its inlets.
            let (chosen, span) = match argument {
                Argument::Stream(chosen, _, span) => (bits(inlets.iter().map(|inlet| *inlet == chosen)), span),
                Argument::Value(value) => {
                    let number = integer(&value).and_then(|number| usize::try_from(number).ok());
                    (bits((0..inlets.len()).map(|inlet| number == Some(inlet))), value.span())
                }
            };
            if chosen == 0 {
                let last = inlets.len() - 1;
                self.errors.at(
                    span,
                    format!("`emit_on` names streams of its `combine_latest`, or their numbers 0 to {last}"),
                );
                return None;
            }
            mask |= chosen;
        }
        if mask == 0 {
            self.errors
                .at(span, "`emit_on` names at least one stream: `.emit_on(price)`");
            return None;
        }
        if let Call::Tuple { emit_on, .. } = &mut self.nodes[maker].call
            && emit_on.replace(mask) != Some(u32::MAX)
        {
            self.errors
                .at(span, "one `emit_on` names all streams: `.emit_on(price, limit)`");
            return None;
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
            match bare(pick) {
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
        Some(self.node(draft, Call::plain(arguments)))
    }
}

/// Whether this is a `sink` or `try_sink` with an asynchronous closure.
fn is_asynchronous(call: &ExprMethodCall) -> bool {
    let Some(Expr::Closure(closure)) = call.args.first().map(bare) else {
        return false;
    };
    (call.method == "sink" || call.method == "try_sink")
        && (closure.asyncness.is_some() || matches!(*closure.body, Expr::Async(_)))
}

/// A number with bit i set where element i is true.
fn bits(chosen: impl Iterator<Item = bool>) -> u32 {
    chosen
        .zip(0..u32::BITS)
        .map(|(chosen, bit)| u32::from(chosen) << bit)
        .sum()
}
