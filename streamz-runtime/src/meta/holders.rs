//! How many hold one slot, whether one of them failed, and who may touch the slot when nobody does.
//!
//! The word of a slot goes round in one direction, and each step can be taken by one thread only:
//!
//! ```text
//! FREE --claim--> CLOSED --open--> 1 holder .. n holders --last let_go--> DONE or FAILED --close--> CLOSED --vacate--> FREE
//! ```
//!
//! Whoever has made `claim` or `close` succeed is alone with the slot until it opens or vacates it. That is decided by
//! this word alone: a free list or a queue that named a slot twice could lose it, but never hand it to two.

use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

use super::Outcome;
use super::sync::AtomicUsize;
use super::sync::constructor;

/// Set as soon as one holder has failed; all that is left of the word when the last holder is gone.
const FAILED: usize = 1;
/// One holder.
const ONE: usize = 2;
/// Nobody's, to be issued.
const FREE: usize = usize::MAX;
/// Being filled or emptied by one thread.
const CLOSED: usize = usize::MAX - 1;
/// So many holders do not fit into memory: most of them were forgotten (`mem::forget`).
const TOO_MANY: usize = 1 << (usize::BITS - 1);
/// Far enough from both ends that the holders which do fit into memory cannot count it down to 0 or up to `CLOSED`.
const STUCK: usize = TOO_MANY | (TOO_MANY >> 1);

#[derive(Debug)]
pub(super) struct Holders(AtomicUsize);

#[allow(unsafe_code, reason = "a count is owned by its holders, which the types do not show")]
impl Holders {
    constructor! {
        pub(super) fn none() -> Self {
            Self(AtomicUsize::new(FREE))
        }
    }

    /// Takes a free slot; says whether it was free.
    #[inline]
    pub(super) fn claim(&self) -> bool {
        // Acquire: what the slot's last user did to it is over.
        self.0.compare_exchange(FREE, CLOSED, Acquire, Relaxed).is_ok()
    }

    /// Gives a claimed slot its first holder.
    #[inline]
    pub(super) fn open(&self) {
        // Relaxed: a holder reaches another thread only by something that synchronises.
        self.0.store(ONE, Relaxed);
    }

    /// Counts one holder more.
    ///
    /// # Safety
    ///
    /// The caller is, or borrows, a holder.
    #[inline]
    pub(super) unsafe fn hold(&self) {
        // Relaxed: the holder that is being copied keeps the slot from settling.
        let before = self.0.fetch_add(ONE, Relaxed);
        if before & TOO_MANY != 0 {
            // An element that is held for ever never settles; one whose count wraps would settle too early.
            self.0.store(STUCK, Relaxed);
        }
    }

    /// Counts one holder less; says whether it was the last one.
    ///
    /// # Safety
    ///
    /// The caller is a holder, and is none after this.
    #[inline]
    pub(super) unsafe fn let_go(&self, outcome: Outcome) -> bool {
        if outcome == Outcome::Failed {
            // Before this holder leaves, so the last one sees it: both steps are changes of one word.
            self.0.fetch_or(FAILED, Relaxed);
        }
        // Release: what this holder did comes before settling. Acquire: for the last holder, what all others did too.
        self.0.fetch_sub(ONE, AcqRel) & !FAILED == ONE
    }

    /// How it ended, for the one whose `let_go` was the last.
    #[inline]
    pub(super) fn outcome(&self) -> Outcome {
        outcome_of(self.0.load(Relaxed))
    }

    /// Takes a slot without holders that was not emptied yet, and says how it ended.
    #[inline]
    pub(super) fn close(&self) -> Option<Outcome> {
        let word = self.0.load(Relaxed);
        let settled = word & !FAILED == 0;
        (settled && self.0.compare_exchange(word, CLOSED, Acquire, Relaxed).is_ok()).then(|| outcome_of(word))
    }

    /// Makes a slot free that the caller closed, or whose last holder it was.
    #[inline]
    pub(super) fn vacate(&self) {
        self.0.store(FREE, Release);
    }
}

#[inline]
fn outcome_of(word: usize) -> Outcome {
    if word & FAILED == 0 {
        Outcome::Done
    } else {
        Outcome::Failed
    }
}

#[cfg(all(test, not(loom)))]
#[allow(unsafe_code, reason = "tests of single words, with nothing behind them")]
mod tests {
    use super::*;

    fn held() -> Holders {
        let holders = Holders::none();
        assert!(holders.claim());
        holders.open();
        holders
    }

    #[test]
    fn a_slot_goes_round_one_step_at_a_time() {
        let holders = held();
        assert!(!holders.claim());
        assert_eq!(holders.close(), None);
        // SAFETY: the one holder.
        assert!(unsafe { holders.let_go(Outcome::Done) });
        assert!(!holders.claim());
        assert_eq!(holders.close(), Some(Outcome::Done));
        assert_eq!(holders.close(), None);
        assert!(!holders.claim());
        holders.vacate();
        assert_eq!(holders.close(), None);
        assert!(holders.claim());
    }

    /// Nobody has so many tokens, but one can forget as many.
    #[test]
    fn a_count_that_would_wrap_stops_instead() {
        let holders = held();
        holders.0.store(TOO_MANY - ONE, Relaxed);
        for _ in 0..3 {
            // SAFETY: the holders are there by the count.
            unsafe { holders.hold() };
        }
        assert_eq!(holders.0.load(Relaxed), STUCK);
        holders.0.store(CLOSED - 1 - ONE, Relaxed);
        // SAFETY: as above.
        unsafe { holders.hold() };
        assert_eq!(holders.0.load(Relaxed), STUCK);
        for outcome in [Outcome::Done, Outcome::Failed, Outcome::Done] {
            // SAFETY: as above.
            assert!(!unsafe { holders.let_go(outcome) });
        }
        assert_eq!(holders.close(), None);
        assert!(!holders.claim());
    }
}
