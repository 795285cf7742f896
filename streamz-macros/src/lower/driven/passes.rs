//! What one pass does for each root: it looks at what came out of it and runs the segment behind.

use proc_macro2::TokenStream;

use super::{Driven, finished, pin};
use crate::graph::{NodeId, StreamId};
use crate::lower::segments::{caught, fresh_slots, segment_name};
use crate::lower::tags;
use crate::stages::Head;
use crate::words::Role;

impl Driven<'_> {
    /// Runs what waits in the feedback queues: each begins a new event, so its source must be clear.
    pub(super) fn feedbacks(&self) -> TokenStream {
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

    /// What one pass does for the segment of this number.
    pub(super) fn segment(&self, number: usize) -> TokenStream {
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
                let caught = caught(self.graph, self.stages, number, catch);
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
}
