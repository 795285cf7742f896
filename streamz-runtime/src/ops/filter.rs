//! `filter` and `remove`: only some of the items.

use core::convert::Infallible;
use core::marker::PhantomData;

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::{Item, Kind, Own};
use crate::operator::{AnyTick, Node, Operator, TryOperator};

/// The operator of [`Flow::filter`], [`Flow::remove`] and [`Flow::try_filter`].
pub struct Filter<K, F, E = Infallible> {
    predicate: F,
    kinds: PhantomData<fn(K) -> E>,
}

impl<K, F, E> Filter<K, F, E> {
    const fn new(predicate: F) -> Self {
        Self {
            predicate,
            kinds: PhantomData,
        }
    }
}

impl<K: Kind, F, E> Node for Filter<K, F, E> {
    type Out = K;
    type Rate = AnyTick;
}

impl<K, F> Operator for Filter<K, F>
where
    K: Kind,
    F: for<'a, 'b> FnMut(&'b Item<'a, K>) -> bool,
{
    type In = K;
    type Emit<'a>
        = Maybe<Item<'a, K>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Maybe<Item<'a, K>> {
        Maybe((self.predicate)(&item).then_some(item))
    }
}

impl<K, F, E> TryOperator for Filter<K, F, E>
where
    K: Kind,
    F: for<'a, 'b> FnMut(&'b Item<'a, K>) -> Result<bool, E>,
{
    type In = K;
    type Error = E;
    type Emit<'a>
        = Maybe<Item<'a, K>>
    where
        Self: 'a;

    #[inline(always)]
    fn try_step<'a>(&'a mut self, item: Item<'a, K>) -> Result<Maybe<Item<'a, K>>, E> {
        (self.predicate)(&item).map(|pass| Maybe(pass.then_some(item)))
    }
}

/// The operator of [`Flow::filter_map`].
pub struct FilterMap<K, O, F> {
    function: F,
    kinds: PhantomData<fn(K) -> O>,
}

impl<K: Kind, O, F> Node for FilterMap<K, O, F> {
    type Out = Own<O>;
    type Rate = AnyTick;
}

impl<K, O, F> Operator for FilterMap<K, O, F>
where
    K: Kind,
    F: for<'a> FnMut(Item<'a, K>) -> Option<O>,
{
    type In = K;
    type Emit<'a>
        = Maybe<O>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Maybe<O> {
        Maybe((self.function)(item))
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Hands on what `function` returns in `Some`, and drops the items for which it returns `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.filter_map(|x| u8::try_from(x).ok()).sink(|x| seen.push(x));
    /// });
    /// for x in [1, 1000, 2] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1u8, 2]);
    /// ```
    pub fn filter_map<O, F>(self, function: F) -> FilterMap<K, O, F>
    where
        F: for<'a> FnMut(Item<'a, K>) -> Option<O>,
    {
        FilterMap {
            function,
            kinds: PhantomData,
        }
    }

    /// Passes the items for which `predicate` is true (streamz: `filter`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.filter(|x| x % 2 == 0).sink(|x| seen.push(x));
    /// });
    /// for x in 0..5 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [0, 2, 4]);
    /// ```
    pub fn filter<F>(self, predicate: F) -> Filter<K, F>
    where
        F: for<'a, 'b> FnMut(&'b Item<'a, K>) -> bool,
    {
        Filter::new(predicate)
    }

    /// Drops the items for which `predicate` is true (streamz: `remove`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.remove(|x| x % 2 == 0).sink(|x| seen.push(x));
    /// });
    /// for x in 0..5 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1, 3]);
    /// ```
    pub fn remove<F>(
        self,
        mut predicate: F,
    ) -> Filter<K, impl for<'a, 'b> FnMut(&'b Item<'a, K>) -> bool + use<K, F, CLOCK>>
    where
        F: for<'a, 'b> FnMut(&'b Item<'a, K>) -> bool,
    {
        Filter::new(move |item: &Item<'_, K>| !predicate(item))
    }

    /// Like [`filter`](Self::filter) with a predicate that can fail; `emit` then returns its error.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: &str| {
    ///     s.try_filter(|x| x.parse::<i32>().map(|n| n > 0)).sink(|x| assert_eq!(x, "5"));
    /// });
    /// assert!(p.emit("5").is_ok());
    /// assert!(p.emit("-5").is_ok());
    /// assert!(p.emit("five").is_err());
    /// ```
    pub fn try_filter<E, F>(self, predicate: F) -> Filter<K, F, E>
    where
        F: for<'a, 'b> FnMut(&'b Item<'a, K>) -> Result<bool, E>,
    {
        Filter::new(predicate)
    }
}
