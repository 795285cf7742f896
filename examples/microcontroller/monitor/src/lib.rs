//! A vibration monitor: samples of an acceleration in, alarms and reports out.
//!
//! No standard library, no allocator, no `unsafe`, and no way to panic. The arithmetic is `f32`, in the processor or in
//! software, and comes to the same bits on every target.

#![no_std]
#![forbid(unsafe_code)]

mod digest;
mod line;
mod pipeline;
mod sensor;
mod simulation;

pub use digest::Digest;
pub use line::Line;
pub use pipeline::{Alarm, Report, Signal, monitor};
pub use sensor::{Sample, Sensor};
pub use simulation::{Stopwatch, simulate, take};

/// How many samples a run on simulated time takes.
pub const SAMPLES: u32 = 20_000;

/// A millisecond in ticks, which are nanoseconds.
pub const MILLISECOND: streamz::time::Ticks = 1_000_000;
