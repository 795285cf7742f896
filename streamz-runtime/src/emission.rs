//! What an operator hands on for one arriving item: one item, perhaps one, none, or an iterator of them.
//!
//! These are types of our own instead of `Option` and arrays so that the generated loops stay uniform and a clock can
//! be read off the type: only [`One`] promises one item for each arrival (see [`Paced`]).

use core::convert::Infallible;
use core::iter::{Empty, Once};
use core::option;

use crate::operator::{AnyTick, EachTick, Rate};

/// Exactly one item.
pub struct One<T>(pub T);

impl<T> IntoIterator for One<T> {
    type Item = T;
    type IntoIter = Once<T>;

    #[inline(always)]
    fn into_iter(self) -> Once<T> {
        core::iter::once(self.0)
    }
}

/// One item or none.
pub struct Maybe<T>(pub Option<T>);

impl<T> IntoIterator for Maybe<T> {
    type Item = T;
    type IntoIter = option::IntoIter<T>;

    #[inline(always)]
    fn into_iter(self) -> option::IntoIter<T> {
        self.0.into_iter()
    }
}

/// Nothing, ever: the emission of an end.
pub struct Never;

impl IntoIterator for Never {
    type Item = Infallible;
    type IntoIter = Empty<Infallible>;

    #[inline(always)]
    fn into_iter(self) -> Empty<Infallible> {
        core::iter::empty()
    }
}

/// The one item that a join of streams in step hands on at the last of its arrivals in a tick.
///
/// Only this crate's joins make it: it counts as one item for each tick though all but one arrival emit nothing.
pub struct Joined<T>(pub(crate) Option<T>);

impl<T> IntoIterator for Joined<T> {
    type Item = T;
    type IntoIter = option::IntoIter<T>;

    #[inline(always)]
    fn into_iter(self) -> option::IntoIter<T> {
        self.0.into_iter()
    }
}

/// An emission that keeps the promise of a [`Rate`].
///
/// An operator of rate [`EachTick`] must emit [`One`]; then the clock of its output is the clock of its input, and a
/// `zip` downstream may rely on it. Anything goes for [`AnyTick`].
#[diagnostic::on_unimplemented(
    message = "an operator that emits `{Self}` does not keep the rate `{R}`",
    note = "`EachTick` promises `One<..>` for each arrival; declare `type Rate = AnyTick` otherwise"
)]
pub trait Paced<R: Rate>: IntoIterator {
    #[doc(hidden)]
    fn sealed(_: sealed::Ours);
}

impl<T> Paced<EachTick> for One<T> {
    fn sealed(_: sealed::Ours) {}
}

impl<T> Paced<EachTick> for Joined<T> {
    fn sealed(_: sealed::Ours) {}
}

impl<E: IntoIterator> Paced<AnyTick> for E {
    fn sealed(_: sealed::Ours) {}
}

/// An emission of one item at most.
///
/// In front of a boundary, whose room is counted, an operator of another crate must emit one of these types. One that makes
/// several items emits them as one collection, and `flatten` behind it, which can stop half way.
#[diagnostic::on_unimplemented(
    message = "what this operator emits for one item may be more than the boundary behind it has room for",
    note = "emit the items as one collection, and put `.flatten()` behind this operator: it waits where there is no room"
)]
pub trait AtMostOne: IntoIterator {}

impl<T> AtMostOne for One<T> {}
impl<T> AtMostOne for Maybe<T> {}
impl<T> AtMostOne for Joined<T> {}
impl AtMostOne for Never {}

/// A promise that a join relies on is not for others to make: a type that they cannot name stands in its signature.
mod sealed {
    pub struct Ours;
}
