//! The monitor as a WebAssembly module.
//!
//! The panic handler calls a function that nobody defines, so a way to panic would be an import of the module.

#![no_std]

unsafe extern "C" {
    fn MONITOR_CAN_PANIC() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: a module that has this import is not run.
    unsafe { MONITOR_CAN_PANIC() }
}

/// Runs the monitor, and writes its line, without an end, to `text`. Returns how long it is.
///
/// # Safety
///
/// There must be 96 bytes at `text`, of no other use.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(text: *mut u8) -> usize {
    let (line, _) = monitor::simulate(monitor::SAMPLES, &mut ());
    let bytes = line.as_bytes();
    // SAFETY: a line is at most that long.
    unsafe { text.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    bytes.len()
}
