//! What operators on frames say in a way that is not yet Rust: the name of a column, and keys that are borrowed.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprMethodCall, Ident, ReturnType, parse_quote};

use super::arguments::{Argument, bare};
use super::builder::{Builder, Draft};
use super::{Call, StreamId};

impl Builder<'_> {
    /// `a.assign(x = |row| .., y = |row| ..)`: one node for each column.
    pub(super) fn assign(
        &mut self,
        mut stream: StreamId,
        mut receiver: TokenStream,
        span: Span,
        call: &ExprMethodCall,
        attributes: &[Attribute],
    ) -> Option<StreamId> {
        if call.args.is_empty() {
            let advice = "`assign` names columns: `assign(total = |row| row.price * row.amount)`";
            self.errors.at(call.method.span(), advice);
            return None;
        }
        for argument in &call.args {
            let column = match bare(argument) {
                Expr::Assign(assignment) => match bare(&assignment.left) {
                    Expr::Path(path) => path.path.get_ident().map(|name| (name.clone(), &assignment.right)),
                    _ => None,
                },
                _ => None,
            };
            let Some((name, value)) = column else {
                let advice = "`assign` wants the name of a column here: `assign(name = |row| ..)`";
                self.errors.at(argument.span(), advice);
                return None;
            };
            let value = match &self.arguments_of([(**value).clone()].into_iter())?[..] {
                [Argument::Value(value)] => value.to_token_stream(),
                _ => {
                    let advice = "a column is made by a closure of the row: `assign(name = |row| ..)`";
                    self.errors.at(value.span(), advice);
                    return None;
                }
            };
            let draft = Draft {
                receiver,
                inlets: vec![(stream, span)],
                ..Draft::chain(call.method.clone(), stream, attributes.to_vec())
            };
            let arguments = vec![column_named(&name), value];
            let generics = TokenStream::new();
            stream = self.node(draft, Call::Plain { generics, arguments });
            receiver = self.witness(stream, span);
        }
        Some(stream)
    }
}

/// Lets a closure that returns the key of a row hand it on instead: the type of what a closure returns cannot depend on how
/// long its argument is lent, that of what it hands on can.
pub(super) fn key(call: &mut ExprMethodCall, position: usize) {
    let Some(argument) = call.args.get_mut(position) else {
        return;
    };
    let keys = Ident::new("keys", Span::mixed_site());
    *argument = match bare(argument) {
        Expr::Closure(closure) => {
            let mut closure = closure.clone();
            let body = &closure.body;
            let span = body.span();
            // What it is said to return is what it hands on.
            let key = match core::mem::replace(&mut closure.output, ReturnType::Default) {
                ReturnType::Default => body.to_token_stream(),
                ReturnType::Type(_, ty) => {
                    let key = Ident::new("key", Span::mixed_site());
                    quote!({ let #key: #ty = #body; #key })
                }
            };
            closure.body = Box::new(Expr::Verbatim(quote_spanned!(span=> { #keys.of(#key) })));
            closure.inputs.push(parse_quote!(#keys));
            Expr::Closure(closure)
        }
        function => {
            let row = Ident::new("row", Span::mixed_site());
            let span = function.span();
            Expr::Verbatim(quote_spanned!(span=> |#row, #keys| #keys.of((#function)(#row))))
        }
    };
}

/// Tells a closure that returns a row how long its cells are lent, and infers its own type.
pub(super) fn select(call: &mut ExprMethodCall) {
    if let Some(generics) = &mut call.turbofish
        && generics.args.len() == 1
    {
        generics.args.push(parse_quote!(_));
    }
    let Some(argument) = call.args.first_mut() else { return };
    *argument = match bare(argument) {
        Expr::Closure(closure) => {
            let mut closure = closure.clone();
            closure.inputs.push(parse_quote!(_));
            Expr::Closure(closure)
        }
        function => {
            let row = Ident::new("row", Span::mixed_site());
            let span = function.span();
            Expr::Verbatim(quote_spanned!(span=> |#row, _| (#function)(#row)))
        }
    };
}

/// A block that makes the type of a row with one more column, whose value says how such rows are made.
fn column_named(name: &Ident) -> TokenStream {
    let text = name.to_string();
    let text = text.trim_start_matches("r#");
    let (row, column) = (
        Ident::new("WithColumn", Span::mixed_site()),
        Ident::new("NewColumn", Span::mixed_site()),
    );
    quote!({
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct #row<T, R> {
            pub #name: T,
            rest: R,
        }

        impl<T, R> ::core::ops::Deref for #row<T, R> {
            type Target = R;
            #[inline(always)]
            fn deref(&self) -> &R {
                &self.rest
            }
        }

        impl<T: ::streamz::frame::column::Record, R: ::streamz::frame::column::Record>
            ::streamz::frame::column::Record for #row<T, R>
        {
            type Column = ::streamz::frame::column::Extended<#column, T::Column, R::Column>;
            #[inline]
            fn lay(self, column: &mut Self::Column) {
                column.lay(self.#name, self.rest);
            }
        }

        pub struct #column;

        impl ::streamz::frame::column::NewColumn for #column {
            const NAME: &'static str = #text;
            type Row<T: Copy, R: Copy> = #row<T, R>;
            #[inline(always)]
            fn join<T: Copy, R: Copy>(value: T, rest: R) -> #row<T, R> {
                #row { #name: value, rest }
            }
            #[inline(always)]
            fn split<T: Copy, R: Copy>(row: #row<T, R>) -> (T, R) {
                (row.#name, row.rest)
            }
        }

        #column
    })
}
