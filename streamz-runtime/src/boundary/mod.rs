//! Where one event ends and another begins later: operators that hold items until there is time, room or an answer.
//!
//! Between boundaries a pipeline is synchronous. The segment before a boundary only writes into it; the segment behind it
//! starts with what it hands on when the pipeline is driven.

mod admission;
mod buffer;
mod call;
mod cut;
mod delay;
mod forward;
mod gate;
mod map_async;
mod newest;
mod partition_timeout;
mod partition_timeout_by;
mod rate_limit;
mod retry;
mod sink_async;
mod source;
mod timed_window;
mod timeout;

pub use admission::{Admission, All, Distinct};
pub use buffer::Buffered;
pub use cut::{Cut, Hold, Unfold, Unfolded, Unfolding};
pub use delay::Delayed;
pub use forward::Forward;
pub use gate::Gate;
pub use map_async::{Always, AsDone, InOrder, Landing, MapAsync, Order, Perhaps};
pub use newest::{Debounced, Latest, Sampled, Throttled};
pub use partition_timeout::PartitionTimeout;
pub use partition_timeout_by::{Group, PartitionTimeoutBy};
pub use rate_limit::RateLimited;
pub use retry::Retry;
pub use sink_async::SinkAsync;
pub use source::{
    FromIterable, FromPeriodic, NoItem, Source, TrySource, from_iterable, from_periodic, source, try_source,
};
pub use timed_window::TimedWindow;
pub use timeout::Timeout;

use core::pin::Pin;
use core::task::Context;

use crate::flow::Flow;
use crate::kind::{Item, Own};
use crate::operator::Node;
use crate::time::{NEVER, Ticks};

/// What [`Boundary::next`] hands on: an item, or why there is none.
pub type Next<'a, B> = Result<Item<'a, <B as Node>::Out>, <B as Boundary>::Error>;

/// An operator that takes items in one event and hands them on in others.
///
/// It never blocks and reads no clock. The pipeline offers it what arrives, and whenever it is driven calls
/// [`drive`](Self::drive), and [`next`](Self::next) as long as something comes and everything behind has room.
///
/// One that refuses an item makes the emitter wait: the item is kept for it and offered again.
pub trait Boundary: Node {
    /// What it takes. Items are kept, so it owns them.
    type In;

    /// Why an item failed; `Infallible` unless the operator's name begins with `try_`.
    type Error;

    /// What must not move while the pipeline lives: futures, streams. `()` for most.
    type Pinned;

    /// Makes the part that must not move; called once.
    fn pinned(&mut self) -> Self::Pinned;

    /// Takes an item that arrived at `now`, or gives it back if there is no room.
    ///
    /// # Errors
    ///
    /// The refused item.
    fn offer(&mut self, now: Ticks, item: Self::In) -> Result<(), Self::In>;

    /// Carries on whatever goes on inside, whether or not there is room behind; says whether anything did.
    #[inline(always)]
    fn drive(&mut self, pinned: Pin<&mut Self::Pinned>, now: Ticks, cx: &mut Context<'_>) -> bool {
        let _ = (pinned, now, cx);
        false
    }

    /// The next item that is due. Called only while everything behind has room.
    fn next<'a>(
        &'a mut self,
        pinned: Pin<&'a mut Self::Pinned>,
        now: Ticks,
        cx: &mut Context<'_>,
    ) -> Option<Next<'a, Self>>;

    /// Called when everything behind has seen what [`next`](Self::next) handed on.
    #[inline(always)]
    fn settle(&mut self) {}

    /// Whether the emitter of what it took may go on.
    #[inline(always)]
    fn is_settled(&self) -> bool {
        true
    }

    /// Whether there is nothing in it that could still come out.
    fn is_idle(&self) -> bool;

    /// Whether nothing will ever come out any more, though nobody closed it: a source that has ended.
    #[inline(always)]
    fn is_exhausted(&self) -> bool {
        false
    }

    /// When [`next`](Self::next) will have something by the passing of time alone.
    #[inline(always)]
    fn deadline(&self) -> Ticks {
        NEVER
    }

    /// When [`drive`](Self::drive) wants to be called whether or not there is room behind.
    #[inline(always)]
    fn alarm(&self) -> Ticks {
        NEVER
    }

    /// Nothing will be offered any more: what is held is handed on. May be called again.
    #[inline(always)]
    fn close(&mut self, now: Ticks) {
        let _ = now;
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Puts a boundary of one's own here.
    ///
    /// # Examples
    ///
    /// A boundary that lets an item through only when the next one has come.
    ///
    /// ```
    /// use core::convert::Infallible;
    /// use core::pin::{Pin, pin};
    /// use core::task::Context;
    /// use streamz::boundary::{Boundary, Next};
    /// use streamz::operator::{AnyTick, Node};
    /// use streamz::prelude::*;
    /// use streamz::time::Ticks;
    ///
    /// struct OneBehind(Option<i32>, Option<i32>);
    ///
    /// impl Node for OneBehind {
    ///     type Out = Own<i32>;
    ///     type Rate = AnyTick;
    /// }
    ///
    /// impl Boundary for OneBehind {
    ///     type In = i32;
    ///     type Error = Infallible;
    ///     type Pinned = ();
    ///     fn pinned(&mut self) {}
    ///     fn offer(&mut self, _: Ticks, item: i32) -> Result<(), i32> {
    ///         if self.1.is_some() {
    ///             return Err(item);
    ///         }
    ///         self.1 = self.0.replace(item);
    ///         Ok(())
    ///     }
    ///     fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
    ///         self.1.take().map(Ok)
    ///     }
    ///     fn is_idle(&self) -> bool {
    ///         self.1.is_none()
    ///     }
    /// }
    ///
    /// let mut seen = Vec::new();
    /// {
    ///     let mut p = pin!(
    ///         pipeline!(|s: i32| {
    ///             s.through(OneBehind(None, None)).sink(|x| seen.push(x));
    ///         })
    ///         .with_timer(streamz::time::NoTimer)
    ///     );
    ///     futures::executor::block_on(async {
    ///         for x in 1..=3 {
    ///             p.emit(x).await;
    ///         }
    ///     });
    /// }
    /// assert_eq!(seen, [1, 2]);
    /// ```
    pub fn through<B: Boundary<In = T>>(self, boundary: B) -> B {
        boundary
    }
}
