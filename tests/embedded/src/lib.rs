//! Every operator and every boundary with bounded storage, in pipelines that are compiled for microcontrollers.
//!
//! `check.sh` lists the undefined symbols of the object file. There is no allocator in it, and the panic handler calls a
//! function that does not exist: if any of this could allocate or panic, the list would say so.

#![no_std]

#[cfg(feature = "async-closures")]
mod asynchronous;
mod awaited;
mod fallible;
mod joins;
mod plain;
mod pulled;
mod timed;
mod tokens;

unsafe extern "C" {
    /// Never defined: whoever calls it shows up as an undefined symbol.
    fn PIPELINE_CAN_PANIC() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: no program is ever linked from this, so it is never called.
    unsafe { PIPELINE_CAN_PANIC() }
}

/// Runs all pipelines over `events` numbers that follow from `seed`; the result depends on each of them.
#[unsafe(no_mangle)]
pub extern "C" fn run(seed: u32, events: u32) -> u32 {
    let mut sum = plain::run(seed, events)
        .wrapping_add(joins::run(seed, events))
        .wrapping_add(fallible::run(seed, events))
        .wrapping_add(timed::run(seed, events))
        .wrapping_add(pulled::run(seed, events))
        .wrapping_add(awaited::run(seed, events))
        .wrapping_add(tokens::run(seed, events));
    if cfg!(feature = "can-panic") {
        sum = sum.wrapping_add([1u32, 2, 3][seed as usize]);
    }
    #[cfg(feature = "async-closures")]
    {
        sum = sum.wrapping_add(asynchronous::run(seed, events));
    }
    #[cfg(feature = "can-allocate")]
    {
        extern crate alloc;
        sum = sum.wrapping_add(alloc::vec![seed; events as usize].iter().sum());
    }
    sum
}

/// A stream of numbers (a linear congruential generator).
fn numbers(seed: u32, events: u32) -> impl Iterator<Item = u32> {
    (0..events).scan(seed, |state, _| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some(*state >> 8)
    })
}
