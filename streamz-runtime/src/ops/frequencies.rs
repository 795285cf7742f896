//! `frequencies`: how often each item came.

use core::marker::PhantomData;

use crate::emission::One;
use crate::error::Overflow;
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{EachTick, Node, TryOperator};
use crate::storage::{Buffer, Size};

/// The operator of [`Flow::try_frequencies`].
pub struct Frequencies<T, B> {
    counts: B,
    item: PhantomData<fn(T) -> T>,
}

impl<T, B> Node for Frequencies<T, B> {
    type Out = Ref<[(T, u64)]>;
    type Rate = EachTick;
}

impl<T: PartialEq, B: Buffer<(T, u64)>> TryOperator for Frequencies<T, B> {
    type In = Own<T>;
    type Error = Overflow;
    type Emit<'a>
        = One<&'a [(T, u64)]>
    where
        Self: 'a;

    #[inline]
    fn try_step(&mut self, item: T) -> Result<One<&[(T, u64)]>, Overflow> {
        let known = self.counts.as_slice().iter().position(|(known, _)| *known == item);
        if let Some((_, count)) = known.and_then(|place| self.counts.as_mut_slice().get_mut(place)) {
            *count = count.saturating_add(1);
        } else if self.counts.push((item, 1)).is_err() {
            return Err(Overflow::new("try_frequencies", self.counts.capacity()));
        }
        Ok(One(self.counts.as_slice()))
    }
}

crate::saved!([T, B: Snapshot] Frequencies<T, B> { part counts });

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// After each item, how often each of at most `size` different items came: `&[(item, count)]`, in the order of
    /// their first coming (streamz: `frequencies`).
    ///
    /// The counts are lent, not copied. `emit` returns [`Overflow`] for an item that would be number `size + 1`. Items
    /// are compared one by one; for many, take `frequencies_unbounded`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut last = Vec::new();
    /// let mut p = pipeline!(|s: char| {
    ///     s.try_frequencies(2).sink(|counts| last = counts.to_vec());
    /// });
    /// for c in "aba".chars() {
    ///     p.emit(c)?;
    /// }
    /// assert!(p.emit('c').is_err());
    /// drop(p);
    /// assert_eq!(last, [('a', 2), ('b', 1)]);
    /// # Ok::<(), streamz::Overflow>(())
    /// ```
    pub fn try_frequencies<N: Size>(self, size: N) -> Frequencies<T, N::Buffer<(T, u64)>>
    where
        T: PartialEq,
    {
        Frequencies {
            counts: size.buffer(),
            item: PhantomData,
        }
    }
}

#[cfg(feature = "alloc")]
pub use hashed::FrequenciesUnbounded;

#[cfg(feature = "alloc")]
mod hashed {
    use alloc::vec::Vec;
    use core::hash::{BuildHasher, Hash};

    use hashbrown::{DefaultHashBuilder, HashTable};

    use crate::emission::One;
    use crate::flow::Flow;
    use crate::kind::{Own, Ref};
    use crate::operator::{EachTick, Node, Operator};

    /// The operator of [`Flow::frequencies_unbounded`].
    pub struct FrequenciesUnbounded<T> {
        counts: Vec<(T, u64)>,
        places: HashTable<usize>,
        hasher: DefaultHashBuilder,
    }

    impl<T> Node for FrequenciesUnbounded<T> {
        type Out = Ref<[(T, u64)]>;
        type Rate = EachTick;
    }

    impl<T: Hash + Eq> Operator for FrequenciesUnbounded<T> {
        type In = Own<T>;
        type Emit<'a>
            = One<&'a [(T, u64)]>
        where
            Self: 'a;

        #[inline]
        fn step(&mut self, item: T) -> One<&[(T, u64)]> {
            let hash = self.hasher.hash_one(&item);
            let known = self.places.find(hash, |&i| self.counts[i].0 == item);
            if let Some(&place) = known {
                self.counts[place].1 = self.counts[place].1.saturating_add(1);
            } else {
                let (counts, hasher) = (&self.counts, &self.hasher);
                self.places
                    .insert_unique(hash, counts.len(), |&i| hasher.hash_one(&counts[i].0));
                self.counts.push((item, 1));
            }
            One(&self.counts)
        }
    }

    #[cfg(feature = "serde")]
    impl<T: Hash + Eq + crate::snapshot::Value> crate::snapshot::Snapshot for FrequenciesUnbounded<T> {
        fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(&self.counts)
        }

        fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
            self.counts.clear();
            self.places.clear();
            crate::snapshot::each(saved, usize::MAX, |(item, saved): (T, u64)| {
                let known = self.counts.len();
                self.step(item);
                if let Some((_, count)) = self.counts.get_mut(known) {
                    *count = saved;
                }
                Ok(())
            })
        }
    }

    impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
        /// After each item, how often each different item came: `&[(item, count)]`, in the order of their first coming
        /// (streamz: `frequencies`). Memory grows with the different items.
        ///
        /// # Examples
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut last = Vec::new();
        /// let mut p = pipeline!(|lines: &str| {
        ///     lines
        ///         .flat_map(|line| line.split(' ').map(String::from).collect::<Vec<_>>())
        ///         .frequencies_unbounded()
        ///         .sink(|counts| last = counts.to_vec());
        /// });
        /// p.emit("to be or not to be");
        /// drop(p);
        /// assert_eq!(last[0], ("to".into(), 2));
        /// ```
        pub fn frequencies_unbounded(self) -> FrequenciesUnbounded<T>
        where
            T: Hash + Eq,
        {
            FrequenciesUnbounded {
                counts: Vec::new(),
                places: HashTable::new(),
                hasher: DefaultHashBuilder::default(),
            }
        }
    }
}
