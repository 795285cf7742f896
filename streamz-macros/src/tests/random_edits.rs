//! No input makes the macro panic: random edits of valid pipelines end in an expression, and every mistake is reported at
//! a token of the input.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::prelude::*;

/// One edit at the token that `place` picks, wherever it is nested.
#[derive(Clone, Debug)]
struct Edit {
    place: prop::sample::Index,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Delete,
    Repeat,
    SwapWithNext,
    Unwrap,
    Insert(usize),
    /// A token of another pipeline.
    Graft(usize, prop::sample::Index),
}

fn edits() -> impl Strategy<Value = (usize, Vec<Edit>)> {
    let kind = prop_oneof![
        3 => Just(Kind::Delete),
        1 => Just(Kind::Repeat),
        2 => Just(Kind::SwapWithNext),
        1 => Just(Kind::Unwrap),
        3 => (0..STRAYS).prop_map(Kind::Insert),
        2 => (0..super::PIPELINES.len(), any::<prop::sample::Index>()).prop_map(|(other, place)| Kind::Graft(other, place)),
    ];
    let edit = (any::<prop::sample::Index>(), kind).prop_map(|(place, kind)| Edit { place, kind });
    (0..super::PIPELINES.len(), prop::collection::vec(edit, 1..8))
}

const STRAYS: usize = 12;

fn stray(number: usize) -> TokenTree {
    match number {
        0 => TokenTree::Punct(Punct::new('.', Spacing::Alone)),
        1 => TokenTree::Punct(Punct::new('|', Spacing::Alone)),
        2 => TokenTree::Punct(Punct::new(';', Spacing::Alone)),
        3 => TokenTree::Punct(Punct::new(',', Spacing::Alone)),
        4 => TokenTree::Ident(Ident::new("let", Span::call_site())),
        5 => TokenTree::Ident(Ident::new("zip", Span::call_site())),
        6 => TokenTree::Ident(Ident::new("mid", Span::call_site())),
        7 => TokenTree::Ident(Ident::new("catch", Span::call_site())),
        8 => TokenTree::Ident(Ident::new("self", Span::call_site())),
        9 => TokenTree::Literal(Literal::u64_unsuffixed(0)),
        10 => TokenTree::Group(Group::new(Delimiter::Parenthesis, TokenStream::new())),
        _ => TokenTree::Group(Group::new(Delimiter::Brace, TokenStream::new())),
    }
}

fn count(tokens: &TokenStream) -> usize {
    let inner = |token: TokenTree| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    tokens.clone().into_iter().map(inner).sum()
}

fn pick(tokens: &TokenStream, place: usize) -> Option<TokenTree> {
    let mut left = place;
    let mut stack: Vec<TokenTree> = tokens.clone().into_iter().collect();
    stack.reverse();
    while let Some(token) = stack.pop() {
        if left == 0 {
            return Some(token);
        }
        left -= 1;
        if let TokenTree::Group(group) = token {
            let mut inner: Vec<TokenTree> = group.stream().into_iter().collect();
            inner.reverse();
            stack.extend(inner);
        }
    }
    None
}

/// Applies an edit at token number `place`; `place` counts down as tokens are passed.
fn apply(tokens: TokenStream, place: &mut usize, edit: &Kind) -> TokenStream {
    let mut output: Vec<TokenTree> = Vec::new();
    let mut swapped: Option<TokenTree> = None;
    for token in tokens {
        let here = *place == 0;
        *place = place.wrapping_sub(1);
        let span = token.span();
        let token = match token {
            TokenTree::Group(group) if !here => {
                let mut edited = Group::new(group.delimiter(), apply(group.stream(), place, edit));
                edited.set_span(group.span());
                TokenTree::Group(edited)
            }
            token => token,
        };
        if here {
            match edit {
                Kind::Delete => {}
                Kind::Repeat => output.extend([token.clone(), token]),
                Kind::SwapWithNext => swapped = Some(token),
                Kind::Unwrap => match token {
                    TokenTree::Group(group) => output.extend(group.stream()),
                    token => output.push(token),
                },
                Kind::Insert(number) => {
                    let mut stray = stray(*number);
                    stray.set_span(span);
                    output.extend([token, stray]);
                }
                Kind::Graft(other, at) => {
                    let other: TokenStream = super::PIPELINES[*other].parse().unwrap();
                    let mut grafted = pick(&other, at.index(count(&other))).unwrap();
                    grafted.set_span(span);
                    output.extend([token, grafted]);
                }
            }
            continue;
        }
        output.push(token);
        output.extend(swapped.take());
    }
    output.extend(swapped);
    output.into_iter().collect()
}

/// The spans of all `compile_error` words in an expansion.
fn reported(tokens: TokenStream, spans: &mut Vec<Span>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => reported(group.stream(), spans),
            TokenTree::Ident(word) if word == "compile_error" => spans.push(word.span()),
            _ => {}
        }
    }
}

fn holds(input: TokenStream) -> Result<(), TestCaseError> {
    let empty = input.is_empty();
    let text = input.to_string();
    let expansion = crate::expand(input, true);
    prop_assert!(
        syn::parse2::<syn::Expr>(expansion.clone()).is_ok(),
        "not an expression: {expansion}"
    );
    let mut spans = Vec::new();
    reported(expansion, &mut spans);
    for span in spans {
        // A span of no length is the whole call: right only where there is no token to point at.
        prop_assert!(
            empty || !span.byte_range().is_empty(),
            "a mistake is reported nowhere in: {text}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_pipelines_end_in_an_expression((pipeline, edits) in edits()) {
        let mut tokens: TokenStream = super::PIPELINES[pipeline].parse().unwrap();
        for edit in edits {
            let mut place = edit.place.index(count(&tokens).max(1));
            tokens = apply(tokens, &mut place, &edit.kind);
        }
        holds(tokens)?;
    }

    #[test]
    fn token_soup_ends_in_an_expression(numbers in prop::collection::vec(0..STRAYS, 0..30)) {
        // Parsed from text, so that the tokens have places to be reported at.
        let text: String = numbers.into_iter().map(|number| format!("{} ", stray(number))).collect();
        holds(text.parse().unwrap())?;
    }
}
