//! Driving a pipeline that has boundaries: by hand, or as futures.
//!
//! The pipeline is a value with one [`poll`](Drive::poll): nothing in it runs unless it is called, and whatever calls it,
//! a busy loop, a thread, an executor, says what time it is.

mod emit;
mod machine;
mod outcome;
mod replay;
mod run;
mod sink;

pub use emit::Emitting;
pub use machine::{Engine, Machine, Pass};
pub use outcome::Outcome;
pub use replay::{advance, replay};
pub use run::{Run, RunUntil, RunWith};
pub use sink::{sink_close, sink_flush, sink_ready, sink_send};

use core::fmt;
use core::ops::ControlFlow;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use crate::time::{Ticks, Timer};

/// A pipeline with boundaries, from outside.
///
/// # By hand
///
/// [`poll`](Self::poll) and [`Push::try_push`] take the time as an argument and never wait; [`deadline`](Self::deadline)
/// says when the pipeline wants to be polled again. That is all a busy loop, an interrupt handler or a test needs.
///
/// ```
/// use core::task::Poll;
/// use streamz::prelude::*;
///
/// let mut seen = Vec::new();
/// let mut p = pipeline!(|s: i32| {
///     s.delay(100, 8).sink(|x| seen.push(x));
/// });
/// p.try_push(0, 1).unwrap();
/// assert_eq!(p.deadline(), 100);
/// assert_eq!(p.poll(99), Poll::Pending);
/// assert_eq!(p.poll(100), Poll::Pending); // the item leaves; the pipeline goes on
/// p.close();
/// assert_eq!(p.poll(100), Poll::Ready(())); // closed and empty
/// drop(p);
/// assert_eq!(seen, [1]);
/// ```
///
/// # Pinned
///
/// A pipeline with futures or streams inside must not move: `let mut p = pin!(pipeline!(..));`. Everything else is written
/// as without.
///
/// # As futures
///
/// `p.emit(x).await` sends an item in and waits until the first boundary on each branch it took has room again;
/// [`run`](Self::run) drives pulled sources to their end; [`shutdown`](Self::shutdown) drains.
pub trait Drive {
    /// `()`, or a `Result` if something in the pipeline can fail.
    type Output: Outcome;

    /// What the futures of the pipeline tell the time by.
    type Timer;

