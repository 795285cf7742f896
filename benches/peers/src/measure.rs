//! CPU time and allocations per event.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A round shorter than this would be read off a clock too coarse for it.
const ROUND_NS: u64 = 20_000_000;
const EVENTS_MAX: u64 = 1 << 24;

static COUNTING: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

/// The system's allocator with counters, which stand still while time or instructions are measured.
pub struct Counting;

impl Counting {
    #[inline]
    fn count(bytes: usize) {
        if COUNTING.load(Ordering::Relaxed) {
            ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
            BYTES.fetch_add(bytes as u64, Ordering::Relaxed);
        }
    }
}

// SAFETY: every call goes to `System` with the arguments it came with.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size());
        // SAFETY: the caller's contract is the one of `System::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size());
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::count(size);
        // SAFETY: as in `alloc`; `place` came from `System` with this layout.
        unsafe { System.realloc(place, layout, size) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: `place` came from `System` with this layout.
        unsafe { System.dealloc(place, layout) };
    }
}

/// CPU time of the process, all of its threads together: other users of the machine do not show in it.
pub fn cpu_ns() -> u64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `now` is a valid place for the answer.
    let status = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    assert_eq!(status, 0, "every Linux has this clock");
    now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64
}

/// The fastest run so far of one workload: whatever else the machine does can only add to a run.
///
/// `F` runs so many events and says how many nanoseconds that took.
pub struct Timing<F> {
    run_ns: F,
    events: u64,
    best_ns: u64,
}

impl<F: FnMut(u64) -> Result<u64, String>> Timing<F> {
    /// Finds how many events make a round.
    pub fn calibrate(run_ns: F) -> Result<Self, String> {
        let mut timing = Self {
            run_ns,
            events: 1 << 10,
            best_ns: 0,
        };
        loop {
            timing.best_ns = (timing.run_ns)(timing.events)?;
            if timing.best_ns >= ROUND_NS || timing.events >= EVENTS_MAX {
                return Ok(timing);
            }
            timing.events *= 4;
        }
    }

    pub fn round(&mut self) -> Result<(), String> {
        let ns = (self.run_ns)(self.events)?;
        self.best_ns = self.best_ns.min(ns);
        Ok(())
    }

    pub fn ns_per_event(&self) -> f64 {
        self.best_ns as f64 / self.events as f64
    }
}

#[derive(Clone, Copy)]
pub struct Allocations {
    pub count: f64,
    pub bytes: f64,
}

/// Allocations per event: what the longer of two runs allocates beyond the shorter, so that construction cancels out.
///
/// Taken twice, and the smaller kept: dfir parses its graph on construction into a table that is never emptied, so a run
/// now and then pays for the doubling of what all runs before it left there.
///
/// `run` runs so many events and returns a checksum, which `check` is given with their number.
pub fn allocations(
    [short, long]: [u64; 2],
    run: impl Fn(u64) -> u64,
    check: impl Fn(u64, u64) -> Result<(), String>,
) -> Result<Allocations, String> {
    let allocated = |events| {
        ALLOCATIONS.store(0, Ordering::Relaxed);
        BYTES.store(0, Ordering::Relaxed);
        COUNTING.store(true, Ordering::Relaxed);
        let found = run(events);
        COUNTING.store(false, Ordering::Relaxed);
        check(events, found)?;
        Ok::<_, String>([&ALLOCATIONS, &BYTES].map(|counter| counter.load(Ordering::Relaxed)))
    };
    let mut least = [u64::MAX; 2];
    for _ in 0..2 {
        let less = allocated(short)?;
        let more = allocated(long)?;
        for (index, least) in least.iter_mut().enumerate() {
            *least = (*least).min(more[index].saturating_sub(less[index]));
        }
    }
    let [count, bytes] = least.map(|more| more as f64 / (long - short) as f64);
    Ok(Allocations { count, bytes })
}
