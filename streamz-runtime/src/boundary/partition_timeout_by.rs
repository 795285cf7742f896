//! `partition_timeout_by`: a batch for each key, full or old enough.

use core::convert::Infallible;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

#[cfg(feature = "serde")]
use crate::boundary::partition_timeout::restored_due;
use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{AnyTick, Node};
use crate::storage::{Bounded, Buffer, Size};
use crate::tags::Held;
use crate::time::{Interval, NEVER, Ticks};

/// A batch of one key.
pub struct Group<Q, B> {
    key: Option<Q>,
    batch: B,
    due: Ticks,
}

/// The boundary of [`Flow::partition_timeout_by`].
pub struct PartitionTimeoutBy<T, Q, B, G, F> {
    timeout: Ticks,
    // A place for each key, all made at construction; free where there is no key.
    groups: G,
    key: F,
    lent: Option<usize>,
    /// The place of the item that came last.
    last: usize,
    kinds: PhantomData<fn(T) -> (Q, B)>,
}

impl<T, Q, B: Buffer<T>, G: Buffer<Group<Q, B>>, F> PartitionTimeoutBy<T, Q, B, G, F> {
    fn clear(&mut self) {
        let lent = self.lent.take();
        if let Some(group) = lent.and_then(|place| self.groups.as_mut_slice().get_mut(place)) {
            group.key = None;
            group.batch.clear();
            group.due = NEVER;
        }
    }

    /// The group that is due first, and when.
    fn first(&self) -> Option<(usize, Ticks)> {
        let due = self.groups.as_slice().iter().map(|group| group.due).enumerate();
        due.min_by_key(|(_, due)| *due)
    }
}

impl<T, Q, B: Buffer<T>, G: Buffer<Group<Q, B>>, F> Node for PartitionTimeoutBy<T, Q, B, G, F> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;

    fn recover(&mut self) {
        self.clear();
    }
}

impl<T, Q, B, G, F> Boundary for PartitionTimeoutBy<T, Q, B, G, F>
where
    Q: PartialEq,
    B: Buffer<T>,
    G: Buffer<Group<Q, B>>,
    F: FnMut(&T) -> Q,
{
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        let key = Some((self.key)(&item));
        let groups = self.groups.as_mut_slice();
        let known = groups.iter().position(|group| group.key == key);
        let free = || groups.iter().position(|group| group.key.is_none());
        let place = known.or_else(free);
        let Some((place, group)) = place.and_then(|place| Some((place, groups.get_mut(place)?))) else {
            return Err(item);
        };
        group.batch.push(item)?;
        self.last = place;
        if group.key.is_none() {
            group.key = key;
            group.due = now.saturating_add(self.timeout);
        }
        if group.batch.is_full() {
            group.due = 0;
        }
        Ok(())
    }

    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        // Lent still only if a panic kept it from being let go.
        self.clear();
        let (place, _) = self.first().filter(|(_, due)| *due <= now)?;
        self.lent = Some(place);
        self.groups
            .as_slice()
            .get(place)
            .map(|group| Ok(group.batch.as_slice()))
    }

    fn settle(&mut self) {
        self.clear();
    }

    fn is_settled(&self) -> bool {
        self.groups.as_slice().iter().all(|group| group.due != 0)
    }

    fn is_idle(&self) -> bool {
        self.groups.as_slice().iter().all(|group| group.key.is_none())
    }

    fn deadline(&self) -> Ticks {
        self.first().map_or(NEVER, |(_, due)| due)
    }

    fn close(&mut self, _: Ticks) {
        let open = self.groups.as_mut_slice().iter_mut();
        for group in open.filter(|group| group.key.is_some()) {
            group.due = 0;
        }
    }
}

impl<T, Q, B, G, F> Held for PartitionTimeoutBy<T, Q, B, G, F>
where
    Q: PartialEq,
    B: Buffer<T>,
    G: Buffer<Group<Q, B>>,
    F: FnMut(&T) -> Q,
{
    const WINDOW: bool = true;

    fn place(&self) -> usize {
        self.last
    }

    fn next_place(&self, _: Pin<&()>, _: Ticks) -> usize {
        self.first().map_or(0, |(place, _)| place)
    }
}

crate::saved!([Q, B: Snapshot] Group<Q, B> { value due, part batch });

#[cfg(feature = "serde")]
impl<T, Q, B, G, F> crate::snapshot::Snapshot for PartitionTimeoutBy<T, Q, B, G, F>
where
    B: Buffer<T> + crate::snapshot::Snapshot,
    G: Buffer<Group<Q, B>>,
    F: FnMut(&T) -> Q,
{
    fn is_at_rest(&self) -> bool {
        self.lent.is_none()
    }

    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let open = self.groups.as_slice().iter().enumerate();
        crate::snapshot::save_sparse(open.filter(|(_, group)| group.key.is_some()), serializer)
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        let groups = self.groups.as_mut_slice();
        for group in &mut *groups {
            group.batch.clear();
        }
        crate::snapshot::restore_sparse(groups, |group| group, saved)
    }

    fn restored(&mut self, shift: crate::snapshot::Shift) {
        for group in self.groups.as_mut_slice() {
            group.key = group.batch.as_slice().first().map(&mut self.key);
            group.due = restored_due(&group.batch, shift.of(group.due));
        }
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Like [`partition_timeout`](Self::partition_timeout), with a batch of its own for each key, for up to `keys` keys at a
    /// time (streamz: `partition(n, timeout=t, key=..)`).
    ///
    /// The emitter of an item with one key more waits until one of the batches has left. Batches that are due together leave
    /// in the order of their places.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition_timeout_by(2, 4, 100, |x| x % 2).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for (now, x) in [(0, 1), (10, 2), (20, 3), (30, 5)] {
    ///     p.try_push(now, x).unwrap();
    /// }
    /// let _ = p.poll(110);
    /// let _ = p.poll(130);
    /// drop(p);
    /// assert_eq!(seen, [vec![1, 3], vec![2], vec![5]]);
    /// ```
    pub fn partition_timeout_by<N, M, Q, F>(
        self,
        size: N,
        keys: M,
        timeout: impl Interval,
        key: F,
    ) -> PartitionTimeoutBy<T, Q, N::Buffer<T>, M::Buffer<Group<Q, N::Buffer<T>>>, F>
    where
        N: Size,
        M: Bounded,
        Q: PartialEq,
        F: FnMut(&T) -> Q,
    {
        let size = size.at_least_one();
        let mut groups = keys.at_least_one().buffer();
        let empty = || Group {
            key: None,
            batch: size.buffer(),
            due: NEVER,
        };
        // Bounded, so this ends; and all memory is taken now.
        while groups.push(empty()).is_ok() {}
        PartitionTimeoutBy {
            timeout: timeout.ticks(),
            groups,
            key,
            lent: None,
            last: 0,
            kinds: PhantomData,
        }
    }
}
