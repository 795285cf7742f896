//! Instants on the calendar.

use core::ops::{Add, Sub};
use core::time::Duration;

use super::cell::Cell;

/// An instant: nanoseconds since 1970-01-01 00:00 UTC.
///
/// Reaches from 1677 to 2262, as pandas' `datetime64[ns]`. For text and calendars, hand the number to a crate for dates.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use streamz::frame::Timestamp;
///
/// let noon = Timestamp::from_secs(1_700_000_000);
/// assert_eq!((noon + Duration::from_millis(5)).as_nanos() - noon.as_nanos(), 5_000_000);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
// Lies in memory as Arrow's column of the same unit, so that a column is lent and handed over as it is.
#[cfg_attr(feature = "arrow", derive(bytemuck::Pod, bytemuck::Zeroable), repr(transparent))]
pub struct Timestamp(i64);

impl Timestamp {
    /// So many nanoseconds after 1970.
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// So many seconds after 1970; the nearest instant there is if that is too far away.
    pub const fn from_secs(secs: i64) -> Self {
        Self(secs.saturating_mul(1_000_000_000))
    }

    /// Nanoseconds since 1970.
    pub const fn as_nanos(self) -> i64 {
        self.0
    }
}

impl Cell for Timestamp {
    #[inline(always)]
    fn is_missing(self) -> bool {
        false
    }
}

/// The nearest instant there is.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, interval: Duration) -> Self {
        Self(self.0.saturating_add(nanos(interval)))
    }
}

/// The nearest instant there is.
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, interval: Duration) -> Self {
        Self(self.0.saturating_sub(nanos(interval)))
    }
}

pub(crate) fn nanos(interval: Duration) -> i64 {
    i64::try_from(interval.as_nanos()).unwrap_or(i64::MAX)
}
