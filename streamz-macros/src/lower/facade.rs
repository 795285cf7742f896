//! The pipeline value: a struct of the expansion's own, with a method for each source, port and list.

use proc_macro2::{Span, TokenStream};
use syn::Ident;

use super::entries::{Entry, List, entries, find, kind, list, lists, run};
use super::places::Places;
use super::segments::{fresh_slots, segment_name};
use super::{done, numbered, snapshot, tags};
use crate::graph::Graph;
use crate::stages::Stages;

/// The struct, its methods, and the value.
pub(super) fn facade(graph: &Graph, stages: &Stages) -> TokenStream {
    let facade = Facade {
        graph,
        stages,
        places: Places::of(graph, stages),
        entries: entries(graph),
        lists: lists(graph),
    };
    let after_event = facade.after_event();
    let ports = (0..facade.entries.len()).map(|number| facade.port(number));
    let readers = (0..facade.lists.len()).map(|number| facade.reader(number));
    let layout = snapshot::layout(graph, stages, &facade.places);
    let definition = facade.definition();
    let methods = facade.methods();
    let restore = snapshot::restore_impl(graph, &facade.parameters(None));
    let emits = (0..facade.entries.len()).map(|number| facade.emit_impl(number));
    let fields = facade.fields();
    wire! {
        #after_event
        #(#ports)*
        #(#readers)*
        #layout
        #definition
        #methods
        #(#emits)*
        #restore
        Pipeline { state, outcome, #(#fields),* }
    }
}

struct Facade<'g> {
    graph: &'g Graph,
    stages: &'g Stages,
    places: Places,
    entries: Vec<Entry>,
    lists: Vec<List>,
}

