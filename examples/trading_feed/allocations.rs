//! Counts what this program takes from the heap.

use core::alloc::{GlobalAlloc, Layout};
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::alloc::System;

#[global_allocator]
static HEAP: Counting = Counting;

static TAKEN: AtomicU64 = AtomicU64::new(0);

/// How often any thread has asked for memory since the program started: new or grown.
pub(crate) fn count() -> u64 {
    TAKEN.load(Relaxed)
}

/// The system's allocator, which counts on the way.
struct Counting;

// SAFETY: every call goes to `System` unchanged, so its promises are kept.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.fetch_add(1, Relaxed);
        // SAFETY: the caller keeps `alloc`'s contract, which is `System`'s.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        TAKEN.fetch_add(1, Relaxed);
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        TAKEN.fetch_add(1, Relaxed);
        // SAFETY: `memory` came from `System`, as all memory here does; the rest is the caller's contract.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as in `realloc`.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_and_growing_memory_is_counted() {
        let before = count();
        let mut numbers = Vec::<u64>::with_capacity(1);
        numbers.extend(core::hint::black_box([1, 2, 3]));
        assert!(count() >= before + 2, "one allocation and one growth of {numbers:?}");
    }
}
