//! `buffer`: a queue between what comes in and what takes its time.

use core::convert::Infallible;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::storage::{Queue, Size};
use crate::tags::Held;
use crate::time::Ticks;

/// The boundary of [`Flow::buffer`].
pub struct Buffered<T, Q> {
    queue: Q,
    item: PhantomData<fn(T) -> T>,
}

impl<T, Q> Node for Buffered<T, Q> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T, Q: Queue<T>> Boundary for Buffered<T, Q> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline(always)]
    fn offer(&mut self, _: Ticks, item: T) -> Result<(), T> {
        self.queue.push(item)
    }

    #[inline(always)]
    fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        self.queue.pop().map(Ok)
    }

    #[inline(always)]
    fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }
}

impl<T, Q: Queue<T>> Held for Buffered<T, Q> {}

crate::saved!([T, Q: Snapshot] Buffered<T, Q> { part queue });

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Holds up to `size` items until what follows has room for them (streamz: `buffer(n)`).
    ///
    /// The emitter of an item that finds the buffer full waits until there is a place for it. What is in the buffer when
    /// the pipeline is closed is handed on before it ends. A
    /// run-time size of 0 counts as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.buffer(2).sink(|x| seen.push(x));
    /// });
    /// futures::executor::block_on(async {
    ///     p.emit(1).await;
    ///     p.emit(2).await;
    /// });
    /// drop(p);
    /// assert_eq!(seen, [1, 2]);
    /// ```
    pub fn buffer<N: Size>(self, size: N) -> Buffered<T, N::Queue<T>> {
        Buffered {
            queue: size.at_least_one().queue(),
            item: PhantomData,
        }
    }

    /// Like [`buffer`](Self::buffer), holding any number of items: the emitter never waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: i32| {
    ///     let out = s.buffer_unbounded().rate_limit(100).sink_to_list(8);
    /// });
    /// for x in 0..1000 {
    ///     p.try_push(0, x).unwrap();
    /// }
    /// let _ = p.poll(100);
    /// assert_eq!(*p.out(), [0, 1]);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn buffer_unbounded(self) -> Buffered<T, alloc::collections::VecDeque<T>> {
        Buffered {
            queue: alloc::collections::VecDeque::new(),
            item: PhantomData,
        }
    }
}
