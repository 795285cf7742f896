//! `map_async` and its kin: several futures in flight, each in a place of its own.

use core::convert::Infallible;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{AnyTick, Node};
use crate::storage::{Bounded, Flights};
use crate::tags::Held;
use crate::time::Ticks;

/// The boundary of [`Flow::map_async`] and its kin.
///
/// `P` holds the futures, `O` says in which order results leave, `L` whether they can be failures.
pub struct MapAsync<T, F, P, R, O, L> {
    function: F,
    /// Made at construction, and moved to where it stays when the pipeline is put together.
    flights: Option<P>,
    inbox: Option<T>,
    /// How many items have come; the number of the last one.
    taken: usize,
    order: O,
    kinds: PhantomData<fn(T) -> (R, L)>,
}

/// In which order results leave.
pub trait Order {
    /// A place for one future more.
    fn free<R, F: Future<Output = R>, P: Flights<F>>(&self, flights: &P) -> Option<usize>;
    /// A future was put there.
    fn started(&mut self);
    /// The place whose result leaves next, if it is there.
    fn landed<R, F: Future<Output = R>, P: Flights<F>>(&self, flights: &P) -> Option<usize>;
    /// The result in this place, one of so many, has left.
    fn left(&mut self, place: usize, places: usize);
    /// How many are on their way, or wait to leave.
    fn count(&self) -> usize;
    /// What tells the item of this number from others: nothing, where they leave in the order they came.
    fn mark(number: usize) -> usize;
}

/// As the items came.
#[derive(Default)]
pub struct InOrder {
    oldest: usize,
    count: usize,
}

/// As they are done; of several that wait for room, one place after another, so that none is passed over for ever.
#[derive(Default)]
pub struct AsDone {
    next: usize,
    count: usize,
}

impl Order for InOrder {
    #[inline]
    fn free<R, F: Future<Output = R>, P: Flights<F>>(&self, flights: &P) -> Option<usize> {
        let places = flights.places();
        let next = self.oldest + self.count;
        (self.count < places).then(|| if next < places { next } else { next - places })
    }

    #[inline]
    fn started(&mut self) {
        self.count += 1;
    }

    #[inline]
    fn landed<R, F: Future<Output = R>, P: Flights<F>>(&self, flights: &P) -> Option<usize> {
        flights.has_landed(self.oldest).then_some(self.oldest)
    }

    #[inline]
    fn left(&mut self, _: usize, places: usize) {
        self.count -= 1;
        self.oldest += 1;
        if self.oldest == places {
            self.oldest = 0;
        }
    }

    #[inline]
    fn count(&self) -> usize {
        self.count
    }

    #[inline]
    fn mark(_: usize) -> usize {
        0
    }
}

impl Order for AsDone {
    #[inline]
    fn free<R, F: Future<Output = R>, P: Flights<F>>(&self, flights: &P) -> Option<usize> {
        flights.free()
    }

    #[inline]
    fn started(&mut self) {
        self.count += 1;
    }

    #[inline]
    fn landed<R, F: Future<Output = R>, P: Flights<F>>(&self, flights: &P) -> Option<usize> {
        flights.landed_from(self.next)
    }

    #[inline]
    fn left(&mut self, place: usize, _: usize) {
        self.count -= 1;
        self.next = place + 1;
    }

    #[inline]
    fn count(&self) -> usize {
        self.count
    }

    #[inline]
    fn mark(number: usize) -> usize {
        number
    }
}

/// What a result is: an item, or an item or a failure.
pub trait Landing<R> {
    /// The item.
    type Item;
    /// The failure.
    type Error;
    /// Tells them apart.
    ///
    /// # Errors
    ///
    /// The failure.
    fn land(result: R) -> Result<Self::Item, Self::Error>;
}

/// Every result is an item.
pub struct Always;

/// A result is an item in `Ok`, or a failure.
pub struct Perhaps;

impl<R> Landing<R> for Always {
    type Item = R;
    type Error = Infallible;

    #[inline(always)]
    fn land(result: R) -> Result<R, Infallible> {
        Ok(result)
    }
}

impl<T, E> Landing<Result<T, E>> for Perhaps {
    type Item = T;
    type Error = E;

