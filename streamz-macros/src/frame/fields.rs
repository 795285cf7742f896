//! The types of fields: which cannot be columns, and what the others are kept in.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, Ident, PathArguments, Type};

/// What to write instead of a type that cannot be one of columns, whatever is in scope. Of all others the type system
/// speaks.
pub(super) fn never_a_column(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            match last.ident.to_string().as_str() {
                "usize" if path.path.segments.len() == 1 => Some("write `u64`: a column is as wide on every machine"),
                "isize" if path.path.segments.len() == 1 => Some("write `i64`: a column is as wide on every machine"),
                "char" if path.path.segments.len() == 1 => {
                    Some("write `String`: there are no columns of single characters")
                }
                "Vec" | "VecDeque" | "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" => {
                    Some("a column holds one value for each row: write a row for each element, or a frame of their own")
                }
                "Box" | "Rc" | "Arc" | "Cow" => {
                    Some("write the type inside: a column owns its values; a text is a `String`")
                }
                "Option" => match &last.arguments {
                    PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
                        GenericArgument::Type(inner) => never_a_column(inner),
                        _ => None,
                    },
                    _ => None,
                },
                _ => None,
            }
        }
        Type::Reference(_) => Some("write `String`: the struct owns its values, and rows lend them as `&str`"),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) => {
            Some("a column holds one value for each row: write a column for each member")
        }
        _ => None,
    }
}

/// The column of a type.
pub(super) fn column(ty: &Type) -> TokenStream {
    if is_usual(ty) {
        return quote_spanned!(ty.span()=> <#ty as ::streamz::frame::column::Field>::Column);
    }
    let choice = choice(ty);
    quote_spanned!(ty.span()=> <#choice as ::streamz::frame::column::choice::Chosen>::Column)
}

/// The value of a field as a cell.
pub(super) fn cell(field: &Ident, ty: &Type) -> TokenStream {
    if is_usual(ty) {
        return quote_spanned!(ty.span()=> ::streamz::frame::column::Field::cell(&self.#field));
    }
    let choice = choice(ty);
    quote_spanned!(ty.span()=> <#choice as ::streamz::frame::column::choice::Chosen>::cell(&self.#field))
}

/// Says of a type that it is no column, if it is none.
pub(super) fn check(ty: &Type) -> TokenStream {
    if is_usual(ty) {
        return TokenStream::new();
    }
    quote_spanned!(ty.span()=> ::streamz::frame::column::choice::is_column::<#ty>();)
}

/// Whether the type system need not be asked: then columns are what they look like, for editors too.
fn is_usual(ty: &Type) -> bool {
    const USUAL: &[&str] = &[
        "bool",
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "f32",
        "f64",
        "String",
        "Timestamp",
    ];
    let Type::Path(path) = ty else { return false };
    let mut segments = path.path.segments.iter();
    let (Some(segment), None, None) = (segments.next(), segments.next(), &path.qself) else {
        return false;
    };
    match &segment.arguments {
        PathArguments::None => USUAL.iter().any(|usual| segment.ident == usual),
        PathArguments::AngleBracketed(arguments) if segment.ident == "Option" => {
            let inner = arguments.args.first();
            matches!(inner, Some(GenericArgument::Type(inner)) if !is_option(inner) && is_usual(inner))
        }
        _ => false,
    }
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.iter().any(|part| part.ident == "Option"))
}

/// What a field of any type is kept in: so that one which is no column is told once, by [`check`].
fn choice(ty: &Type) -> TokenStream {
    let asked = quote! {{
        #[allow(unused_imports)]
        use ::streamz::frame::column::choice::NoColumn as _;
        ::streamz::frame::column::choice::Probe::<#ty>::IS_COLUMN
    }};
    quote_spanned!(ty.span()=> ::streamz::frame::column::choice::Choice<#ty, #asked>)
}
