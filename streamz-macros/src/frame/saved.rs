//! How the columns of a frame are saved: one by one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

/// The implementation of `Snapshot` for the columns `store`.
pub(super) fn print(store: &Ident, columns: &[&Ident]) -> TokenStream {
    let count = columns.len();
    quote! {
        const _: () = {
            use ::core::result::Result;
            use ::streamz::__private::{
                Deserializer, Elements, SavedParts, SeqAccess, SerializeTuple, Serializer, Snapshot, restore_columns,
                save_columns, save_part,
            };

            impl SavedParts for #store {
                const COUNT: usize = #count;
                fn save_parts<Tuple: SerializeTuple>(&self, tuple: &mut Tuple) -> Result<(), Tuple::Error> {
                    #(save_part(&self.#columns, tuple)?;)*
                    Result::Ok(())
                }
                fn restore_parts<'de, Sequence: SeqAccess<'de>>(
                    &mut self,
                    elements: &mut Elements<Sequence>,
                ) -> Result<(), Sequence::Error> {
                    #(elements.part(&mut self.#columns)?;)*
                    Result::Ok(())
                }
            }

            impl Snapshot for #store {
                fn save<To: Serializer>(&self, serializer: To) -> Result<To::Ok, To::Error> {
                    save_columns(self, serializer)
                }
                fn restore<'de, From: Deserializer<'de>>(&mut self, saved: From) -> Result<(), From::Error> {
                    restore_columns(self, saved)
                }
            }
        };
    }
}
