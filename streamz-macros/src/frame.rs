//! `#[derive(Frame)]`: the row, the columns and the lent cells of a struct.

mod fields;
mod saved;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitStr, Type, Visibility};

use crate::diagnostics::{Diagnostics, nearest};

/// A column.
struct Column {
    visibility: Visibility,
    ident: Ident,
    ty: Type,
    /// What it is called outside, in schemas.
    name: String,
}

/// The expansion of the derive: items, or a `compile_error!` for each mistake. `is_saved` says whether there is something that
/// saves.
pub(crate) fn expand(input: TokenStream, is_saved: bool) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Diagnostics::default();
    let (columns, index) = read(&input, &mut errors);
    if !errors.is_empty() {
        return errors.into_statements();
    }
    print(&input, &columns, index, is_saved)
}

/// The columns, and which of them is the index.
fn read(input: &DeriveInput, errors: &mut Diagnostics) -> (Vec<Column>, Option<usize>) {
    if let Some(parameter) = input.generics.params.first() {
        errors.at(
            parameter.span(),
            "a frame has no type parameters: its columns have fixed types",
        );
    }
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => &fields.named,
            Fields::Unnamed(fields) => {
                errors.at(
                    fields.span(),
                    "columns have names: write `struct .. { name: type, .. }`",
                );
                return (Vec::new(), None);
            }
            Fields::Unit => {
                errors.at(input.ident.span(), "a frame has at least one column");
                return (Vec::new(), None);
            }
        },
        _ => {
            errors.at(input.ident.span(), "a frame is a struct, whose fields are the columns");
            return (Vec::new(), None);
        }
    };
    if fields.is_empty() {
        errors.at(input.ident.span(), "a frame has at least one column");
    }
    let mut index: Option<usize> = None;
    let mut columns: Vec<Column> = Vec::new();
    for field in fields {
        let Some(ident) = field.ident.clone() else { continue };
        let (renamed, is_index) = options(&field.attrs, errors);
        if let Some(span) = is_index {
            if index.is_some() {
                errors.at(span, "a frame has one index; another column is marked already");
            }
            index = Some(columns.len());
        }
        let (name, span) = renamed.map_or_else(
            || (ident.to_string().trim_start_matches("r#").to_owned(), ident.span()),
            |literal| (literal.value(), literal.span()),
        );
        if let Some(advice) = fields::never_a_column(&field.ty) {
            errors.at(field.ty.span(), advice);
        }
        if columns.iter().any(|column| column.name == name) {
            errors.at(span, format!("two columns are called `{name}`"));
        }
        columns.push(Column {
            visibility: field.vis.clone(),
            ident,
            ty: field.ty.clone(),
            name,
        });
    }
    (columns, index)
}

/// What `#[frame(..)]` says of a field: another name, and whether it is the index.
fn options(attributes: &[Attribute], errors: &mut Diagnostics) -> (Option<LitStr>, Option<Span>) {
    let (mut name, mut index) = (None, None);
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("frame")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("index") {
                index = Some(meta.path.span());
            } else if meta.path.is_ident("name") {
                name = Some(meta.value()?.parse::<LitStr>()?);
            } else {
                let word = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
                let hint = nearest(&word, ["index", "name"].into_iter())
                    .map(|word| format!("; did you mean `{word}`?"))
                    .unwrap_or_default();
                return Err(meta.error(format!("a column is `index`, or has a `name = \"..\"`{hint}")));
            }
            Ok(())
        });
        if let Err(error) = parsed {
            errors.push(error);
        }
    }
    (name, index)
}

