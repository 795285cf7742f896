//! The arguments of an operator: streams, sizes and values.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprClosure, ExprMethodCall, GenericArgument, Lit, Token, UnOp, parse_quote};

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
        self.arguments_of(core::mem::take(&mut call.args).into_iter())
    }

    pub(super) fn arguments_of(&mut self, expressions: impl Iterator<Item = Expr>) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        let mut broken = false;
        for argument in expressions {
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
                _ => {
                    self.no_streams_inside(argument.to_token_stream(), |bound| bound.visit_expr(&argument));
                    arguments.push(Argument::Value(self.value(argument)));
                }
            }
        }
        (!broken).then_some(arguments)
    }

    /// The closures of a `move` pipeline move.
    fn value(&self, mut expression: Expr) -> Expr {
        if self.is_move {
            Moving.visit_expr_mut(&mut expression);
        }
        expression
    }

    /// Turns literal and const-generic sizes into inline storage.
    pub(super) fn sizes(&mut self, word: Option<&words::Word>, call: &mut ExprMethodCall) {
        let Some(word) = word else { return };
        for &position in word.positive {
            let Some(argument) = call.args.get_mut(position) else {
                continue;
            };
            if integer(argument).is_some_and(|number| number <= 0) {
                let span = argument.span();
                // Whatever would follow from it is not worth a message of its own.
                *argument = parse_quote!(1);
                self.nothing(span, word.name);
            }
        }
        if let Some(generics) = call.turbofish.take_if(|_| !word.sizes.is_empty()) {
            if let Some(extra) = generics.args.iter().nth(word.sizes.len()) {
                self.errors
                    .at(extra.span(), format!("`{}` takes fewer sizes", word.name));
            }
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
            if let Some(suffix) = call.args.get(position).and_then(suffix) {
                self.errors
                    .at(suffix, "a size is a `usize`: write the number without a suffix");
                call.args[position] = parse_quote!(1);
            }
            let is_swapped = position == 1 && call.args.first().is_some_and(|first| integer(first).is_some());
            if !is_swapped && call.args.get(position).is_none_or(|argument| self.is_no_size(argument)) {
                self.no_size(call.method.span(), word, position);
                call.args.insert(position.min(call.args.len()), parse_quote!(1));
            }
            if let Some(argument) = call.args.get_mut(position)
                && let Expr::Lit(literal) = bare(argument)
                && matches!(literal.lit, Lit::Int(_))
            {
                let inline = quote_spanned!(literal.span()=> ::streamz::__private::Inline::<#literal>);
                *argument = Expr::Verbatim(inline);
            }
        }
    }

    fn no_size(&mut self, span: Span, word: &words::Word, position: usize) {
        let name = word.name;
        let before = if position == 0 { "" } else { "source, " };
        let after = if name.starts_with("try_zip") || name.ends_with("_by") {
            ", .."
        } else {
            ""
        };
        let unbounded = format!("{name}_unbounded");
        let or = match words::find(&unbounded) {
            Some(_) => format!(", or `{unbounded}(..)`, which grows"),
            None => String::new(),
        };
        self.errors.at(
            span,
            format!("`{name}` needs to know how many items it may hold: `{name}({before}64{after})`{or}"),
        );
    }

    /// Whether this can only be meant as something else than a size: a stream, or a closure.
    fn is_no_size(&self, argument: &Expr) -> bool {
        let stream = Chain::of(argument)
            .is_some_and(|chain| matches!(self.names.get(&chain.root.to_string()), Some(Name::Stream(_))));
        stream || matches!(bare(argument), Expr::Closure(_))
    }

    fn nothing(&mut self, span: Span, method: &str) {
        self.errors.at(
            span,
            format!("`{method}` of no items would do nothing; write how many, 1 or more"),
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

/// Where a literal with a suffix that is not `usize` stands.
fn suffix(expression: &Expr) -> Option<Span> {
    match bare(expression) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) if !matches!(number.suffix(), "" | "usize") => Some(literal.span()),
            _ => None,
        },
        _ => None,
    }
}

/// Makes every closure move, but for those inside other closures.
struct Moving;

impl VisitMut for Moving {
    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        closure
            .capture
            .get_or_insert_with(|| Token![move](closure.or1_token.span()));
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
