//! The monitor on a bare Cortex-M: no operating system, no heap.
//!
//! The panic handler calls a function that nobody defines: if anything in here could panic, this would not link.

#![no_std]
#![no_main]

mod ticks;

use cortex_m_rt::entry;
use cortex_m_semihosting::{debug, hio};
use monitor::Line;

use crate::ticks::Ticks;

unsafe extern "C" {
    fn MONITOR_CAN_PANIC() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: what calls this does not link, so it is never called.
    unsafe { MONITOR_CAN_PANIC() }
}

#[entry]
fn main() -> ! {
    let told = run();
    debug::exit(if told.is_ok() {
        debug::EXIT_SUCCESS
    } else {
        debug::EXIT_FAILURE
    });
    loop {
        cortex_m::asm::wfi();
    }
}

/// What is printed goes through the debugger: two lines, what came out, and what it cost.
fn run() -> Result<(), ()> {
    let peripherals = cortex_m::Peripherals::take().ok_or(())?;
    let mut ticks = Ticks::new(peripherals.SYST);
    let (mut result, size) = monitor::simulate(monitor::SAMPLES, &mut ticks);
    let mut cost = Line::default();
    cost.text("state=").number(size as u32);
    cost.text(" mean_ticks=").number(ticks.mean());
    cost.text(" max_ticks=").number(ticks.max());
    if cfg!(feature = "can-panic") {
        cost.number([1, 2, 3][size]);
    }
    #[cfg(feature = "can-allocate")]
    {
        extern crate alloc;
        cost.number(alloc::vec![1; size].len() as u32);
    }
    let mut out = hio::hstdout()?;
    out.write_all(result.text("\n").as_bytes())?;
    out.write_all(cost.text("\n").as_bytes())
}
