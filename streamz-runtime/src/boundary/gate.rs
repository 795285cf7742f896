//! What stands before every boundary: it keeps what was refused, and makes its emitter wait.

#[cfg(feature = "serde")]
mod snapshot;

use core::pin::Pin;
use core::task::Context;

use crate::boundary::{Boundary, Next};
use crate::operator::Node;
#[cfg(feature = "alloc")]
use crate::tags::{Held, Keeping, Tag};
use crate::tags::{Keeper, Untagged};
use crate::time::Ticks;

/// A boundary, and places for the items of one event that it has no room for.
///
/// `PATHS` is the number of ways that lead to the boundary within one event, each of which brings at most one item. A new
/// event begins only when nothing waits here, so that many places are enough and nothing is ever turned away.
///
/// `K` keeps the tags of the items, if they have any.
pub struct Gate<B: Boundary, const PATHS: usize, K: Keeper<B> = Untagged> {
    boundary: B,
    waiting: heapless::Deque<(Ticks, B::In, K::Tag), PATHS>,
    keeper: K,
    // Whether something waits: asked many times for each item, and less to ask than the queue.
    waits: bool,
    // The poll in which the boundary said that it had nothing more to do, unless something has changed for it since.
    quiet: u64,
    closing: bool,
}

impl<B: Boundary, const PATHS: usize, K: Keeper<B>> Gate<B, PATHS, K> {
    /// Whether driving the boundary may poll a future.
    const POLLS: bool = size_of::<B::Pinned>() > 0;

    pub(crate) fn new(boundary: B, keeper: K) -> Self {
        Self {
            boundary,
            waiting: heapless::Deque::new(),
            keeper,
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
    pub fn accept(&mut self, now: Ticks, item: B::In, tag: K::Tag) {
        self.stir();
        let refused = if self.waits {
            Some(item)
        } else {
            self.boundary.offer(now, item).err()
        };
        match refused {
            None => self.keeper.taken(&mut self.boundary, tag),
            Some(item) => self.wait(now, item, tag),
        }
    }

    #[cold]
    fn wait(&mut self, now: Ticks, item: B::In, tag: K::Tag) {
        let waits = self.waiting.push_back((now, item, tag)).is_ok();
        self.waits = true;
        debug_assert!(waits, "an event brought more items than there are paths");
    }

    /// Offers again what waits; whether any of it was taken.
    #[inline(always)]
    fn admit(&mut self) -> bool {
        self.waits && self.offer_again()
    }

    #[inline(never)]
    fn offer_again(&mut self) -> bool {
        self.stir();
        let waited = self.waiting.len();
        while let Some((arrived, item, tag)) = self.waiting.pop_front() {
            match self.boundary.offer(arrived, item) {
                Ok(()) => self.keeper.taken(&mut self.boundary, tag),
                Err(item) => {
                    // The place it had is free.
                    let _ = self.waiting.push_front((arrived, item, tag));
                    return self.waiting.len() < waited;
                }
            }
        }
        self.waits = false;
        true
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
        // Something is still outside only if a panic ended what it led to.
        self.keeper.failed();
        // What lies before this boundary may have been asked already, when there was no room yet.
        let admitted = self.admit();
        if ended && !self.waits {
            if !self.closing {
                self.stir();
            }
            self.closing = true;
            self.boundary.close(now);
        }
        if !Self::POLLS {
            let progress = self.boundary.drive(pinned, now, cx);
            self.keeper.settled(&self.boundary);
            return progress || admitted;
        }
        if self.quiet == poll {
            return false;
        }
        let progress = self.boundary.drive(pinned, now, cx);
        self.keeper.settled(&self.boundary);
        self.quiet = if progress { 0 } else { poll };
        progress || admitted
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
        self.keeper.settled(&self.boundary);
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

#[cfg(feature = "alloc")]
impl<B: Held, const PATHS: usize, M: Tag> Gate<B, PATHS, Keeping<M>> {
    /// [`Boundary::next`], with the tags of what it hands on.
    #[inline]
    pub fn next_tagged<'a>(
        &'a mut self,
        pinned: Pin<&'a mut B::Pinned>,
        now: Ticks,
        cx: &mut Context<'_>,
    ) -> Option<(Next<'a, B>, &'a [Option<M>])> {
        if !self.boundary.may_leave() {
            return None;
        }
        Keeper::<B>::leaving(&mut self.keeper, &self.boundary, pinned.as_ref(), now);
        match self.boundary.next(pinned, now, cx) {
            Some(next) => Some((next, self.keeper.tags())),
            None => {
                Keeper::<B>::nothing_left(&mut self.keeper);
                None
            }
        }
    }

    /// There was nothing to hand on. But an end may just have dealt with an item, and this may be the last time anybody looks.
    #[inline]
    pub fn nothing(&mut self) {
        self.keeper.settled(&self.boundary);
    }
}

impl<B: Boundary, const PATHS: usize, K: Keeper<B>> Node for Gate<B, PATHS, K> {
    type Out = B::Out;
    type Rate = B::Rate;

    fn recover(&mut self) {
        self.boundary.recover();
        self.keeper.failed();
    }
}
