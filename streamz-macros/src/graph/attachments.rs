//! Operators that attach to something made elsewhere: ports, flushes, feedback and catches.

use quote::ToTokens;
use syn::Ident;
use syn::spanned::Spanned;

use super::arguments::Argument;
use super::builder::{Builder, Draft};
use super::{Call, Consumer, Origin, StreamId};
use crate::words::Role;

impl Builder<'_> {
    pub(super) fn port(&mut self, mut draft: Draft, name: Option<&Ident>) -> Option<StreamId> {
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
        let call = Call::plain(Vec::new());
        Some(self.node(draft, call))
    }

    pub(super) fn flush(&mut self, draft: Draft, arguments: Vec<Argument>) -> Option<StreamId> {
        let span = draft.method.span();
        let [Argument::Stream(target, tokens, target_span)] = &arguments[..] else {
            self.errors
                .at(span, "`flush` names the `collect` it empties: `marks.flush(held)`");
            return None;
        };
        let maker = match self.streams[*target].origin {
            Origin::Node(node) if self.nodes[node].role == Some(Role::Collect) => node,
            _ => {
                let name = &self.streams[*target].name;
                self.errors.at(
                    *target_span,
                    format!("only what `collect` holds can be flushed, and `{name}` is not made by `collect`"),
                );
                return None;
            }
        };
        let call = Call::plain(vec![tokens.clone()]);
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

    pub(super) fn feedback(&mut self, draft: Draft, mut arguments: Vec<Argument>) -> Option<StreamId> {
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
            Argument::Value(value) => {
                self.errors
                    .at(value.span(), "the source comes first: `links.feedback(pages, 64)`");
                return None;
            }
        };
        if !self.is_source(target) {
            let names: Vec<&str> = (0..self.streams.len())
                .filter(|&stream| self.is_source(stream))
                .map(|stream| self.streams[stream].name.as_str())
                .collect();
            self.errors.at(
                target_span,
                format!("`feedback` leads back to a source, one of `{}`", names.join("`, `")),
            );
            return None;
        }
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
        let stream = self.node(draft, Call::plain(call));
        if let Some(node) = self.nodes.last_mut() {
            node.feeds = Some(target);
        }
        Some(stream)
    }

    /// Whether a stream comes from outside: pushed, or pulled.
    fn is_source(&self, stream: StreamId) -> bool {
        match self.streams[stream].origin {
            Origin::Source(_) => true,
            Origin::Node(maker) => self.nodes[maker].role == Some(Role::Source),
            Origin::Entry(_) => false,
        }
    }

    pub(super) fn catch(&mut self, stream: StreamId, mut draft: Draft, arguments: Vec<Argument>) -> Option<StreamId> {
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
        let made = self.node(draft, Call::plain(arguments));
        self.nodes[catch].catches = Some(maker);
        Some(made)
    }
}
