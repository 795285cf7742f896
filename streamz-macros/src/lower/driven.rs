//! The pipeline value where there are boundaries: a machine that is polled, and methods that return futures.

use proc_macro2::{Span, TokenStream};
use syn::Ident;

use super::entries::{Entry, List, entries, find, kind, list, lists, run};
use super::segments::{Places, fresh_slots, has_room, segment_name};
use super::{done, numbered, tags};
use crate::graph::{Graph, NodeId, StreamId};
use crate::stages::{Head, Stages};
use crate::words::Role;

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
    let definition = driven.definition();
    let methods = driven.methods();
    let impls = driven.impls();
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
        #definition
        #methods
        #impls
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

    /// Runs what waits in the feedback queues: each begins a new event, so its source must be clear.
    fn feedbacks(&self) -> TokenStream {
        let feedbacks = self.graph.nodes.iter().enumerate().filter_map(|(id, node)| {
            let segment = self.stages.of(node.feeds?);
            let queue = self.places.node(id);
            let clear = self.clear(segment);
            let place = self.places.segment(segment);
            let run = segment_name(segment);
            let slots = fresh_slots(self.graph, &wire!(pass.now));
            let queue = wire!((*state) #queue);
            let call = tags::feed(self.graph, &queue, &wire!(#run), &wire!(&mut (*state) #place), &slots);
            let call = self.or_return(&call);
            let node = tags::node(self.graph, id, false, &queue);
            Some(wire! {
                let mut turns = ::streamz::__private::TURNS;
                while turns > 0 && #clear {
                    let ::core::option::Option::Some(item) = #node.pop() else {
                        break;
                    };
                    pass.progress = true;
                    turns -= 1;
                    #call
                }
            })
        });
        wire!(#(#feedbacks)*)
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

    /// What one pass does for the segment of this number.
    fn segment(&self, number: usize) -> TokenStream {
        let finished = finished(number);
        let Some(head) = self.stages.segments[number].head else {
            let ended = self.entry_ended(number);
            return wire!(let #finished = #ended;);
        };
        match self.stages.head(head) {
            Some(Head::Boundary) => self.boundary(number, head),
            Some(Head::Cut) => self.cut(number, head),
            Some(Head::Tail) => self.tail(number, head),
            _ => {
                // Nothing begins here.
                wire!(let #finished = true;)
            }
        }
    }

    /// Whether nothing will come through a way in any more: it is closed, and no feedback leads back to it.
    fn entry_ended(&self, number: usize) -> TokenStream {
        let quiet = self.feedback_is_quiet(self.stages.segments[number].root);
        wire!(pass.closing #quiet)
    }

    /// `&& ..`: whether nothing waits in the feedback queues that lead to a source, or could still come to them.
    fn feedback_is_quiet(&self, source: StreamId) -> TokenStream {
        let feeding = self.graph.nodes.iter().enumerate();
        let feeding = feeding.filter(|(_, node)| node.feeds == Some(source));
        let mut conditions = Vec::new();
        for (feedback, _) in feeding {
            let queue = self.places.node(feedback);
            let queue = tags::node(self.graph, feedback, false, &wire!((*state) #queue));
            conditions.push(wire!(#queue.is_empty()));
            for node in self.stages.leading_to(self.graph, feedback) {
                let place = self.places.node(node);
                let place = tags::node(self.graph, node, self.is_cut(node), &wire!((*state) #place));
                conditions.push(if self.is_cut(node) {
                    wire!(::streamz::__private::is_spent(&#place))
                } else {
                    wire!(::streamz::__private::is_idle(&#place))
                });
            }
        }
        wire!(#(&& #conditions)*)
    }

    /// Whether all that leads to the head of this segment has ended.
    fn upstream_ended(&self, number: usize, head: NodeId) -> TokenStream {
        if self.graph.nodes[head].role == Some(Role::Source) {
            return wire!(pass.closing);
        }
        let feeders = self.stages.feeders(number).iter().map(|&feeder| finished(feeder));
        wire!(true #(&& #feeders)*)
    }

    fn boundary(&self, number: usize, head: NodeId) -> TokenStream {
        let node = &self.graph.nodes[head];
        let (pin, finished) = (pin(head), finished(number));
        let place = self.places.node(head);
        let (around, gate, behind) = self.places.around(head);
        let ended = self.upstream_ended(number, head);
        // To a pulled source too a feedback may lead.
        let quiet = self.feedback_is_quiet(node.output);
        let clear = self.clear(number);
        let run = segment_name(number);
        let slots = fresh_slots(self.graph, &wire!(pass.now));
        let state = wire!(&mut around.#behind);
        let with_tags = self.graph.is_tagged() && node.role != Some(Role::Source);
        let call = if node.is_tagged_source() {
            tags::with_tag(&wire!(#run), &state, &slots)
        } else if with_tags {
            wire!(#run(#state, &mut #slots, tags, item))
        } else {
            let none = tags::none(self.graph);
            wire!(#run(#state, &mut #slots, #none item))
        };
        let call = self.or_return(&call);
        let failed = match (node.fallible, node.caught_by) {
            (false, _) => wire!(match error {}),
            (true, None) if self.graph.output.is_some() => {
                wire!(return ::core::result::Result::Err(::core::convert::From::from(error));)
            }
            (true, None) => wire!(return ::core::result::Result::Err(error);),
            (true, Some(catch)) => {
                let caught = super::segments::caught(self.graph, self.stages, number, catch);
                wire! {
                    let state = &mut around.#behind;
                    let slots = &mut #slots;
                    #caught
                }
            }
        };
        let nothing = with_tags.then(|| wire!(around.#gate.nothing();));
        let (next, ok, err) = if with_tags {
            (
                wire!(next_tagged),
                wire!((::core::result::Result::Ok(item), tags)),
                wire!((::core::result::Result::Err(error), tags)),
            )
        } else {
            (
                wire!(next),
                wire!(::core::result::Result::Ok(item)),
                wire!(::core::result::Result::Err(error)),
            )
        };
        let upstream = self.upstream_waits();
        let drive_behind = self.drive_behind(number, &clear);
        wire! {
            let ended = #ended;
            let upstream_waits = #upstream;
            if (*state) #place.drive(#pin.as_mut(), pass.now, ended, pass.poll, &mut *pass.cx) {
                pass.progress = true;
            }
            let mut turns = ::streamz::__private::TURNS;
            while turns > 0 {
                #drive_behind
                if !(#clear) {
                    pass.waits |= !(*state) #place.is_idle();
                    break;
                }
                let around = &mut (*state) #around;
                match around.#gate.#next(#pin.as_mut(), pass.now, &mut *pass.cx) {
                    ::core::option::Option::Some(#ok) => {
                        #call
                    }
                    ::core::option::Option::Some(#err) => { #failed }
                    ::core::option::Option::None => {
                        #nothing
                        break;
                    }
                }
                around.#gate.settle();
                turns -= 1;
            }
            let #finished = (*state) #place.is_finished() #quiet;
            if turns < ::streamz::__private::TURNS
                && (turns == 0
                    || upstream_waits
                    || ended && !#finished
                    || (*state) #place.drive(#pin.as_mut(), pass.now, ended, pass.poll, &mut *pass.cx))
            {
                pass.progress = true;
            }
        }
    }

    /// Drives the boundary behind this one if there is no room in it.
    fn drive_behind(&self, number: usize, clear: &TokenStream) -> Option<TokenStream> {
        let behind = self.eager(number)?;
        let (pin, place) = (pin(behind), self.places.node(behind));
        Some(wire! {
            if !(#clear) {
                (*state) #place.drive(#pin.as_mut(), pass.now, false, pass.poll, &mut *pass.cx);
            }
        })
    }

    /// Whether something that a pass has come by already may go on when there is room behind it.
    fn upstream_waits(&self) -> TokenStream {
        // What comes out of a boundary may be fed back.
        if self.graph.nodes.iter().any(|node| node.feeds.is_some()) {
            wire!(true)
        } else {
            wire!(pass.waits)
        }
    }

    /// The boundary behind this one that is driven after each item it is given, as it would be next in any case: a call of an
    /// asynchronous sink is over then, and not one pass takes one item only.
    fn eager(&self, number: usize) -> Option<NodeId> {
        let is_boundary = |segment: usize| {
            let head = self.stages.segments.get(segment)?.head?;
            (self.stages.head(head) == Some(Head::Boundary)).then_some(head)
        };
        is_boundary(number)?;
        is_boundary(number + 1).filter(|next| self.stages.holders(number).contains(next))
    }

    fn cut(&self, number: usize, head: NodeId) -> TokenStream {
        let finished = finished(number);
        let place = self.places.node(head);
        let (around, cut, behind) = self.places.around(head);
        let ended = self.upstream_ended(number, head);
        let clear = self.clear(number);
        let run = segment_name(number);
        let slots = fresh_slots(self.graph, &wire!(pass.now));
        let argument = tags::argument(self.graph);
        let call = self.or_return(&wire!(#run(&mut around.#behind, &mut #slots, #argument item)));
        let node = tags::node(self.graph, head, true, &wire!(around.#cut));
        let keeps = tags::keeps(self.graph, head, true, &node);
        let (emit, emitted) = self.twin_of(&wire!(around.#cut), &keeps);
        // What turned out to have nothing left is let go of.
        let settled = self.graph.is_tagged().then(|| {
            wire! {
                let around = &mut (*state) #around;
                let keeps = #keeps;
                ::streamz::__private::Twin::settle(&mut around.#cut.twin, keeps);
            }
        });
        let place = tags::node(self.graph, head, true, &wire!((*state) #place));
        wire! {
            let spent = ::streamz::__private::is_spent(&#place);
            while #clear {
                let around = &mut (*state) #around;
                let ::core::option::Option::Some(item) = ::streamz::__private::resume(&mut #node) else {
                    break;
                };
                pass.progress = true;
                #emit
                #call
                #emitted
            }
            #settled
            let #finished = ::streamz::__private::is_spent(&#place);
            // What was only found to be at its end makes room too, for boundaries that were asked before it in this pass.
            if !spent && #finished {
                pass.progress = true;
            }
            pass.waits |= !#finished;
            let #finished = #ended && #finished;
        }
    }

    fn tail(&self, number: usize, head: NodeId) -> TokenStream {
        let finished = finished(number);
        let (around, tail, behind) = self.places.around(head);
        let ended = self.upstream_ended(number, head);
        let clear = self.clear(number);
        let run = segment_name(number);
        let slots = fresh_slots(self.graph, &wire!(pass.now));
        let argument = tags::argument(self.graph);
        let call = self.or_return(&wire!(#run(&mut around.#behind, &mut #slots, #argument item)));
        let node = tags::node(self.graph, head, false, &wire!(around.#tail));
        let keeps = tags::keeps(self.graph, head, false, &node);
        let (emit, emitted) = self.twin_of(&wire!(around.#tail), &keeps);
        wire! {
            let mut #finished = false;
            if #ended {
                while #clear {
                    let around = &mut (*state) #around;
                    let ::core::option::Option::Some(item) = ::streamz::__private::tail(&mut #node) else {
                        #finished = true;
                        break;
                    };
                    pass.progress = true;
                    #emit
                    #call
                    ::streamz::__private::tail_done(&mut #node);
                    #emitted
                }
                pass.waits |= !#finished;
            }
        }
    }

    /// What comes before and behind what a head with a twin hands on outside the event in which it came.
    fn twin_of(&self, place: &TokenStream, keeps: &TokenStream) -> (TokenStream, TokenStream) {
        if !self.graph.is_tagged() {
            return (TokenStream::new(), TokenStream::new());
        }
        let emit = wire!(let tags = ::streamz::__private::Twin::emit(&mut #place.twin););
        let emitted = wire! {
            ::streamz::__private::Twin::emitted(&mut #place.twin);
            let keeps = #keeps;
            ::streamz::__private::Twin::settle(&mut #place.twin, keeps);
        };
        (emit, emitted)
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

    /// The closures behind a way in: the segment, and whether an event may begin there.
    fn port(&self, number: usize) -> TokenStream {
        let entry = &self.entries[number];
        let field = numbered("port", number);
        let flow = entry.flow(self.graph);
        let segment = self.stages.of(entry.stream);
        let run = segment_name(segment);
        let place = self.places.segment(segment);
        let slots = fresh_slots(self.graph, &wire!(now));
        let state = wire!(&mut (*state) #place);
        let run = tags::enter(self.graph, entry.source, &wire!(#run), &state, &slots);
        let body = if self.graph.is_fallible() {
            wire! {
                let outcome = #run;
                if outcome.is_err() {
                    recover(state);
                }
                outcome
            }
        } else {
            run
        };
        let clear = self.clear(segment);
        wire! {
            let #field = ::streamz::__private::way_in(
                outcome,
                &state,
                #flow,
                move |state, now, item| { #body },
                move |state| #clear,
            );
        }
    }

    fn reader(&self, number: usize) -> TokenStream {
        let List { node, .. } = self.lists[number];
        let field = numbered("list", number);
        let place = self.places.node(node);
        wire! {
            let #field = ::streamz::__private::reader(&state, &state #place, |state| &mut (*state) #place);
        }
    }

    fn definition(&self) -> TokenStream {
        let parameters = self.parameters(None);
        let ports = (0..self.entries.len()).map(|number| {
            let (field, kind, run, clear) = (numbered("port", number), kind(number), run(number), clear_of(number));
            wire!(#field: ::streamz::__private::WayIn<#kind, #run, #clear>)
        });
        let lists = (0..self.lists.len()).map(|number| {
            let (field, list, find) = (numbered("list", number), list(number), find(number));
            wire!(#field: ::streamz::__private::Reader<#list, #find>)
        });
        wire! {
            ::streamz::__private::pin_project! {
                #[must_use = "a pipeline does nothing until it is driven"]
                struct Pipeline<#(#parameters),*> {
                    #[pin]
                    machine: Machine,
                    #[pin]
                    timer: Timer,
                    #(#ports,)*
                    #(#lists,)*
                }
            }
        }
    }

    /// How methods take the pipeline, and the pinned reference made of it.
    fn receiver(&self) -> (TokenStream, TokenStream, TokenStream) {
        if self.graph.is_pinned() {
            (
                wire!(self: &'event mut ::core::pin::Pin<&mut Self>),
                wire!(self.as_mut()),
                wire!(),
            )
        } else {
            (
                wire!(&'event mut self),
                wire!(::core::pin::Pin::new(self)),
                wire!(Self: ::core::marker::Unpin,),
            )
        }
    }

    fn methods(&self) -> TokenStream {
        let parameters = self.parameters(None);
        let mut methods = TokenStream::new();
        for (number, entry) in self.entries.iter().enumerate() {
            if self.graph.sources.len() == 1 && number == 0 && entry.name != "emit" {
                methods.extend(self.method(number, &Ident::new("emit", Span::call_site())));
            }
            methods.extend(self.method(number, &entry.name));
        }
        let (receiver, pinned, bound) = self.receiver();
        for (number, list_) in self.lists.iter().enumerate() {
            let (field, list, find, name) = (numbered("list", number), list(number), find(number), &list_.name);
            methods.extend(wire! {
                /// The list of this name.
                #[inline]
                pub fn #name<'event>(#receiver) -> &'event mut #list
                where
                    #bound
                    Machine: ::streamz::__private::Engine,
                    #find: for<'state> ::core::ops::Fn(&'state mut Machine::State) -> &'state mut #list,
                {
                    let this = #pinned.project();
                    (this.#field.find)(::streamz::__private::Engine::state_mut(this.machine))
                }
            });
        }
        let fields = self.fields();
        let with_timer = self.with_timer();
        wire! {
            #[allow(dead_code)]
            impl<#(#parameters),*> Pipeline<#(#parameters),*> {
                #methods

                /// The same pipeline, whose futures tell the time by `timer`.
                pub fn with_timer<Clock: ::streamz::time::Timer>(self, timer: Clock) -> #with_timer {
                    let Self { machine, timer: _, #(#fields),* } = self;
                    Pipeline { machine, timer, #(#fields),* }
                }
            }
        }
    }

    fn with_timer(&self) -> TokenStream {
        let mut arguments = self.parameters(None);
        arguments[1] = wire!(Clock);
        wire!(Pipeline<#(#arguments),*>)
    }

    fn method(&self, number: usize, name: &Ident) -> TokenStream {
        let kind = kind(number);
        let (receiver, pinned, bound) = self.receiver();
        let item = wire!(::streamz::__private::Item<'event, #kind>);
        wire! {
            /// Sends one item in here. The future is ready when its synchronous effects are done and every bounded place it
            /// reached has room.
            #[inline]
            pub fn #name<'event>(
                #receiver,
                item: #item,
            ) -> ::streamz::drive::Emitting<'event, Self, #item, #number>
            where
                #bound
                #kind: ::streamz::__private::Kind,
                Self: ::streamz::drive::Push<#item, #number>,
                Timer: ::streamz::time::Timer,
            {
                ::streamz::drive::Emitting::new(#pinned, item)
            }
        }
    }

    fn impls(&self) -> TokenStream {
        let parameters = self.parameters(None);
        let pushes = (0..self.entries.len()).flat_map(|number| match self.entries[number].lent {
            Some(lent) => vec![self.push_impl(number, lent)],
            None => vec![self.push_impl(number, false), self.push_impl(number, true)],
        });
        let sink = self.sink_impl();
        wire! {
            impl<#(#parameters),*> ::streamz::drive::Drive for Pipeline<#(#parameters),*>
            where
                Machine: ::streamz::__private::Engine,
            {
                type Output = Machine::Output;
                type Timer = Timer;

                #[inline]
                fn poll_at(
                    self: ::core::pin::Pin<&mut Self>,
                    now: ::streamz::time::Ticks,
                    cx: &mut ::core::task::Context<'_>,
                ) -> ::core::task::Poll<Self::Output> {
                    ::streamz::__private::Engine::poll_at(self.project().machine, now, cx)
                }

                #[inline]
                fn deadline(&self) -> ::streamz::time::Ticks {
                    ::streamz::__private::Engine::deadline(&self.machine)
                }

                fn close_pinned(self: ::core::pin::Pin<&mut Self>) {
                    ::streamz::__private::Engine::close(self.project().machine);
                }

                fn failures(&self) -> u64 {
                    ::streamz::__private::Engine::failures(&self.machine)
                }

                #[inline]
                fn timer(self: ::core::pin::Pin<&mut Self>) -> ::core::pin::Pin<&mut Timer> {
                    self.project().timer
                }
            }

            #(#pushes)*
            #sink
        }
    }

    /// `Push` for a way in, for the kind it may have.
    fn push_impl(&self, number: usize, lent: bool) -> TokenStream {
        let parameters = self.parameters(Some(number));
        let field = numbered("port", number);
        let (run, clear) = (run(number), clear_of(number));
        let (lifetime, item, bound, of_kind, argument) = item_of(lent);
        let arguments = self.arguments(number, &of_kind);
        wire! {
            impl<#lifetime #(#parameters,)* #item> ::streamz::drive::Push<#bound, #number> for Pipeline<#(#arguments),*>
            where
                Machine: ::streamz::__private::Engine,
                #run: for<'state> ::core::ops::Fn(
                    &'state mut Machine::State,
                    ::streamz::time::Ticks,
                    #argument,
                ) -> Machine::Output,
                #clear: for<'state> ::core::ops::Fn(&'state Machine::State) -> bool,
            {
                #[inline]
                fn is_clear(&self) -> bool {
                    (self.#field.clear)(::streamz::__private::Engine::state(&self.machine))
                }

                #[inline]
                fn push_now(
                    self: ::core::pin::Pin<&mut Self>,
                    now: ::streamz::time::Ticks,
                    item: #bound,
                ) -> Self::Output {
                    let this = self.project();
                    let run = &this.#field.run;
                    ::streamz::__private::Engine::enter(this.machine, |state| run(state, now, item))
                }
            }
        }
    }

    /// With one source of owned items the pipeline is a `futures::Sink`.
    fn sink_impl(&self) -> Option<TokenStream> {
        let [_] = &self.graph.sources[..] else {
            return None;
        };
        if self.entries.first()?.lent != Some(false) {
            return None;
        }
        let parameters = self.parameters(Some(0));
        let (_, item, _, of_kind, _) = item_of(false);
        let arguments = self.arguments(0, &of_kind);
        let sent = wire!(::core::result::Result<(), Self::Error>);
        Some(wire! {
            impl<#(#parameters,)* #item> ::streamz::__private::Sink<Item> for Pipeline<#(#arguments),*>
            where
                Machine: ::streamz::__private::Engine,
                Timer: ::streamz::time::Timer,
                Self: ::streamz::drive::Push<Item, 0, Timer = Timer, Output = Machine::Output>,
            {
                type Error = <Machine::Output as ::streamz::drive::Outcome>::Error;

                fn poll_ready(
                    self: ::core::pin::Pin<&mut Self>,
                    cx: &mut ::core::task::Context<'_>,
                ) -> ::core::task::Poll<#sent> {
                    ::streamz::drive::sink_ready::<Item, Self, 0>(self, cx)
                }

                fn start_send(self: ::core::pin::Pin<&mut Self>, item: Item) -> #sent {
                    ::streamz::drive::sink_send::<Item, Self, 0>(self, item)
                }

                fn poll_flush(
                    self: ::core::pin::Pin<&mut Self>,
                    cx: &mut ::core::task::Context<'_>,
                ) -> ::core::task::Poll<#sent> {
                    ::streamz::drive::sink_flush::<Item, Self, 0>(self, cx)
                }

                fn poll_close(
                    self: ::core::pin::Pin<&mut Self>,
                    cx: &mut ::core::task::Context<'_>,
                ) -> ::core::task::Poll<#sent> {
                    ::streamz::drive::sink_close(self, cx)
                }
            }
        })
    }

    /// The struct's type parameters, without the kind of entry `known`.
    fn parameters(&self, known: Option<usize>) -> Vec<TokenStream> {
        let mut parameters = vec![wire!(Machine), wire!(Timer)];
        for number in 0..self.entries.len() {
            if known != Some(number) {
                let kind = kind(number);
                parameters.push(wire!(#kind));
            }
            let (run, clear) = (run(number), clear_of(number));
            parameters.extend([wire!(#run), wire!(#clear)]);
        }
        for number in 0..self.lists.len() {
            let (list, find) = (list(number), find(number));
            parameters.extend([wire!(#list), wire!(#find)]);
        }
        parameters
    }

    /// The struct's type arguments, `of_kind` standing for the kind of entry `known`.
    fn arguments(&self, known: usize, of_kind: &TokenStream) -> Vec<TokenStream> {
        let mut arguments = self.parameters(None);
        arguments[2 + 3 * known] = of_kind.clone();
        arguments
    }

    fn fields(&self) -> Vec<Ident> {
        let ports = (0..self.entries.len()).map(|number| numbered("port", number));
        ports
            .chain((0..self.lists.len()).map(|number| numbered("list", number)))
            .collect()
    }
}

/// Lifetime, parameter, item type, kind, and argument of a closure, for items that are lent or not.
fn item_of(lent: bool) -> (TokenStream, TokenStream, TokenStream, TokenStream, TokenStream) {
    if lent {
        (
            wire!('event,),
            wire!(Item: ?::core::marker::Sized),
            wire!(&'event Item),
            wire!(::streamz::__private::Ref<Item>),
            wire!(&'state Item),
        )
    } else {
        (
            wire!(),
            wire!(Item),
            wire!(Item),
            wire!(::streamz::__private::Own<Item>),
            wire!(Item),
        )
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

/// The type parameter of the closure that tells whether an event may begin at an entry.
fn clear_of(number: usize) -> Ident {
    numbered("Clear", number)
}
