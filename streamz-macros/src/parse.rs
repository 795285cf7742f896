//! From tokens to statements. A statement that does not parse is reported, and the others still stand.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Block, GenericArgument, Ident, Meta, PathArguments, ReturnType, Stmt, Token, Type};

use crate::diagnostics::Diagnostics;
use crate::words;

/// `pipeline!`'s input, as it is written.
pub(crate) struct Input {
    pub(crate) attributes: Vec<Attribute>,
    /// Whether what it holds can be saved.
    pub(crate) snapshot: bool,
    pub(crate) is_move: bool,
    pub(crate) sources: Vec<Source>,
    pub(crate) output: Option<Type>,
    pub(crate) statements: Vec<Stmt>,
}

/// `name: Type` between the bars.
pub(crate) struct Source {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

/// The head of the input, and the tokens of its body.
struct Head {
    attributes: Vec<Attribute>,
    is_move: bool,
    bars: Span,
    sources: Vec<Source>,
    output: Option<Type>,
    body: Group,
}

const FORM: &str = "a pipeline is written like a closure over streams: \
                    `pipeline!(|ticks: Tick| { ticks.map(..).sink(..); })`";

impl Parse for Head {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let is_move = input.parse::<Option<Token![move]>>()?.is_some();
        let mut sources = Vec::new();
        let bars;
        if let Some(both) = input.parse::<Option<Token![||]>>()? {
            bars = both.span();
        } else {
            let Ok(bar) = input.parse::<Token![|]>() else {
                return Err(input.error(FORM));
            };
            bars = bar.span();
            while !input.peek(Token![|]) {
                sources.push(input.parse()?);
                if input.peek(Token![|]) {
                    break;
                }
                input.parse::<Token![,]>()?;
            }
            input.parse::<Token![|]>()?;
        }
        let output = match input.parse()? {
            ReturnType::Default => None,
            // `-> ()` says nothing that is not so anyway.
            ReturnType::Type(_, ty) if matches!(&*ty, Type::Tuple(unit) if unit.elems.is_empty()) => None,
            ReturnType::Type(_, ty) => Some(*ty),
        };
        let body = match input.parse::<TokenTree>().map(bare) {
            Ok(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => body,
            Ok(other) => return Err(syn::Error::new(other.span(), FORM)),
            Err(_) => return Err(input.error(FORM)),
        };
        if !input.is_empty() {
            return Err(input.error("nothing may follow the body of a pipeline"));
        }
        Ok(Self {
            attributes,
            is_move,
            bars,
            sources,
            output,
            body,
        })
    }
}

impl Parse for Source {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse()?;
        if !input.peek(Token![:]) {
            return Err(syn::Error::new(
                name.span(),
                format!("the source `{name}` needs the type of its items: `{name}: Tick`"),
            ));
        }
        input.parse::<Token![:]>()?;
        Ok(Self {
            name,
            ty: input.parse()?,
        })
    }
}

/// Reads the input; `None` if not even its head can be made out. `serde` says whether there are snapshots.
pub(crate) fn parse(input: TokenStream, serde: bool, errors: &mut Diagnostics) -> Option<Input> {
    let mut head = match syn::parse2::<Head>(input.clone()) {
        Ok(head) => head,
        Err(error) => {
            errors.push(within(error, &input));
            return None;
        }
    };
    if head.sources.is_empty() && !mentions_source(head.body.stream()) {
        errors.at(
            head.bars,
            "a pipeline needs a source: name it and the type of its items, `|ticks: Tick|`; or pull one, \
             `let ticks = source(stream);`",
        );
        return None;
    }
    let mut sources: Vec<Source> = Vec::new();
    for source in head.sources {
        let name = &source.name;
        if sources.iter().any(|known| known.name == *name) {
            errors.at(
                name.span(),
                format!("two sources are named `{name}`; give each its own name"),
            );
        } else {
            sources.push(source);
        }
    }
    let snapshot = snapshot(&mut head.attributes, serde, errors);
    Some(Input {
        attributes: head.attributes,
        snapshot,
        is_move: head.is_move,
        sources,
        output: head.output,
        statements: statements(head.body.stream(), errors),
    })
}

/// Takes `#[snapshot]` out of the attributes; whether it was there and can be heeded.
fn snapshot(attributes: &mut Vec<Attribute>, serde: bool, errors: &mut Diagnostics) -> bool {
    let mut found = false;
    attributes.retain(|attribute| {
        if !attribute.path().is_ident("snapshot") {
            return true;
        }
        found = true;
        if !matches!(attribute.meta, Meta::Path(_)) {
            errors.at(
                attribute.meta.span(),
                "`#[snapshot]` takes no arguments: everything that the pipeline holds is saved",
            );
        }
        if !serde {
            errors.at(
                attribute.path().span(),
                "`#[snapshot]` needs the feature `serde` of `streamz`: write `features = [\"serde\"]` behind its version in \
                 `Cargo.toml`, or leave the attribute out",
            );
        }
        false
    });
    found && serde
}

