//! What a side says of itself for the other side to read: whether it is gone, and whether it sleeps.

use core::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use core::task::Waker;

use super::sync::{AtomicU8, AtomicWaker, fence};

/// A copy of the flags, as one look found them.
#[derive(Clone, Copy)]
pub(super) struct Flags(u8);

const CLOSED: u8 = 1;
const MAY_PARK: u8 = 2;
const PARKED: u8 = 4;

impl Flags {
    #[inline(always)]
    pub(super) const fn is_closed(self) -> bool {
        self.0 & CLOSED != 0
    }

    #[inline(always)]
    pub(super) const fn may_park(self) -> bool {
        self.0 & MAY_PARK != 0
    }
}

/// One byte, so that a look at the other side is one load of a line that is seldom written.
pub(super) struct Side {
    flags: AtomicU8,
    waker: AtomicWaker,
}

impl Side {
    pub(super) fn new() -> Self {
        Self {
            flags: AtomicU8::new(MAY_PARK),
            waker: AtomicWaker::default(),
        }
    }

    #[inline(always)]
    pub(super) fn flags(&self) -> Flags {
        Flags(self.flags.load(Relaxed))
    }

    /// If so, all that this side did before is visible.
    pub(super) fn is_closed(&self) -> bool {
        Flags(self.flags.load(Acquire)).is_closed()
    }

    pub(super) fn close(&self) {
        self.flags.fetch_or(CLOSED, Release);
    }

    /// Promises that this side never parks again, so that the other one need not look whether it does.
    pub(super) fn renounce_parking(&self) {
        self.flags.fetch_and(!(MAY_PARK | PARKED), Relaxed);
    }

    /// Announces that this side goes to sleep. Whoever calls this looks once more before it really does.
    #[cold]
    pub(super) fn park(&self, waker: &Waker) {
        self.waker.register(waker);
        self.flags.fetch_or(PARKED, Relaxed);
        // With the fence in `notify`: either that side sees `PARKED`, or the look after this sees what that side did.
        fence(SeqCst);
    }

    /// Takes the announcement back.
    #[cold]
    pub(super) fn unpark(&self) {
        self.flags.fetch_and(!PARKED, Relaxed);
    }

    /// Wakes this side if it sleeps; the other side calls this after every change that this one may wait for.
    #[inline]
    pub(super) fn notify(&self) {
        fence(SeqCst);
        if self.flags.load(Relaxed) & PARKED != 0 {
            self.wake();
        }
    }

    /// Wakes this side whether it sleeps or not.
    #[cold]
    pub(super) fn wake(&self) {
        // Before the waker is taken: if this side has parked anew by then, its waker is the one taken, and it parks
        // anew once more.
        self.flags.fetch_and(!PARKED, Relaxed);
        self.waker.wake();
    }
}
