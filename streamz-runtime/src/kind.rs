//! What travels along an edge: owned values, or borrows that live for one event.

use core::convert::Infallible;
use core::marker::PhantomData;

use crate::flow::{Batches, Flow, Witness};

/// The item type of an edge of kind `K` during an event that lives for `'a`.
///
/// `Item<'a, Own<T>>` is `T`; `Item<'a, Ref<[T]>>` is `&'a [T]`.
pub type Item<'a, K> = <K as KindAt<'a>>::Item;

/// The item of a [`Kind`] for one lifetime.
///
/// The second parameter only carries the bound `Self: 'a`, so that a closure can be asked for "for every `'a`"
/// without asking the items to be `'static`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a kind of stream item")]
pub trait KindAt<'a, Bound = &'a Self> {
    /// The item.
    type Item;
}

/// The kind of an edge: [`Own`], [`Ref`] or `Batch`.
///
/// An operator is written against a kind, and its closures against [`Item`]; that is how `|w| w.len()` is checked
/// against `&[T]` with no annotation.
pub trait Kind: for<'a> KindAt<'a> + sealed::Kind {
    /// The witness of an edge of this kind: the type whose methods are its operators.
    type Flow<const CLOCK: usize>: Witness<Kind = Self>;
}

/// Items handed on by value.
pub struct Own<T>(PhantomData<fn() -> T>);

/// Items lent for the length of one event: `Ref<[T]>` is the kind of a window, `Ref<str>` of a borrowed line.
pub struct Ref<T: ?Sized>(PhantomData<fn() -> *const T>);

/// Borrowed collections whose operators work on the elements inside (streamz' `Batch`).
pub struct Batch<T>(PhantomData<fn() -> T>);

/// The kind of an end: nothing ever leaves it.
pub type Nothing = Own<Infallible>;

impl<T> KindAt<'_> for Own<T> {
    type Item = T;
}

impl<'a, T: ?Sized> KindAt<'a, &'a Self> for Ref<T> {
    type Item = &'a T;
}

impl<'a, T> KindAt<'a, &'a Self> for Batch<T> {
    type Item = &'a [T];
}

impl<T> Kind for Own<T> {
    type Flow<const CLOCK: usize> = Flow<Self, CLOCK>;
}

impl<T: ?Sized> Kind for Ref<T> {
    type Flow<const CLOCK: usize> = Flow<Self, CLOCK>;
}

impl<T> Kind for Batch<T> {
    type Flow<const CLOCK: usize> = Batches<T, CLOCK>;
}

/// A kind whose items can be handed to several consumers.
///
/// Borrowed items are copied; owned items are cloned for all consumers but the last.
#[diagnostic::on_unimplemented(
    message = "a stream that branches needs items that are `Clone`, and `{Self}` holds items that are not",
    label = "this stream is used more than once",
    note = "derive `Clone` for the item, wrap it in an `Rc`, or `.map(..)` it to what the branches need"
)]
pub trait Branch: Kind {
    /// A second copy of the item, for one more consumer.
    fn duplicate<'a>(item: &Item<'a, Self>) -> Item<'a, Self>;
}

#[diagnostic::do_not_recommend]
impl<T: Clone> Branch for Own<T> {
    #[inline(always)]
    fn duplicate<'a>(item: &Item<'a, Self>) -> Item<'a, Self> {
        item.clone()
    }
}

impl<T: ?Sized> Branch for Ref<T> {
    #[inline(always)]
    fn duplicate<'a>(item: &Item<'a, Self>) -> Item<'a, Self> {
        item
    }
}

impl<T> Branch for Batch<T> {
    #[inline(always)]
    fn duplicate<'a>(item: &Item<'a, Self>) -> Item<'a, Self> {
        item
    }
}

/// A kind of another crate could claim a clock that is not its own.
pub(crate) mod sealed {
    pub trait Kind {}
    impl<T> Kind for super::Own<T> {}
    impl<T: ?Sized> Kind for super::Ref<T> {}
    impl<T> Kind for super::Batch<T> {}
}
