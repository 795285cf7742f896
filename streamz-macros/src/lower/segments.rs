//! The segments: for each root, nested loops over what the operators emit.
//!
//! In a pipeline that is driven, the time of the event lies beside the slots: boundaries are told when an item came.
//!
//! Joins of streams in step hold items within one event only. Their slots are made anew for each event, beside the state:
//! they end up in registers, and an event that fails leaves nothing behind in them.

mod steps;

use proc_macro2::{Span, TokenStream};
use syn::{Ident, Index};

use super::construct::branch_name;
use super::places::{Places, fields, state, stored_head};
use super::{at, done, internal, node_name, numbered, tags};
use crate::graph::{Consumer, Graph, NodeId, StreamId, flow_name};
use crate::stages::{Head, Stages};

/// The state value and the closure of each segment.
pub(super) fn segments(graph: &Graph, stages: &Stages) -> TokenStream {
    let outcome = internal("outcome");
    let state = state(graph, &stages.segments, |node| node_name(graph, node));
    let slots = fresh_slots(graph, &wire!(0));
    let places = Places::of(graph, stages);
    // Last first: a segment's closure holds those it calls.
    let closures = (0..stages.segments.len()).rev().map(|number| {
        let segment = &stages.segments[number];
        let printer = Printer { graph, stages, number };
        let name = segment_name(number);
        let path = places.segment(number);
        let flow = flow_name(segment.root, Span::mixed_site());
        let pattern = printer.pattern();
        let body = printer.deliver(segment.root);
        let done = done(graph);
        if graph.is_tagged() {
            return wire! {
                let #name = ::streamz::__private::segment_tagged(
                    #outcome, &state #path, &slots, #flow, tag_type, move |state, slots, tags, item| {
                        let #pattern = state;
                        #body
                        #done
                    },
                );
            };
        }
        wire! {
            let #name = ::streamz::__private::segment(#outcome, &state #path, &slots, #flow, move |state, slots, item| {
                let #pattern = state;
                #body
                #done
            });
        }
    });
    wire! {
        let mut state = #state;
        let slots = #slots;
        #(#closures)*
    }
}

