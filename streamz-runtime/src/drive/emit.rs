//! `emit(x).await`.

use core::pin::Pin;
use core::task::{Context, Poll};

use crate::drive::{Drive, Outcome, Push, failure};
use crate::time::{NEVER, Timer};

/// The future of `emit`: sends an item in, and is ready when every synchronous effect of it is done and every bounded
/// place it reached has room.
///
/// Those places are the first boundary on each branch that the item took. What lies further down is not waited for: in
/// `s.buffer(8).map_async(2, f)` an item that has a place in the buffer has been emitted.
///
/// # Cancelling it
///
/// If it is dropped before the pipeline took the item in, because what an *earlier* item reached was still full, the item
/// is dropped with it and has had no effect. After that the pipeline has the item, and whatever drives it next carries on.
/// Where nothing was left waiting, which is always so when the future before was awaited to its end, the first poll takes
/// the item in. [`is_accepted`](Self::is_accepted) tells.
///
/// # Errors
///
/// The first error met while it waits, of this item or of one that was in the pipeline already. The item was taken in then.
#[must_use = "nothing is emitted unless this is awaited"]
pub struct Emitting<'p, P: ?Sized + Drive<Output: Outcome>, T, const PORT: usize> {
    pipeline: Pin<&'p mut P>,
    item: Option<T>,
    failed: Option<<P::Output as Outcome>::Error>,
}

// Nothing in it is pinned but what is behind the reference.
impl<P: ?Sized + Drive, T, const PORT: usize> Unpin for Emitting<'_, P, T, PORT> {}

impl<'p, P: ?Sized + Drive, T, const PORT: usize> Emitting<'p, P, T, PORT> {
    /// The emission of `item` into `pipeline`.
    pub fn new(pipeline: Pin<&'p mut P>, item: T) -> Self {
        Self {
            pipeline,
            item: Some(item),
            failed: None,
        }
    }

    /// Whether the pipeline has the item.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.item.is_none()
    }
}

impl<P, T, const PORT: usize> Future for Emitting<'_, P, T, PORT>
where
    P: Push<T, PORT, Timer: Timer> + ?Sized,
{
    type Output = P::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<P::Output> {
        let this = self.get_mut();
        loop {
            let now = this.pipeline.as_mut().timer().now();
            // What is due leaves before the item comes in.
            let failed = failure(this.pipeline.as_mut().poll_at(now, cx));
            let again = failed.is_some();
            this.failed = this.failed.take().or(failed);
            if this.pipeline.is_clear() {
                let Some(item) = this.item.take() else {
                    let failed = this.failed.take();
                    return Poll::Ready(failed.map_or_else(P::Output::done, P::Output::failed));
                };
                let outcome = this.pipeline.as_mut().push_now(now, item);
                this.failed = this.failed.take().or(outcome.into_result().err());
                continue;
            }
            if again {
                continue;
            }
            let deadline = this.pipeline.deadline();
            if deadline == NEVER || this.pipeline.as_mut().timer().poll_until(deadline, cx).is_pending() {
                return Poll::Pending;
            }
        }
    }
}
