//! The witness of an edge: what the operators are methods of.

use core::marker::PhantomData;

use crate::kind::{Batch, Kind};
use crate::operator::{Node, Operator, Rate};

/// A stream inside `pipeline!`: the zero-sized witness of an edge of kind `K` on the clock numbered `CLOCK`.
///
/// Every operator is a method of this type, so that its closure is checked against a known item type, and a third
/// crate can add one with an extension trait. It exists at construction only and holds no data.
///
/// Two flows with the same `CLOCK` tick together: each event of that clock puts exactly one item on both.
pub struct Flow<K, const CLOCK: usize>(PhantomData<fn() -> K>);

impl<K, const CLOCK: usize> Clone for Flow<K, CLOCK> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, const CLOCK: usize> Copy for Flow<K, CLOCK> {}

/// A stream of batches inside `pipeline!`: the operators of this witness work on the elements.
///
/// Made by [`Flow::to_batch`]; `to_stream()` leads back to single items, `stream()` to whole batches.
pub struct Batches<T, const CLOCK: usize>(PhantomData<fn() -> T>);

impl<T, const CLOCK: usize> Clone for Batches<T, CLOCK> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, const CLOCK: usize> Copy for Batches<T, CLOCK> {}

/// The witness of an edge, as the macro sees it.
pub trait Witness: Copy {
    /// The kind of the edge.
    type Kind: Kind;

    /// The witness of what a node, numbered `NODE`, makes of it.
    type Through<N: Node, const NODE: usize>: Witness<Kind = N::Out>;

    /// The witness; there is nothing in it.
    fn witness() -> Self;
}

impl<K: Kind, const CLOCK: usize> Witness for Flow<K, CLOCK> {
    type Kind = K;
    type Through<N: Node, const NODE: usize> = <N::Rate as Rate>::Out<N::Out, CLOCK, NODE>;

    fn witness() -> Self {
        Self(PhantomData)
    }
}

impl<T, const CLOCK: usize> Witness for Batches<T, CLOCK> {
    type Kind = Batch<T>;
    type Through<N: Node, const NODE: usize> = <N::Rate as Rate>::Out<N::Out, CLOCK, NODE>;

    fn witness() -> Self {
        Self(PhantomData)
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Puts an operator of one's own here.
    ///
    /// # Examples
    ///
    /// See [`Operator`].
    pub fn then<N: Operator<0, In = K>>(self, operator: N) -> N {
        operator
    }
}