/// Empty slots for every join of streams in step, and if the pipeline is driven the time `now` behind them.
pub(super) fn fresh_slots(graph: &Graph, now: &TokenStream) -> TokenStream {
    let joins = graph.in_step().map(|join| node_name(graph, join));
    let tags = tags::slots(graph);
    let now = graph.is_driven().then_some(now).into_iter();
    wire!((#(#joins.slots(),)* #(#tags,)* #(#now,)*))
}

/// The closure of a segment.
pub(super) fn segment_name(number: usize) -> Ident {
    numbered("segment", number)
}

/// Prints the body of one segment.
#[derive(Clone, Copy)]
struct Printer<'g> {
    graph: &'g Graph,
    stages: &'g Stages,
    number: usize,
}

impl Printer<'_> {
    /// Takes the segment's state apart.
    fn pattern(&self) -> TokenStream {
        let segments = &self.stages.segments;
        let nodes = segments[self.number]
            .nodes
            .iter()
            .map(|&node| node_name(self.graph, node));
        let next = segments.get(self.number + 1);
        let join = next
            .and_then(|next| stored_head(self.graph, next))
            .map(|join| node_name(self.graph, join))
            .into_iter();
        let rest = next.map(|_| internal("rest")).into_iter();
        wire!((#(#nodes,)* #(#join,)* #(#rest,)*))
    }

    /// Hands `item` to all consumers of a stream.
    ///
    /// A chain is printed from its end, without recursion: it may be longer than rustc's stack is deep.
    fn deliver(&self, stream: StreamId) -> TokenStream {
        let mut chain = Vec::new();
        let mut end = stream;
        while let [only] = self.graph.streams[end].consumers[..] {
            let node = &self.graph.nodes[only.node];
            if self.stages.head(only.node).is_some() || node.caught_by.is_some() {
                break;
            }
            chain.push(only);
            end = node.output;
        }
        let mut code = self.fan_out(end);
        for Consumer { node, inlet, .. } in chain.into_iter().rev() {
            let name = node_name(self.graph, node);
            let span = self.graph.nodes[node].method.span();
            code = self.step(node, inlet, span, &wire!(#name), &code);
        }
        code
    }

    /// Hands `item` to every consumer of a stream, in order: a copy to each but the last.
    fn fan_out(&self, stream: StreamId) -> TokenStream {
        let consumers = &self.graph.streams[stream].consumers;
        let item = internal("item");
        let Some((last, others)) = consumers.split_last() else {
            return wire!(let _ = #item;);
        };
        let mut code = TokenStream::new();
        for consumer in others {
            let span = consumers[1].span;
            let copy = branch_name(stream, span);
            let copied = at(span, &wire!(::streamz::__private::Duplicate::duplicate(#copy, &#item)));
            let taken = self.arrive(*consumer);
            code.extend(wire! {{
                let #item = #copied;
                #taken
            }});
        }
        code.extend(self.arrive(*last));
        code
    }

    /// One arrival: steps the operator and hands on what it emits.
    fn arrive(&self, consumer: Consumer) -> TokenStream {
        let Consumer { node, inlet, span } = consumer;
        let item = internal("item");
        let name = node_name(self.graph, node);
        let Some(head) = self.stages.head(node) else {
            let onward = self.deliver(self.graph.nodes[node].output);
            let span = self.graph.nodes[node].method.span();
            return self.step(node, inlet, span, &wire!(#name), &onward);
        };
        if head == Head::Boundary {
            let place = self.join_place(node);
            let now = self.now();
            let tag = if self.graph.is_tagged() {
                wire!(::streamz::__private::keep(tags))
            } else {
                wire!(())
            };
            let accept = at(
                span,
                &wire!(::streamz::__private::accept(#place, slots.#now, #item, #tag)),
            );
            return wire!(#accept;);
        }
        let onward = self.enter(node);
        let rest = self.rest_place(node);
        if let Some(slots) = self.graph.in_step().position(|join| join == node) {
            let index = Index::from(slots);
            let join = wire!((&mut slots.#index));
            let step = at(span, &wire!(::streamz::__private::step::<#inlet, _>(#join, #item)));
            if self.graph.is_tagged() {
                let place = tags::slot(self.graph, slots);
                return wire! {
                    ::streamz::__private::Twin::arrive(&mut slots.#place, #inlet, tags, 0);
                    for #item in #step {
                        let behind = #rest;
                        // Taken out, for the slots are passed on beside the tags.
                        let mut twin = ::core::mem::take(&mut slots.#place);
                        let tags = ::streamz::__private::Twin::emit(&mut twin);
                        #onward
                        ::streamz::__private::Twin::emitted(&mut twin);
                    }
                };
            }
            return wire! {
                for #item in #step {
                    let behind = #rest;
                    #onward
                }
            };
        }
        let place = self.join_place(node);
        let step = self.step(node, inlet, span, &wire!(join), &onward);
        wire! {{
            let join = #place;
            let behind = #rest;
            #step
        }}
    }

    /// The place of the time beside the slots.
    fn now(&self) -> Index {
        let joins = self.graph.in_step().count();
        Index::from(if self.graph.is_tagged() { 2 * joins } else { joins })
    }

    /// Whether everything behind the cut `head` has room, seen from this segment, where `behind` is its state.
    fn clear_behind(&self, head: NodeId) -> TokenStream {
        let from = self.stages.of(self.graph.nodes[head].output);
        let printer = Printer { number: from, ..*self };
        let holders = self.stages.holders(from).iter().map(|&holder| {
            let target = self.stages.of(self.graph.nodes[holder].output);
            let path = printer.way_behind(target - 1);
            let place = Index::from(self.stages.segments[target - 1].nodes.len());
            has_room(self.graph, self.stages, holder, &wire!((*behind) #path.#place))
        });
        wire!(#(#holders)&&*)
    }

    /// Where a join that holds items between events lies, seen from this segment.
    fn join_place(&self, join: NodeId) -> TokenStream {
        let segments = &self.stages.segments;
        let target = self.stages.of(self.graph.nodes[join].output);
        if target == self.number + 1 {
            let name = node_name(self.graph, join);
            return wire!(&mut *#name);
        }
        let (rest, path) = (internal("rest"), self.way_to(target - 1));
        let place = Index::from(segments[target - 1].nodes.len());
        wire!(&mut #rest #path.#place)
    }

    /// Where the state behind a join lies, seen from this segment.
    fn rest_place(&self, join: NodeId) -> TokenStream {
        let target = self.stages.of(self.graph.nodes[join].output);
        let (rest, path) = (internal("rest"), self.way_to(target));
        wire!(&mut (*#rest) #path)
    }

    /// The fields that lead from the state behind this segment to that of a later one: always the last field.
    fn way_to(&self, target: usize) -> TokenStream {
        self.way(self.number + 1, target)
    }

    /// The fields that lead from the state of this segment to that of a later one.
    fn way_behind(&self, target: usize) -> TokenStream {
        self.way(self.number, target)
    }

    fn way(&self, from: usize, target: usize) -> TokenStream {
        let segments = &self.stages.segments;
        let way: Vec<usize> = (from..target)
            .map(|number| {
                let join = segments.get(number + 1).and_then(|next| stored_head(self.graph, next));
                segments[number].nodes.len() + usize::from(join.is_some())
            })
            .collect();
        fields(&way)
    }

    /// Hands `item` to the segment behind a join.
    fn enter(&self, join: NodeId) -> TokenStream {
        let segment = segment_name(self.stages.of(self.graph.nodes[join].output));
        let item = internal("item");
        let tags = tags::argument(self.graph);
        if self.graph.is_fallible() {
            wire! {
                if let ::core::result::Result::Err(error) = #segment(&mut *behind, &mut *slots, #tags #item) {
                    return ::core::result::Result::Err(error);
                }
            }
        } else {
            wire!(#segment(&mut *behind, &mut *slots, #tags #item);)
        }
    }
}

/// Hands what a boundary failed with, `error`, to the stream of its failures; `state` is that of segment `number`.
pub(super) fn caught(graph: &Graph, stages: &Stages, number: usize, catch: NodeId) -> TokenStream {
    let printer = Printer { graph, stages, number };
    let pattern = printer.pattern();
    let name = node_name(graph, catch);
    let item = internal("item");
    let onward = printer.deliver(graph.nodes[catch].output);
    wire! {
        let #pattern = state;
        for #item in #name.failed(error) {
            #onward
        }
    }
}

/// Whether a boundary or a cut at `place` lets an event go on.
pub(super) fn has_room(graph: &Graph, stages: &Stages, node: NodeId, place: &TokenStream) -> TokenStream {
    match stages.head(node) {
        Some(Head::Cut) if graph.is_tagged() => wire!(::streamz::__private::is_spent(&#place.node)),
        Some(Head::Cut) => wire!(::streamz::__private::is_spent(&#place)),
        _ => wire!(::streamz::__private::is_clear(&#place)),
    }
}
