//! Names in the body of a pipeline: which are streams, which are not, and which only look like it.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, Ident, Pat, Stmt};

use super::StreamId;
use super::builder::Builder;
use super::chain::Chain;
use crate::diagnostics::nearest;
use crate::words;

/// What a name stands for at some point of the body.
#[derive(Clone, Copy)]
pub(super) enum Name {
    Stream(StreamId),
    /// A stream that was reported already.
    Broken,
    /// An ordinary variable.
    Ordinary,
}

/// The names that statements still to come will give, and the names each of them uses.
pub(super) struct Later(Vec<(String, HashSet<String>)>);

impl Later {
    pub(super) fn of(statements: &[Stmt]) -> Self {
        let named = statements.iter().filter_map(|statement| {
            let (name, expression) = named(statement)?;
            Some((name.to_string(), idents(expression.to_token_stream())))
        });
        Self(named.collect())
    }

    pub(super) fn pop_front_of(&mut self, statement: &Stmt) {
        if named(statement).is_some() {
            self.0.remove(0);
        }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|(later, _)| later == name)
    }

    /// Whether the later stream `name` is made, by any number of steps, from `from`.
    pub(super) fn leads_back(&self, name: &str, from: &str) -> bool {
        let mut reached = HashSet::from([from.to_owned()]);
        for (later, uses) in &self.0 {
            if uses.iter().any(|used| reached.contains(used)) {
                reached.insert(later.clone());
            }
        }
        reached.contains(name)
    }
}

pub(super) fn idents(tokens: TokenStream) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut stack = vec![tokens];
    while let Some(tokens) = stack.pop() {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(ident) => {
                    found.insert(ident.to_string());
                }
                proc_macro2::TokenTree::Group(group) => stack.push(group.stream()),
                _ => {}
            }
        }
    }
    found
}

/// `let name = expression;`
pub(super) fn named(statement: &Stmt) -> Option<(&Ident, &Expr)> {
    let Stmt::Local(local) = statement else {
        return None;
    };
    let Pat::Ident(name) = &local.pat else {
        return None;
    };
    let init = local.init.as_ref()?;
    (init.diverge.is_none() && name.subpat.is_none()).then_some((&name.ident, &*init.expr))
}

/// The variables that a pattern binds.
pub(super) fn bindings(pattern: &Pat) -> Vec<String> {
    idents(pattern.to_token_stream()).into_iter().collect()
}

impl Builder<'_> {
    /// Whether a chain is about streams: its root is one, or it can mean nothing else.
    pub(super) fn is_stream(&mut self, chain: &Chain) -> bool {
        let root = chain.root.to_string();
        match self.names.get(&root) {
            Some(Name::Stream(_) | Name::Broken) => true,
            Some(Name::Ordinary) => false,
            None => {
                let meant = chain
                    .calls
                    .iter()
                    .any(|call| words::is_ours_alone(&call.method.to_string()));
                if !meant && !self.later.contains(&root) {
                    return false;
                }
                self.unknown(&chain.root);
                self.names.insert(root, Name::Broken);
                true
            }
        }
    }

    /// Reports a name that is no stream (yet).
    pub(super) fn unknown(&mut self, name: &Ident) {
        let text = name.to_string();
        if self.later.contains(&text) {
            let source = self.streams.first().map_or("source", |stream| stream.name.as_str());
            let message = match &self.making {
                Some(making) if self.later.leads_back(&text, making) => format!(
                    "`{text}` is made from `{making}`: a cycle; close it with a queue instead: \
                     `{text}.feedback({source}, 16)` sends its items to the source `{source}` again"
                ),
                _ => format!("`{text}` is used before it is made; move its `let` above this line"),
            };
            self.errors.at(name.span(), message);
            return;
        }
        let mut known: Vec<&str> = self
            .names
            .iter()
            .filter(|(_, name)| matches!(name, Name::Stream(_)))
            .map(|(name, _)| name.as_str())
            .collect();
        known.sort_unstable();
        let advice = match nearest(&text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the streams here are `{}`; sources are declared between the bars, others with `let`",
                known.join("`, `")
            ),
        };
        self.errors
            .at(name.span(), format!("unknown stream `{text}`; {advice}"));
    }
}
