//! `feedback`: the declared way to close a cycle.

use core::marker::PhantomData;

use crate::emission::Never;
use crate::error::Overflow;
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{TryOperator, end_node};
use crate::storage::{Queue, Size};

/// The operator of [`Flow::feedback`]: the end of one event and the beginning of later ones.
pub struct Feedback<T, Q> {
    waiting: Q,
    item: PhantomData<fn(T) -> T>,
}

end_node!([T, Q] Feedback<T, Q>);

impl<T, Q: Queue<T>> Feedback<T, Q> {
    /// Takes the item that waits longest.
    #[inline(always)]
    pub fn pop(&mut self) -> Option<T> {
        self.waiting.pop()
    }

    /// Whether nothing waits.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

impl<T, Q: Queue<T>> TryOperator for Feedback<T, Q> {
    type In = Own<T>;
    type Error = Overflow;
    type Emit<'a>
        = Never
    where
        Self: 'a;

    #[inline(always)]
    fn try_step(&mut self, item: T) -> Result<Never, Overflow> {
        match self.waiting.push(item) {
            Ok(()) => Ok(Never),
            Err(_) => Err(Overflow::new("feedback", self.waiting.capacity())),
        }
    }
}

crate::saved!([T, Q: Snapshot] Feedback<T, Q> { part waiting });

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Sends every item to `source` again, through a queue of `size` (streamz: `x.connect(source)`).
    ///
    /// The queue is drained first in, first out, after the event at hand has run to its end, and before `emit` returns:
    /// a loop of any length runs in constant stack. Several feedbacks take turns, one item each. `emit` returns [`Overflow`] if more than `size` items wait. What
    /// waits when an event fails is handled by the next `emit`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|n: u64| {
    ///     n.sink(|x| seen.push(x));
    ///     n.filter(|x| *x != 1)
    ///         .map(|x| if x % 2 == 0 { x / 2 } else { 3 * x + 1 })
    ///         .feedback(n, 1);
    /// });
    /// p.emit(6)?;
    /// drop(p);
    /// assert_eq!(seen, [6, 3, 10, 5, 16, 8, 4, 2, 1]);
    /// # Ok::<(), streamz::Overflow>(())
    /// ```
    pub fn feedback<N: Size, const SOURCE: usize>(
        self,
        source: Flow<Own<T>, SOURCE>,
        size: N,
    ) -> Feedback<T, N::Queue<T>> {
        let _ = source;
        Feedback {
            waiting: size.queue(),
            item: PhantomData,
        }
    }
}

#[cfg(feature = "alloc")]
mod unbounded {
    use alloc::collections::VecDeque;
    use core::marker::PhantomData;

    use super::Feedback;
    use crate::emission::Never;
    use crate::flow::Flow;
    use crate::kind::Own;
    use crate::operator::Operator;

    impl<T> Operator for Feedback<T, VecDeque<T>> {
        type In = Own<T>;
        type Emit<'a>
            = Never
        where
            Self: 'a;

        #[inline(always)]
        fn step(&mut self, item: T) -> Never {
            self.waiting.push_back(item);
            Never
        }
    }

    impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
        /// Like [`feedback`](Self::feedback) through a queue that grows as it needs to; `emit` cannot fail by it.
        ///
        /// # Examples
        ///
        /// A crawler: pages lead to pages.
        ///
        /// ```
        /// use streamz::prelude::*;
        ///
        /// let mut visited = Vec::new();
        /// let mut p = pipeline!(|page: u32| {
        ///     let pages = page.unique_unbounded();
        ///     pages.sink(|x| visited.push(x));
        ///     pages.flat_map(|x| [x * 2 % 7, (x + 3) % 7]).feedback_unbounded(page);
        /// });
        /// p.emit(1);
        /// drop(p);
        /// assert_eq!(visited, [1, 2, 4, 5, 0, 3, 6]);
        /// ```
        pub fn feedback_unbounded<const SOURCE: usize>(self, source: Flow<Own<T>, SOURCE>) -> Feedback<T, VecDeque<T>> {
            let _ = source;
            Feedback {
                waiting: VecDeque::new(),
                item: PhantomData,
            }
        }
    }
}
