//! Pulled sources: `source(stream)`, `try_source(stream)`, `from_iterable(..)`, `from_periodic(..)`.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;

use crate::boundary::{Boundary, Next};
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::storage::Shielded;
use crate::time::schedule::Schedule;
use crate::time::{Every, NEVER, Ticks};

/// The boundary of [`source`].
pub struct Source<S> {
    stream: Option<S>,
    ended: bool,
}

/// The boundary of [`from_iterable`].
pub struct FromIterable<I> {
    items: Option<I>,
}

/// The boundary of [`from_periodic`].
pub struct FromPeriodic<F> {
    schedule: Schedule,
    function: F,
    closed: bool,
}

/// What arrives at a source that is pulled: nothing.
#[derive(Debug)]
pub enum NoItem {}

crate::saved!([S] Source<S> { value ended });

#[cfg(feature = "serde")]
mod snapshot;

impl<S: Stream> Node for Source<S> {
    type Out = Own<S::Item>;
    type Rate = AnyTick;
}

impl<S: Stream> Boundary for Source<S> {
    type In = NoItem;
    type Error = Infallible;
    type Pinned = Option<Shielded<S>>;

    fn pinned(&mut self) -> Self::Pinned {
        self.stream.take().map(Shielded::new)
    }

    fn offer(&mut self, _: Ticks, item: NoItem) -> Result<(), NoItem> {
        match item {}
    }

    #[inline]
    fn drive(&mut self, mut pinned: Pin<&mut Self::Pinned>, _: Ticks, _: &mut Context<'_>) -> bool {
        if self.ended && pinned.is_some() {
            // Let go at once of what it holds: a socket, a sender's other half.
            pinned.set(None);
        }
        false
    }

    #[inline]
    fn next<'a>(
        &'a mut self,
        pinned: Pin<&'a mut Self::Pinned>,
        _: Ticks,
        cx: &mut Context<'_>,
    ) -> Option<Next<'a, Self>> {
        if self.ended {
            return None;
        }
        match pinned.as_pin_mut()?.inside().poll_next(cx) {
            Poll::Ready(Some(item)) => Some(Ok(item)),
            Poll::Ready(None) => {
                self.ended = true;
                None
            }
            Poll::Pending => None,
        }
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.ended
    }

    #[inline]
    fn is_exhausted(&self) -> bool {
        self.ended
    }

    fn close(&mut self, _: Ticks) {
        self.ended = true;
    }
}

/// The boundary of [`try_source`].
pub struct TrySource<S>(Source<S>);

crate::saved!([S] TrySource<S> { part 0 });

impl<T, E, S: Stream<Item = Result<T, E>>> Node for TrySource<S> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T, E, S: Stream<Item = Result<T, E>>> Boundary for TrySource<S> {
    type In = NoItem;
    type Error = E;
    type Pinned = Option<Shielded<S>>;

    fn pinned(&mut self) -> Self::Pinned {
        self.0.pinned()
    }

    fn offer(&mut self, _: Ticks, item: NoItem) -> Result<(), NoItem> {
        match item {}
    }

    #[inline]
    fn drive(&mut self, pinned: Pin<&mut Self::Pinned>, now: Ticks, cx: &mut Context<'_>) -> bool {
        self.0.drive(pinned, now, cx)
    }

    #[inline]
    fn next<'a>(
        &'a mut self,
        pinned: Pin<&'a mut Self::Pinned>,
        now: Ticks,
        cx: &mut Context<'_>,
    ) -> Option<Next<'a, Self>> {
        let Ok(pulled) = self.0.next(pinned, now, cx)?;
        Some(pulled)
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.0.is_idle()
    }

    #[inline]
    fn is_exhausted(&self) -> bool {
        self.0.is_exhausted()
    }

    fn close(&mut self, now: Ticks) {
        self.0.close(now);
    }
}

impl<I: Iterator> Node for FromIterable<I> {
    type Out = Own<I::Item>;
    type Rate = AnyTick;
}

impl<I: Iterator> Boundary for FromIterable<I> {
    type In = NoItem;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    fn offer(&mut self, _: Ticks, item: NoItem) -> Result<(), NoItem> {
        match item {}
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let item = self.items.as_mut()?.next();
        if item.is_none() {
            self.items = None;
        }
        item.map(Ok)
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.items.is_none()
    }

    #[inline]
    fn is_exhausted(&self) -> bool {
        self.items.is_none()
    }

    fn close(&mut self, _: Ticks) {
        self.items = None;
    }
}

impl<T, F: FnMut() -> T> Node for FromPeriodic<F> {
    type Out = Own<T>;
    type Rate = AnyTick;
}