impl Facade<'_> {
    /// `drain` runs what waits in the feedback queues, first in, first out; `recover` cleans up after a failure.
    fn after_event(&self) -> TokenStream {
        let drain = self.has_feedback().then(|| {
            let turns = self.graph.nodes.iter().enumerate().filter_map(|(id, node)| {
                let segment = self.stages.of(node.feeds?);
                let queue = self.places.node(id);
                let state = self.places.segment(segment);
                let run = segment_name(segment);
                let slots = fresh_slots(self.graph, &wire!());
                let queue = wire!((*state) #queue);
                let call = tags::feed(self.graph, &queue, &wire!(#run), &wire!(&mut (*state) #state), &slots);
                let call = self.or_return(&call);
                let node = tags::node(self.graph, id, false, &queue);
                Some(wire! {
                    if let ::core::option::Option::Some(item) = #node.pop() {
                        idle = false;
                        #call
                    }
                })
            });
            let done = done(self.graph);
            wire! {
                let drain = ::streamz::__private::on_state(outcome, &state, move |state| {
                    loop {
                        let mut idle = true;
                        #(#turns)*
                        if idle {
                            return #done;
                        }
                    }
                });
            }
        });
        let recover = self.graph.is_fallible().then(|| {
            let stored = (0..self.graph.nodes.len()).filter(|&node| !self.graph.nodes[node].is_in_step());
            let nodes = stored.map(|node| {
                let place = self.places.node(node);
                tags::recover(self.graph, node, false, &wire!((*state) #place))
            });
            wire! {
                let recover = ::streamz::__private::on_failure(&state, |state| {
                    #(#nodes)*
                });
            }
        });
        wire!(#drain #recover)
    }

    /// The closure behind a way in: the segment, then what follows an event.
    fn port(&self, number: usize) -> TokenStream {
        let entry = &self.entries[number];
        let field = numbered("port", number);
        let flow = entry.flow(self.graph);
        let segment = self.stages.of(entry.stream);
        let run = segment_name(segment);
        let place = self.places.segment(segment);
        let slots = fresh_slots(self.graph, &wire!());
        let state = wire!(&mut (*state) #place);
        let run = tags::enter(self.graph, entry.source, &wire!(#run), &state, &slots);
        let body = match (self.graph.is_fallible(), self.has_feedback()) {
            (false, false) => run,
            (false, true) => wire!(#run; drain(state)),
            (true, feedback) => {
                let drain = feedback.then(|| wire!(.and_then(|()| drain(state))));
                wire! {
                    let outcome = #run #drain;
                    if outcome.is_err() {
                        recover(state);
                    }
                    outcome
                }
            }
        };
        wire! {
            let #field = ::streamz::__private::port(outcome, &state, #flow, move |state, item| { #body });
        }
    }

    /// The closure that finds a list in the state.
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
            let (field, kind, run) = (numbered("port", number), kind(number), run(number));
            wire!(#field: ::streamz::__private::Port<#kind, #run>)
        });
        let lists = (0..self.lists.len()).map(|number| {
            let (field, list, find) = (numbered("list", number), list(number), find(number));
            wire!(#field: ::streamz::__private::Reader<#list, #find>)
        });
        wire! {
            #[must_use = "a pipeline does nothing until items are emitted into it"]
            struct Pipeline<#(#parameters),*> {
                state: State,
                outcome: ::core::marker::PhantomData<fn() -> Output>,
                #(#ports,)*
                #(#lists,)*
            }
        }
    }

    fn methods(&self) -> TokenStream {
        let parameters: Vec<TokenStream> = self.parameters(None);
        let mut methods = TokenStream::new();
        for (number, entry) in self.entries.iter().enumerate() {
            if self.graph.sources.len() == 1 && number == 0 && entry.name != "emit" {
                methods.extend(self.method(number, &Ident::new("emit", Span::call_site())));
            }
            methods.extend(self.method(number, &entry.name));
        }
        for (number, list_) in self.lists.iter().enumerate() {
            let (field, list, find, name) = (numbered("list", number), list(number), find(number), &list_.name);
            methods.extend(wire! {
                /// The list of this name.
                #[inline]
                pub fn #name(&mut self) -> &mut #list
                where
                    #find: for<'state> ::core::ops::Fn(&'state mut State) -> &'state mut #list,
                {
                    (self.#field.find)(&mut self.state)
                }
            });
        }
        wire! {
            #[allow(dead_code)]
            impl<#(#parameters),*> Pipeline<#(#parameters),*> {
                #methods
            }
        }
    }

    fn method(&self, number: usize, name: &Ident) -> TokenStream {
        let (field, kind, run) = (numbered("port", number), kind(number), run(number));
        wire! {
            /// Sends one item in here; when this returns, every effect of it is done.
            #[inline]
            pub fn #name<'event>(&'event mut self, item: ::streamz::__private::Item<'event, #kind>) -> Output
            where
                #kind: ::streamz::__private::Kind,
                #run: for<'state> ::core::ops::Fn(&'state mut State, ::streamz::__private::Item<'state, #kind>) -> Output,
            {
                (self.#field.run)(&mut self.state, item)
            }
        }
    }

    /// `Emit` for a source, whose kind is known from how its type is written.
    fn emit_impl(&self, number: usize) -> Option<TokenStream> {
        let lent = self.entries[number].lent?;
        let parameters = self.parameters(Some(number));
        let field = numbered("port", number);
        let run = run(number);
        let (lifetime, item, bound, of_kind, argument) = if lent {
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
        };
        let arguments = self.arguments(number, &of_kind);
        Some(wire! {
            impl<#lifetime #(#parameters,)* #item> ::streamz::__private::Emit<#bound, #number>
                for Pipeline<#(#arguments),*>
            where
                #run: for<'state> ::core::ops::Fn(&'state mut State, #argument) -> Output,
            {
                type Output = Output;

                #[inline]
                fn emit(&mut self, item: #bound) -> Output {
                    (self.#field.run)(&mut self.state, item)
                }
            }
        })
    }

    /// The struct's type parameters, without the kind of entry `known`.
    fn parameters(&self, known: Option<usize>) -> Vec<TokenStream> {
        let mut parameters = vec![wire!(State), wire!(Output)];
        for number in 0..self.entries.len() {
            if known != Some(number) {
                let kind = kind(number);
                parameters.push(wire!(#kind));
            }
            let run = run(number);
            parameters.push(wire!(#run));
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
        arguments[2 + 2 * known] = of_kind.clone();
        arguments
    }

    /// The fields of the value, but for the state and the outcome.
    fn fields(&self) -> Vec<Ident> {
        let ports = (0..self.entries.len()).map(|number| numbered("port", number));
        ports
            .chain((0..self.lists.len()).map(|number| numbered("list", number)))
            .collect()
    }

    fn has_feedback(&self) -> bool {
        self.graph.nodes.iter().any(|node| node.feeds.is_some())
    }

    /// A call whose failure ends the event.
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
}