    #[inline(always)]
    fn land(result: Result<T, E>) -> Result<T, E> {
        result
    }
}

impl<T, F, P, R, O, L: Landing<R>> Node for MapAsync<T, F, P, R, O, L> {
    type Out = Own<L::Item>;
    type Rate = AnyTick;
}

impl<T, F, U, P, R, O, L> Boundary for MapAsync<T, F, P, R, O, L>
where
    F: FnMut(T) -> U,
    U: Future<Output = R>,
    P: Flights<U>,
    O: Order,
    L: Landing<R>,
{
    type In = T;
    type Error = L::Error;
    type Pinned = Option<P>;

    fn pinned(&mut self) -> Option<P> {
        self.flights.take()
    }

    #[inline]
    fn offer(&mut self, _: Ticks, item: T) -> Result<(), T> {
        if self.inbox.is_some() {
            return Err(item);
        }
        self.inbox = Some(item);
        self.taken = self.taken.wrapping_add(1);
        Ok(())
    }

    fn drive(&mut self, pinned: Pin<&mut Option<P>>, _: Ticks, cx: &mut Context<'_>) -> bool {
        let Some(mut flights) = pinned.as_pin_mut() else {
            return false;
        };
        let mut progress = false;
        if self.order.count() > 0 {
            for place in 0..flights.places() {
                progress |= flights.as_mut().poll_place(place, cx);
            }
        }
        if let Some(place) = self.order.free(&*flights)
            && let Some(item) = self.inbox.take()
        {
            flights.as_mut().start(place, (self.function)(item), self.taken);
            self.order.started();
            flights.poll_place(place, cx);
            progress = true;
        }
        progress
    }

    #[inline]
    fn next<'a>(&'a mut self, pinned: Pin<&'a mut Option<P>>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'a, Self>> {
        let flights = pinned.as_pin_mut()?;
        let place = self.order.landed(&*flights)?;
        self.order.left(place, flights.places());
        flights.take(place).map(L::land)
    }

    // Its future has begun.
    #[inline]
    fn is_settled(&self) -> bool {
        self.inbox.is_none()
    }

    #[inline]
    fn is_idle(&self) -> bool {
        self.inbox.is_none() && self.order.count() == 0
    }
}

impl<T, F, U, P, R, O, L> Held for MapAsync<T, F, P, R, O, L>
where
    F: FnMut(T) -> U,
    U: Future<Output = R>,
    P: Flights<U>,
    O: Order,
    L: Landing<R>,
{
    fn place(&self) -> usize {
        O::mark(self.taken)
    }

    fn next_place(&self, pinned: Pin<&Option<P>>, _: Ticks) -> usize {
        let flights = pinned.as_pin_ref();
        let number = flights.and_then(|flights| Some(flights.number(self.order.landed(&*flights)?)));
        O::mark(number.unwrap_or(0))
    }
}

// With nothing in flight one place is as good as another; but of results that leave as they are done the turn goes round.
crate::saved!([] InOrder {});
crate::saved!([] AsDone { value next });
crate::saved!([T: Value, F, P, R, O: Order + Snapshot, L] MapAsync<T, F, P, R, O, L> { part inbox, value taken, part order }
    fn is_at_rest(&self) -> bool {
        self.order.count() == 0
    }
);

