//! Items by their position: `slice` and `step_by`.

use core::marker::PhantomData;
use core::ops::{Bound, RangeBounds};

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::{Item, Kind};
use crate::operator::{AnyTick, Node, Operator};

/// The operator of [`Flow::slice`].
pub struct Slice<K> {
    arrived: u64,
    start: u64,
    end: Option<u64>,
    kind: PhantomData<fn(K)>,
}

impl<K: Kind> Node for Slice<K> {
    type Out = K;
    type Rate = AnyTick;
}

impl<K: Kind> Operator for Slice<K> {
    type In = K;
    type Emit<'a>
        = Maybe<Item<'a, K>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Maybe<Item<'a, K>> {
        let inside = self.arrived >= self.start && self.end.is_none_or(|end| self.arrived < end);
        Maybe(inside.then_some(item))
    }

    // An item whose way downstream failed is not counted, as in streamz.
    #[inline(always)]
    fn settle(&mut self) {
        self.arrived = self.arrived.saturating_add(1);
    }
}

crate::saved!([K] Slice<K> { value arrived });

/// The operator of [`Flow::step_by`].
pub struct StepBy<K> {
    until_next: usize,
    step: usize,
    kind: PhantomData<fn(K)>,
}

impl<K: Kind> Node for StepBy<K> {
    type Out = K;
    type Rate = AnyTick;
}

impl<K: Kind> Operator for StepBy<K> {
    type In = K;
    type Emit<'a>
        = Maybe<Item<'a, K>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Maybe<Item<'a, K>> {
        Maybe((self.until_next == 0).then_some(item))
    }

    #[inline(always)]
    fn settle(&mut self) {
        self.until_next = match self.until_next {
            // A step of 0 never comes back to 0: only the first item passes.
            0 => self.step.wrapping_sub(1),
            left => left - 1,
        };
    }
}

crate::saved!([K] StepBy<K> { value until_next });

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Passes the items whose position, counted from 0 at construction, is in `range`: what Python's `list[a:b]` keeps.
    ///
    /// Follow it with [`step_by`](Self::step_by) for `list[a:b:c]`. An item that fails downstream is not counted.
    /// streamz' own `slice` counts its step from position 0 and takes an end of 0 for "no end"; this one does not.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.slice(1..7).step_by(2).sink(|x| seen.push(x));
    /// });
    /// for x in 0..10 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1, 3, 5]);
    /// ```
    pub fn slice<R: RangeBounds<u64>>(self, range: R) -> Slice<K> {
        Slice {
            arrived: 0,
            start: match range.start_bound() {
                Bound::Included(&start) => start,
                Bound::Excluded(&start) => start.saturating_add(1),
                Bound::Unbounded => 0,
            },
            end: match range.end_bound() {
                Bound::Included(&end) => end.checked_add(1),
                Bound::Excluded(&end) => Some(end),
                Bound::Unbounded => None,
            },
            kind: PhantomData,
        }
    }

    /// Passes the first item and then every `step`-th one.
    ///
    /// A `step` of 0 passes only the first item; a literal 0 does not compile.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.step_by(3).sink(|x| seen.push(x));
    /// });
    /// for x in 0..8 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [0, 3, 6]);
    /// ```
    pub fn step_by(self, step: usize) -> StepBy<K> {
        StepBy {
            until_next: 0,
            step,
            kind: PhantomData,
        }
    }
}
