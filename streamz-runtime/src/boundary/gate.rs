//! What stands before every boundary: it keeps what was refused, and makes its emitter wait.

use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::operator::Node;
use crate::time::Ticks;

/// A boundary, and places for the items of one event that it has no room for.
///
/// `PATHS` is the number of ways that lead to the boundary within one event, each of which brings at most one item. A new
/// event begins only when nothing waits here, so that many places are enough and nothing is ever turned away.
pub struct Gate<B: Boundary, const PATHS: usize> {
    boundary: B,
    waiting: heapless::Deque<(Ticks, B::In), PATHS>,
    // Whether there is something in it: asked many times for each item, and less to ask than the queue.
    waits: bool,
    // The poll in which the boundary said that it had nothing more to do, unless something has changed for it since.
    quiet: u64,
    closing: bool,
}

impl<B: Boundary, const PATHS: usize> Gate<B, PATHS> {
    /// Whether driving the boundary may poll a future.
    const POLLS: bool = size_of::<B::Pinned>() > 0;

    pub(crate) fn new(boundary: B) -> Self {
        Self {
            boundary,
            waiting: heapless::Deque::new(),
            waits: false,
            quiet: 0,
            closing: false,
        }
    }

    /// [`Boundary::pinned`].
    pub fn pinned(&mut self) -> B::Pinned {
        self.boundary.pinned()
    }

    /// Something has changed for the boundary: it is to be driven again.
    #[inline(always)]
    fn stir(&mut self) {
        if Self::POLLS {
            self.quiet = 0;
        }
    }

    /// Takes an item that arrived at `now`.
    #[inline(always)]
    pub fn accept(&mut self, now: Ticks, item: B::In) {
        self.stir();
        let refused = if self.waits {
            Some(item)
        } else {
            self.boundary.offer(now, item).err()
        };
        if let Some(item) = refused {
            self.wait(now, item);
        }
    }

    #[cold]
    fn wait(&mut self, now: Ticks, item: B::In) {
        let waits = self.waiting.push_back((now, item)).is_ok();
        self.waits = true;
        debug_assert!(waits, "an event brought more items than there are paths");
    }

    /// Offers again what waits.
    #[inline(always)]
    fn admit(&mut self) {
        if self.waits {
            self.offer_again();
        }
    }

    #[inline(never)]
    fn offer_again(&mut self) {
        self.stir();
        while let Some((arrived, item)) = self.waiting.pop_front() {
            if let Err(item) = self.boundary.offer(arrived, item) {
                // The place it had is free.
                let _ = self.waiting.push_front((arrived, item));
                return;
            }
        }
        self.waits = false;
    }

    /// [`Boundary::drive`], with the end of what comes: `ended` says that nothing will.
    ///
    /// Passes are repeated within one poll, number `poll`, but no future is polled anew for that.
    #[inline(always)]
    pub fn drive(
        &mut self,
        pinned: Pin<&mut B::Pinned>,
        now: Ticks,
        ended: bool,
        poll: u64,
        cx: &mut Context<'_>,
    ) -> bool {
        self.admit();
        if ended && !self.waits {
            if !self.closing {
                self.stir();
            }
            self.closing = true;
            self.boundary.close(now);
        }
        if !Self::POLLS {
            return self.boundary.drive(pinned, now, cx);
        }
        if self.quiet == poll {
            return false;
        }
        let progress = self.boundary.drive(pinned, now, cx);
        self.quiet = if progress { 0 } else { poll };
        progress
    }

    /// [`Boundary::next`].
    #[inline(always)]
    pub fn next<'a>(
        &'a mut self,
        pinned: Pin<&'a mut B::Pinned>,
        now: Ticks,
        cx: &mut Context<'_>,
    ) -> Option<Next<'a, B>> {
        self.boundary.next(pinned, now, cx)
    }

    /// [`Boundary::settle`]; what waits may find room then.
    #[inline(always)]
    pub fn settle(&mut self) {
        self.stir();
        self.boundary.settle();
        self.admit();
    }

    /// Whether the emitter of what came last may go on.
    #[inline(always)]
    pub fn is_clear(&self) -> bool {
        !self.waits && self.boundary.is_settled()
    }

    /// Whether nothing in it could still come out.
    #[inline(always)]
    pub fn is_idle(&self) -> bool {
        !self.waits && self.boundary.is_idle()
    }

    /// Whether nothing will ever come out any more.
    #[inline(always)]
    pub fn is_finished(&self) -> bool {
        (self.closing || self.boundary.is_exhausted()) && self.is_idle()
    }

    /// [`Boundary::deadline`].
    #[inline(always)]
    pub fn deadline(&self) -> Ticks {
        self.boundary.deadline()
    }

    /// [`Boundary::alarm`].
    #[inline(always)]
    pub fn alarm(&self) -> Ticks {
        self.boundary.alarm()
    }
}

impl<B: Boundary, const PATHS: usize> Node for Gate<B, PATHS> {
    type Out = B::Out;
    type Rate = B::Rate;

    fn recover(&mut self) {
        self.boundary.recover();
    }
}
