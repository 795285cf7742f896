//! Where an axis has its ticks, and what they say.

use core::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use crate::calendar::{self, DAY, Stamp};

/// One axis of a plot.
pub(crate) struct Axis {
    pub(crate) title: String,
    range: Range<f64>,
    ticks: Vec<(f64, String)>,
}

const TICKS: f64 = 12.0;

impl Axis {
    /// Time in seconds after `first`: a calendar for months and years, elapsed time for less.
    pub(crate) fn time(first: u64, last: u64) -> Self {
        let end = seconds(first, last);
        let units = [
            ("seconds", 1.0),
            ("minutes", 60.0),
            ("hours", 3_600.0),
            ("days", 86_400.0),
        ];
        let unit = units.into_iter().find(|(_, unit)| end / unit <= 600.0);
        match unit {
            Some((name, unit)) if last - first < 90 * DAY => {
                let ticks = round_steps(0.0..end / unit);
                let ticks = ticks.into_iter().map(|(at, label)| (at * unit, label)).collect();
                Self {
                    range: 0.0..end,
                    title: format!("{name} since {}", Stamp(first)),
                    ticks,
                }
            }
            _ => Self {
                range: 0.0..end,
                title: "date".to_owned(),
                ticks: months(first, last),
            },
        }
    }

    /// Numbers, with room above and below them.
    pub(crate) fn linear(title: &str, values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let room = ((high - low) * 0.05).max(high.abs() * 1e-6);
        let range = low - room..high + room;
        Self {
            ticks: round_steps(range.clone()),
            range,
            title: title.to_owned(),
        }
    }
}

/// Plotters' view of an axis.
impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let share = (value - self.range.start) / (self.range.end - self.range.start).max(f64::MIN_POSITIVE);
        from + (share * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|(at, _)| *at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, at: &f64) -> String {
        let tick = self.ticks.iter().find(|(tick, _)| tick == at);
        tick.map(|(_, label)| label.clone()).unwrap_or_default()
    }
}

/// Seconds from one moment to a later one.
pub(crate) fn seconds(first: u64, time: u64) -> f64 {
    time.saturating_sub(first) as f64 / 1e9
}

/// Ticks at multiples of 1, 2 or 5 times a power of ten.
fn round_steps(range: Range<f64>) -> Vec<(f64, String)> {
    let least = ((range.end - range.start) / TICKS).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|times| times * power)
        .into_iter()
        .find(|step| *step >= least);
    let step = step.unwrap_or(10.0 * power);
    let decimals = (-step.log10() - 1e-9).ceil().max(0.0) as usize;
    let (from, to) = ((range.start / step).ceil() as i64, (range.end / step).floor() as i64);
    (from..=to)
        .map(|index| index as f64 * step)
        .map(|at| (at, format!("{at:.decimals$}")))
        .collect()
}

/// Ticks at the first of every so many months.
fn months(first: u64, last: u64) -> Vec<(f64, String)> {
    const MONTH: u64 = 30 * DAY;
    let least = (last - first) as f64 / MONTH as f64 / TICKS;
    let step = [1, 2, 3, 6, 12, 24, 36, 60, 120]
        .into_iter()
        .find(|&step| step as f64 >= least)
        .unwrap_or(240);
    let year = calendar::year(first);
    let starts = (0..).step_by(step).map(|month| calendar::month_start(year, month));
    let shown = starts
        .skip_while(|&start| start < first)
        .take_while(|&start| start <= last);
    let length = if step % 12 == 0 { "2000".len() } else { "2000-01".len() };
    shown
        .map(|start| (seconds(first, start), Stamp(start).to_string()[..length].to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks.iter().map(|(at, _)| axis.format_ext(at)).collect()
    }

    fn day(text: &str) -> u64 {
        calendar::midnight(text).expect("a day")
    }

    #[test]
    fn decades_are_ticked_by_the_year() {
        let axis = Axis::time(day("1999-01-04"), day("2026-10-30"));
        assert_eq!(labels(&axis).first().map(String::as_str), Some("2002"));
        assert_eq!(labels(&axis).last().map(String::as_str), Some("2026"));
    }

    #[test]
    fn months_are_ticked_by_the_month() {
        let axis = Axis::time(day("2012-05-18"), day("2013-03-01"));
        assert_eq!(labels(&axis)[..2], ["2012-06", "2012-07"]);
    }

    #[test]
    fn minutes_are_ticked_in_seconds() {
        let axis = Axis::time(0, 346_000_000_000);
        assert_eq!(axis.title, "seconds since 1970-01-01");
        assert_eq!(labels(&axis)[..3], ["0", "50", "100"]);
    }

    #[test]
    fn prices_are_ticked_with_the_digits_that_differ() {
        assert_eq!(labels(&Axis::linear("", [2_679.0, 2_685.0].into_iter()))[0], "2679");
        assert_eq!(labels(&Axis::linear("", [0.85, 1.6].into_iter()))[0], "0.9");
    }

    #[test]
    fn one_price_alone_still_has_an_axis() {
        let axis = Axis::linear("", [100.0, 100.0].into_iter());
        assert!(axis.range.start < 100.0 && axis.range.end > 100.0 && !axis.ticks.is_empty());
    }
}