/// Whether a function that makes a stream could be called here.
fn mentions_source(body: TokenStream) -> bool {
    body.into_iter().any(|token| match token {
        TokenTree::Ident(name) => words::find_source(&name.to_string()).is_some(),
        TokenTree::Group(group) => mentions_source(group.stream()),
        _ => false,
    })
}

/// The statements of the body; what does not parse is reported, and skipped alone.
fn statements(body: TokenStream, errors: &mut Diagnostics) -> Vec<Stmt> {
    if let Ok(statements) = Block::parse_within.parse2(body.clone()) {
        return statements;
    }
    let mut statements = Vec::new();
    for chunk in chunks(body) {
        match Block::parse_within.parse2(chunk.clone()) {
            Ok(parsed) => statements.extend(parsed),
            Err(error) => match unfinished(&chunk) {
                Some((dot, rest)) => {
                    errors.at(
                        dot,
                        "an operator is missing behind this dot: `.map(..)`, `.sink(..)`, …",
                    );
                    statements.extend(rest);
                }
                None => errors.push(within(error, &chunk)),
            },
        }
    }
    statements
}

/// An error at the end of the tokens is shown at the last of them; `syn` would show the whole call.
fn within(error: syn::Error, tokens: &TokenStream) -> syn::Error {
    // Spans cannot be compared, but they print what they are.
    let nowhere = format!("{:?}", error.span()) == format!("{:?}", Span::call_site());
    match tokens.clone().into_iter().last() {
        Some(last) if nowhere => syn::Error::new(last.span(), error),
        _ => error,
    }
}

/// Cuts a body behind each `;`, and before a `let` that follows a dot: there an unfinished chain has swallowed it.
fn chunks(body: TokenStream) -> Vec<TokenStream> {
    let mut chunks = vec![Vec::new()];
    let mut after_dot = false;
    for token in body {
        let is_let = matches!(&token, TokenTree::Ident(word) if word == "let");
        if after_dot && is_let {
            chunks.push(Vec::new());
        }
        after_dot = matches!(&token, TokenTree::Punct(dot) if dot.as_char() == '.');
        let ends = matches!(&token, TokenTree::Punct(semicolon) if semicolon.as_char() == ';');
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(token);
        }
        if ends {
            chunks.push(Vec::new());
        }
    }
    chunks
        .into_iter()
        .filter(|chunk| !chunk.is_empty())
        .map(TokenStream::from_iter)
        .collect()
}

/// The last dot of an unfinished `let x = a.b(..).`, and the statement without it: editors complete behind what stands.
fn unfinished(chunk: &TokenStream) -> Option<(Span, Vec<Stmt>)> {
    let mut tokens: Vec<TokenTree> = chunk.clone().into_iter().collect();
    tokens.pop_if(|last| matches!(last, TokenTree::Punct(semicolon) if semicolon.as_char() == ';'));
    let dot = tokens.pop_if(|last| matches!(last, TokenTree::Punct(dot) if dot.as_char() == '.'))?;
    let rest = TokenStream::from_iter(tokens);
    let rest = Block::parse_within.parse2(quote!(#rest;)).unwrap_or_default();
    Some((dot.span(), rest))
}

/// A token without the invisible group that `macro_rules!` puts around what it passes on.
fn bare(token: TokenTree) -> TokenTree {
    if let TokenTree::Group(group) = &token
        && group.delimiter() == Delimiter::None
    {
        let mut inside = group.stream().into_iter();
        if let (Some(only), None) = (inside.next(), inside.next()) {
            return bare(only);
        }
    }
    token
}

/// The elided borrow `&T` at the top of a source's type, whose items live for one event.
pub(crate) fn lent(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Group(group) => lent(&group.elem),
        Type::Paren(paren) => lent(&paren.elem),
        Type::Reference(reference) if reference.lifetime.is_none() && reference.mutability.is_none() => {
            Some(&reference.elem)
        }
        _ => None,
    }
}

/// The types of the items and of their tags, of a source whose type is written `Tagged<T, M>`.
pub(crate) fn tagged(ty: &Type) -> Option<(&Type, &Type)> {
    let path = match ty {
        Type::Group(group) => return tagged(&group.elem),
        Type::Paren(paren) => return tagged(&paren.elem),
        Type::Path(path) => path.path.segments.last()?,
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = &path.arguments else {
        return None;
    };
    let arguments: Vec<&GenericArgument> = arguments.args.iter().collect();
    match arguments[..] {
        [GenericArgument::Type(item), GenericArgument::Type(tag)] if path.ident == "Tagged" => Some((item, tag)),
        _ => None,
    }
}
