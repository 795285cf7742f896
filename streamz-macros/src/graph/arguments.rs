//! The arguments of an operator: streams, sizes and values.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, GenericArgument, Lit, Token, UnOp};

use super::StreamId;
use super::builder::Builder;
use super::chain::Chain;
use super::names::Name;
use crate::words;

/// An argument of an operator.
pub(super) enum Argument {
    /// Another stream, and the tokens that name its witness.
    Stream(StreamId, TokenStream, Span),
    /// Anything else.
    Value(Expr),
}

impl Builder<'_> {
    pub(super) fn arguments(&mut self, call: &mut ExprMethodCall) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        let mut broken = false;
        for argument in core::mem::take(&mut call.args) {
            match Chain::of(&argument) {
                Some(chain) if matches!(self.names.get(&chain.root.to_string()), Some(Name::Stream(_))) => {
                    let span = argument.span();
                    let plain = chain.calls.is_empty().then(|| chain.root.to_token_stream());
                    match self.chain(chain, Vec::new(), None) {
                        Some(stream) => {
                            let tokens = plain.unwrap_or_else(|| self.witness(stream, span));
                            arguments.push(Argument::Stream(stream, tokens, span));
                        }
                        None => broken = true,
                    }
                }
                Some(chain) if matches!(self.names.get(&chain.root.to_string()), Some(Name::Broken)) => {
                    broken = true;
                }
                _ => arguments.push(Argument::Value(self.value(argument))),
            }
        }
        (!broken).then_some(arguments)
    }

    /// A closure of a `move` pipeline moves.
    fn value(&self, mut expression: Expr) -> Expr {
        if let (true, Expr::Closure(closure)) = (self.is_move, &mut expression) {
            closure
                .capture
                .get_or_insert_with(|| Token![move](closure.or1_token.span()));
        }
        expression
    }

    /// Turns literal and const-generic sizes into inline storage.
    pub(super) fn sizes(&mut self, word: Option<&words::Word>, call: &mut ExprMethodCall) {
        let Some(word) = word else { return };
        for &position in word.positive {
            if let Some(literal) = call.args.get(position).and_then(zero) {
                self.nothing(literal, word.name);
            }
        }
        if let Some(generics) = call.turbofish.take_if(|_| !word.sizes.is_empty()) {
            let mut arguments: Vec<Expr> = core::mem::take(&mut call.args).into_iter().collect();
            for (&position, size) in word.sizes.iter().zip(generics.args) {
                let span = size.span();
                if matches!(&size, GenericArgument::Const(size) if zero(size).is_some()) {
                    self.nothing(span, word.name);
                }
                let inline = quote_spanned!(span=> ::streamz::__private::Inline::<#size>);
                if position <= arguments.len() {
                    arguments.insert(position, Expr::Verbatim(inline));
                }
            }
            call.args = arguments.into_iter().collect();
            return;
        }
        for &position in word.sizes {
            if let Some(argument) = call.args.get_mut(position)
                && let Expr::Lit(literal) = bare(argument)
                && matches!(literal.lit, Lit::Int(_))
            {
                let inline = quote_spanned!(literal.span()=> ::streamz::__private::Inline::<#literal>);
                *argument = Expr::Verbatim(inline);
            }
        }
    }

    fn nothing(&mut self, span: Span, method: &str) {
        self.errors.at(
            span,
            format!("`{method}` of 0 items would do nothing; write how many, 1 or more"),
        );
    }

    pub(super) fn only_stream(&mut self, argument: Argument, method: &str) -> Option<(StreamId, TokenStream, Span)> {
        match argument {
            Argument::Stream(stream, tokens, span) => Some((stream, tokens, span)),
            Argument::Value(value) => {
                match Chain::of(&value) {
                    Some(chain) if chain.calls.is_empty() => self.unknown(&chain.root),
                    _ => self
                        .errors
                        .at(value.span(), format!("`{method}` joins streams, and this is not one")),
                }
                None
            }
        }
    }
}

/// The value of an integer literal, perhaps negative.
pub(super) fn integer(expression: &Expr) -> Option<i64> {
    match bare(expression) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => integer(&unary.expr).map(|n| -n),
        _ => None,
    }
}

/// Where a literal 0 stands, if that is what the expression is.
fn zero(expression: &Expr) -> Option<Span> {
    (integer(expression) == Some(0)).then(|| expression.span())
}

/// An expression without the invisible group that `macro_rules!` puts around what it passes on.
pub(super) fn bare(mut expression: &Expr) -> &Expr {
    while let Expr::Group(group) = expression {
        expression = &group.expr;
    }
    expression
}
