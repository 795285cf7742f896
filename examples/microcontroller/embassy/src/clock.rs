//! Milliseconds by SysTick, for embassy-time.

use core::cell::{Cell, RefCell};
use core::task::Waker;

use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;
use cortex_m_rt::exception;
use critical_section::{CriticalSection, Mutex};
use embassy_time_driver::Driver;
use embassy_time_queue_utils::Queue;

/// What QEMU's boards run at: the one with the FPU is mps2-an386, the other lm3s6965evb.
const HERTZ: u32 = if cfg!(target_abi = "eabihf") {
    25_000_000
} else {
    12_500_000
};

struct Clock {
    now: Mutex<Cell<u64>>,
    next: Mutex<Cell<u64>>,
    queue: Mutex<RefCell<Queue>>,
}

embassy_time_driver::time_driver_impl!(static CLOCK: Clock = Clock {
    now: Mutex::new(Cell::new(0)),
    next: Mutex::new(Cell::new(u64::MAX)),
    queue: Mutex::new(RefCell::new(Queue::new())),
});

impl Clock {
    /// Wakes what is due, and notes when the next one is.
    fn fire(&self, cs: CriticalSection<'_>, queue: &mut Queue) {
        let now = self.now.borrow(cs).get();
        self.next.borrow(cs).set(queue.next_expiration(now));
    }
}

impl Driver for Clock {
    fn now(&self) -> u64 {
        critical_section::with(|cs| self.now.borrow(cs).get())
    }

    fn schedule_wake(&self, at: u64, waker: &Waker) {
        critical_section::with(|cs| {
            let mut queue = self.queue.borrow_ref_mut(cs);
            if queue.schedule_wake(at, waker) {
                self.fire(cs, &mut queue);
            }
        });
    }
}

/// Lets the time pass.
pub(crate) fn start(mut timer: SYST) {
    timer.set_clock_source(SystClkSource::Core);
    timer.set_reload(HERTZ / 1_000 - 1);
    timer.clear_current();
    timer.enable_counter();
    timer.enable_interrupt();
}

#[exception]
fn SysTick() {
    critical_section::with(|cs| {
        let now = CLOCK.now.borrow(cs).get() + 1;
        CLOCK.now.borrow(cs).set(now);
        if CLOCK.next.borrow(cs).get() <= now {
            CLOCK.fire(cs, &mut CLOCK.queue.borrow_ref_mut(cs));
        }
    });
}
