//! An event allocates nothing: not with storage inside the operators, and not with storage of a size known at run time
//! only, which is taken at construction.
//!
//! Each test is one pipeline, through which many events run while the allocations of the thread are counted.
#![allow(clippy::unwrap_used, reason = "tests")]

#[cfg(feature = "arrow")]
mod arrow;
mod driven;
mod drivers;
#[cfg(feature = "frame")]
mod frames;
mod plain;

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::hint::black_box;
use std::alloc::System;

/// The system's allocator, counting for each thread how often memory is asked for.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
    static SEEN: Cell<usize> = const { Cell::new(0) };
}

fn count() {
    ALLOCATIONS.with(|allocations| allocations.set(allocations.get() + 1));
}

// SAFETY: every call goes on to the system's allocator as it came; counting touches a plain `Cell` without a
// destructor, which itself allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promises are handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promises are handed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller's promises are handed on.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are handed on.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How often `action` asks for memory.
fn allocations(action: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    action();
    ALLOCATIONS.get() - before
}

/// Where all streams of these pipelines end.
fn see<T>(item: T) {
    black_box(item);
    SEEN.set(SEEN.get() + 1);
}

/// The same for streams whose items are lent.
fn look<T: ?Sized>(item: &T) {
    see(black_box(item));
}

/// A size that the compiler does not know.
fn size(size: usize) -> usize {
    black_box(size)
}

/// A number with no pattern to it, the same for each `i`.
fn scattered(i: u64) -> u64 {
    let mixed = (i ^ (i >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB) >> 40
}
