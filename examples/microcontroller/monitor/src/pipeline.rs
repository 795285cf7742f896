//! The pipeline.

use core::time::Duration;

use streamz::prelude::*;
use streamz::time::{Ticks, Timer};

use crate::sensor::Sample;

/// Mean squares of the acceleration, in g², between which an alarm stays as it is.
const ROUGH: f32 = 0.1;
const CALM: f32 = 0.02;

/// What the monitor has to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Signal {
    /// The machine has begun or ceased to run roughly, and stayed so for a while.
    Alarm(Alarm),
    /// What the last samples were like.
    Report(Report),
}

/// Whether the machine runs roughly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alarm {
    /// The stamp of the sample that made the difference.
    pub at: Ticks,
    /// Roughly, or calmly again.
    pub on: bool,
}

/// Some levels in a row, in short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// The stamp of the last sample.
    pub at: Ticks,
    /// How many levels.
    pub levels: u32,
    /// Their mean, in g².
    pub mean: f32,
    /// The highest, in g².
    pub peak: f32,
}

/// The strength of the vibration at one time.
#[derive(Clone, Copy)]
struct Level {
    at: Ticks,
    /// In g².
    square: f32,
}

/// The pipeline, telling the time by `timer`; `tell` is called with each signal.
///
/// The sensor hands over what it has gathered in bursts: at most one sample in 4 ms is looked at, and whoever brings more
/// waits. A vibration is the mean square of 16 samples. It raises the alarm above one level and lets it go below another,
/// and an alarm counts when it has not changed for 80 ms. A report is made of every 50 levels, or of those that came within
/// a second.
pub fn monitor<T: Timer + Unpin>(
    timer: T,
    tell: impl FnMut(Signal),
) -> impl Push<Sample, Output = (), Timer = T> + Unpin {
    fits(
        pipeline!(move |samples: Sample| {
            let steady = samples.rate_limit(Duration::from_millis(4));
            let levels = steady.sliding_window(16).map(level);
            let rough = levels.accumulate_from(Alarm { at: 0, on: false }, |alarm, level| Alarm {
                at: level.at,
                on: level.square > if alarm.on { CALM } else { ROUGH },
            });
            let changes = rough.unique_by(1, |alarm| alarm.on);
            let settled = changes
                .debounce(Duration::from_millis(80))
                .unique_by(1, |alarm| alarm.on);
            let alarms = settled.map(Signal::Alarm);
            let reports = levels
                .partition_timeout(50, Duration::from_secs(1))
                .map(|levels| Signal::Report(report(levels)));
            alarms.union(reports).sink(tell);
        })
        .with_timer(timer),
    )
}

/// Compiles only while the state of the pipeline stays within its budget.
fn fits<P>(pipeline: P) -> P {
    const {
        assert!(
            size_of::<P>() <= 2048,
            "the state of the pipeline has outgrown its budget"
        )
    }
    pipeline
}

fn level(samples: &[Sample]) -> Level {
    let squares = samples.iter().map(|sample| sample.acceleration * sample.acceleration);
    Level {
        at: samples.last().map_or(0, |sample| sample.at),
        square: squares.sum::<f32>() / samples.len() as f32,
    }
}

fn report(levels: &[Level]) -> Report {
    let squares = || levels.iter().map(|level| level.square);
    Report {
        at: levels.last().map_or(0, |level| level.at),
        levels: levels.len() as u32,
        mean: squares().sum::<f32>() / levels.len() as f32,
        peak: squares().fold(0.0, f32::max),
    }
}
