//! `union`: every item of any of several streams; `port`: a second way into the middle of a pipeline.

use core::marker::PhantomData;

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::{Item, Kind};
use crate::operator::{AnyTick, Node, Operator};

/// The operator of [`Flow::union`] and [`Flow::port`], with any number of inlets.
pub struct Union<K>(PhantomData<fn(K)>);

/// A stream of the same items as one of kind `K`.
#[diagnostic::on_unimplemented(
    message = "a union takes streams of one item type, and this one is a `{Self}` where `{K}` is needed",
    label = "another item type",
    note = "make the items alike first: `a.union(b.map(f64::from))`; to pair up different types, see `zip` and \
            `combine_latest`"
)]
pub trait UnionWith<K> {}

impl<K, const CLOCK: usize> UnionWith<K> for Flow<K, CLOCK> {}

impl<K: Kind> Node for Union<K> {
    type Out = K;
    type Rate = AnyTick;
}

impl<K: Kind, const INLET: usize> Operator<INLET> for Union<K> {
    type In = K;
    type Emit<'a>
        = Maybe<Item<'a, K>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Maybe<Item<'a, K>> {
        Maybe(Some(item))
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Every item of this stream and of the others, as it comes (streamz: `union`). A stream named twice counts once.
    ///
    /// In `pipeline!` it takes any number of streams: `a.union(b, c)`. All must have the same item type.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|a: i32, b: i32| {
    ///     a.union(b).sink(|x| seen.push(x));
    /// });
    /// p.a(1);
    /// p.b(2);
    /// p.a(3);
    /// drop(p);
    /// assert_eq!(seen, [1, 2, 3]);
    /// ```
    pub fn union<U: UnionWith<K>>(self, other: U) -> Union<K> {
        let _ = other;
        Union(PhantomData)
    }

    /// Makes a stream in the middle of a pipeline an entry too: `let mid = ….port();` adds the method `p.mid(item)`
    /// (streamz: `emit` on any node).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: &str| {
    ///     let parsed = s.map(|text| text.len()).port();
    ///     parsed.map(|x| x * 10).sink(|x| seen.push(x));
    /// });
    /// p.s("abc");
    /// p.parsed(7);
    /// drop(p);
    /// assert_eq!(seen, [30, 70]);
    /// ```
    pub fn port(self) -> Union<K> {
        Union(PhantomData)
    }
}
