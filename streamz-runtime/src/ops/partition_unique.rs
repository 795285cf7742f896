//! `partition_unique`: batches of items with distinct keys.

use core::marker::PhantomData;

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{AnyTick, Node, Operator, Tail};
use crate::storage::{Buffer, Size};

/// Which of several items with the same key a batch keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Keep {
    /// The first one, at the place where it came; later ones are dropped.
    #[default]
    First,
    /// The last one, at the end of the batch; the earlier one is dropped.
    Last,
}

/// The operator of [`Flow::partition_unique`] and [`Flow::partition_unique_by`].
pub struct PartitionUnique<T, Q, BT, BQ, F> {
    // Two lists of equal length, so that the items can be lent as one slice.
    items: BT,
    keys: BQ,
    keep: Keep,
    /// Whether the batch is being handed on though it is not full.
    ending: bool,
    key: F,
    kinds: PhantomData<fn(T) -> Q>,
}

impl<T, Q, BT: Buffer<T>, BQ: Buffer<Q>, F> PartitionUnique<T, Q, BT, BQ, F> {
    #[inline]
    fn clear_if_full(&mut self) {
        if self.items.is_full() || self.ending {
            self.ending = false;
            self.items.clear();
            self.keys.clear();
        }
    }
}

impl<T, Q, BT: Buffer<T>, BQ: Buffer<Q>, F> Node for PartitionUnique<T, Q, BT, BQ, F> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;

    fn recover(&mut self) {
        self.clear_if_full();
    }
}

impl<T, Q, BT: Buffer<T>, BQ: Buffer<Q>, F> Tail for PartitionUnique<T, Q, BT, BQ, F> {
    fn tail(&mut self) -> Option<&[T]> {
        self.ending = !self.items.as_slice().is_empty();
        self.ending.then(|| self.items.as_slice())
    }

    fn tail_done(&mut self) {
        self.clear_if_full();
    }
}

impl<T, Q, BT, BQ, F> Operator for PartitionUnique<T, Q, BT, BQ, F>
where
    Q: PartialEq,
    BT: Buffer<T>,
    BQ: Buffer<Q>,
    F: FnMut(&T) -> Q,
{
    type In = Own<T>;
    type Emit<'a>
        = Maybe<&'a [T]>
    where
        Self: 'a;

    #[inline]
    fn step(&mut self, item: T) -> Maybe<&[T]> {
        // Full only if a panic kept the last batch from being let go.
        self.clear_if_full();
        let key = (self.key)(&item);
        if let Some(index) = self.keys.as_slice().iter().position(|k| *k == key) {
            match self.keep {
                Keep::First => return Maybe(None),
                Keep::Last => {
                    self.keys.remove(index);
                    self.items.remove(index);
                }
            }
        }
        let held = self.keys.push(key).is_ok() && self.items.push(item).is_ok();
        Maybe((held && self.items.is_full()).then(|| self.items.as_slice()))
    }

    #[inline]
    fn settle(&mut self) {
        self.clear_if_full();
    }
}

#[cfg(feature = "serde")]
impl<T, Q, BT, BQ, F> crate::snapshot::Snapshot for PartitionUnique<T, Q, BT, BQ, F>
where
    BT: Buffer<T> + crate::snapshot::Snapshot,
    BQ: Buffer<Q>,
    F: FnMut(&T) -> Q,
{
    // A batch that is being handed on is still here only if a panic ended that.
    fn is_at_rest(&self) -> bool {
        !self.ending && (self.items.as_slice().is_empty() || !self.items.is_full())
    }

    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.save(serializer)
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.items.restore(saved)?;
        self.keys.clear();
        for item in self.items.as_slice() {
            // As many keys as items fit.
            let _ = self.keys.push((self.key)(item));
        }
        // A full one would have left, and would be taken for one that has.
        crate::snapshot::check_not_full(&self.items)
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Batches of `size` different items (streamz: `partition_unique(n, keep=…)`).
    ///
    /// Memory is bounded by `size`. A run-time size of 0 never emits; a literal 0 does not compile.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition_unique(3, Keep::First).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for x in [1, 2, 1, 3, 1] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [[1, 2, 3]]);
    /// ```
    pub fn partition_unique<N: Size>(
        self,
        size: N,
        keep: Keep,
    ) -> PartitionUnique<T, T, N::Buffer<T>, N::Buffer<T>, fn(&T) -> T>
    where
        T: Clone + PartialEq,
    {
        PartitionUnique {
            items: size.buffer(),
            keys: size.buffer(),
            keep,
            ending: false,
            key: T::clone,
            kinds: PhantomData,
        }
    }

    /// Batches of `size` items with different keys (streamz: `partition_unique(n, key=…, keep=…)`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: (u8, i32)| {
    ///     s.partition_unique_by(2, Keep::Last, |(id, _)| *id).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for x in [(1, 10), (1, 11), (2, 20)] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [[(1, 11), (2, 20)]]);
    /// ```
    pub fn partition_unique_by<N, Q, F>(
        self,
        size: N,
        keep: Keep,
        key: F,
    ) -> PartitionUnique<T, Q, N::Buffer<T>, N::Buffer<Q>, F>
    where
        N: Size,
        Q: PartialEq,
        F: FnMut(&T) -> Q,
    {
        PartitionUnique {
            items: size.buffer(),
            keys: size.buffer(),
            keep,
            ending: false,
            key,
            kinds: PhantomData,
        }
    }
}