    /// Does all there is to do at `now`.
    ///
    /// * `Pending`: nothing more can be done before the waker of `cx` is woken, an item is pushed, or it is
    ///   [`deadline`](Self::deadline).
    /// * `Ready` without an error: the pipeline is closed, or its sources have ended, and it is empty.
    /// * `Ready` with an error: an item failed. It is gone; all others are where they were, and polling again carries on.
    fn poll_at(self: Pin<&mut Self>, now: Ticks, cx: &mut Context<'_>) -> Poll<Self::Output>;

    /// When something will be due by the passing of time alone; [`NEVER`](crate::time::NEVER) if nothing will.
    ///
    /// After a poll that returned `Pending` it lies in the future. What is due but has no room behind it does not count:
    /// whatever makes the room polls the pipeline.
    fn deadline(&self) -> Ticks;

    /// [`close`](Self::close), of a pipeline that is pinned.
    fn close_pinned(self: Pin<&mut Self>);

    /// How many items failed so far.
    fn failures(&self) -> u64;

    /// The clock of the pipeline's futures.
    fn timer(self: Pin<&mut Self>) -> Pin<&mut Self::Timer>;

    /// [`poll_at`](Self::poll_at) where nobody is there to be woken: for loops that poll again anyway.
    fn poll(&mut self, now: Ticks) -> Poll<Self::Output>
    where
        Self: Unpin,
    {
        Pin::new(self).poll_at(now, &mut Context::from_waker(Waker::noop()))
    }

    /// Nothing more will come: pulled sources end, and what boundaries hold is handed on when the pipeline is polled.
    ///
    /// Buffers run empty; delays and rate limits run out; batches, windows and collections that are not full are handed on
    /// as they are.
    fn close(&mut self)
    where
        Self: Unpin,
    {
        Pin::new(self).close_pinned();
    }

    /// Drives the pipeline until it ends: its pulled sources have ended and everything is handed on. Returns early with
    /// the error of an item that failed; run it again to go on.
    ///
    /// One future, without a task or an allocation of its own, which is `Send` if the pipeline is. It can be dropped and
    /// made again at any time: all state is in the pipeline.
    fn run(&mut self) -> Run<'_, Self>
    where
        Self: Unpin,
        Self::Timer: Timer,
    {
        Run::new(Pin::new(self))
    }

    /// [`run`](Self::run), with a say in what a failure means: `Continue` leaves the item that failed out and goes on,
    /// `Break` returns the error.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::ops::ControlFlow;
    /// use streamz::prelude::*;
    ///
    /// let mut sum = 0;
    /// let mut bad = Vec::new();
    /// let mut p = pipeline!(|| {
    ///     let lines = from_iterable(["1", "two", "3"]);
    ///     lines.try_map(|line| line.parse::<i32>()).buffer(4).sink(|x| sum += x);
    /// });
    /// let ran = futures::executor::block_on(p.run_with(|error| {
    ///     bad.push(error.to_string());
    ///     ControlFlow::Continue(())
    /// }));
    /// assert!(ran.is_ok());
    /// assert_eq!(p.failures(), 1);
    /// drop(p);
    /// assert_eq!((sum, bad.len()), (4, 1));
    /// ```
    fn run_with<F>(&mut self, on_failure: F) -> RunWith<'_, Self, F>
    where
        Self: Unpin,
        Self::Timer: Timer,
        F: FnMut(<Self::Output as Outcome>::Error) -> ControlFlow<<Self::Output as Outcome>::Error>,
    {
        RunWith::new(Pin::new(self), on_failure)
    }

    /// [`run`](Self::run) until `stop` is ready, a signal for one; then nothing more is pulled, and what is held is handed on
    /// before this ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use streamz::prelude::*;
    /// use streamz::time::VirtualClock;
    ///
    /// let clock = VirtualClock::new();
    /// let mut n = 0;
    /// let mut p = pipeline!(|| {
    ///     let ticks = from_periodic(Duration::from_secs(1), || {
    ///         n += 1;
    ///         n
    ///     });
    ///     let out = ticks.delay(Duration::from_millis(500), 8).sink_to_list(8);
    /// })
    /// .with_timer(clock.clone());
    /// let signal = clock.sleep(Duration::from_millis(3_200));
    /// clock.block_on(p.run_until(signal)).expect("only time was waited for");
    /// assert_eq!(*p.out(), [1, 2, 3]); // the third was on its way when the signal came
    /// ```
    fn run_until<S: Future>(&mut self, stop: S) -> RunUntil<'_, Self, S>
    where
        Self: Unpin,
        Self::Timer: Timer,
    {
        RunUntil::new(Pin::new(self), stop)
    }

    /// [`close`](Self::close)s the pipeline, and drives it until it is empty.
    fn shutdown(&mut self) -> Run<'_, Self>
    where
        Self: Unpin,
        Self::Timer: Timer,
    {
        self.close();
        self.run()
    }
}

/// A pipeline with boundaries that takes items of type `T` at its source number `PORT`.
pub trait Push<T, const PORT: usize = 0>: Drive {
    /// Whether everything that an item pushed here reaches without passing a boundary has room.
    fn is_clear(&self) -> bool;

    /// Sends an item in, whether or not it is clear; every synchronous effect is done when this returns.
    ///
    /// Used by [`try_push`](Self::try_push) and `emit`, which look first: pushed when it is not clear, more may wait than
    /// there are places for.
    #[doc(hidden)]
    fn push_now(self: Pin<&mut Self>, now: Ticks, item: T) -> Self::Output;

