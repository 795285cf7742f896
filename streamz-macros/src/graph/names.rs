//! Names in the body of a pipeline: which are streams, which are not, and which only look like it.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Ident, Pat, PatIdent, Stmt};

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
    pub(super) fn of(sources: impl Iterator<Item = String>, statements: &[Stmt]) -> Self {
        let mut named: Vec<(String, String, HashSet<String>)> = statements
            .iter()
            .filter_map(|statement| {
                let (name, expression) = named(statement)?;
                let root = Chain::of(expression)?.root.to_string();
                Some((name.to_string(), root, idents(expression.to_token_stream())))
            })
            .collect();
        // Streams are what is made from streams, in whatever order it is written.
        let mut streams: HashSet<String> = sources.collect();
        while let Some(name) = named
            .iter()
            .find_map(|(name, root, _)| (streams.contains(root) && !streams.contains(name)).then(|| name.clone()))
        {
            streams.insert(name);
        }
        named.retain(|(name, ..)| streams.contains(name));
        Self(named.into_iter().map(|(name, _, uses)| (name, uses)).collect())
    }

    pub(super) fn pop_front_of(&mut self, statement: &Stmt) {
        if let (Some((name, _)), Some((first, _))) = (named(statement), self.0.first())
            && name == first
        {
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
                TokenTree::Ident(ident) => {
                    found.insert(ident.to_string());
                }
                TokenTree::Group(group) => stack.push(group.stream()),
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

/// The `mut` or `ref` of `let mut name = …;`.
pub(super) fn is_mutable(statement: &Stmt) -> Option<Span> {
    match statement {
        Stmt::Local(local) => match &local.pat {
            Pat::Ident(name) => {
                let by_ref = name.by_ref.map(|word| word.span());
                by_ref.or(name.mutability.map(|word| word.span()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The variables that a pattern binds.
pub(super) fn bindings(pattern: &Pat) -> HashSet<String> {
    let mut bound = Bound(HashSet::new());
    bound.visit_pat(pattern);
    bound.0
}

/// Collects the names that code binds.
pub(super) struct Bound(HashSet<String>);

impl<'a> Visit<'a> for Bound {
    fn visit_pat_ident(&mut self, pattern: &'a PatIdent) {
        self.0.insert(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }
}

impl Builder<'_> {
    /// Whether a chain is about streams: its root is one, or it can mean nothing else.
    pub(super) fn is_stream(&mut self, chain: &Chain) -> bool {
        let root = chain.root.to_string();
        match self.names.get(&root) {
            Some(Name::Stream(_) | Name::Broken) => true,
            Some(Name::Ordinary) => false,
            None => {
                // A name that nothing here gives is rustc's to report, unless it looks like a slip for one of ours.
                let ours = chain
                    .calls
                    .iter()
                    .any(|call| words::is_ours_alone(&call.method.to_string()));
                let slip = ours && nearest(&root, self.streams_in_scope().into_iter()).is_some();
                if !slip && !self.later.contains(&root) {
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
        let known = self.streams_in_scope();
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

    fn streams_in_scope(&self) -> Vec<&str> {
        let names = self.names.iter().filter(|(_, name)| matches!(name, Name::Stream(_)));
        let mut names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// Reports streams that are used in an ordinary statement or inside an argument, where operators called on them would
    /// be made and dropped. `bind` shows the code to a visitor, to tell which names it binds itself.
    pub(super) fn no_streams_inside(&mut self, tokens: TokenStream, bind: impl FnOnce(&mut Bound)) {
        let mut bound = Bound(HashSet::new());
        bind(&mut bound);
        let mut used = Vec::new();
        values(tokens, &mut used);
        for name in used {
            let text = name.to_string();
            if !bound.0.contains(&text) && matches!(self.names.get(&text), Some(Name::Stream(_))) {
                self.errors.at(
                    name.span(),
                    format!(
                        "`{text}` is a stream: operators are called on it at the top of the pipeline's body, \
                         `{text}.map(..)` or `let name = {text}.map(..);`, and not inside other code"
                    ),
                );
            }
        }
    }
}

/// The identifiers that may stand for a value: no fields, methods, paths, macros or lifetimes.
fn values(tokens: TokenStream, found: &mut Vec<Ident>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let punct = |at: Option<usize>, char: char| {
        let token = at.and_then(|at| tokens.get(at));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => values(group.stream(), found),
            TokenTree::Ident(ident) => {
                let before = at.checked_sub(1);
                let member = punct(before, '.') && !punct(at.checked_sub(2), '.');
                let named = punct(Some(at + 1), ':') || punct(Some(at + 1), '!') && !punct(Some(at + 2), '=');
                if !member && !named && !punct(before, '\'') {
                    found.push(ident.clone());
                }
            }
            _ => {}
        }
    }
}
