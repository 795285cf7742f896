//! `collect` and `flush`: a batch whose end another stream decides.

use core::marker::PhantomData;

use crate::emission::{Maybe, One};
use crate::flow::Flow;
use crate::kind::{Item, Kind, Own, Ref};
use crate::operator::{AnyTick, EachTick, Node, Operator, Tail};
use crate::storage::{Buffer, Size, move_to_back};
use crate::tags::Keeps;

/// The operator of [`Flow::collect`]: items arrive at inlet 0, the signal to hand them on at inlet 1.
pub struct Collect<T, R> {
    cache: R,
    item: PhantomData<fn(T) -> T>,
}

impl<T, R> Node for Collect<T, R> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;
}

impl<T, R: Buffer<T>> Keeps for Collect<T, R> {
    fn keeps(&self) -> usize {
        self.cache.as_slice().len()
    }
}

impl<T, R: Buffer<T>> Tail for Collect<T, R> {
    fn tail(&mut self) -> Option<&[T]> {
        let held = self.cache.as_slice();
        (!held.is_empty()).then_some(held)
    }

    fn tail_done(&mut self) {
        self.cache.clear();
    }
}

impl<T, R: Buffer<T>> Operator<0> for Collect<T, R> {
    type In = Own<T>;
    type Emit<'a>
        = Maybe<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> Maybe<&[T]> {
        if let Err(item) = self.cache.push(item) {
            // Full: the oldest item makes room. With a size of 0 there is none.
            move_to_back(self.cache.as_mut_slice(), 0);
            if let Some(newest) = self.cache.as_mut_slice().last_mut() {
                *newest = item;
            }
        }
        Maybe(None)
    }
}

impl<T, R: Buffer<T>> Operator<1> for Collect<T, R> {
    type In = Own<()>;
    type Emit<'a>
        = One<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, (): ()) -> One<&[T]> {
        One(self.cache.as_slice())
    }

    // Only now: what fails downstream is kept for the next flush, as in streamz.
    #[inline(always)]
    fn settle(&mut self) {
        self.cache.clear();
    }
}

crate::saved!([T, R: Snapshot] Collect<T, R> { part cache });

/// The operator of [`Flow::flush`]: any item becomes the signal.
pub struct Flush<K>(PhantomData<fn(K)>);

impl<K: Kind> Node for Flush<K> {
    type Out = Own<()>;
    type Rate = EachTick;
}

impl<K: Kind> Operator for Flush<K> {
    type In = K;
    type Emit<'a>
        = One<()>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, _: Item<'a, K>) -> One<()> {
        One(())
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Holds the newest `size` items until another stream flushes them with [`flush`](Flow::flush) (streamz:
    /// `collect(cache=deque(maxlen=n))`).
    ///
    /// What is handed on is one slice, oldest first, also when it is empty; then the cache is empty. If something
    /// downstream fails, it stays and comes again with the next flush. While it is full, each further item moves the others
    /// by one place.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32, marks: ()| {
    ///     let held = s.collect(100);
    ///     held.sink(|items| seen.push(items.to_vec()));
    ///     marks.flush(held);
    /// });
    /// p.s(1);
    /// p.s(2);
    /// p.marks(());
    /// drop(p);
    /// assert_eq!(seen, [[1, 2]]);
    /// ```
    pub fn collect<N: Size>(self, size: N) -> Collect<T, N::Buffer<T>> {
        Collect {
            cache: size.buffer(),
            item: PhantomData,
        }
    }

    /// Holds all items until another stream flushes them (streamz: `collect()`). Memory grows with what waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut sums = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     let held = s.filter(|x| *x >= 0).collect_unbounded();
    ///     held.sink(|items| sums.push(items.iter().sum::<i32>()));
    ///     s.filter(|x| *x < 0).flush(held);
    /// });
    /// for x in [1, 2, -1, 40, -1] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(sums, [3, 40]);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn collect_unbounded(self) -> Collect<T, alloc::vec::Vec<T>> {
        Collect {
            cache: alloc::vec::Vec::new(),
            item: PhantomData,
        }
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Makes `target`, a stream made by [`collect`](Flow::collect), hand on what it holds whenever an item arrives here
    /// (streamz: `f.sink(c.flush)`).
    ///
    /// # Examples
    ///
    /// See [`collect`](Flow::collect).
    pub fn flush<T, const TARGET: usize>(self, target: Flow<Ref<[T]>, TARGET>) -> Flush<K> {
        let _ = target;
        Flush(PhantomData)
    }
}