    /// Sends an item in at `now`, or gives it back if what it would reach is full.
    ///
    /// What is due at or before `now` leaves first. What the item sets going is done as far as it can be without waiting.
    ///
    /// One more item is taken than there are places: the one for which there is none waits before the boundary, and only the
    /// next one is given back. `emit` takes it in too, but its future then waits until it has a place.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::drive::PushError;
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: i32| {
    ///     s.delay(100, 2).sink(|_| ());
    /// });
    /// for x in 1..=3 {
    ///     assert!(p.try_push(0, x).is_ok()); // the third waits before the two places
    /// }
    /// assert!(matches!(p.try_push(0, 4), Err(PushError::Full(4))));
    /// assert!(p.try_push(100, 4).is_ok()); // the first two have left
    /// ```
    ///
    /// # Errors
    ///
    /// [`PushError::Full`] with the item: poll, and try again. [`PushError::Failed`] if an item failed, this one or one
    /// that was due: the item was taken in.
    fn try_push(&mut self, now: Ticks, item: T) -> Result<(), PushError<T, <Self::Output as Outcome>::Error>>
    where
        Self: Unpin,
    {
        Pin::new(self).try_push_at(now, item, &mut Context::from_waker(Waker::noop()))
    }

    /// [`try_push`](Self::try_push) for a pipeline that is pinned, with a task to wake.
    ///
    /// # Errors
    ///
    /// As [`try_push`](Self::try_push).
    fn try_push_at(
        mut self: Pin<&mut Self>,
        now: Ticks,
        item: T,
        cx: &mut Context<'_>,
    ) -> Result<(), PushError<T, <Self::Output as Outcome>::Error>> {
        let mut failed = failure(self.as_mut().poll_at(now, cx));
        if !self.is_clear() {
            return match failed {
                Some(error) => Err(PushError::FailedAndFull(error, item)),
                None => Err(PushError::Full(item)),
            };
        }
        let outcome = self.as_mut().push_now(now, item);
        failed = failed.or(outcome.into_result().err());
        if failed.is_none() {
            failed = failure(self.poll_at(now, cx));
        }
        failed.map_or(Ok(()), |error| Err(PushError::Failed(error)))
    }
}

/// The error in what a poll returned.
pub(crate) fn failure<O: Outcome>(polled: Poll<O>) -> Option<O::Error> {
    match polled {
        Poll::Ready(outcome) => outcome.into_result().err(),
        Poll::Pending => None,
    }
}

/// Why [`Push::try_push`] did not go well.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushError<T, E> {
    /// Nothing was taken in: there is no room. The item comes back.
    #[error("what the item would reach is full; poll the pipeline and push it again")]
    Full(T),
    /// The item was taken in, and it, or one before it, failed.
    #[error("an item failed: {0}")]
    Failed(E),
    /// An item before this one failed, and there is no room for this one, which comes back.
    #[error("an item failed, and what the next one would reach is full: {0}")]
    FailedAndFull(E, T),
}

// Without the item, so that nothing is asked of its type.
impl<T, E: fmt::Debug> fmt::Debug for PushError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full(_) => f.write_str("Full(..)"),
            Self::Failed(error) => f.debug_tuple("Failed").field(error).finish(),
            Self::FailedAndFull(error, _) => write!(f, "FailedAndFull({error:?}, ..)"),
        }
    }
}

impl<P: Drive + Unpin + ?Sized> Drive for &mut P {
    type Output = P::Output;
    type Timer = P::Timer;

    fn poll_at(self: Pin<&mut Self>, now: Ticks, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut **self.get_mut()).poll_at(now, cx)
    }

    fn deadline(&self) -> Ticks {
        (**self).deadline()
    }

    fn close_pinned(self: Pin<&mut Self>) {
        Pin::new(&mut **self.get_mut()).close_pinned();
    }

    fn failures(&self) -> u64 {
        (**self).failures()
    }

    fn timer(self: Pin<&mut Self>) -> Pin<&mut Self::Timer> {
        Pin::new(&mut **self.get_mut()).timer()
    }
}

impl<P: Drive + ?Sized> Drive for Pin<&mut P> {
    type Output = P::Output;
    type Timer = P::Timer;

    fn poll_at(self: Pin<&mut Self>, now: Ticks, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().as_mut().poll_at(now, cx)
    }

    fn deadline(&self) -> Ticks {
        (**self).deadline()
    }

    fn close_pinned(self: Pin<&mut Self>) {
        self.get_mut().as_mut().close_pinned();
    }

    fn failures(&self) -> u64 {
        (**self).failures()
    }

    fn timer(self: Pin<&mut Self>) -> Pin<&mut Self::Timer> {
        self.get_mut().as_mut().timer()
    }
}

impl<T, P: Push<T, PORT> + Unpin + ?Sized, const PORT: usize> Push<T, PORT> for &mut P {
    fn is_clear(&self) -> bool {
        (**self).is_clear()
    }

    fn push_now(self: Pin<&mut Self>, now: Ticks, item: T) -> Self::Output {
        Pin::new(&mut **self.get_mut()).push_now(now, item)
    }
}

impl<T, P: Push<T, PORT> + ?Sized, const PORT: usize> Push<T, PORT> for Pin<&mut P> {
    fn is_clear(&self) -> bool {
        (**self).is_clear()
    }

    fn push_now(self: Pin<&mut Self>, now: Ticks, item: T) -> Self::Output {
        self.get_mut().as_mut().push_now(now, item)
    }
}
