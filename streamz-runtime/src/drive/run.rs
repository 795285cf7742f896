//! `run().await` and `shutdown().await`.

use core::ops::ControlFlow;
use core::pin::Pin;
use core::task::{Context, Poll};

use pin_project::pin_project;

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

/// The future of [`Drive::run_until`].
#[pin_project]
#[must_use = "nothing runs unless this is awaited"]
pub struct RunUntil<'p, P: ?Sized, S> {
    pipeline: Pin<&'p mut P>,
    #[pin]
    stop: Option<S>,
}

impl<'p, P: ?Sized, S> RunUntil<'p, P, S> {
    pub(crate) fn new(pipeline: Pin<&'p mut P>, stop: S) -> Self {
        Self {
            pipeline,
            stop: Some(stop),
        }
    }
}

impl<P: Drive<Timer: Timer> + ?Sized, S: Future> Future for RunUntil<'_, P, S> {
    type Output = P::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<P::Output> {
        let mut this = self.project();
        if let Some(stop) = this.stop.as_mut().as_pin_mut()
            && stop.poll(cx).is_ready()
        {
            this.stop.set(None);
            this.pipeline.as_mut().close_pinned();
        }
        poll_run(this.pipeline.as_mut(), cx)
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
