//! The queue of settled elements.

use core::sync::atomic::Ordering::{AcqRel, Acquire, Release};

use super::slot::Slot;
use super::sync::AtomicUsize;
use super::sync::constructor;

/// A ring of slot numbers with as many cells as there are slots. An element is in it at most once, so it is never full.
///
/// A position is a cell's number in the low bits and a lap in the others. A cell holds the lap in which it was written
/// and a slot's number, in one word; so whoever reads a cell knows whether it was written for that position, and no cell
/// has to be cleared.
///
/// A cell is written for position `p` only after the one `len` positions before was taken: between the two lie `len + 1`
/// positions and only `len` elements, so one of them has been taken out, freed, issued and settled again. That the ends
/// are moved with `AcqRel` makes the older write of a cell come before the newer one along that path.
#[derive(Debug)]
pub(super) struct Order {
    /// The position to take next.
    head: AtomicUsize,
    /// The position to write next.
    tail: AtomicUsize,
}

/// The distance from one lap to the next for `len` cells.
#[inline]
const fn lap(len: usize) -> usize {
    len.next_power_of_two()
}

/// The position after `position`.
#[inline]
fn after(position: usize, len: usize) -> usize {
    let lap = lap(len);
    if (position & (lap - 1)) + 1 < len {
        position + 1
    } else {
        (position & !(lap - 1)).wrapping_add(lap)
    }
}

impl Order {
    // Cells are 0 when new, which is lap 0; so the first lap is 1.
    constructor! {
        pub(super) fn empty(len: usize) -> Self {
            Self {
                head: AtomicUsize::new(lap(len)),
                tail: AtomicUsize::new(lap(len)),
            }
        }
    }

    /// Appends a slot's number.
    #[inline]
    pub(super) fn push<M>(&self, slots: &[Slot<M>], index: usize) {
        let within = lap(slots.len()) - 1;
        let mut tail = self.tail.load(Acquire);
        while let Err(now) = self
            .tail
            .compare_exchange_weak(tail, after(tail, slots.len()), AcqRel, Acquire)
        {
            tail = now;
        }
        if let Some(slot) = slots.get(tail & within) {
            slot.cell().store((tail & !within) | index, Release);
        }
    }

    /// Takes the oldest number. `None` too while the thread that is to write it is between the two steps of `push`.
    #[inline]
    pub(super) fn pop<M>(&self, slots: &[Slot<M>]) -> Option<usize> {
        let within = lap(slots.len()) - 1;
        let mut head = self.head.load(Acquire);
        loop {
            let word = slots.get(head & within)?.cell().load(Acquire);
            if word & !within == head & !within {
                match self
                    .head
                    .compare_exchange_weak(head, after(head, slots.len()), AcqRel, Acquire)
                {
                    Ok(_) => return Some(word & within),
                    Err(now) => head = now,
                }
            } else {
                let now = self.head.load(Acquire);
                if now == head {
                    return None;
                }
                head = now;
            }
        }
    }
}
