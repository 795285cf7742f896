//! `timed_window` and its kin: what came within an interval, as one slice.

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
use crate::time::schedule::Schedule;
use crate::time::{Every, NEVER, Ticks};

/// The boundary of [`Flow::timed_window`].
pub struct TimedWindow<T, B, A> {
    schedule: Schedule,
    window: B,
    admission: A,
    lent: bool,
    closed: bool,
    item: PhantomData<fn(T) -> T>,
}

impl<T, B: Buffer<T>, A: Admission<T, B>> TimedWindow<T, B, A> {
    fn new(every: Every, window: B, admission: A) -> Self {
        Self {
            schedule: Schedule::new(every),
            window,
            admission,
            lent: false,
            closed: false,
            item: PhantomData,
        }
    }

    fn clear(&mut self) {
        if core::mem::take(&mut self.lent) {
            self.window.clear();
            self.admission.clear();
        }
    }
}

impl<T, B: Buffer<T>, A: Admission<T, B>> Node for TimedWindow<T, B, A> {
    type Out = Ref<[T]>;
    type Rate = AnyTick;

    // A window that failed downstream is gone.
    fn recover(&mut self) {
        self.clear();
    }
}

impl<T, B: Buffer<T>, A: Admission<T, B>> Boundary for TimedWindow<T, B, A> {
    type In = T;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    #[inline]
    fn offer(&mut self, now: Ticks, item: T) -> Result<(), T> {
        self.schedule.start_first(now);
        self.admission.admit(&mut self.window, item)
    }

    #[inline]
    fn drive(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> bool {
        // Empty windows are handed on too, so the grid begins with the pipeline.
        self.schedule.start_first(now);
        false
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        // Lent still only if a panic kept it from being let go.
        self.clear();
        let due = if self.closed {
            !self.window.as_slice().is_empty()
        } else {
            self.schedule.tick(now)
        };
        self.lent = due;
        due.then(|| Ok(self.window.as_slice()))
    }

    #[inline]
    fn settle(&mut self) {
        self.clear();
    }

    fn is_idle(&self) -> bool {
        self.window.as_slice().is_empty()
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        // A window that is closed leaves as soon as there is room for it.
        if self.closed { NEVER } else { self.schedule.deadline() }
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

impl<T, B: Buffer<T>, A: Admission<T, B>> Held for TimedWindow<T, B, A> {
    const WINDOW: bool = true;

    fn displaced(&mut self) -> Option<usize> {
        self.admission.displaced()
    }
}

crate::saved!([T, B: Snapshot, A: Admission<T, B>] TimedWindow<T, B, A> { part schedule, part window }
    fn is_at_rest(&self) -> bool {
        !self.lent
    }

    fn restored(&mut self, shift: Shift) {
        Snapshot::restored(&mut self.schedule, shift);
        self.admission.restored(&self.window);
    }
);

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// At every tick, what came since the tick before, oldest first (streamz: `timed_window`).
    ///
    /// Empty windows are handed on too. The window is lent as `&[T]`. It holds up to `size` items; the emitter of one more
    /// waits for the tick. What is left when the pipeline is closed is handed on at once.
    ///
    /// Ticks lie on a grid that does not drift. Python's do, and begin at once:
    /// `Every::from(d).at_once().missed(Missed::Delay)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut counts = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.timed_window(100, 64).sink(|w| counts.push(w.len()));
    /// });
    /// for now in [0, 30, 60, 100, 350] {
    ///     p.try_push(now, 7).unwrap();
    /// }
    /// let _ = p.poll(400);
    /// drop(p);
    /// assert_eq!(counts, [3, 1, 1]); // the tick at 200 was missed and skipped, as nobody polled
    /// ```
    pub fn timed_window<N: Size>(self, every: impl Into<Every>, size: N) -> TimedWindow<T, N::Buffer<T>, All> {
        TimedWindow::new(every.into(), size.at_least_one().buffer(), All)
    }

    /// Like [`timed_window`](Self::timed_window), holding any number of items.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut counts = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.timed_window_unbounded(100).sink(|w| counts.push(w.len()));
    /// });
    /// for x in 0..1000 {
    ///     p.try_push(5, x).unwrap();
    /// }
    /// let _ = p.poll(105);
    /// drop(p);
    /// assert_eq!(counts, [1000]);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn timed_window_unbounded(self, every: impl Into<Every>) -> TimedWindow<T, alloc::vec::Vec<T>, All> {
        TimedWindow::new(every.into(), alloc::vec::Vec::new(), All)
    }

    /// Like [`timed_window`](Self::timed_window), with one item of each kind: the first or the last of those that are equal
    /// (streamz: `timed_window_unique`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.timed_window_unique(100, 8, Keep::First).sink(|w| seen.push(w.to_vec()));
    /// });
    /// for x in [1, 2, 1, 3, 2] {
    ///     p.try_push(0, x).unwrap();
    /// }
    /// let _ = p.poll(100);
    /// drop(p);
    /// assert_eq!(seen, [[1, 2, 3]]);
    /// ```
    pub fn timed_window_unique<N: Size>(
        self,
        every: impl Into<Every>,
        size: N,
        keep: Keep,
    ) -> TimedWindow<T, N::Buffer<T>, Distinct<T, N::Buffer<T>, fn(&T) -> T>>
    where
        T: Clone + PartialEq,
    {
        self.timed_window_unique_by(every, size, keep, T::clone as fn(&T) -> T)
    }

    /// Like [`timed_window`](Self::timed_window), with one item for each key: the first or the last (streamz:
    /// `timed_window_unique(key=..)`). With [`Keep::Last`] an item takes its place anew.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.timed_window_unique_by(100, 8, Keep::Last, |x| x % 3).sink(|w| seen.push(w.to_vec()));
    /// });
    /// for x in [1, 2, 4, 3] {
    ///     p.try_push(0, x).unwrap();
    /// }
    /// let _ = p.poll(100);
    /// drop(p);
    /// assert_eq!(seen, [[2, 4, 3]]);
    /// ```
    pub fn timed_window_unique_by<N, Q, F>(
        self,
        every: impl Into<Every>,
        size: N,
        keep: Keep,
        key: F,
    ) -> TimedWindow<T, N::Buffer<T>, Distinct<Q, N::Buffer<Q>, F>>
    where
        N: Size,
        Q: PartialEq,
        F: FnMut(&T) -> Q,
    {
        let size = size.at_least_one();
        TimedWindow::new(every.into(), size.buffer(), Distinct::new(size.buffer(), keep, key))
    }
}
