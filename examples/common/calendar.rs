//! Nanoseconds since 1970-01-01 UTC, read from and written as dates: all the calendar the examples need.

use core::fmt;

const SECOND: u64 = 1_000_000_000;

/// One day in nanoseconds.
pub(crate) const DAY: u64 = 86_400 * SECOND;

/// Days from 0000-03-01 to 1970-01-01, and in the 400 years after which the calendar repeats.
const EPOCH: i64 = 719_468;
const ERA: i64 = 146_097;

/// Midnight of a `YYYY-MM-DD` day, or `None` where the text is no day between 1970 and 2299.
pub(crate) fn midnight(text: &str) -> Option<u64> {
    let mut parts = text.splitn(3, '-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let days = days_since_epoch(year, month, day);
    let real = (1970..2300).contains(&year) && civil(days) == (year, month, day);
    real.then(|| days.unsigned_abs() * DAY)
}

/// Digits only: `parse` alone would take a sign.
fn number(text: &str) -> Option<i64> {
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Counts years from March, so that a leap day ends its year.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + year * 365 + year / 4 - year / 100 + day_of_year - EPOCH
}

/// The year, month and day of a day since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

/// Midnight of the first day of a month since 1970; months count on from January of `year`.
pub(crate) fn month_start(year: i64, month: i64) -> u64 {
    let (year, month) = (year + month.div_euclid(12), month.rem_euclid(12) + 1);
    days_since_epoch(year, month, 1).unsigned_abs() * DAY
}

/// The year of a moment.
pub(crate) fn year(time: u64) -> i64 {
    civil((time / DAY).cast_signed()).0
}

/// Shows nanoseconds since 1970 as a day, with the time to the microsecond unless it is midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(pub(crate) u64);

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, rest) = (self.0 / DAY, self.0 % DAY);
        let (year, month, day) = civil(days.cast_signed());
        let mut text = format!("{year:04}-{month:02}-{day:02}");
        if rest != 0 {
            let (seconds, micros) = (rest / SECOND, rest % SECOND / 1_000);
            let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
            text += &format!(" {hours:02}:{minutes:02}:{:02}.{micros:06}", seconds % 60);
        }
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written_alike() {
        for day in ["1970-01-01", "1999-12-31", "2000-02-29", "2024-08-08", "2100-03-01"] {
            let time = midnight(day).expect("a real day");
            assert_eq!(Stamp(time).to_string(), day);
        }
        assert_eq!(midnight("1970-01-02"), Some(DAY));
    }

    #[test]
    fn months_count_on_past_the_year() {
        assert_eq!(Stamp(month_start(1999, 13)).to_string(), "2000-02-01");
        assert_eq!(year(month_start(1999, 11)), 1999);
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2023-02-29",
            "2024-8-x",
            "+024-08-08",
            "1969-12-31",
        ] {
            assert_eq!(midnight(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_within_the_day_is_shown_to_the_microsecond() {
        let stamp = Stamp(1_700_000_000_123_456_789);
        assert_eq!(stamp.to_string(), "2023-11-14 22:13:20.123456");
    }
}
