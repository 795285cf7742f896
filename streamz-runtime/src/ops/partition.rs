//! `partition`: batches of equal size.

#[cfg(feature = "serde")]
mod snapshot;

use core::marker::PhantomData;

use crate::emission::Maybe;
use crate::error::Overflow;
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{AnyTick, Node, Operator, Tail, TryOperator};
use crate::storage::{Bounded, Buffer, Size};
use crate::tags::Keeps;

/// The operator of [`Flow::partition`].
pub struct Partition<T, B> {
    batch: B,
    /// Whether the batch is being handed on though it is not full.
    ending: bool,
    item: PhantomData<fn(T) -> T>,
}

impl<T, B: Buffer<T>> Partition<T, B> {
    #[inline(always)]
    fn clear_if_full(&mut self) {
        if self.batch.is_full() || self.ending {
            self.ending = false;
            self.batch.clear();
        }
    }
}

impl<T, B: Buffer<T>> Node for Partition<T, B> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;

    // A batch that failed downstream is gone, as in streamz.
    fn recover(&mut self) {
        self.clear_if_full();
    }
}

impl<T, B: Buffer<T>> Keeps for Partition<T, B> {
    fn keeps(&self) -> usize {
        if self.batch.is_full() || self.ending {
            return 0;
        }
        self.batch.as_slice().len()
    }
}

impl<T, B: Buffer<T>> Tail for Partition<T, B> {
    fn tail(&mut self) -> Option<&[T]> {
        self.ending = !self.batch.as_slice().is_empty();
        self.ending.then(|| self.batch.as_slice())
    }

    fn tail_done(&mut self) {
        self.clear_if_full();
    }
}

impl<T, B: Buffer<T>> Operator for Partition<T, B> {
    type In = Own<T>;
    type Emit<'a>
        = Maybe<&'a [T]>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> Maybe<&[T]> {
        // Full only if a panic kept the last batch from being let go.
        self.clear_if_full();
        // A batch size of 0 refuses the item: it never fills and holds nothing.
        let held = self.batch.push(item).is_ok();
        Maybe((held && self.batch.is_full()).then(|| self.batch.as_slice()))
    }

    #[inline(always)]
    fn settle(&mut self) {
        self.clear_if_full();
    }
}

/// The operator of [`Flow::try_partition_by`].
pub struct PartitionBy<T, Q, B, G, F> {
    // A place for each key, all made at construction; free where there is no key.
    groups: G,
    full: Option<usize>,
    key: F,
    kinds: PhantomData<fn(T) -> (Q, B)>,
}

impl<T, Q, B: Buffer<T>, G: Buffer<(Option<Q>, B)>, F> Node for PartitionBy<T, Q, B, G, F> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;

    fn recover(&mut self) {
        let full = self.full.take();
        if let Some((key, batch)) = full.and_then(|place| self.groups.as_mut_slice().get_mut(place)) {
            *key = None;
            batch.clear();
        }
    }
}

impl<T, Q, B: Buffer<T>, G: Buffer<(Option<Q>, B)>, F> Tail for PartitionBy<T, Q, B, G, F> {
    fn tail(&mut self) -> Option<&[T]> {
        self.full = self.groups.as_slice().iter().position(|(key, _)| key.is_some());
        let (_, batch) = self.groups.as_slice().get(self.full?)?;
        Some(batch.as_slice())
    }

    fn tail_done(&mut self) {
        self.recover();
    }
}

