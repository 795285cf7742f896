//! `zip_latest`: every item of one stream, with the newest items of others.

use core::marker::PhantomData;

use crate::boundary::{Cut, Hold};
use crate::error::Overflow;
use crate::flow::Flow;
use crate::kind::{Kind, Own};
use crate::operator::{AnyTick, Node, Operator, TryOperator};
use crate::ops::join::{InStep, JoinWith, arities};
use crate::storage::{Inline, Queue, Size};

/// The operator of the `zip_latest` family: inlet 0 loses nothing, of the others only the newest item is kept.
///
/// `B` says how the queue of inlet 0 is bounded.
pub struct ZipLatest<T, L, Q, B> {
    waiting: Q,
    latest: L,
    kinds: PhantomData<fn(T) -> B>,
}

/// How the queue of a [`ZipLatest`] is bounded.
pub trait Room {
    /// Whether what still waits when an event fails belongs to that event.
    const OF_ONE_EVENT: bool;
}

/// A place for the item of one tick, of streams that tick together.
pub struct OfTick;

/// A queue that grows.
pub struct Growing;

/// A queue that may overflow.
pub struct Bounded;

impl Room for OfTick {
    const OF_ONE_EVENT: bool = true;
}

impl Room for Growing {
    const OF_ONE_EVENT: bool = false;
}

impl Room for Bounded {
    const OF_ONE_EVENT: bool = false;
}

/// A queue that takes every item: there is room for one tick, or it grows.
pub trait Roomy: Room {}

impl Roomy for OfTick {}
impl Roomy for Growing {}

impl<T, L: Default, Q, B> ZipLatest<T, L, Q, B> {
    fn new(waiting: Q) -> Self {
        Self {
            waiting,
            latest: L::default(),
            kinds: PhantomData,
        }
    }
}

/// The emission of a [`ZipLatest`]: what waits, each item with the newest of the others; what is not asked for stays.
pub struct Paired<'a, T, L, Q> {
    waiting: &'a mut Q,
    latest: &'a L,
    item: PhantomData<fn() -> T>,
}

macro_rules! zip_latest {
    ($A:ident $CA:ident $a:tt, $($T:ident $C:ident $i:tt),+) => {
        impl<$A, $($T: Clone,)+ Q: Queue<$A>, B: Room> Node for ZipLatest<$A, ($(Option<$T>,)+), Q, B> {
            type Out = Own<($A, $($T,)+)>;
            type Rate = AnyTick;

            // An item that waits for its first partners waits on, unless they could only have come in the same tick.
            fn recover(&mut self) {
                if B::OF_ONE_EVENT {
                    self.waiting.clear();
                }
            }
        }

        impl<$A, $($T: Clone,)+ Q: Queue<$A>> Iterator for Paired<'_, $A, ($(Option<$T>,)+), Q> {
            type Item = ($A, $($T,)+);

            #[inline(always)]
            #[allow(non_snake_case, reason = "the type names of the macro serve as bindings")]
            fn next(&mut self) -> Option<Self::Item> {
                let ($(Some($T),)+) = &self.latest else {
                    return None;
                };
                let item = self.waiting.pop()?;
                Some((item, $($T.clone(),)+))
            }
        }

        impl<$A, $($T: Clone,)+ Q: Queue<$A>, B: Roomy> Operator<0> for ZipLatest<$A, ($(Option<$T>,)+), Q, B> {
            type In = Own<$A>;
            type Emit<'a> = Paired<'a, $A, ($(Option<$T>,)+), Q> where Self: 'a;

            #[inline(always)]
            fn step<'a>(&'a mut self, item: $A) -> Self::Emit<'a> {
                if B::OF_ONE_EVENT {
                    // Not empty only if a panic ended the last event half way.
                    self.waiting.clear();
                }
                // Roomy: the queue has a place for it.
                let _ = self.waiting.push(item);
                self.paired()
            }
        }

        impl<$A, $($T: Clone,)+ Q: Queue<$A>> TryOperator<0> for ZipLatest<$A, ($(Option<$T>,)+), Q, Bounded> {
            type In = Own<$A>;
            type Error = Overflow;
            type Emit<'a> = Paired<'a, $A, ($(Option<$T>,)+), Q> where Self: 'a;

            #[inline(always)]
            fn try_step<'a>(&'a mut self, item: $A) -> Result<Self::Emit<'a>, Overflow> {
                match self.waiting.push(item) {
                    Ok(()) => Ok(self.paired()),
                    Err(_) => Err(Overflow::new("try_zip_latest", self.waiting.capacity())),
                }
            }
        }

        impl<$A, $($T: Clone,)+ Q: Queue<$A>, B: Room> Cut for ZipLatest<$A, ($(Option<$T>,)+), Q, B> {
            #[inline(always)]
            fn resume(&mut self) -> Option<($A, $($T,)+)> {
                self.paired().next()
            }

            // An item that waits for the first of its partners could not be handed on whatever room there is.
            #[inline(always)]
            #[allow(non_snake_case, reason = "the type names of the macro serve as bindings")]
            fn is_spent(&self) -> bool {
                let ($($T,)+) = &self.latest;
                self.waiting.is_empty() || $($T.is_none())||+
            }
        }

        impl<$A, $($T: Clone,)+ Q: Queue<$A>, B: Room> Hold for ZipLatest<$A, ($(Option<$T>,)+), Q, B> {
            type Held<const PATHS: usize> = Self;

            fn hold<const PATHS: usize>(self) -> Self {
                self
            }
        }

        zip_latest!(@inlets $A ($($T),+) $(($T $i))+);
    };
    (@inlets $A:ident $all:tt $(($T:ident $i:tt))+) => {
        $(zip_latest!(@inlet $A $all $T $i);)+
    };
    (@inlet $A:ident ($($all:ident),+) $T:ident $i:tt) => {
        impl<$A, $($all: Clone,)+ Q: Queue<$A>, B: Roomy> Operator<$i> for ZipLatest<$A, ($(Option<$all>,)+), Q, B> {
            type In = Own<$T>;
            type Emit<'a> = Paired<'a, $A, ($(Option<$all>,)+), Q> where Self: 'a;

            #[inline(always)]
            #[allow(non_snake_case, unused_variables, reason = "the macro's type names are bindings; one is used")]
            fn step<'a>(&'a mut self, item: $T) -> Self::Emit<'a> {
                let ($($all,)+) = &mut self.latest;
                *$T = Some(item);
                self.paired()
            }
        }

        impl<$A, $($all: Clone,)+ Q: Queue<$A>> TryOperator<$i> for ZipLatest<$A, ($(Option<$all>,)+), Q, Bounded> {
            type In = Own<$T>;
            type Error = Overflow;
            type Emit<'a> = Paired<'a, $A, ($(Option<$all>,)+), Q> where Self: 'a;

            #[inline(always)]
            #[allow(non_snake_case, unused_variables, reason = "the macro's type names are bindings; one is used")]
            fn try_step<'a>(&'a mut self, item: $T) -> Result<Self::Emit<'a>, Overflow> {
                let ($($all,)+) = &mut self.latest;
                *$T = Some(item);
                Ok(self.paired())
            }
        }
    };
}

