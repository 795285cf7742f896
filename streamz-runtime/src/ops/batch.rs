//! Batches: operators on the elements of collections (streamz: `to_batch` and the `Batch` collection).

use core::marker::PhantomData;
use core::ops::Add;

use crate::emission::One;
use crate::flow::{Batches, Flow};
use crate::kind::{Batch, Own, Ref};
use crate::operator::{EachTick, Node, Operator};
use crate::ops::pluck::Elements;

/// The operator of [`Flow::to_batch`] for owned collections.
pub struct ToBatch<V> {
    // The batch at hand, kept so that it can be lent.
    items: Option<V>,
}

impl<V: Elements> Node for ToBatch<V> {
    type Out = Batch<V::Element>;
    type Rate = EachTick;

    fn recover(&mut self) {
        self.items = None;
    }
}

impl<V: Elements> Operator for ToBatch<V> {
    type In = Own<V>;
    type Emit<'a>
        = One<&'a [V::Element]>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, item: V) -> Self::Emit<'a> {
        One(self.items.insert(item).elements())
    }

    #[inline]
    fn settle(&mut self) {
        self.items = None;
    }
}

/// The operator that only changes what a lent slice counts as: a window, or a batch of elements.
pub struct Relabel<A, B>(PhantomData<fn(A) -> B>);

impl<T> Node for Relabel<Ref<[T]>, Batch<T>> {
    type Out = Batch<T>;
    type Rate = EachTick;
}

impl<T> Operator for Relabel<Ref<[T]>, Batch<T>> {
    type In = Ref<[T]>;
    type Emit<'a>
        = One<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: &'a [T]) -> One<&'a [T]> {
        One(item)
    }
}

impl<T> Node for Relabel<Batch<T>, Ref<[T]>> {
    type Out = Ref<[T]>;
    type Rate = EachTick;
}

impl<T> Operator for Relabel<Batch<T>, Ref<[T]>> {
    type In = Batch<T>;
    type Emit<'a>
        = One<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: &'a [T]) -> One<&'a [T]> {
        One(item)
    }
}

/// The operator of `sum` on batches.
pub struct BatchSum<T> {
    total: T,
}

impl<T: Copy + Add<Output = T>> Node for BatchSum<T> {
    type Out = Own<T>;
    type Rate = EachTick;
}

impl<T: Copy + Add<Output = T>> Operator for BatchSum<T> {
    type In = Batch<T>;
    type Emit<'a>
        = One<T>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, batch: &'a [T]) -> One<T> {
        self.total = batch.iter().fold(self.total, |total, &x| total + x);
        One(self.total)
    }
}

crate::saved!([T: Value] BatchSum<T> { value total });

impl<V: Elements, const CLOCK: usize> Flow<Own<V>, CLOCK> {
    /// Takes each collection as a batch: the operators that follow work on its elements (streamz: `to_batch`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: Vec<i32>| {
    ///     s.to_batch().filter(|x| *x > 0).map(|x| x * 10).to_stream().sink(|x| seen.push(x));
    /// });
    /// p.emit(vec![1, -2, 3]);
    /// drop(p);
    /// assert_eq!(seen, [10, 30]);
    /// ```
    pub fn to_batch(self) -> ToBatch<V> {
        ToBatch { items: None }
    }
}

impl<T, const CLOCK: usize> Flow<Ref<[T]>, CLOCK> {
    /// Takes each window or partition as a batch: the operators that follow work on its elements (streamz: `to_batch`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut totals = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition(2).to_batch().sum().sink(|x| totals.push(x));
    /// });
    /// for x in 1..=4 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(totals, [3, 10]);
    /// ```
    pub fn to_batch(self) -> Relabel<Ref<[T]>, Batch<T>> {
        Relabel(PhantomData)
    }
}

impl<T, const CLOCK: usize> Batches<T, CLOCK> {
    /// The total of all elements so far, once for each batch (streamz: `Batch.sum`).
    ///
    /// # Examples
    ///
    /// See [`to_batch`](crate::Flow::to_batch).
    pub fn sum(self) -> BatchSum<T>
    where
        T: Copy + Default + Add<Output = T>,
    {
        BatchSum { total: T::default() }
    }

    /// The elements one by one (streamz: `Batch.to_stream`).
    ///
    /// # Examples
    ///
    /// See [`to_batch`](crate::Flow::to_batch).
    pub fn to_stream(self) -> BatchToStream<T>
    where
        T: Clone,
    {
        BatchToStream(PhantomData)
    }

    /// Each batch as one item, a lent slice (streamz: the attribute `Batch.stream`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: Vec<i32>| {
    ///     s.to_batch().map(|x| x + 1).stream().sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// p.emit(vec![1, 2]);
    /// drop(p);
    /// assert_eq!(seen, [[2, 3]]);
    /// ```
    pub fn stream(self) -> Relabel<Batch<T>, Ref<[T]>> {
        Relabel(PhantomData)
    }
}

