//! How much of the heap is in use, and how much was at most.

use core::alloc::{GlobalAlloc, Layout};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::alloc::System;

#[global_allocator]
static HEAP: Metered = Metered;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// Bytes in use now.
pub(crate) fn in_use() -> usize {
    IN_USE.load(Relaxed)
}

/// The most bytes in use since the last call of [`forget`].
pub(crate) fn most() -> usize {
    MOST.load(Relaxed)
}

/// Begins to look for the most anew.
pub(crate) fn forget() {
    MOST.store(in_use(), Relaxed);
}

/// The system's allocator, which meters on the way.
struct Metered;

fn taken(bytes: usize) {
    MOST.fetch_max(IN_USE.fetch_add(bytes, Relaxed) + bytes, Relaxed);
}

// SAFETY: every call goes to `System` unchanged, so its promises are kept.
unsafe impl GlobalAlloc for Metered {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller keeps `alloc`'s contract, which is `System`'s.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: `memory` came from `System`, as all memory here does.
        unsafe { System.dealloc(memory, layout) }
    }
}
