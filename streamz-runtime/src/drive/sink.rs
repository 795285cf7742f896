//! A pipeline as a `futures::Sink`: what the expansion's impl is made of.

use core::pin::Pin;
use core::task::{Context, Poll};

use crate::drive::run::poll_run;
use crate::drive::{Drive, Outcome, Push};
use crate::time::Timer;

type Sent<P> = Result<(), <<P as Drive>::Output as Outcome>::Error>;

/// Drives the pipeline, and is ready when an item has room.
pub fn sink_ready<T, P, const PORT: usize>(mut pipeline: Pin<&mut P>, cx: &mut Context<'_>) -> Poll<Sent<P>>
where
    P: Push<T, PORT, Timer: Timer>,
{
    let polled = poll_run(pipeline.as_mut(), cx);
    if let Poll::Ready(outcome) = polled
        && let Err(error) = outcome.into_result()
    {
        return Poll::Ready(Err(error));
    }
    if pipeline.is_clear() {
        Poll::Ready(Ok(()))
    } else {
        Poll::Pending
    }
}

/// Sends an item in.
///
/// # Errors
///
/// What the event comes to.
pub fn sink_send<T, P, const PORT: usize>(mut pipeline: Pin<&mut P>, item: T) -> Sent<P>
where
    P: Push<T, PORT, Timer: Timer>,
{
    let now = pipeline.as_mut().timer().now();
    pipeline.push_now(now, item).into_result()
}

/// Ready when what was sent in has room everywhere.
pub fn sink_flush<T, P, const PORT: usize>(pipeline: Pin<&mut P>, cx: &mut Context<'_>) -> Poll<Sent<P>>
where
    P: Push<T, PORT, Timer: Timer>,
{
    sink_ready::<T, P, PORT>(pipeline, cx)
}

/// Closes the pipeline, and is ready when it is empty.
pub fn sink_close<P>(mut pipeline: Pin<&mut P>, cx: &mut Context<'_>) -> Poll<Sent<P>>
where
    P: Drive<Timer: Timer>,
{
    pipeline.as_mut().close_pinned();
    poll_run(pipeline, cx).map(Outcome::into_result)
}