/// The operator of `to_stream` on batches.
pub struct BatchToStream<T>(PhantomData<fn(T)>);

impl<T: Clone> Node for BatchToStream<T> {
    type Out = Own<T>;
    type Rate = crate::operator::AnyTick;
}

impl<T: Clone> Operator for BatchToStream<T> {
    type In = Batch<T>;
    type Emit<'a>
        = core::iter::Cloned<core::slice::Iter<'a, T>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, batch: &'a [T]) -> Self::Emit<'a> {
        batch.iter().cloned()
    }
}

#[cfg(feature = "alloc")]
pub use heap::{BatchFilter, BatchMap};

#[cfg(feature = "alloc")]
mod heap {
    use alloc::vec::Vec;
    use core::marker::PhantomData;

    use crate::emission::One;
    use crate::flow::Batches;
    use crate::kind::Batch;
    use crate::operator::{EachTick, Node, Operator};
    use crate::ops::pluck::Pluck;

    /// The operator of `map` on batches; its output is kept and used again.
    pub struct BatchMap<T, O, F> {
        output: Vec<O>,
        function: F,
        item: PhantomData<fn(T)>,
    }

    impl<T, O, F> Node for BatchMap<T, O, F> {
        type Out = Batch<O>;
        type Rate = EachTick;

        fn recover(&mut self) {
            self.output.clear();
        }
    }

    impl<T: Clone, O, F: FnMut(T) -> O> Operator for BatchMap<T, O, F> {
        type In = Batch<T>;
        type Emit<'a>
            = One<&'a [O]>
        where
            Self: 'a;

        #[inline]
        fn step<'a>(&'a mut self, batch: &'a [T]) -> One<&'a [O]> {
            self.output.clear();
            self.output.extend(batch.iter().cloned().map(&mut self.function));
            One(&self.output)
        }

        #[inline]
        fn settle(&mut self) {
            self.output.clear();
        }
    }

    /// The operator of `filter` on batches; its output is kept and used again.
    pub struct BatchFilter<T, F> {
        output: Vec<T>,
        predicate: F,
    }

    impl<T, F> Node for BatchFilter<T, F> {
        type Out = Batch<T>;
        type Rate = EachTick;

        fn recover(&mut self) {
            self.output.clear();
        }
    }

    impl<T: Clone, F: FnMut(&T) -> bool> Operator for BatchFilter<T, F> {
        type In = Batch<T>;
        type Emit<'a>
            = One<&'a [T]>
        where
            Self: 'a;

        #[inline]
        fn step<'a>(&'a mut self, batch: &'a [T]) -> One<&'a [T]> {
            self.output.clear();
            let passing = batch.iter().filter(|item| (self.predicate)(item)).cloned();
            self.output.extend(passing);
            One(&self.output)
        }

        #[inline]
        fn settle(&mut self) {
            self.output.clear();
        }
    }

    impl<T, const CLOCK: usize> Batches<T, CLOCK> {
        /// `function` of every element (streamz: `Batch.map`).
        ///
        /// The output buffer is kept between batches: nothing is allocated once it has grown to the largest.
        ///
        /// # Examples
        ///
        /// See [`to_batch`](crate::Flow::to_batch).
        pub fn map<O, F>(self, function: F) -> BatchMap<T, O, F>
        where
            T: Clone,
            F: FnMut(T) -> O,
        {
            BatchMap {
                output: Vec::new(),
                function,
                item: PhantomData,
            }
        }

        /// The elements for which `predicate` is true (streamz: `Batch.filter`).
        ///
        /// # Examples
        ///
        /// See [`to_batch`](crate::Flow::to_batch).
        pub fn filter<F>(self, predicate: F) -> BatchFilter<T, F>
        where
            T: Clone,
            F: FnMut(&T) -> bool,
        {
            BatchFilter {
                output: Vec::new(),
                predicate,
            }
        }

        /// One member of every element (streamz: `Batch.pluck`); written `pluck(1)` or `pluck(price)` in `pipeline!`.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut seen = Vec::new();
        /// let mut p = pipeline!(|s: Vec<(char, i32)>| {
        ///     s.to_batch().pluck(1).stream().sink(|batch| seen.push(batch.to_vec()));
        /// });
        /// p.emit(vec![('a', 1), ('b', 2)]);
        /// drop(p);
        /// assert_eq!(seen, [[1, 2]]);
        /// ```
        pub fn pluck<const INDEX: isize>(self) -> BatchMap<T, T::Member, fn(T) -> T::Member>
        where
            T: Clone + Pluck<INDEX>,
        {
            self.map(T::pluck)
        }
    }
}
