//! `sliding_window`: the newest items, lent as one slice.

use core::marker::PhantomData;

use crate::emission::{Maybe, One};
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{AnyTick, EachTick, Node, Operator};
use crate::storage::{Ring, Size};
use crate::tags::Keeps;

/// The operator of [`Flow::sliding_window`].
pub struct SlidingWindow<T, R> {
    ring: R,
    item: PhantomData<fn(T) -> T>,
}

impl<T, R> Node for SlidingWindow<T, R> {
    type Out = Ref<[T]>;
    type Rate = EachTick;
}

impl<T, R: Ring<T>> Operator for SlidingWindow<T, R> {
    type In = Own<T>;
    type Emit<'a>
        = One<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> One<&[T]> {
        self.ring.push(item);
        One(self.ring.as_slice())
    }
}

/// The operator of [`Flow::sliding_window_full`].
pub struct SlidingWindowFull<T, R> {
    ring: R,
    item: PhantomData<fn(T) -> T>,
}

impl<T, R> Node for SlidingWindowFull<T, R> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;
}

impl<T, R: Ring<T>> Operator for SlidingWindowFull<T, R> {
    type In = Own<T>;
    type Emit<'a>
        = Maybe<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> Maybe<&[T]> {
        self.ring.push(item);
        Maybe(self.ring.is_full().then(|| self.ring.as_slice()))
    }
}

crate::saved!([T, R: Snapshot] SlidingWindow<T, R> { part ring });
crate::saved!([T, R: Snapshot] SlidingWindowFull<T, R> { part ring });

// The oldest item of a full window leaves with the next arrival, whatever that is: nothing will be made of it any more.
impl<T, R: Ring<T>> Keeps for SlidingWindow<T, R> {
    fn keeps(&self) -> usize {
        keeps(&self.ring)
    }
}

impl<T, R: Ring<T>> Keeps for SlidingWindowFull<T, R> {
    fn keeps(&self) -> usize {
        keeps(&self.ring)
    }
}

fn keeps<T>(ring: &impl Ring<T>) -> usize {
    let held = ring.as_slice().len();
    if ring.is_full() { held.saturating_sub(1) } else { held }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// For every item, the last `size` items up to it, oldest first; fewer at the beginning (streamz:
    /// `sliding_window(n)`, whose `return_partial` is true unless said otherwise).
    ///
    /// The window is lent as `&[T]` for the length of the event: constant work, no copy of `size` items. Each item is
    /// kept twice so that the slice is always in one piece; wrap items that are dear to clone in an `Rc`. To keep a
    /// window, `.map(|w| w.to_vec())`. A run-time size of 0 lends empty slices; a literal 0 does not compile.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut sums = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.sliding_window(3).map(|w| w.iter().sum::<i32>()).sink(|x| sums.push(x));
    /// });
    /// for x in 1..=5 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(sums, [1, 3, 6, 9, 12]);
    /// ```
    pub fn sliding_window<N: Size>(self, size: N) -> SlidingWindow<T, N::Ring<T>>
    where
        T: Clone,
    {
        SlidingWindow {
            ring: size.ring(),
            item: PhantomData,
        }
    }

    /// Like [`sliding_window`](Self::sliding_window), but silent until `size` items are there
    /// (streamz: `sliding_window(n, return_partial=False)`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.sliding_window_full(3).sink(|w| seen.push(w.to_vec()));
    /// });
    /// for x in 1..=5 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [[1, 2, 3], [2, 3, 4], [3, 4, 5]]);
    /// ```
    pub fn sliding_window_full<N: Size>(self, size: N) -> SlidingWindowFull<T, N::Ring<T>>
    where
        T: Clone,
    {
        SlidingWindowFull {
            ring: size.ring(),
            item: PhantomData,
        }
    }
}
