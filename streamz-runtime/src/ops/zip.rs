//! `zip`: one item of each stream, in order.
//!
//! Streams that tick together need no queue: each tick fills a slot and the last arrival takes them all, so that nothing
//! is held between events. Other streams
//! need one queue each, bounded (`try_zip`) or growing (`zip_unbounded`).

use core::marker::PhantomData;

use crate::emission::{Joined, Maybe};
use crate::error::Overflow;
use crate::flow::Flow;
use crate::kind::{Kind, Own};
use crate::operator::{AnyTick, EachTick, Node, Operator, TryOperator};
use crate::ops::join::{InStep, JoinWith, arities};
use crate::storage::{Queue, Size};

/// The operator of [`Flow::zip`], of whose inlets `LAST` gets its item last in each tick.
///
/// It holds nothing: its [`Slots`] are made anew for each event.
pub struct Zip<S, const LAST: usize>(PhantomData<fn() -> S>);

impl<S, const LAST: usize> Clone for Zip<S, LAST> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, const LAST: usize> Copy for Zip<S, LAST> {}

impl<S: Default, const LAST: usize> Zip<S, LAST> {
    /// Empty slots, for one event.
    #[inline(always)]
    #[must_use]
    pub fn slots(self) -> Slots<S, LAST> {
        Slots { slots: S::default() }
    }
}

/// A place for the item of each stream of a [`Zip`] within one event.
pub struct Slots<S, const LAST: usize> {
    slots: S,
}

/// The operator of [`Flow::try_zip`] and [`Flow::zip_unbounded`].
pub struct ZipQueued<T, Q> {
    queues: Q,
    items: PhantomData<fn() -> T>,
}

macro_rules! zip {
    ($($T:ident $C:ident $i:tt),+) => {
        impl<$($T,)+ const LAST: usize> Node for Zip<($(Option<$T>,)+), LAST> {
            type Out = Own<($($T,)+)>;
            type Rate = EachTick;
        }

        impl<$($T,)+ const LAST: usize> Node for Slots<($(Option<$T>,)+), LAST> {
            type Out = Own<($($T,)+)>;
            type Rate = EachTick;
        }

        impl<$($T,)+ const LAST: usize> Slots<($(Option<$T>,)+), LAST> {
            #[inline(always)]
            fn take(&mut self) -> Option<($($T,)+)> {
                Some(($(self.slots.$i.take()?,)+))
            }
        }

        impl<$($T,)+ $($C: Queue<$T>,)+> Node for ZipQueued<($($T,)+), ($($C,)+)> {
            type Out = Own<($($T,)+)>;
            type Rate = AnyTick;
        }

        impl<$($T,)+ $($C: Queue<$T>,)+> ZipQueued<($($T,)+), ($($C,)+)> {
            #[inline(always)]
            fn take(&mut self) -> Option<($($T,)+)> {
                if $(self.queues.$i.is_empty())||+ {
                    return None;
                }
                Some(($(self.queues.$i.pop()?,)+))
            }
        }

        zip!(@inlets ($($T $C),+) $(($T $C $i))+);
    };
    (@inlets $all:tt $(($T:ident $C:ident $i:tt))+) => {
        $(zip!(@inlet $all $T $C $i);)+
    };
    (@inlet ($($all:ident $queue:ident),+) $T:ident $C:ident $i:tt) => {
        impl<$($all,)+ const LAST: usize> Operator<$i> for Slots<($(Option<$all>,)+), LAST> {
            type In = Own<$T>;
            type Emit<'a> = Joined<($($all,)+)> where Self: 'a;

            #[inline(always)]
            fn step<'a>(&'a mut self, item: $T) -> Self::Emit<'a> {
                self.slots.$i = Some(item);
                if $i != LAST {
                    return Joined(None);
                }
                let joined = self.take();
                debug_assert!(joined.is_some(), "streams of one clock do not tick together");
                Joined(joined)
            }
        }

        impl<$($all,)+ $($queue: Queue<$all>,)+> TryOperator<$i> for ZipQueued<($($all,)+), ($($queue,)+)> {
            type In = Own<$T>;
            type Error = Overflow;
            type Emit<'a> = Maybe<($($all,)+)> where Self: 'a;

            #[inline(always)]
            fn try_step<'a>(&'a mut self, item: $T) -> Result<Self::Emit<'a>, Overflow> {
                match self.queues.$i.push(item) {
                    Ok(()) => Ok(Maybe(self.take())),
                    Err(_) => Err(Overflow::new("try_zip", self.queues.$i.capacity())),
                }
            }
        }

        #[cfg(feature = "alloc")]
        impl<$($all,)+> Operator<$i> for ZipQueued<($($all,)+), ($(Growing<$all>,)+)> {
            type In = Own<$T>;
            type Emit<'a> = Maybe<($($all,)+)> where Self: 'a;

            #[inline(always)]
            fn step<'a>(&'a mut self, item: $T) -> Self::Emit<'a> {
                self.queues.$i.push_back(item);
                Maybe(self.take())
            }
        }
    };
}

