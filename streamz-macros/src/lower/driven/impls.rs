//! The traits of the pipeline value: driven, pushed into, and a `futures::Sink`.

use proc_macro2::TokenStream;

use super::Driven;
use super::value::clear_of;
use crate::lower::entries::run;
use crate::lower::numbered;

impl Driven<'_> {
    pub(super) fn impls(&self) -> TokenStream {
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

    /// The struct's type arguments, `of_kind` standing for the kind of entry `known`.
    fn arguments(&self, known: usize, of_kind: &TokenStream) -> Vec<TokenStream> {
        let mut arguments = self.parameters(None);
        arguments[2 + 3 * known] = of_kind.clone();
        arguments
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
