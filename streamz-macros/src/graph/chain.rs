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
                    calls.push(ExprMethodCall {
                        attrs: call.attrs.clone(),
                        // The receiver is the call before: kept in this list, not in each of them again.
                        receiver: Box::new(Expr::PLACEHOLDER),
                        dot_token: call.dot_token,
                        method: call.method.clone(),
                        turbofish: call.turbofish.clone(),
                        paren_token: call.paren_token,
                        args: call.args.clone(),
                    });
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
