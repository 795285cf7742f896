//! The step of one operator, and what is done with each item that it emits.

use proc_macro2::{Span, TokenStream};

use super::Printer;
use crate::graph::{NodeId, StreamId};
use crate::lower::construct::saved_name;
use crate::lower::{at, internal, node_name, tags};
use crate::stages::Head;
use crate::words::Role;

impl Printer<'_> {
    pub(super) fn step(
        &self,
        node: NodeId,
        inlet: usize,
        span: Span,
        place: &TokenStream,
        onward: &TokenStream,
    ) -> TokenStream {
        let operator = &self.graph.nodes[node];
        let item = internal("item");
        let cut = self.stages.head(node) == Some(Head::Cut);
        if tags::is_twinned(self.graph, node, cut) {
            return self.twinned_step(node, inlet, span, place, onward);
        }
        if operator.method == "sink_tagged" {
            // Without tags it was reported already.
            let take = self.graph.is_tagged().then(|| wire!(#place.take(#item, tags);));
            return take.unwrap_or_else(|| wire!(let _ = #item;));
        }
        if !operator.fallible {
            // Only of what the macro does not know must rustc be asked how much it hands on.
            let single = operator.many.is_none() && self.single(operator.output);
            let step = if single {
                wire!(::streamz::__private::step_single::<#inlet, _>(&mut *#place, #item))
            } else {
                wire!(::streamz::__private::step::<#inlet, _>(&mut *#place, #item))
            };
            let step = at(span, &step);
            let settle = at(span, &wire!(::streamz::__private::settle::<#inlet, _>(&mut *#place)));
            let each = self.each(node, &step, onward);
            return wire! {
                #each
                #settle;
            };
        }
        let step = at(
            span,
            &wire!(::streamz::__private::try_step::<#inlet, _>(&mut *#place, #item)),
        );
        let settle = at(
            span,
            &wire!(::streamz::__private::try_settle::<#inlet, _>(&mut *#place)),
        );
        let Some(catch) = operator.caught_by else {
            let error = self.error(span);
            let each = self.each(node, &wire!(emission), onward);
            return wire! {
                let emission = match #step {
                    ::core::result::Result::Ok(emission) => emission,
                    ::core::result::Result::Err(error) => return ::core::result::Result::Err(#error),
                };
                #each
                #settle;
            };
        };
        let saved = saved_name(node, self.graph.nodes[catch].method.span());
        let copied = wire!(::streamz::__private::Duplicate::duplicate(#saved, &#item));
        let copied = at(self.graph.nodes[catch].method.span(), &copied);
        let catching = node_name(self.graph, catch);
        let failed = self.deliver(self.graph.nodes[catch].output);
        wire! {
            let saved = #copied;
            match #step {
                ::core::result::Result::Ok(emission) => {
                    for #item in emission {
                        #onward
                    }
                    #settle;
                }
                ::core::result::Result::Err(error) => {
                    for #item in #catching.failed(saved, error) {
                        #failed
                    }
                }
            }
        }
    }

    /// [`step`](Self::step) of an operator whose twin does the same with the tags.
    fn twinned_step(
        &self,
        node: NodeId,
        inlet: usize,
        span: Span,
        place: &TokenStream,
        onward: &TokenStream,
    ) -> TokenStream {
        let cut = self.stages.head(node) == Some(Head::Cut);
        let keeps = tags::keeps(self.graph, node, cut, &wire!(twinned.node));
        let item = internal("item");
        let (step, settle) = if self.graph.nodes[node].fallible {
            let error = self.error(span);
            let step = at(
                span,
                &wire!(::streamz::__private::try_step::<#inlet, _>(&mut twinned.node, #item)),
            );
            let step = wire! {
                match #step {
                    ::core::result::Result::Ok(emission) => emission,
                    ::core::result::Result::Err(error) => return ::core::result::Result::Err(#error),
                }
            };
            (
                step,
                wire!(::streamz::__private::try_settle::<#inlet, _>(&mut twinned.node)),
            )
        } else {
            let step = at(
                span,
                &wire!(::streamz::__private::step::<#inlet, _>(&mut twinned.node, #item)),
            );
            (
                step,
                wire!(::streamz::__private::settle::<#inlet, _>(&mut twinned.node)),
            )
        };
        let settle = at(span, &settle);
        // A signal to a collection is no item that it holds.
        let signal = self.graph.nodes[node].role == Some(Role::Collect) && inlet == 1;
        let arrive =
            (!signal).then(|| wire!(::streamz::__private::Twin::arrive(&mut twinned.twin, #inlet, tags, keeps);));
        let each = wire! {
            let tags = ::streamz::__private::Twin::emit(&mut twinned.twin);
            #onward
            ::streamz::__private::Twin::emitted(&mut twinned.twin);
        };
        let each = self.each(node, &wire!(emission), &each);
        wire! {
            let twinned = &mut *#place;
            let keeps = #keeps;
            let emission = #step;
            #arrive
            #each
            #settle;
            let keeps = #keeps;
            ::streamz::__private::Twin::settle(&mut twinned.twin, keeps);
        }
    }

    /// What is done with each item that an operator emits.
    ///
    /// A cut is asked for the next one only while everything behind has room: the rest stays where it is and follows later.
    fn each(&self, node: NodeId, emission: &TokenStream, onward: &TokenStream) -> TokenStream {
        let item = internal("item");
        if self.stages.head(node) != Some(Head::Cut) {
            return wire! {
                for #item in #emission {
                    #onward
                }
            };
        }
        let clear = self.clear_behind(node);
        wire! {
            let mut emission = ::core::iter::IntoIterator::into_iter(#emission);
            while #clear {
                let ::core::option::Option::Some(#item) = ::core::iter::Iterator::next(&mut emission) else {
                    break;
                };
                #onward
            }
        }
    }

    /// The error of an operator as that of the pipeline.
    fn error(&self, span: Span) -> TokenStream {
        match self.graph.output {
            Some(_) => at(span, &wire!(::core::convert::From::from(error))),
            None => at(span, &wire!(error)),
        }
    }

    /// Whether a boundary may follow a stream within the event, so that each arrival may bring only one item.
    fn single(&self, stream: StreamId) -> bool {
        self.graph.is_driven() && self.stages.leads_to_boundary(stream)
    }
}
