//! `#[snapshot]`: what the expansion says besides where the state of a pipeline can be saved and restored.
//!
//! The state is a nested tuple of any depth and width, so the impl that walks through it is printed too. It says of each
//! operator only where it lies and what it is called; how an operator is saved, its own impl tells.

use proc_macro2::TokenStream;
use syn::Ident;

use super::places::{Places, state};
use super::{at, node_name, numbered};
use crate::graph::{Graph, NodeId, Origin};
use crate::parse::tagged;
use crate::stages::Stages;

/// Checks that an operator can be saved, at the user's token.
pub(super) fn check(graph: &Graph, node: NodeId) -> Option<TokenStream> {
    let stored = graph.snapshot && !graph.nodes[node].is_in_step();
    stored.then(|| {
        let name = node_name(graph, node);
        at(
            graph.nodes[node].method.span(),
            &wire!(::streamz::__private::saved(&#name);),
        )
    })
}

/// The impl that saves and restores the state, operator by operator.
pub(super) fn layout(graph: &Graph, stages: &Stages, places: &Places) -> Option<TokenStream> {
    if !graph.snapshot {
        return None;
    }
    let stored = places.stored();
    let count = stored.len();
    let types: Vec<Ident> = stored.iter().map(|&node| parameter(node)).collect();
    let state = state(graph, &stages.segments, parameter);
    let fields: Vec<TokenStream> = stored.iter().map(|&node| places.node(node)).collect();
    let names: Vec<String> = stored.iter().map(|&node| name(graph, node)).collect();
    Some(wire! {
        /// For the orphan rule: a type of the pipeline's own.
        struct Layout;

        impl<#(#types: ::streamz::__private::Snapshot),*> ::streamz::__private::SavedParts<Layout> for #state {
            const COUNT: usize = #count;

            fn check_at_rest(&self) -> ::core::result::Result<(), ::streamz::__private::NotAtRest> {
                #(::streamz::__private::at_rest(&self #fields, #names)?;)*
                ::core::result::Result::Ok(())
            }

            fn save_parts<Tuple: ::streamz::__private::SerializeTuple>(
                &self,
                tuple: &mut Tuple,
            ) -> ::core::result::Result<(), Tuple::Error> {
                #(::streamz::__private::save_part(&self #fields, tuple)?;)*
                ::core::result::Result::Ok(())
            }

            fn restore_parts<'de, Sequence: ::streamz::__private::SeqAccess<'de>>(
                &mut self,
                elements: &mut ::streamz::__private::Elements<Sequence>,
            ) -> ::core::result::Result<(), Sequence::Error> {
                #(elements.operator(&mut self #fields, #names)?;)*
                ::core::result::Result::Ok(())
            }

            fn parts_restored(&mut self, shift: ::streamz::__private::Shift) {
                #(::streamz::__private::Snapshot::restored(&mut self #fields, shift);)*
            }
        }
    })
}

/// The impl of `Restore`, or where there are timers, which are told what time it is, of `RestoreAt`.
pub(super) fn restore_impl(graph: &Graph, parameters: &[TokenStream]) -> Option<TokenStream> {
    if !graph.snapshot {
        return None;
    }
    let shape = shape(graph);
    let (restore, declared, now) = if graph.is_timed() {
        (wire!(RestoreAt), wire!(now: ::streamz::time::Ticks,), wire!(now))
    } else {
        (wire!(Restore), wire!(), wire!(0))
    };
    let (bound, state, state_mut, course, set_course) = if graph.is_driven() {
        (
            wire!(Machine: ::streamz::__private::Engine<State: ::streamz::__private::SavedParts<Layout>>),
            wire!(::streamz::__private::Engine::state(&self.machine)),
            wire!(::streamz::__private::Engine::state_to_restore(&mut self.machine)),
            wire!(::streamz::__private::Engine::course(&self.machine)),
            wire!(::streamz::__private::Engine::set_course(&mut self.machine, course);),
        )
    } else {
        (
            wire!(State: ::streamz::__private::SavedParts<Layout>),
            wire!(&self.state),
            wire!(&mut self.state),
            wire!((false, 0)),
            wire!(),
        )
    };
    Some(wire! {
        impl<#(#parameters),*> ::streamz::snapshot::#restore for Pipeline<#(#parameters),*>
        where
            #bound,
        {
            fn snapshot(
                &self,
                #declared
            ) -> ::core::result::Result<impl ::streamz::__private::Serialize, ::streamz::snapshot::NotAtRest> {
                ::streamz::__private::whole::<Layout, _>(#state, #shape, #now, #course)
            }

            fn restore<'de, Saved: ::streamz::__private::Deserializer<'de>>(
                mut self,
                #declared
                saved: Saved,
            ) -> ::core::result::Result<Self, ::streamz::snapshot::RestoreError<Saved::Error>> {
                let course = ::streamz::__private::restore::<Layout, _, _>(#state_mut, #shape, #now, saved)?;
                #set_course
                ::core::result::Result::Ok(self)
            }
        }
    })
}

/// The type parameter of an operator.
fn parameter(node: NodeId) -> Ident {
    numbered("Node", node)
}

/// An operator as it is called in the pipeline.
fn name(graph: &Graph, node: NodeId) -> String {
    graph.nodes[node].method.to_string().trim_start_matches("r#").to_owned()
}

/// A mark of the shape: two pipelines with the same one have the same operators, wired in the same way.
fn shape(graph: &Graph) -> u32 {
    let mut mark = Mark::new();
    for source in &graph.sources {
        mark.number(usize::from(tagged(&source.ty).is_some()));
    }
    for (id, node) in graph.nodes.iter().enumerate() {
        mark.text(&name(graph, id));
        for &inlet in &node.inlets {
            let (kind, number) = match graph.streams[inlet].origin {
                Origin::Source(source) => (0, source),
                Origin::Entry(port) => (1, port),
                Origin::Node(node) => (2, node),
            };
            mark.number(kind);
            mark.number(number);
        }
        mark.number(node.feeds.map_or(0, |source| source + 1));
        mark.number(node.catches.map_or(0, |failing| failing + 1));
    }
    mark.0
}

/// FNV-1a of 32 bits.
struct Mark(u32);

impl Mark {
    fn new() -> Self {
        Self(0x811c_9dc5)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }

    /// With its end, so that no two sequences of texts run together.
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    /// In eight bytes, so that the mark is the same wherever the compiler runs.
    fn number(&mut self, number: usize) {
        self.bytes(&(number as u64).to_le_bytes());
    }
}
