//! What a field of a frame is kept in, whatever its type is: so that a type that is no column is told once, and not by
//! everything that `#[derive(Frame)]` makes of it.

use core::marker::PhantomData;

use super::{Column, Field, Leaf, Values};

/// Checks that a field can be a column.
pub const fn is_column<T: Field<Column: Leaf>>() {}

/// Asks whether `T` can be a column: `Probe::<T>::IS_COLUMN`, with [`NoColumn`] in scope.
pub struct Probe<T>(PhantomData<T>);

/// What is true of all types.
pub trait NoColumn {
    /// Not known to be one.
    const IS_COLUMN: bool = false;
}

impl<T> NoColumn for Probe<T> {}

// Comes before that of the trait, where it holds.
impl<T: Field<Column: Leaf>> Probe<T> {
    /// It is one.
    pub const IS_COLUMN: bool = true;
}

/// A field of type `T`, if that can be a column.
pub struct Choice<T, const IS_COLUMN: bool>(PhantomData<T>);

/// What a field is kept in.
pub trait Chosen {
    /// The type of the field.
    type Value;

    /// Its column.
    type Column: Leaf;

    /// The value as a cell.
    fn cell(value: &Self::Value) -> <Self::Column as Column>::Cell<'_>;
}

impl<T: Field<Column: Leaf>> Chosen for Choice<T, true> {
    type Value = T;
    type Column = T::Column;

    #[inline(always)]
    fn cell(value: &T) -> <T::Column as Column>::Cell<'_> {
        value.cell()
    }
}

/// Anything will do for what does not compile.
impl<T> Chosen for Choice<T, false> {
    type Value = T;
    type Column = Values<bool>;

    fn cell(_: &T) -> bool {
        false
    }
}
