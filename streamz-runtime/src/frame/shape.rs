//! What rows and labels are, apart from what is to be done to them.
//!
//! A closure of a row is checked against the shape of the row, which does not mention the closures before it: the compiler
//! need not look at all of them again for each that follows.

use core::marker::PhantomData;

use super::cell::Nullable;
use super::column::{Column, NewColumn};
use super::key::OwnedKey;

/// A row or a label, however long it is lent.
pub trait Shape {
    /// It while it is lent for `'a`.
    type At<'a>: Copy;
}

/// What borrows from no row: a number, or what a closure returned.
pub struct Plain<T>(PhantomData<fn() -> T>);

impl<T: Copy> Shape for Plain<T> {
    type At<'a> = T;
}

/// A cell of the column `C`; that of the columns of a frame is a row.
pub struct CellOf<C>(PhantomData<fn() -> C>);

impl<C: Column> Shape for CellOf<C> {
    type At<'a> = C::Cell<'a>;
}

/// A key of the groups of `O`.
pub struct KeyOf<O>(PhantomData<fn() -> O>);

impl<O: OwnedKey> Shape for KeyOf<O> {
    type At<'a> = O::Row<'a>;
}

/// A row `R` with a cell `T` in the new column `N`.
pub struct With<N, T, R>(PhantomData<fn() -> (N, T, R)>);

impl<N: NewColumn, T: Copy, R: Shape> Shape for With<N, T, R> {
    type At<'a> = N::Row<T, R::At<'a>>;
}

/// A row `R`, or none.
pub struct Perhaps<R>(PhantomData<fn() -> R>);

impl<R: Shape> Shape for Perhaps<R> {
    type At<'a> = Nullable<R::At<'a>>;
}

/// What `W` shows of one and the other.
pub struct Seen<W, A, B>(PhantomData<fn() -> (W, A, B)>);

impl<W: Shown, A: Shape, B: Shape> Shape for Seen<W, A, B> {
    type At<'a> = W::Of<A::At<'a>, B::At<'a>>;
}

/// What is shown of two that belong together, a label and its row, or a row and its result: [`Label`], [`Alone`] or [`Beside`].
pub trait Shown {
    /// What is shown.
    type Of<A: Copy, B: Copy>: Copy;

    /// Shows it.
    fn show<A: Copy, B: Copy>(one: A, other: B) -> Self::Of<A, B>;
}

/// Only the label.
pub struct Label;

impl Shown for Label {
    type Of<A: Copy, B: Copy> = A;

    #[inline(always)]
    fn show<A: Copy, B: Copy>(label: A, _: B) -> A {
        label
    }
}

/// Only the result.
pub struct Alone;

impl Shown for Alone {
    type Of<A: Copy, B: Copy> = B;

    #[inline(always)]
    fn show<A: Copy, B: Copy>(_: A, result: B) -> B {
        result
    }
}

/// One beside the other.
pub struct Beside;

impl Shown for Beside {
    type Of<A: Copy, B: Copy> = (A, B);

    #[inline(always)]
    fn show<A: Copy, B: Copy>(one: A, other: B) -> (A, B) {
        (one, other)
    }
}
