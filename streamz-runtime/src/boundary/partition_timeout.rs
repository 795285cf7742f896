//! `partition_timeout`: batches that are full, or have waited long enough.

use core::convert::Infallible;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::admission::{Admission, All, Distinct};
use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{AnyTick, Node};
use crate::ops::Keep;
use crate::storage::{Buffer, Size};
use crate::tags::Held;
use crate::time::{Interval, NEVER, Ticks};

/// The boundary of [`Flow::partition_timeout`].
pub struct PartitionTimeout<T, B, A> {
    timeout: Ticks,
    batch: B,
    admission: A,
    /// When the batch is due though it is not full.
    due: Ticks,
    lent: bool,
    item: PhantomData<fn(T) -> T>,
}

impl<T, B: Buffer<T>, A: Admission<T, B>> PartitionTimeout<T, B, A> {
    fn new(timeout: Ticks, batch: B, admission: A) -> Self {
        Self {
            timeout,
            batch,
            admission,
            due: NEVER,
            lent: false,
            item: PhantomData,
        }
    }

    fn clear(&mut self) {
        if core::mem::take(&mut self.lent) {
            self.batch.clear();
            self.admission.clear();
            self.due = NEVER;
        }
    }
}

impl<T, B: Buffer<T>, A: Admission<T, B>> Node for PartitionTimeout<T, B, A> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;

    // A batch that failed downstream is gone.
    fn recover(&mut self) {
        self.clear();
    }
}

impl<T, B: Buffer<T>, A: Admission<T, B>> Boundary for PartitionTimeout<T, B, A> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        let first = self.batch.as_slice().is_empty();
        self.admission.admit(&mut self.batch, item)?;
        if first {
            self.due = now.saturating_add(self.timeout);
        }
        if self.batch.is_full() {
            self.due = 0;
        }
        Ok(())
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        // Lent still only if a panic kept it from being let go.
        self.clear();
        self.lent = self.due <= now;
        self.lent.then(|| Ok(self.batch.as_slice()))
    }

    #[inline]
    fn settle(&mut self) {
        self.clear();
    }

    // The emitter of the item that fills the batch waits for it to leave.
    #[inline]
    fn is_settled(&self) -> bool {
        !self.batch.is_full()
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.batch.as_slice().is_empty()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        self.due
    }

    fn close(&mut self, _: Ticks) {
        if !self.batch.as_slice().is_empty() {
            self.due = 0;
        }
    }
}

impl<T, B: Buffer<T>, A: Admission<T, B>> Held for PartitionTimeout<T, B, A> {
    const WINDOW: bool = true;

    fn displaced(&mut self) -> Option<usize> {
        self.admission.displaced()
    }
}

crate::saved!([T, B: Buffer<T> + Snapshot, A: Admission<T, B>] PartitionTimeout<T, B, A> { value due, part batch }
    fn is_at_rest(&self) -> bool {
        !self.lent
    }

    fn restored(&mut self, shift: Shift) {
        self.due = restored_due(&self.batch, shift.of(self.due));
        self.admission.restored(&self.batch);
    }
);

/// When a restored batch is due: it may be full now, if the bound was larger, and if it is empty there is nothing to hand on.
#[cfg(feature = "serde")]
pub(super) fn restored_due<T>(batch: &impl Buffer<T>, due: Ticks) -> Ticks {
    match batch.as_slice() {
        [] => NEVER,
        _ if batch.is_full() => 0,
        _ => due,
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Batches of `size` items, or of as many as came until `timeout` after the first of them (streamz:
    /// `partition(n, timeout=t)`).
    ///
    /// The batch is lent as `&[T]`. The emitter of the item that fills it waits until it has left. What is there when the
    /// pipeline is closed is handed on at once.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition_timeout(3, 100).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for (now, x) in [(0, 1), (10, 2), (20, 3), (30, 4)] {
    ///     p.try_push(now, x).unwrap();
    /// }
    /// let _ = p.poll(130);
    /// drop(p);
    /// assert_eq!(seen, [vec![1, 2, 3], vec![4]]);
    /// ```
    pub fn partition_timeout<N: Size>(self, size: N, timeout: impl Interval) -> PartitionTimeout<T, N::Buffer<T>, All> {
        PartitionTimeout::new(timeout.ticks(), size.at_least_one().buffer(), All)
    }

    /// Like [`partition_timeout`](Self::partition_timeout), with one item of each kind: the first or the last of those that are
    /// equal.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition_unique_timeout(3, 100, Keep::First).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for x in [1, 1, 2, 1, 3, 4] {
    ///     p.try_push(0, x).unwrap();
    /// }
    /// let _ = p.poll(100);
    /// drop(p);
    /// assert_eq!(seen, [vec![1, 2, 3], vec![4]]);
    /// ```
    pub fn partition_unique_timeout<N: Size>(
        self,
        size: N,
        timeout: impl Interval,
        keep: Keep,
    ) -> PartitionTimeout<T, N::Buffer<T>, Distinct<T, N::Buffer<T>, fn(&T) -> T>>
    where
        T: Clone + PartialEq,
    {
        self.partition_unique_timeout_by(size, timeout, keep, T::clone as fn(&T) -> T)
    }

    /// Like [`partition_timeout`](Self::partition_timeout), with one item for each key: the first or the last. With
    /// [`Keep::Last`] an item takes its place anew.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.partition_unique_timeout_by(2, 100, Keep::Last, |x| x % 3).sink(|batch| seen.push(batch.to_vec()));
    /// });
    /// for x in [1, 4, 2] {
    ///     p.try_push(0, x).unwrap();
    /// }
    /// drop(p);
    /// assert_eq!(seen, [[4, 2]]);
    /// ```
    pub fn partition_unique_timeout_by<N, Q, F>(
        self,
        size: N,
        timeout: impl Interval,
        keep: Keep,
        key: F,
    ) -> PartitionTimeout<T, N::Buffer<T>, Distinct<Q, N::Buffer<Q>, F>>
    where
        N: Size,
        Q: PartialEq,
        F: FnMut(&T) -> Q,
    {
        let size = size.at_least_one();
        let distinct = Distinct::new(size.buffer(), keep, key);
        PartitionTimeout::new(timeout.ticks(), size.buffer(), distinct)
    }
}
