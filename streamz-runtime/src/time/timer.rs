//! Where the time comes from when a pipeline is awaited.

use core::pin::Pin;
use core::task::{Context, Poll};

use crate::time::Ticks;

/// A clock that can also wake: what `emit(..).await` and `run().await` tell the time by.
///
/// Made for an executor: `TokioTimer`, `EmbassyTimer`, `Virtual`. A pipeline gets one by `with_timer`.
#[diagnostic::on_unimplemented(
    message = "this pipeline has operators that need time, and `{Self}` does not tell it",
    note = "say which clock it runs by: `pipeline!(..).with_timer(TokioTimer::new())`; or drive it by hand with \
            `try_push(now, item)` and `poll(now)`"
)]
pub trait Timer {
    /// The time in ticks; nanoseconds in every timer of this crate.
    fn now(&self) -> Ticks;

    /// Ready once it is `deadline`; until then the task of `cx` is woken at that time.
    ///
    /// Only the last deadline asked for counts.
    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, cx: &mut Context<'_>) -> Poll<()>;
}

/// The timer of pipelines in which nothing needs time: reads no clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTimer;

impl Timer for NoTimer {
    #[inline(always)]
    fn now(&self) -> Ticks {
        0
    }

    #[inline(always)]
    fn poll_until(self: Pin<&mut Self>, _: Ticks, _: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

/// Stands in a pipeline that needs time until `with_timer` gives it a clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTimerYet;

impl<T: Timer> Timer for Pin<&mut T> {
    #[inline]
    fn now(&self) -> Ticks {
        T::now(self)
    }

    #[inline]
    fn poll_until(self: Pin<&mut Self>, deadline: Ticks, cx: &mut Context<'_>) -> Poll<()> {
        T::poll_until(self.get_mut().as_mut(), deadline, cx)
    }
}