impl<T, Q, B, G, F> TryOperator for PartitionBy<T, Q, B, G, F>
where
    Q: PartialEq,
    B: Buffer<T>,
    G: Buffer<(Option<Q>, B)>,
    F: FnMut(&T) -> Q,
{
    type In = Own<T>;
    type Error = Overflow;
    type Emit<'a>
        = Maybe<&'a [T]>
    where
        Self: 'a;

    #[inline]
    fn try_step(&mut self, item: T) -> Result<Maybe<&[T]>, Overflow> {
        // Full only if a panic kept the last batch from being let go.
        self.recover();
        let key = Some((self.key)(&item));
        let groups = self.groups.as_slice();
        let capacity = groups.len();
        let free = || groups.iter().position(|(known, _)| known.is_none());
        let place = groups.iter().position(|(known, _)| *known == key).or_else(free);
        let group = place.and_then(|place| self.groups.as_mut_slice().get_mut(place));
        let Some((known, batch)) = group else {
            return Err(Overflow::new("try_partition_by", capacity));
        };
        // With a batch size of 0 the item is refused: nothing fills and nothing is held.
        if batch.push(item).is_err() {
            return Ok(Maybe(None));
        }
        *known = key;
        if !batch.is_full() {
            return Ok(Maybe(None));
        }
        self.full = place;
        Ok(Maybe(Some(batch.as_slice())))
    }

    #[inline]
    fn settle(&mut self) {
        self.recover();
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Batches of `size` items, lent as `&[T]` (streamz: `partition(n)`).
    ///
    /// An incomplete last batch stays inside. A run-time size of 0 never emits and holds nothing; a literal 0 does not
    /// compile.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition(3).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for x in 0..10 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [[0, 1, 2], [3, 4, 5], [6, 7, 8]]);
    /// ```
    pub fn partition<N: Size>(self, size: N) -> Partition<T, N::Buffer<T>> {
        Partition {
            batch: size.buffer(),
            ending: false,
            item: PhantomData,
        }
    }

    /// Batches of `size` items of the same key, for at most `keys` keys with an open batch at a time (streamz:
    /// `partition(n, key=…)`).
    ///
    /// A key's place is free again when its batch was handed on. Keys are compared one by one; for many keys see
    /// `partition_by_unbounded`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.try_partition_by(2, 2, |x| x % 3).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for x in [0, 1, 3, 4] {
    ///     assert!(p.emit(x).is_ok());
    /// }
    /// assert!(p.emit(0).is_ok());
    /// assert!(p.emit(1).is_ok());
    /// assert!(p.emit(2).is_err()); // a third key
    /// drop(p);
    /// assert_eq!(seen, [[0, 3], [1, 4]]);
    /// ```
    pub fn try_partition_by<N, M, Q, F>(
        self,
        size: N,
        keys: M,
        key: F,
    ) -> PartitionBy<T, Q, N::Buffer<T>, M::Buffer<(Option<Q>, N::Buffer<T>)>, F>
    where
        N: Size,
        M: Bounded,
        Q: PartialEq,
        F: FnMut(&T) -> Q,
    {
        let mut groups = keys.buffer();
        // Bounded, so this ends; and all memory is taken now.
        while groups.push((None, size.buffer())).is_ok() {}
        PartitionBy {
            groups,
            full: None,
            key,
            kinds: PhantomData,
        }
    }
}

#[cfg(feature = "alloc")]
pub use keyed::PartitionByUnbounded;

#[cfg(feature = "alloc")]
mod keyed {
    use alloc::vec::Vec;
    use core::hash::Hash;
    use core::marker::PhantomData;

    use hashbrown::HashMap;

    use crate::emission::Maybe;
    use crate::flow::Flow;
    use crate::kind::{Own, Ref};
    use crate::operator::{AnyTick, Node, Operator, Tail};
    use crate::storage::{BoundedVec, Buffer, Size};

    /// The operator of [`Flow::partition_by_unbounded`].
    pub struct PartitionByUnbounded<T, Q, F> {
        open: HashMap<Q, (u64, BoundedVec<T>)>,
        // How many batches were begun: the end comes in this order.
        begun: u64,
        // The batch being handed on, and emptied ones for keys to come.
        full: Option<BoundedVec<T>>,
        spare: Vec<BoundedVec<T>>,
        size: usize,
        key: F,
        item: PhantomData<fn(T)>,
    }

    impl<T, Q, F> Node for PartitionByUnbounded<T, Q, F> {
        type Out = Ref<[T]>;
        type Rate = AnyTick;

        fn recover(&mut self) {
            if let Some(mut batch) = self.full.take() {
                batch.clear();
                self.spare.push(batch);
            }
        }
    }

    impl<T, Q: Hash + Eq, F> Tail for PartitionByUnbounded<T, Q, F> {
        fn tail(&mut self) -> Option<&[T]> {
            let oldest = self.open.values().map(|(begun, _)| *begun).min()?;
            let mut oldest = self.open.extract_if(|_, (begun, _)| *begun == oldest);
            self.full = oldest.next().map(|(_, (_, batch))| batch);
            drop(oldest);
            self.full.as_ref().map(Buffer::as_slice)
        }

        fn tail_done(&mut self) {
            self.recover();
        }
    }

    impl<T, Q: Hash + Eq, F: FnMut(&T) -> Q> Operator for PartitionByUnbounded<T, Q, F> {
        type In = Own<T>;
        type Emit<'a>
            = Maybe<&'a [T]>
        where
            Self: 'a;

        #[inline]
        fn step(&mut self, item: T) -> Maybe<&[T]> {
            if self.size == 0 {
                return Maybe(None);
            }
            // Full only if a panic kept the last batch from being let go.
            self.recover();
            let key = (self.key)(&item);
            let (spare, size) = (&mut self.spare, self.size);
            let mut entry = match self.open.entry(key) {
                hashbrown::hash_map::Entry::Occupied(entry) => entry,
                hashbrown::hash_map::Entry::Vacant(entry) => {
                    self.begun += 1;
                    entry.insert_entry((self.begun, spare.pop().unwrap_or_else(|| size.buffer())))
                }
            };
            let (_, batch) = entry.get_mut();
            if batch.push(item).is_ok() && batch.is_full() {
                self.full = Some(entry.remove().1);
            }
            Maybe(self.full.as_ref().map(Buffer::as_slice))
        }

        #[inline]
        fn settle(&mut self) {
            self.recover();
        }
    }

    #[cfg(feature = "serde")]
    impl<T, Q, F> crate::snapshot::Snapshot for PartitionByUnbounded<T, Q, F>
    where
        T: crate::snapshot::Value,
        Q: Hash + Eq,
        F: FnMut(&T) -> Q,
    {
        fn is_at_rest(&self) -> bool {
            self.full.is_none()
        }

        fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut open: Vec<_> = self.open.values().map(|(begun, batch)| (*begun, batch)).collect();
            open.sort_unstable_by_key(|(begun, _)| *begun);
            serializer.collect_seq(open.iter().map(|(_, batch)| batch.as_slice()))
        }

        fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
            self.open.clear();
            crate::snapshot::each(saved, self.size, |batch: Vec<T>| {
                if batch.len() >= self.size {
                    return Err(batch);
                }
                // None of them fills, so each is where it was.
                for item in batch {
                    self.step(item);
                }
                Ok(())
            })
        }
    }

    impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
        /// Batches of `size` items of the same key, for any number of keys (streamz: `partition(n, key=…)`).
        ///
        /// Memory grows with the keys that have an open batch; a key that has none costs nothing.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut seen = Vec::new();
        /// let mut p = pipeline!(|s: i32| {
        ///     s.partition_by_unbounded(2, |x| x % 2).sink(|batch| seen.push(batch.to_vec()));
        /// });
        /// for x in 0..4 {
        ///     p.emit(x);
        /// }
        /// drop(p);
        /// assert_eq!(seen, [[0, 2], [1, 3]]);
        /// ```
        pub fn partition_by_unbounded<Q, F>(self, size: usize, key: F) -> PartitionByUnbounded<T, Q, F>
        where
            Q: Hash + Eq,
            F: FnMut(&T) -> Q,
        {
            PartitionByUnbounded {
                open: HashMap::new(),
                begun: 0,
                full: None,
                spare: Vec::new(),
                size,
                key,
                item: PhantomData,
            }
        }
    }
}
