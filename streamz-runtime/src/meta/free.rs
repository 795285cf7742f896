//! Which slots are free: a stack, linked through the slots.

use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use super::sync::AtomicUsize;
use super::sync::constructor;

/// Something that can stand in a list.
pub(super) trait Linked {
    /// Belongs to the list that it is in.
    fn link(&self) -> &AtomicUsize;
}

/// A stack of indices into an array, from 0 on when new.
///
/// The top's index fills the low bits of one word and the number of takes the rest, so that a thread which was stopped
/// in the middle of `pop` finds out if the stack has moved under it. That number wraps; a slot that is taken twice
/// nevertheless is refused by its own word, see [`Holders`](super::holders::Holders).
///
/// A link is kept as its difference from "the slot after me", so that an array of zeros is a full stack.
#[derive(Debug)]
pub(super) struct FreeList {
    top: AtomicUsize,
}

/// The bits of an index into `len` slots, or of `len` itself, which stands for "none".
#[inline]
fn index_bits(len: usize) -> usize {
    usize::MAX.checked_shr(len.leading_zeros()).unwrap_or(0)
}

impl FreeList {
    constructor! {
        pub(super) fn full() -> Self {
            Self {
                top: AtomicUsize::new(0),
            }
        }
    }

    /// Takes a free slot, and says where it stands.
    #[inline]
    pub(super) fn pop<'a, T: Linked>(&self, slots: &'a [T]) -> Option<(usize, &'a T)> {
        let bits = index_bits(slots.len());
        let mut top = self.top.load(Acquire);
        loop {
            let index = top & bits;
            let after = index + 1;
            // Another thread may have taken the slot meanwhile and its link may be anything; then the exchange fails.
            let slot = slots.get(index)?;
            let next = slot.link().load(Relaxed).wrapping_add(after);
            let takes = (top & !bits).wrapping_add(bits.wrapping_add(1));
            match self
                .top
                .compare_exchange_weak(top, takes | (next & bits), Acquire, Acquire)
            {
                Ok(_) => return Some((index, slot)),
                Err(now) => top = now,
            }
        }
    }

    /// Puts a slot back that `pop` gave.
    #[inline]
    pub(super) fn push<T: Linked>(&self, slots: &[T], index: usize) {
        let bits = index_bits(slots.len());
        let Some(slot) = slots.get(index) else { return };
        let mut top = self.top.load(Relaxed);
        loop {
            slot.link().store((top & bits).wrapping_sub(index + 1), Relaxed);
            match self
                .top
                .compare_exchange_weak(top, (top & !bits) | index, Release, Relaxed)
            {
                Ok(_) => return,
                Err(now) => top = now,
            }
        }
    }
}
