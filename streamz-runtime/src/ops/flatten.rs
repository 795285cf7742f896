//! `flatten` and `flat_map`: several items from one.

use core::iter::Cloned;
use core::marker::PhantomData;
use core::slice;

use crate::boundary::{Hold, Unfold, Unfolding};
use crate::flow::Flow;
use crate::kind::{Item, Kind, Own, Ref};
use crate::operator::{AnyTick, Node, Operator};

/// The operator of [`Flow::flatten`] for owned collections.
pub struct Flatten<T>(PhantomData<fn(T)>);

impl<T: IntoIterator> Node for Flatten<T> {
    type Out = Own<T::Item>;
    type Rate = AnyTick;
}

impl<T: IntoIterator> Operator for Flatten<T> {
    type In = Own<T>;
    type Emit<'a>
        = T
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> T {
        item
    }
}

impl<T: IntoIterator> Unfold for Flatten<T> {
    type In = Own<T>;
    type Iter = T::IntoIter;

    #[inline(always)]
    fn unfold(&mut self, item: T) -> T::IntoIter {
        item.into_iter()
    }
}

impl<T: IntoIterator> Hold for Flatten<T> {
    type Held<const PATHS: usize> = Unfolding<Self, PATHS>;

    fn hold<const PATHS: usize>(self) -> Unfolding<Self, PATHS> {
        Unfolding::new(self)
    }
}

/// The operator of [`Flow::flatten`] for windows and batches.
pub struct FlattenSlice<T>(PhantomData<fn(T)>);

impl<T: Clone> Node for FlattenSlice<T> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T: Clone> Operator for FlattenSlice<T> {
    type In = Ref<[T]>;
    type Emit<'a>
        = Cloned<slice::Iter<'a, T>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: &'a [T]) -> Self::Emit<'a> {
        item.iter().cloned()
    }
}

/// The operator of [`Flow::flat_map`].
pub struct FlatMap<K, I, F> {
    function: F,
    kinds: PhantomData<fn(K) -> I>,
}

impl<K: Kind, I: IntoIterator, F> Node for FlatMap<K, I, F> {
    type Out = Own<I::Item>;
    type Rate = AnyTick;
}

impl<K, I, F> Operator for FlatMap<K, I, F>
where
    K: Kind,
    I: IntoIterator,
    F: for<'a> FnMut(Item<'a, K>) -> I,
{
    type In = K;
    type Emit<'a>
        = I
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> I {
        (self.function)(item)
    }
}

impl<K, I, F> Unfold for FlatMap<K, I, F>
where
    K: Kind,
    I: IntoIterator,
    F: for<'a> FnMut(Item<'a, K>) -> I,
{
    type In = K;
    type Iter = I::IntoIter;

    #[inline(always)]
    fn unfold(&mut self, item: Item<'_, K>) -> I::IntoIter {
        (self.function)(item).into_iter()
    }
}

impl<K, I, F> Hold for FlatMap<K, I, F>
where
    K: Kind,
    I: IntoIterator,
    F: for<'a> FnMut(Item<'a, K>) -> I,
{
    type Held<const PATHS: usize> = Unfolding<Self, PATHS>;

    fn hold<const PATHS: usize>(self) -> Unfolding<Self, PATHS> {
        Unfolding::new(self)
    }
}

impl<T: IntoIterator, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Hands on the elements of each item, in order, one level deep (streamz: `flatten`, alias `concat`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: Vec<i32>| {
    ///     s.flatten().sink(|x| seen.push(x));
    /// });
    /// for x in [vec![1, 2, 3], vec![], vec![4, 5]] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1, 2, 3, 4, 5]);
    /// ```
    pub fn flatten(self) -> Flatten<T> {
        Flatten(PhantomData)
    }

    /// Another name for [`flatten`](Self::flatten), as in streamz.
    pub fn concat(self) -> Flatten<T> {
        self.flatten()
    }
}

impl<T: Clone, const CLOCK: usize> Flow<Ref<[T]>, CLOCK> {
    /// Hands on clones of the elements of each window or batch, in order (streamz: `flatten`, alias `concat`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition(2).flatten().sink(|x| seen.push(x));
    /// });
    /// for x in 0..5 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [0, 1, 2, 3]);
    /// ```
    pub fn flatten(self) -> FlattenSlice<T> {
        FlattenSlice(PhantomData)
    }

    /// Another name for [`flatten`](Self::flatten), as in streamz.
    pub fn concat(self) -> FlattenSlice<T> {
        self.flatten()
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Hands on everything that `function` returns for each item: `map` and `flatten` in one.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: u32| {
    ///     s.flat_map(|n| 0..n).sink(|x| seen.push(x));
    /// });
    /// p.emit(2);
    /// p.emit(0);
    /// p.emit(3);
    /// drop(p);
    /// assert_eq!(seen, [0, 1, 0, 1, 2]);
    /// ```
    pub fn flat_map<I, F>(self, function: F) -> FlatMap<K, I, F>
    where
        I: IntoIterator,
        F: for<'a> FnMut(Item<'a, K>) -> I,
    {
        FlatMap {
            function,
            kinds: PhantomData,
        }
    }
}
