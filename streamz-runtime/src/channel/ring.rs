//! The ring of slots that items pass through, and the only unsafe code of this crate.
//!
//! Slot `i & mask` belongs to the consumer while `head <= i < tail`, else to the producer. Each of the two writes one of
//! the two positions, with release order, and reads the other one with acquire order, so whoever takes a slot over sees
//! all that was done to it. Positions only count up and wrap at the end of `usize`; the number of slots is a power of
//! two, so the wrap never shows in `i & mask`.

use alloc::boxed::Box;
use core::mem::MaybeUninit;
use core::ops::Deref;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use super::side::Side;
use super::sync::{Arc, AtomicUsize, UnsafeCell};

/// Alone on its cache line, and on the neighbour that some processors fetch along with it.
#[cfg_attr(any(target_arch = "x86_64", target_arch = "aarch64"), repr(align(128)))]
#[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), repr(align(64)))]
struct Padded<T>(T);

impl<T> Deref for Padded<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

/// What both sides share. All but the two positions is seldom written, and so stays in both caches.
pub(super) struct Ring<T> {
    tail: Padded<AtomicUsize>,
    head: Padded<AtomicUsize>,
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
    capacity: usize,
    /// What the sender says of itself.
    pub(super) sender: Side,
    /// What the receiver says of itself.
    pub(super) receiver: Side,
}

// SAFETY: a slot is only ever touched by the side that owns it, and passing it on is a release/acquire pair; so sharing
// the ring moves items between threads, for which `T: Send` is enough.
unsafe impl<T: Send> Send for Ring<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    #[inline(always)]
    fn slot(&self, position: usize) -> &UnsafeCell<MaybeUninit<T>> {
        let index = position & (self.slots.len() - 1);
        debug_assert!(index < self.slots.len());
        // SAFETY: there is at least one slot, so an index masked with the number of slots less 1 is below that number.
        unsafe { self.slots.get_unchecked(index) }
    }
}

impl<T> Drop for Ring<T> {
    /// Drops what was sent and never received.
    fn drop(&mut self) {
        let tail = self.tail.load(Relaxed);
        let mut head = self.head.load(Relaxed);
        while head != tail {
            // SAFETY: nobody else has the ring any more, and slots from `head` up to `tail` hold an item.
            self.slot(head).with_mut(|slot| unsafe { (*slot).assume_init_drop() });
            head = head.wrapping_add(1);
        }
    }
}

/// A ring for `capacity` items (at least 1) whose positions begin at `start`.
pub(super) fn ring<T>(capacity: usize, start: usize) -> (Producer<T>, Consumer<T>) {
    let capacity = capacity.max(1);
    let slots = capacity.checked_next_power_of_two().expect("capacity overflow");
    let ring = Arc::new(Ring {
        tail: Padded(AtomicUsize::new(start)),
        head: Padded(AtomicUsize::new(start)),
        slots: (0..slots).map(|_| UnsafeCell::new(MaybeUninit::uninit())).collect(),
        capacity,
        sender: Side::new(),
        receiver: Side::new(),
    });
    let producer = Producer {
        ring: Arc::clone(&ring),
        tail: start,
        head: start,
    };
    let consumer = Consumer {
        ring,
        head: start,
        tail: start,
    };
    (producer, consumer)
}

/// The end that fills slots. There is one for each ring.
pub(super) struct Producer<T> {
    ring: Arc<Ring<T>>,
    /// What `ring.tail` is.
    tail: usize,
    /// What `ring.head` was when it was last looked at: at most what it is.
    head: usize,
}

impl<T> Producer<T> {
    #[inline(always)]
    pub(super) fn ring(&self) -> &Ring<T> {
        &self.ring
    }

    pub(super) fn capacity(&self) -> usize {
        self.ring.capacity
    }

    /// Looks at the other side's position only where the last look leaves no room.
    #[inline(always)]
    pub(super) fn is_full(&mut self) -> bool {
        if self.tail.wrapping_sub(self.head) < self.ring.capacity {
            return false;
        }
        self.head = self.ring.head.load(Acquire);
        self.tail.wrapping_sub(self.head) >= self.ring.capacity
    }

    /// Appends an item, or gives it back if there is no room.
    #[inline(always)]
    pub(super) fn push(&mut self, item: T) -> Result<(), T> {
        if self.is_full() {
            return Err(item);
        }
        // SAFETY: the slot at `tail` is this side's, since `tail - head` is less than the number of slots. It holds no
        // item: whatever was in it has been moved out before `head` passed it.
        self.ring
            .slot(self.tail)
            .with_mut(|slot| unsafe { (*slot).write(item) });
        self.tail = self.tail.wrapping_add(1);
        self.ring.tail.store(self.tail, Release);
        Ok(())
    }
}

/// The end that empties slots. There is one for each ring.
pub(super) struct Consumer<T> {
    ring: Arc<Ring<T>>,
    /// What `ring.head` is.
    head: usize,
    /// What `ring.tail` was when it was last looked at: at most what it is.
    tail: usize,
}

impl<T> Consumer<T> {
    #[inline(always)]
    pub(super) fn ring(&self) -> &Ring<T> {
        &self.ring
    }

    pub(super) fn capacity(&self) -> usize {
        self.ring.capacity
    }

    /// Takes the oldest item out. Looks at the other side's position only where the last look leaves no item.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> Option<T> {
        if self.head == self.tail {
            self.tail = self.ring.tail.load(Acquire);
            if self.head == self.tail {
                return None;
            }
        }
        // SAFETY: the slot at `head` is this side's and holds an item, since `head` is below `tail`. It is read once:
        // `head` passes it now.
        let item = self
            .ring
            .slot(self.head)
            .with(|slot| unsafe { (*slot).assume_init_read() });
        self.head = self.head.wrapping_add(1);
        self.ring.head.store(self.head, Release);
        Some(item)
    }

    /// Drops the items that are there now.
    pub(super) fn clear(&mut self) {
        let end = self.ring.tail.load(Acquire);
        while self.head != end {
            drop(self.pop());
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::ring;

    #[test]
    fn positions_wrap_at_the_end_of_usize() {
        for capacity in [1, 2, 3, 5, 8] {
            let (mut producer, mut consumer) = ring(capacity, usize::MAX - 6);
            for round in 0..20 {
                for item in 0..capacity {
                    assert_eq!(producer.push((round, item)), Ok(()));
                }
                assert_eq!(producer.push((round, capacity)), Err((round, capacity)));
                for item in 0..capacity {
                    assert_eq!(consumer.pop(), Some((round, item)));
                }
                assert_eq!(consumer.pop(), None);
            }
        }
    }

    #[test]
    fn what_is_left_beyond_the_wrap_is_dropped() {
        let item = alloc::rc::Rc::new(());
        let (mut producer, consumer) = ring(4, usize::MAX - 1);
        for _ in 0..4 {
            assert!(producer.push(item.clone()).is_ok());
        }
        assert_eq!(alloc::rc::Rc::strong_count(&item), 5);
        drop((producer, consumer));
        assert_eq!(alloc::rc::Rc::strong_count(&item), 1);
    }
}
