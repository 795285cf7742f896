//! The `pipeline!` macro of `streamz`.
//!
//! Tokens flow straight down: `parse` reads the closure-like text, `graph` finds streams and operators in it,
//! `check` reports what cannot be a pipeline, `stages` cuts the graph into segments, `lower` prints them. No
//! module reaches back up. `docs/ARCHITECTURE.md` traces one event through the result.

mod check;
mod diagnostics;
mod frame;
mod graph;
mod lower;
mod parse;
mod stages;
#[cfg(test)]
mod tests;
mod words;

use proc_macro2::TokenStream;

/// Builds a pipeline from a description of its graph.
///
/// Written like a closure over streams; see the crate `streamz` for the language.
#[proc_macro]
pub fn pipeline(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(input.into(), cfg!(feature = "serde")).into()
}

/// Makes a struct a row of a frame: its fields are the columns.
///
/// Beside the struct `Trade` stands `TradeRow`, a row whose cells are borrowed from the columns: texts are `&str`, a nullable
/// float is a float whose `NaN` is missing, any other nullable column is a `Nullable`. See the trait `streamz::frame::Frame`.
///
/// `#[frame(index)]` marks the column that labels the rows; `#[frame(name = "..")]` gives a column another name in schemas.
#[proc_macro_derive(Frame, attributes(frame))]
pub fn derive_frame(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    frame::expand(input.into(), cfg!(feature = "serde")).into()
}

/// The expansion of `pipeline! { input }`: always an expression, with a `compile_error!` inside for each mistake.
///
/// `serde` says whether the runtime has the feature of this name.
fn expand(input: TokenStream, serde: bool) -> TokenStream {
    let mut errors = diagnostics::Diagnostics::default();
    let Some(input) = parse::parse(input, serde, &mut errors) else {
        return errors.into_expression();
    };
    let graph = graph::build(input, &mut errors);
    if !check::check(&graph, &mut errors) {
        return errors.into_expression();
    }
    match stages::cut(&graph, &mut errors) {
        Some(stages) => lower::lower(&graph, &stages, errors),
        None => errors.into_expression(),
    }
}
