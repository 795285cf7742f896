//! The one shape of expression that can be a stream: a name and the methods called on it.

use syn::{Expr, ExprMethodCall, Ident};

/// `root.call(..).call(..)`; without calls it is just a name.
pub(crate) struct Chain {
    pub(crate) root: Ident,
    pub(crate) calls: Vec<ExprMethodCall>,
}

impl Chain {
    /// Takes an expression apart, if it has this shape.
    pub(crate) fn of(expression: &Expr) -> Option<Self> {
        let mut calls = Vec::new();
        let mut rest = expression;
        loop {
            match rest {
                Expr::MethodCall(call) => {
                    calls.push(call.clone());
                    rest = &call.receiver;
                }
                Expr::Paren(inner) => rest = &inner.expr,
                Expr::Group(inner) => rest = &inner.expr,
                Expr::Path(path) => {
                    calls.reverse();
                    let root = path.path.get_ident()?.clone();
                    return Some(Self { root, calls });
                }
                _ => return None,
            }
        }
    }
}
