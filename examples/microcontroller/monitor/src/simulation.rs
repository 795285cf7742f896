//! The monitor on simulated time: no clock is read, so a run takes as long as the arithmetic.

use streamz::drive::{PushError, advance};
use streamz::prelude::*;
use streamz::time::{NoTimer, Ticks};

use crate::digest::Digest;
use crate::line::Line;
use crate::pipeline::monitor;
use crate::sensor::{Sample, Sensor};

/// Looks at a clock before and after each event.
pub trait Stopwatch {
    /// An event begins.
    fn start(&mut self);
    /// It has ended.
    fn stop(&mut self);
}

/// No clock is looked at.
impl Stopwatch for () {
    fn start(&mut self) {}
    fn stop(&mut self) {}
}

/// Runs so many samples of the sensor through the monitor. The line says what came out, and is the same on every target; the
/// number is the size of the pipeline's state in bytes.
pub fn simulate(samples: u32, watch: &mut impl Stopwatch) -> (Line, usize) {
    let mut digest = Digest::default();
    let mut pipeline = monitor(NoTimer, |signal| digest.add(signal));
    let size = size_of_val(&pipeline);
    let mut now = 0;
    for sample in Sensor::new(samples) {
        watch.start();
        now = take(&mut pipeline, now, sample);
        watch.stop();
    }
    pipeline.close();
    while pipeline.poll(now).is_pending() {
        now = pipeline.deadline();
    }
    drop(pipeline);
    let line = digest.line(samples, now);
    (line, size)
}

/// One event: whatever is due before the sample, and then the sample, as soon as there is room for it. Says when that was.
#[inline(never)]
pub fn take<P: Push<Sample, Output = ()> + Unpin>(pipeline: &mut P, now: Ticks, mut sample: Sample) -> Ticks {
    let mut now = now.max(sample.at);
    let Ok(()) = advance(pipeline, now);
    loop {
        match pipeline.try_push(now, sample) {
            Ok(()) => return now,
            Err(PushError::Full(refused)) => {
                sample = refused;
                now = now.max(pipeline.deadline());
            }
            Err(PushError::Failed(error) | PushError::FailedAndFull(error, _)) => match error {},
        }
    }
}