impl<T, F: FnMut() -> T> Boundary for FromPeriodic<F> {
    type In = NoItem;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    fn offer(&mut self, _: Ticks, item: NoItem) -> Result<(), NoItem> {
        match item {}
    }

    fn drive(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> bool {
        self.schedule.start_first(now);
        false
    }

    #[inline]
    fn next(&mut self, _: Pin<&mut ()>, now: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let due = !self.closed && self.schedule.tick(now);
        due.then(|| Ok((self.function)()))
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.closed
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        if self.closed { NEVER } else { self.schedule.deadline() }
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

/// A source that is pulled: any `futures::Stream`, a channel's receiver for one. In `pipeline!` only:
/// `let lines = source(stream);`.
///
/// Its next item is asked for when everything that one reaches has room. The pipeline ends when all its sources have.
///
/// # Examples
///
/// ```
/// use core::pin::pin;
/// use streamz::prelude::*;
///
/// let mut seen = Vec::new();
/// {
///     let mut p = pin!(pipeline!(|| {
///         let numbers = source(futures::stream::iter(1..=3));
///         numbers.map(|x| x * x).sink(|x| seen.push(x));
///     }));
///     futures::executor::block_on(p.run());
/// }
/// assert_eq!(seen, [1, 4, 9]);
/// ```
pub fn source<S: Stream>(stream: S) -> Source<S> {
    Source {
        stream: Some(stream),
        ended: false,
    }
}

/// A source that is pulled and can fail: a `futures::Stream` of results, as those of `streamz::io` are. In `pipeline!` only:
/// `let lines = try_source(stream);`.
///
/// A failure is that of the pipeline: [`run`](crate::drive::Drive::run) returns it, turned into the error type that the
/// pipeline declares by `From`. The stream is asked for more when the pipeline is driven again. With tags, a stream of
/// `Result<Tagged<T, M>, E>`, it is written `let lines = try_tagged_source(stream);`. `lines.catch(|error| ..)` makes the failures
/// a stream of their own.
///
/// # Examples
///
/// ```
/// use core::pin::pin;
/// use streamz::prelude::*;
///
/// let mut seen = Vec::new();
/// {
///     let stream = futures::stream::iter([Ok(1), Err("unplugged"), Ok(3)]);
///     let mut p = pin!(pipeline!(|| {
///         let numbers = try_source(stream);
///         numbers.map(|x| x * x).sink(|x| seen.push(x));
///     }));
///     futures::executor::block_on(async {
///         assert_eq!(p.run().await, Err("unplugged"));
///         assert_eq!(p.run().await, Ok(())); // goes on
///     });
/// }
/// assert_eq!(seen, [1, 9]);
/// ```
pub fn try_source<S: Stream>(stream: S) -> TrySource<S> {
    TrySource(source(stream))
}

/// A source that is pulled from an iterator (streamz: `from_iterable`). In `pipeline!` only:
/// `let numbers = from_iterable(0..10);`.
///
/// # Examples
///
/// ```
/// use streamz::prelude::*;
///
/// let mut sum = 0;
/// let mut p = pipeline!(|| {
///     let numbers = from_iterable(0..10);
///     numbers.buffer(2).sink(|x| sum += x);
/// });
/// futures::executor::block_on(p.run());
/// drop(p);
/// assert_eq!(sum, 45);
/// ```
pub fn from_iterable<I: IntoIterator>(items: I) -> FromIterable<I::IntoIter> {
    FromIterable {
        items: Some(items.into_iter()),
    }
}

/// A source that calls `function` at every tick (streamz: `from_periodic`). In `pipeline!` only:
/// `let ticks = from_periodic(Duration::from_secs(1), || sensor.read());`.
///
/// A tick at which there is no room behind is missed: see [`Missed`](crate::time::Missed). It ends when the pipeline is
/// closed.
///
/// Python's first tick comes at once, and its period is the interval and what the pipeline takes:
/// `Every::from(d).at_once().missed(Missed::Delay)`.
///
/// # Examples
///
/// ```
/// use streamz::prelude::*;
///
/// let mut n = 0;
/// let mut p = pipeline!(|| {
///     let ticks = from_periodic(100, || {
///         n += 1;
///         n
///     });
///     let out = ticks.sink_to_list(8);
/// });
/// for now in [0, 100, 200, 250] {
///     let _ = p.poll(now);
/// }
/// assert_eq!(*p.out(), [1, 2]);
/// ```
pub fn from_periodic<T, F: FnMut() -> T>(every: impl Into<Every>, function: F) -> FromPeriodic<F> {
    FromPeriodic {
        schedule: Schedule::new(every.into()),
        function,
        closed: false,
    }
}
