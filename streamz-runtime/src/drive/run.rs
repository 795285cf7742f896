//! `run().await` and `shutdown().await`.

use core::ops::ControlFlow;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::drive::{Drive, Outcome};
use crate::time::{NEVER, Timer};

/// The future of [`Drive::run`] and [`Drive::shutdown`].
#[must_use = "nothing runs unless this is awaited"]
pub struct Run<'p, P: ?Sized> {
    pipeline: Pin<&'p mut P>,
}

impl<'p, P: ?Sized> Run<'p, P> {
    pub(crate) fn new(pipeline: Pin<&'p mut P>) -> Self {
        Self { pipeline }
    }
}

impl<P: Drive<Timer: Timer> + ?Sized> Future for Run<'_, P> {
    type Output = P::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<P::Output> {
        poll_run(self.pipeline.as_mut(), cx)
    }
}

/// The future of [`Drive::run_with`].
#[must_use = "nothing runs unless this is awaited"]
pub struct RunWith<'p, P: ?Sized, F> {
    pipeline: Pin<&'p mut P>,
    on_failure: F,
}

impl<'p, P: ?Sized, F> RunWith<'p, P, F> {
    pub(crate) fn new(pipeline: Pin<&'p mut P>, on_failure: F) -> Self {
        Self { pipeline, on_failure }
    }
}

// Nothing in it is pinned but what is behind the reference.
impl<P: ?Sized, F> Unpin for RunWith<'_, P, F> {}

impl<P, F> Future for RunWith<'_, P, F>
where
    P: Drive<Timer: Timer> + ?Sized,
    F: FnMut(<P::Output as Outcome>::Error) -> ControlFlow<<P::Output as Outcome>::Error>,
{
    type Output = P::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<P::Output> {
        let this = self.get_mut();
        loop {
            let Poll::Ready(outcome) = poll_run(this.pipeline.as_mut(), cx) else {
                return Poll::Pending;
            };
            let Err(error) = outcome.into_result() else {
                return Poll::Ready(P::Output::done());
            };
            if let ControlFlow::Break(error) = (this.on_failure)(error) {
                return Poll::Ready(P::Output::failed(error));
            }
        }
    }
}

/// Drives a pipeline as far as it goes now, and asks its timer to wake the task when more will be due.
pub(crate) fn poll_run<P: Drive<Timer: Timer> + ?Sized>(
    mut pipeline: Pin<&mut P>,
    cx: &mut Context<'_>,
) -> Poll<P::Output> {
    loop {
        let now = pipeline.as_mut().timer().now();
        if let Poll::Ready(outcome) = pipeline.as_mut().poll_at(now, cx) {
            return Poll::Ready(outcome);
        }
        let deadline = pipeline.deadline();
        if deadline == NEVER || pipeline.as_mut().timer().poll_until(deadline, cx).is_pending() {
            return Poll::Pending;
        }
    }
}