fn print(input: &DeriveInput, columns: &[Column], index: Option<usize>, is_saved: bool) -> TokenStream {
    let (visibility, frame) = (&input.vis, &input.ident);
    let row = format_ident!("{frame}Row");
    let store = format_ident!("{frame}Columns");
    let cells = format_ident!("{frame}Cells");
    let ident: Vec<_> = columns.iter().map(|column| &column.ident).collect();
    let name: Vec<_> = columns.iter().map(|column| &column.name).collect();
    let shown: Vec<_> = columns.iter().map(|column| &column.visibility).collect();
    let first = &ident[0];
    let checks = columns.iter().map(|column| fields::check(&column.ty));
    let column: Vec<_> = columns.iter().map(|column| fields::column(&column.ty)).collect();
    let field_cell: Vec<_> = columns
        .iter()
        .map(|column| fields::cell(&column.ident, &column.ty))
        .collect();
    let (index_type, index_argument, index_value) = match index {
        Some(index) => {
            let (ident, column) = (&columns[index].ident, &column[index]);
            (
                quote!(<#column as ::streamz::frame::column::Column>::Cell<'static>),
                quote!(row: #row<'_>),
                quote!(row.#ident),
            )
        }
        None => (quote!(()), quote!(_: #row<'_>), quote!()),
    };
    // The cells have a type parameter for each column: with a lifetime instead they would be lent for exactly that long.
    let member: Vec<_> = (0..columns.len()).map(|number| format_ident!("C{number}")).collect();
    let index_name = match index {
        Some(index) => {
            let name = &columns[index].name;
            quote!(::core::option::Option::Some(#name))
        }
        None => quote!(::core::option::Option::None),
    };
    let saved = is_saved.then(|| saved::print(&store, &ident));
    let of_row = format!(" A row of [`{frame}`], its cells borrowed from the columns.");
    quote! {
        #[doc = #of_row]
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(dead_code)]
        #visibility struct #row<'a> {
            #(#[allow(missing_docs)] #shown #ident: <#column as ::streamz::frame::column::Column>::Cell<'a>,)*
        }

        #[doc(hidden)]
        #[derive(Clone, Debug, Default)]
        #visibility struct #store {
            #(#ident: #column,)*
        }

        #[doc(hidden)]
        #[derive(Clone, Copy, Debug)]
        #visibility struct #cells<'a, #(#member),*> {
            #(#ident: #member,)*
            _lent: ::core::marker::PhantomData<&'a ()>,
        }

        const _: () = {
            #(#checks)*
        };

        const _: () = {
            use ::streamz::frame::column::{Cells, Column, Columns, Field, Record, Visit, VisitMut};

            impl<'a, #(#member: Cells<Cell = <#column as Column>::Cell<'a>>),*> Cells for #cells<'a, #(#member),*> {
                type Cell = #row<'a>;
                #[inline(always)]
                fn len(self) -> usize {
                    self.#first.len()
                }
                #[inline(always)]
                fn narrow(self, len: usize) -> Self {
                    Self { #(#ident: Cells::narrow(self.#ident, len),)* _lent: self._lent }
                }
                #[inline(always)]
                fn at(self, place: usize) -> #row<'a> {
                    #row { #(#ident: Cells::at(self.#ident, place),)* }
                }
            }

            impl Column for #store {
                type Cell<'a> = #row<'a>;
                type Cells<'a> = #cells<'a, #(<#column as Column>::Cells<'a>),*>;
                #[inline]
                fn cells(&self) -> Self::Cells<'_> {
                    #cells { #(#ident: Column::cells(&self.#ident),)* _lent: ::core::marker::PhantomData }
                }
                #[inline]
                fn push(&mut self, row: #row<'_>) {
                    #(Column::push(&mut self.#ident, row.#ident);)*
                }
                fn drop_front(&mut self, count: usize) {
                    #(Column::drop_front(&mut self.#ident, count);)*
                }
                fn clear(&mut self) {
                    #(Column::clear(&mut self.#ident);)*
                }
            }

            impl Columns for #store {
                fn index() -> ::core::option::Option<&'static str> {
                    #index_name
                }
                fn visit(&self, visitor: &mut impl Visit) {
                    #(visitor.leaf(#name, &self.#ident);)*
                }
                fn visit_mut<V: VisitMut>(&mut self, visitor: &mut V) -> ::core::result::Result<(), V::Error> {
                    #(visitor.leaf(#name, &mut self.#ident)?;)*
                    ::core::result::Result::Ok(())
                }
            }

            impl Field for #frame {
                type Column = #store;
                #[inline(always)]
                fn cell(&self) -> #row<'_> {
                    #row { #(#ident: #field_cell,)* }
                }
            }

            impl Record for #row<'_> {
                type Column = #store;
                #[inline]
                fn lay(self, column: &mut #store) {
                    #(Column::push(&mut column.#ident, self.#ident);)*
                }
                #[inline]
                fn lay_rows<R: ::streamz::frame::Rows<Row = Self>>(rows: R, column: &mut #store) {
                    if ::streamz::frame::Rows::is_dense(rows) {
                        #(Column::fill(&mut column.#ident, ::streamz::frame::Rows::pick(rows, |row: Self| row.#ident));)*
                    } else {
                        ::streamz::frame::Rows::each(rows, |_, row| Record::lay(row, column));
                    }
                }
            }

            impl ::streamz::frame::Frame for #frame {
                type Index = #index_type;
                #[inline(always)]
                fn index(#index_argument) -> Self::Index {
                    #index_value
                }
            }
        };

        #saved
    }
}