/// What makes one of the family.
fn map_async<T, N, F, U, O, L>(size: N, function: F) -> MapAsync<T, F, N::Flights<U>, U::Output, O, L>
where
    N: Bounded,
    F: FnMut(T) -> U,
    U: Future,
    O: Order + Default,
{
    MapAsync {
        function,
        flights: Some(size.at_least_one().flights()),
        inbox: None,
        taken: 0,
        order: O::default(),
        kinds: PhantomData,
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Hands on what the future of each item comes to, in the order of the items, with up to `size` of them in flight
    /// (streamz: `map_async(f, parallelism=n)`).
    ///
    /// The emitter of an item waits until its future has begun. Futures lie in the pipeline value, which is pinned for it;
    /// with a run-time size in one allocation. Whenever one of them is woken, all in flight are polled.
    ///
    /// An `async` closure here may borrow what is around the pipeline, but not change what it captured, as several run at
    /// once.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// {
    ///     let mut p = pin!(pipeline!(|s: u32| {
    ///         s.map_async(4, async |x| x * 10).sink(|x| seen.push(x));
    ///     }));
    ///     futures::executor::block_on(async {
    ///         for x in 1..=3 {
    ///             p.emit(x).await;
    ///         }
    ///         p.shutdown().await;
    ///     });
    /// }
    /// assert_eq!(seen, [10, 20, 30]);
    /// ```
    pub fn map_async<N, F, U>(self, size: N, function: F) -> MapAsync<T, F, N::Flights<U>, U::Output, InOrder, Always>
    where
        N: Bounded,
        F: FnMut(T) -> U,
        U: Future,
    {
        map_async(size, function)
    }

    /// Like [`map_async`](Self::map_async); results leave as they are done.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let mut sum = 0;
    /// {
    ///     let mut p = pin!(pipeline!(|s: u32| {
    ///         s.map_async_unordered(4, async |x| x * 10).sink(|x| sum += x);
    ///     }));
    ///     futures::executor::block_on(async {
    ///         for x in 1..=3 {
    ///             p.emit(x).await;
    ///         }
    ///         p.shutdown().await;
    ///     });
    /// }
    /// assert_eq!(sum, 60);
    /// ```
    pub fn map_async_unordered<N, F, U>(
        self,
        size: N,
        function: F,
    ) -> MapAsync<T, F, N::Flights<U>, U::Output, AsDone, Always>
    where
        N: Bounded,
        F: FnMut(T) -> U,
        U: Future,
    {
        map_async(size, function)
    }

    /// Like [`map_async`](Self::map_async), for futures that can fail.
    ///
    /// A failure is returned by what drives the pipeline, or goes where `catch` sends it; the others in flight go on.
    ///
    /// An `async` closure with a `?` in it has to name its error, as `?` could turn what failed into any other:
    /// `async |x| -> Result<_, E> { .. }`.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let mut sum = 0;
    /// {
    ///     let mut p = pin!(pipeline!(|s: &'static str| {
    ///         s.try_map_async(2, async |text| text.parse::<i32>()).sink(|x| sum += x);
    ///     }));
    ///     futures::executor::block_on(async {
    ///         assert!(p.emit("40").await.is_ok());
    ///         assert!(p.emit("forty").await.is_err());
    ///         assert!(p.emit("2").await.is_ok());
    ///     });
    /// }
    /// assert_eq!(sum, 42);
    ///
    /// let mut p = pin!(pipeline!(|s: &'static str| {
    ///     s.try_map_async(2, async |text| -> Result<_, std::num::ParseIntError> {
    ///         Ok(2 * text.parse::<i32>()?)
    ///     })
    ///     .sink(|x| assert_eq!(x, 42));
    /// }));
    /// assert!(futures::executor::block_on(p.emit("21")).is_ok());
    /// ```
    pub fn try_map_async<N, F, U, O, E>(
        self,
        size: N,
        function: F,
    ) -> MapAsync<T, F, N::Flights<U>, Result<O, E>, InOrder, Perhaps>
    where
        N: Bounded,
        F: FnMut(T) -> U,
        U: Future<Output = Result<O, E>>,
    {
        map_async(size, function)
    }

    /// Like [`try_map_async`](Self::try_map_async), also in how a closure with a `?` is written; results leave as they are
    /// done.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let mut sum = 0;
    /// {
    ///     let mut p = pin!(pipeline!(|s: &'static str| {
    ///         s.try_map_async_unordered(2, async |text| text.parse::<i32>()).sink(|x| sum += x);
    ///     }));
    ///     futures::executor::block_on(async {
    ///         assert!(p.emit("40").await.is_ok());
    ///         assert!(p.emit("2").await.is_ok());
    ///     });
    /// }
    /// assert_eq!(sum, 42);
    /// ```
    pub fn try_map_async_unordered<N, F, U, O, E>(
        self,
        size: N,
        function: F,
    ) -> MapAsync<T, F, N::Flights<U>, Result<O, E>, AsDone, Perhaps>
    where
        N: Bounded,
        F: FnMut(T) -> U,
        U: Future<Output = Result<O, E>>,
    {
        map_async(size, function)
    }
}