impl<T, L, Q, B> ZipLatest<T, L, Q, B> {
    #[inline(always)]
    fn paired(&mut self) -> Paired<'_, T, L, Q> {
        Paired {
            waiting: &mut self.waiting,
            latest: &self.latest,
            item: PhantomData,
        }
    }
}

arities!(zip_latest);

/// How plain `zip_latest` may hold what waits: only the proof [`InStep`] will do, for then one place is enough.
#[diagnostic::on_unimplemented(
    message = "the streams of this `zip_latest` do not tick together, so items may have to wait for the first of the \
               others",
    label = "this `zip_latest` could grow without bound",
    note = "say how many may wait: `a.try_zip_latest(64, b)`, whose pipeline's `emit` returns a `Result`; or \
            `a.zip_latest_unbounded(b)`"
)]
pub trait OnePlace {}

impl<const LAST: usize> OnePlace for InStep<LAST> {}

crate::saved!([T, L: Snapshot, Q: Snapshot, B] ZipLatest<T, L, Q, B> { part waiting, part latest });

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Every item of this stream with the newest of the others, for streams that tick together (streamz:
    /// `a.zip_latest(b)`, `a` being lossless).
    ///
    /// Which partner an item meets depends on the order in which the streams were attached: one attached earlier has
    /// its item of the same tick already.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     let doubled = s.map(|x| x * 2);
    ///     let same = s.map(|x| x);
    ///     same.zip_latest(doubled).sink(|pair| seen.push(pair));
    /// });
    /// p.emit(1);
    /// p.emit(2);
    /// drop(p);
    /// assert_eq!(seen, [(1, 2), (2, 4)]);
    /// ```
    pub fn zip_latest<J, P>(
        self,
        others: J,
        pace: P,
    ) -> ZipLatest<J::First, J::Latest, <Inline<1> as Size>::Queue<J::First>, OfTick>
    where
        J: JoinWith<K>,
        P: OnePlace,
    {
        let _ = (others, pace);
        ZipLatest::new(Inline::<1>.queue())
    }

    /// Every item of this stream with the newest of the others; up to `size` items wait until each of the others has
    /// had one (streamz: `a.zip_latest(b)`).
    ///
    /// `emit` returns [`Overflow`] for an item that finds no room, which is then not taken. Each item passes through the
    /// queue, so with a run-time size of 0 none does.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|price: f64, position: i32| {
    ///     price.try_zip_latest(1, position).sink(|x| seen.push(x));
    /// });
    /// p.price(1.0)?;
    /// assert!(p.price(2.0).is_err());
    /// p.position(5)?;
    /// p.position(6)?;
    /// p.price(3.0)?;
    /// drop(p);
    /// assert_eq!(seen, [(1.0, 5), (3.0, 6)]);
    /// # Ok::<(), streamz::Overflow>(())
    /// ```
    pub fn try_zip_latest<N: Size, J: JoinWith<K>>(
        self,
        size: N,
        others: J,
    ) -> ZipLatest<J::First, J::Latest, N::Queue<J::First>, Bounded> {
        let _ = others;
        ZipLatest::new(size.queue())
    }

    /// Every item of this stream with the newest of the others; any number of items wait until each of the others has
    /// had one (streamz: `a.zip_latest(b)`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|price: f64, position: i32| {
    ///     price.zip_latest_unbounded(position).sink(|x| seen.push(x));
    /// });
    /// p.price(1.0);
    /// p.price(2.0);
    /// p.position(5);
    /// p.price(3.0);
    /// drop(p);
    /// assert_eq!(seen, [(1.0, 5), (2.0, 5), (3.0, 5)]);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn zip_latest_unbounded<J: JoinWith<K>>(
        self,
        others: J,
    ) -> ZipLatest<J::First, J::Latest, alloc::collections::VecDeque<J::First>, Growing> {
        let _ = others;
        ZipLatest::new(alloc::collections::VecDeque::new())
    }
}