#[cfg(feature = "alloc")]
use alloc::collections::VecDeque as Growing;

arities!(zip);

/// How `zip` may hold its items: only the proof [`InStep`] will do, for then a slot is enough.
#[diagnostic::on_unimplemented(
    message = "the streams of this `zip` do not tick together, so the faster one would have to wait in a queue",
    label = "this `zip` could grow without bound",
    note = "say how many may wait: `a.try_zip(64, b)`, whose pipeline's `emit` returns a `Result`; or \
            `a.zip_unbounded(b)`",
    note = "streams tick together if they come from one stream by operators that hand on exactly one item for each, \
            such as `map`, `accumulate` or `sliding_window`; `filter`, `unique`, `partition` and the like do not"
)]
pub trait Slotted<S> {
    /// The join.
    type Zip;

    /// An empty join.
    fn zip(self) -> Self::Zip;
}

impl<S: Default, const LAST: usize> Slotted<S> for InStep<LAST> {
    type Zip = Zip<S, LAST>;

    fn zip(self) -> Zip<S, LAST> {
        Zip(PhantomData)
    }
}

crate::saved!([T, Q: Snapshot] ZipQueued<T, Q> { part queues });

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Pairs up the items of streams that tick together (streamz: `zip`).
    ///
    /// Streams tick together if they come from one stream by operators that hand on exactly one item for each item,
    /// such as `map`, `accumulate` or `sliding_window`. That is checked at compile time; it means that this join is a
    /// slot, holds at most one item of each stream, and cannot grow. Other streams are joined with
    /// [`try_zip`](Self::try_zip) or `zip_unbounded`.
    ///
    /// In `pipeline!` it takes up to 12 streams, in any order, with constants between: `a.zip("x", b, c)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     let up = s.map(|x| x + 1);
    ///     let down = s.map(|x| x - 1);
    ///     up.zip(down).sink(|pair| seen.push(pair));
    /// });
    /// p.emit(10);
    /// drop(p);
    /// assert_eq!(seen, [(11, 9)]);
    /// ```
    pub fn zip<J, P>(self, others: J, pace: P) -> P::Zip
    where
        J: JoinWith<K>,
        P: Slotted<J::Slots>,
    {
        let _ = others;
        pace.zip()
    }

    /// Pairs up the items of any streams, first in, first out, through a queue of `size` for each (streamz:
    /// `zip(maxsize=n)`).
    ///
    /// When a stream is `size` items ahead, `emit` returns [`Overflow`] and the item is not taken. With a run-time size of 0
    /// that is so for every item.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|a: i32, b: char| {
    ///     a.try_zip(2, b).sink(|pair| seen.push(pair));
    /// });
    /// p.a(1)?;
    /// p.a(2)?;
    /// assert!(p.a(3).is_err());
    /// p.b('x')?;
    /// p.a(4)?;
    /// p.b('y')?;
    /// drop(p);
    /// assert_eq!(seen, [(1, 'x'), (2, 'y')]);
    /// # Ok::<(), streamz::Overflow>(())
    /// ```
    pub fn try_zip<N: Size, J: JoinWith<K>>(self, size: N, others: J) -> ZipQueued<J::Items, J::Queues<N>> {
        let _ = others;
        ZipQueued {
            queues: J::queues(size),
            items: PhantomData,
        }
    }

    /// Pairs up the items of any streams, first in, first out (streamz: `zip`). Memory grows with what waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|a: i32, b: char| {
    ///     a.zip_unbounded(b).sink(|pair| seen.push(pair));
    /// });
    /// p.a(1);
    /// p.a(2);
    /// p.b('x');
    /// drop(p);
    /// assert_eq!(seen, [(1, 'x')]);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn zip_unbounded<J: JoinWith<K>>(self, others: J) -> ZipQueued<J::Items, J::Queues<crate::storage::Unbounded>> {
        self.try_zip(crate::storage::Unbounded, others)
    }
}
