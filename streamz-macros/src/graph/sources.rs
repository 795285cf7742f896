//! Pulled sources: `let lines = source(expression);`.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprCall, Ident, Stmt};

use super::arguments::{Argument, bare};
use super::builder::{Builder, Draft};
use super::names::{Name, named};
use super::{Call, StreamId};
use crate::words::{self, Role};

impl Builder<'_> {
    /// The call, and the function's name, if an expression makes a stream out of nothing.
    ///
    /// A variable of the pipeline's own with that name hides the function.
    pub(super) fn pulled<'e>(&self, expression: &'e Expr) -> Option<&'e ExprCall> {
        let Expr::Call(call) = bare(expression) else {
            return None;
        };
        let name = function(call)?;
        let hidden = matches!(self.names.get(&name.to_string()), Some(Name::Ordinary));
        (!hidden && words::find_source(&name.to_string()).is_some()).then_some(call)
    }

    /// The function that makes a stream at the root of a chain, where only a name may stand, and the first method called on
    /// what it makes.
    pub(super) fn unnamed_source(&self, statement: &Stmt) -> Option<(Ident, Option<Ident>)> {
        let mut root = match statement {
            Stmt::Expr(expression, _) => expression,
            _ => named(statement)?.1,
        };
        let mut first = None;
        while let Expr::MethodCall(call) = bare(root) {
            first = Some(call.method.clone());
            root = &call.receiver;
        }
        Some((self.pulled(root).and_then(function)?.clone(), first))
    }

    /// Adds a pulled source to the graph; `None` if it was reported.
    pub(super) fn source(&mut self, call: &ExprCall, attributes: Vec<Attribute>) -> Option<StreamId> {
        let method = function(call)?.clone();
        let mut arguments = Vec::new();
        for argument in self.arguments_of(call.args.iter().cloned())? {
            match argument {
                Argument::Value(value) => arguments.push(value.to_token_stream()),
                Argument::Stream(..) => {
                    self.errors.at(
                        call.args.span(),
                        format!("`{method}` makes a stream out of something else than a stream; call an operator on this one"),
                    );
                    return None;
                }
            }
        }
        let draft = Draft {
            role: Some(Role::Source),
            inlets: Vec::new(),
            method,
            receiver: proc_macro2::TokenStream::new(),
            attributes,
            accessor: None,
        };
        Some(self.node(draft, Call::plain(arguments)))
    }
}

/// The one name that a call's function consists of.
fn function(call: &ExprCall) -> Option<&Ident> {
    match &*call.func {
        Expr::Path(path) => path.path.get_ident(),
        _ => None,
    }
}
