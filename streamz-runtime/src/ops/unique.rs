//! `unique`: items that were not seen lately, or ever.

use core::marker::PhantomData;

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node, Operator};
use crate::storage::{Buffer, Size, move_to_back};

/// A memory of keys.
pub trait History<Q> {
    /// Marks the key as seen just now; says whether it is new.
    fn see(&mut self, key: Q) -> bool;
}

/// The last keys seen, compared one by one.
pub struct Recent<B>(B);

impl<Q: PartialEq, B: Buffer<Q>> History<Q> for Recent<B> {
    #[inline(always)]
    fn see(&mut self, key: Q) -> bool {
        let keys = self.0.as_slice();
        // The common case: the newest key once more, which stays the newest.
        if keys.last() == Some(&key) {
            return false;
        }
        if let Some(known) = keys.iter().position(|k| *k == key) {
            move_to_back(self.0.as_mut_slice(), known);
            return false;
        }
        if let Err(key) = self.0.push(key) {
            // Full: the oldest key makes room. With a size of 0 there is none, and nothing is ever remembered.
            move_to_back(self.0.as_mut_slice(), 0);
            if let Some(newest) = self.0.as_mut_slice().last_mut() {
                *newest = key;
            }
        }
        true
    }
}

/// The operator of the `unique` family.
pub struct Unique<T, Q, H, F> {
    history: H,
    key: F,
    kinds: PhantomData<fn(T) -> Q>,
}

impl<T, Q, H, F> Unique<T, Q, H, F> {
    const fn new(history: H, key: F) -> Self {
        Self {
            history,
            key,
            kinds: PhantomData,
        }
    }
}

impl<T, Q, H, F> Node for Unique<T, Q, H, F> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T, Q, H: History<Q>, F: FnMut(&T) -> Q> Operator for Unique<T, Q, H, F> {
    type In = Own<T>;
    type Emit<'a>
        = Maybe<T>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> Maybe<T> {
        let key = (self.key)(&item);
        Maybe(self.history.see(key).then_some(item))
    }
}

crate::saved!([T, Q, H: Snapshot, F] Unique<T, Q, H, F> { part history });
crate::saved!([B: Snapshot] Recent<B> { part 0 });

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Drops items equal to one of the last `size` different ones (streamz: `unique(maxsize=n)`; `hashable=False` too,
    /// since items are only compared).
    ///
    /// A dropped item counts as seen anew. The cost grows with `size`: for more than a few dozen take
    /// `unique_hashed`. A run-time size of 0 remembers nothing and drops nothing; a literal 0 does not compile.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: f64| {
    ///     s.unique(1).sink(|x| seen.push(x));
    /// });
    /// for x in [1.0, 1.0, 2.0, 1.0] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1.0, 2.0, 1.0]);
    /// ```
    pub fn unique<N: Size>(self, size: N) -> Unique<T, T, Recent<N::Buffer<T>>, fn(&T) -> T>
    where
        T: Clone + PartialEq,
    {
        Unique::new(Recent(size.buffer()), T::clone)
    }

    /// Like [`unique`](Self::unique), comparing `key(&item)` (streamz: `unique(maxsize=n, key=…)`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.unique_by(2, |x| x % 10).sink(|x| seen.push(x));
    /// });
    /// for x in [1, 11, 2, 21] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1, 2]);
    /// ```
    pub fn unique_by<N, Q, F>(self, size: N, key: F) -> Unique<T, Q, Recent<N::Buffer<Q>>, F>
    where
        N: Size,
        Q: PartialEq,
        F: FnMut(&T) -> Q,
    {
        Unique::new(Recent(size.buffer()), key)
    }
}

#[cfg(feature = "alloc")]
pub use hashed::RecentHashed;

#[cfg(feature = "alloc")]
mod hashed {
    use core::hash::Hash;

    use hashbrown::HashSet;

    use super::{History, Unique};
    use crate::flow::Flow;
    use crate::kind::Own;
    use crate::storage::Recency;

    /// The last keys seen, found by their hash.
    pub struct RecentHashed<Q>(Recency<Q>);

    impl<Q: Hash + Eq> History<Q> for RecentHashed<Q> {
        #[inline]
        fn see(&mut self, key: Q) -> bool {
            self.0.touch(key)
        }
    }

    impl<Q: Hash + Eq> History<Q> for HashSet<Q> {
        #[inline]
        fn see(&mut self, key: Q) -> bool {
            self.insert(key)
        }
    }

    crate::saved!([Q: Hash + Eq + Value] RecentHashed<Q> { part 0 });

    impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
        /// Drops items equal to one of the last `size` different ones, found by hash (streamz: `unique(maxsize=n)`).
        ///
        /// The same as [`unique`](Self::unique) in constant time for any `size`, which may be known at run time only.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut seen = Vec::new();
        /// let mut p = pipeline!(|s: u32| {
        ///     s.unique_hashed(10_000).sink(|x| seen.push(x));
        /// });
        /// for x in [5, 5, 6, 5] {
        ///     p.emit(x);
        /// }
        /// drop(p);
        /// assert_eq!(seen, [5, 6]);
        /// ```
        pub fn unique_hashed(self, size: usize) -> Unique<T, T, RecentHashed<T>, fn(&T) -> T>
        where
            T: Clone + Hash + Eq,
        {
            self.unique_hashed_by(size, T::clone)
        }

        /// Like [`unique_hashed`](Self::unique_hashed), comparing `key(&item)`.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut seen = Vec::new();
        /// let mut p = pipeline!(|s: (u64, f64)| {
        ///     s.unique_hashed_by(1000, |(id, _)| *id).sink(|x| seen.push(x));
        /// });
        /// p.emit((1, 0.5));
        /// p.emit((1, 0.7));
        /// drop(p);
        /// assert_eq!(seen, [(1, 0.5)]);
        /// ```
        pub fn unique_hashed_by<Q, F>(self, size: usize, key: F) -> Unique<T, Q, RecentHashed<Q>, F>
        where
            Q: Hash + Eq,
            F: FnMut(&T) -> Q,
        {
            Unique::new(RecentHashed(Recency::new(size)), key)
        }

        /// Drops every item that was ever seen before (streamz: `unique()`). Memory grows with the different items.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut seen = Vec::new();
        /// let mut p = pipeline!(|s: &'static str| {
        ///     s.unique_unbounded().sink(|x| seen.push(x));
        /// });
        /// for x in ["a", "b", "a"] {
        ///     p.emit(x);
        /// }
        /// drop(p);
        /// assert_eq!(seen, ["a", "b"]);
        /// ```
        pub fn unique_unbounded(self) -> Unique<T, T, HashSet<T>, fn(&T) -> T>
        where
            T: Clone + Hash + Eq,
        {
            Unique::new(HashSet::new(), T::clone)
        }

        /// Drops every item whose `key(&item)` was ever seen before (streamz: `unique(key=…)`). Memory grows with the
        /// different keys.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut seen = Vec::new();
        /// let mut p = pipeline!(|s: f64| {
        ///     s.unique_unbounded_by(|x| x.to_bits()).sink(|x| seen.push(x));
        /// });
        /// for x in [0.5, 1.5, 0.5] {
        ///     p.emit(x);
        /// }
        /// drop(p);
        /// assert_eq!(seen, [0.5, 1.5]);
        /// ```
        pub fn unique_unbounded_by<Q, F>(self, key: F) -> Unique<T, Q, HashSet<Q>, F>
        where
            Q: Hash + Eq,
            F: FnMut(&T) -> Q,
        {
            Unique::new(HashSet::new(), key)
        }
    }
}
