//! The struct of the pipeline value: its fields, its parameters, and its methods.

use proc_macro2::{Span, TokenStream};
use syn::Ident;

use super::Driven;
use crate::lower::entries::{List, find, kind, list, run};
use crate::lower::segments::{fresh_slots, segment_name};
use crate::lower::{numbered, tags};

impl Driven<'_> {
    /// The closures behind a way in: the segment, and whether an event may begin there.
    pub(super) fn port(&self, number: usize) -> TokenStream {
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

    pub(super) fn reader(&self, number: usize) -> TokenStream {
        let List { node, .. } = self.lists[number];
        let field = numbered("list", number);
        let place = self.places.node(node);
        wire! {
            let #field = ::streamz::__private::reader(&state, &state #place, |state| &mut (*state) #place);
        }
    }

    pub(super) fn definition(&self) -> TokenStream {
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

    pub(super) fn methods(&self) -> TokenStream {
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
            /// Sends one item in here. The future is ready when its synchronous effects are done and the first boundary on
            /// each branch it took has room for another one.
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

    /// The struct's type parameters, without the kind of entry `known`.
    pub(super) fn parameters(&self, known: Option<usize>) -> Vec<TokenStream> {
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

    pub(super) fn fields(&self) -> Vec<Ident> {
        let ports = (0..self.entries.len()).map(|number| numbered("port", number));
        ports
            .chain((0..self.lists.len()).map(|number| numbered("list", number)))
            .collect()
    }
}

/// The type parameter of the closure that tells whether an event may begin at an entry.
pub(super) fn clear_of(number: usize) -> Ident {
    numbered("Clear", number)
}
