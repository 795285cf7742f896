//! The pipeline value where there are boundaries: a machine that is polled, and methods that return futures.

mod impls;
mod passes;
mod value;

use proc_macro2::TokenStream;
use syn::Ident;

use super::entries::{Entry, List, entries, lists};
use super::places::Places;
use super::segments::has_room;
use super::{done, numbered, snapshot, tags};
use crate::graph::{Graph, NodeId};
use crate::stages::{Head, Stages};

/// The machine, the struct around it, its methods, and the value.
pub(super) fn facade(graph: &Graph, stages: &Stages) -> TokenStream {
    let driven = Driven {
        graph,
        stages,
        places: Places::of(graph, stages),
        entries: entries(graph),
        lists: lists(graph),
    };
    let recover = driven.recover();
    let machine = driven.machine();
    let ports = (0..driven.entries.len()).map(|number| driven.port(number));
    let readers = (0..driven.lists.len()).map(|number| driven.reader(number));
    let layout = snapshot::layout(graph, stages, &driven.places);
    let definition = driven.definition();
    let methods = driven.methods();
    let impls = driven.impls();
    let restore = snapshot::restore_impl(graph, &driven.parameters(None));
    let fields = driven.fields();
    let timer = if graph.is_timed() {
        wire!(::streamz::time::NoTimerYet)
    } else {
        wire!(::streamz::time::NoTimer)
    };
    wire! {
        #recover
        #(#ports)*
        #(#readers)*
        #machine
        #layout
        #definition
        #methods
        #impls
        #restore
        Pipeline { machine, timer: #timer, #(#fields),* }
    }
}

struct Driven<'g> {
    graph: &'g Graph,
    stages: &'g Stages,
    places: Places,
    entries: Vec<Entry>,
    lists: Vec<List>,
}

impl Driven<'_> {
    /// Cleans up after an event that failed.
    fn recover(&self) -> TokenStream {
        if !self.graph.is_fallible() {
            return TokenStream::new();
        }
        let stored = (0..self.graph.nodes.len()).filter(|&node| !self.graph.nodes[node].is_in_step());
        let nodes = stored.map(|node| {
            let place = self.places.node(node);
            tags::recover(self.graph, node, self.is_cut(node), &wire!((*state) #place))
        });
        wire! {
            let recover = ::streamz::__private::on_failure(&state, |state| {
                #(#nodes)*
            });
        }
    }

    /// The boundaries, in the order of their segments.
    fn boundaries(&self) -> Vec<NodeId> {
        let heads = self.stages.segments.iter().filter_map(|segment| segment.head);
        heads
            .filter(|&head| self.stages.head(head) == Some(Head::Boundary))
            .collect()
    }

    fn machine(&self) -> TokenStream {
        let boundaries = self.boundaries();
        let pinned = boundaries.iter().rev().fold(wire!(()), |rest, &boundary| {
            let place = self.places.node(boundary);
            wire!(::streamz::__private::Pins::new(state #place.pinned(), #rest))
        });
        let split = boundaries.iter().map(|&boundary| {
            let pin = pin(boundary);
            wire!(let (mut #pin, pins) = pins.split();)
        });
        let feedbacks = self.feedbacks();
        let segments = (0..self.stages.segments.len()).map(|number| self.segment(number));
        let finished = self.finished();
        let done = done(self.graph);
        let recovering = self.graph.is_fallible().then(|| {
            wire! {
                let whole = pass_once;
                let pass_once = ::streamz::__private::pass(outcome, &state, &pins, move |state, pins, pass| {
                    let outcome = whole(state, pins, pass);
                    if outcome.is_err() {
                        recover(state);
                    }
                    outcome
                });
            }
        });
        let deadline = self.deadline();
        let inert = !self.graph.is_pinned();
        wire! {
            let pins = #pinned;
            let pass_once = ::streamz::__private::pass(outcome, &state, &pins, move |state, pins, pass| {
                #(#split)*
                #feedbacks
                #(#segments)*
                pass.finished = #finished;
                #done
            });
            #recovering
            let deadline = ::streamz::__private::deadline(&state, move |state| #deadline);
            let machine = ::streamz::__private::Machine::new(
                outcome, state, pins, pass_once, deadline, #inert,
            );
        }
    }

    fn is_cut(&self, node: NodeId) -> bool {
        self.stages.head(node) == Some(Head::Cut)
    }

    /// A call whose failure ends the pass.
    fn or_return(&self, call: &TokenStream) -> TokenStream {
        if self.graph.is_fallible() {
            wire! {
                if let ::core::result::Result::Err(error) = #call {
                    return ::core::result::Result::Err(error);
                }
            }
        } else {
            wire!(#call;)
        }
    }

    /// Whether everything that an event of this segment can reach has room, of `state`.
    fn clear(&self, segment: usize) -> TokenStream {
        let holders = self.stages.holders(segment).iter().map(|&holder| {
            let place = self.places.node(holder);
            has_room(self.graph, self.stages, holder, &wire!((*state) #place))
        });
        wire!(true #(&& #holders)*)
    }

    fn finished(&self) -> TokenStream {
        let all = (0..self.stages.segments.len()).map(finished);
        wire!(true #(&& #all)*)
    }

    /// The earliest of all deadlines; what has no room behind it does not count.
    fn deadline(&self) -> TokenStream {
        let deadlines = self.boundaries().into_iter().map(|boundary| {
            let segment = self.stages.of(self.graph.nodes[boundary].output);
            let place = self.places.node(boundary);
            let clear = self.clear(segment);
            wire!(.min(::streamz::__private::next_deadline(&(*state) #place, #clear)))
        });
        wire!(::streamz::time::NEVER #(#deadlines)*)
    }
}

/// The pinned part of a boundary, within a pass.
fn pin(boundary: NodeId) -> Ident {
    numbered("pin", boundary)
}

/// Whether nothing comes out of a segment's head any more, within a pass.
fn finished(segment: usize) -> Ident {
    numbered("finished", segment)
}
