//! How far a window reaches: so many rows, or so much of the index.

use core::time::Duration;

use super::aggregate::Starts;
use super::recent::Recent;
use super::rows::Rows;
use super::timestamp::{Timestamp, nanos};

/// A label that can be told how far from another it is: an integer, or a [`Timestamp`].
#[diagnostic::on_unimplemented(
    message = "the index of these rows does not say how far apart two rows are: it is `{Self}`",
    label = "this needs an index of integers or of `Timestamp`s",
    note = "mark a column `#[frame(index)]`, or write `.set_index(|row| ..)` before"
)]
pub trait Ordinal: Copy {
    /// What is counted: `Integers`, or the nanoseconds of `Instants`.
    type Unit;

    /// The label as a number; one that does not fit is the nearest that does.
    fn ordinal(self) -> i64;
}

/// Labels that are integers.
#[derive(Clone, Copy, Debug)]
pub struct Integers;

/// Labels that are instants.
#[derive(Clone, Copy, Debug)]
pub struct Instants;

macro_rules! ordinal {
    ($($type:ty),*) => {$(
        impl Ordinal for $type {
            type Unit = Integers;

            #[inline(always)]
            fn ordinal(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
    )*};
}

ordinal!(i8, i16, i32, i64, u8, u16, u32, u64);

impl Ordinal for Timestamp {
    type Unit = Instants;

    #[inline(always)]
    fn ordinal(self) -> i64 {
        self.as_nanos()
    }
}

/// How far a window reaches back from its newest row.
///
/// * `usize`: so many rows.
/// * [`Duration`]: rows whose [`Timestamp`] is greater than the newest minus the duration.
/// * [`Span`]: the same for an index of integers.
pub trait Extent {
    /// What follows the rows.
    type Horizon;

    /// At the beginning of a stream.
    fn horizon(self) -> Self::Horizon;
}

/// Knows where the window of each row begins.
#[diagnostic::on_unimplemented(
    message = "this window does not fit rows whose index is of type `{I}`",
    label = "a number is so many rows; a `Duration` needs an index of `Timestamp`s, a `Span` one of integers",
    note = "mark a column `#[frame(index)]`, or write `.set_index(|row| ..)` before"
)]
pub trait Horizon<I> {
    /// Takes the rows of a batch.
    fn follow<R: Rows<Index = I>>(&mut self, rows: R) -> Bounds<'_>;
}

/// Where the windows of a batch begin.
#[derive(Clone, Copy, Debug)]
pub enum Bounds<'a> {
    /// So many rows back.
    Rows(usize),
    /// At these row numbers, for each row and after the batch.
    At {
        /// The number of the first row of each row's window; see [`Starts::At`].
        starts: &'a [u64],
        /// The number of the first row of the window as it is after the batch.
        start: u64,
        /// The number of the first row behind the window as it is after the batch: rows of the newest label may wait.
        end: u64,
        /// If some rows came late, for each row from `start` on whether it is in the window after the batch; otherwise all
        /// up to `end` are, and this is empty.
        present: &'a [bool],
        /// If windows end before the rows that have the newest label, for each row the number of the first row behind its
        /// window; otherwise a window ends with its row, and this is empty.
        ends: &'a [u64],
    },
}

impl<'a> Bounds<'a> {
    /// Of each row.
    #[inline]
    pub(crate) fn starts(self) -> Starts<'a> {
        match self {
            Self::Rows(rows) => Starts::Rows(rows),
            Self::At { starts, .. } => Starts::At(starts),
        }
    }

    /// After the batch, when `seen` rows have been.
    #[inline]
    pub(crate) fn start(self, seen: u64) -> u64 {
        match self {
            Self::Rows(rows) => seen.saturating_sub(rows as u64),
            Self::At { start, .. } => start,
        }
    }

    /// Behind the window after the batch, when `seen` rows have been.
    #[inline]
    pub(crate) fn end(self, seen: u64) -> u64 {
        match self {
            Self::Rows(_) => seen,
            Self::At { end, .. } => end,
        }
    }

    /// Whether rows that came late are to be left out, and which rows are there then.
    #[inline]
    pub(crate) fn present(self) -> Option<&'a [bool]> {
        match self {
            Self::At { present, .. } if !present.is_empty() => Some(present),
            _ => None,
        }
    }

    /// Where the windows end and begin, if they end before their row.
    #[inline]
    pub(crate) fn ends(self) -> Option<(&'a [u64], &'a [u64])> {
        match self {
            Self::At { starts, ends, .. } if !ends.is_empty() => Some((starts, ends)),
            _ => None,
        }
    }

    /// Whether rows are to be kept, for a window from which some must perhaps be left out.
    #[inline]
    pub(crate) fn is_by_index(self) -> bool {
        matches!(self, Self::At { .. })
    }

    /// The length of every window, if they have one.
    #[inline]
    pub(crate) fn rows(self) -> Option<usize> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::At { .. } => None,
        }
    }
}

/// The horizon of so many rows.
#[derive(Clone, Copy, Debug)]
pub struct LastRows(usize);

impl Extent for usize {
    type Horizon = LastRows;

    fn horizon(self) -> LastRows {
        LastRows(self)
    }
}

impl<I> Horizon<I> for LastRows {
    #[inline(always)]
    fn follow<R: Rows<Index = I>>(&mut self, _: R) -> Bounds<'_> {
        Bounds::Rows(self.0)
    }
}

/// So much of an index of integers: labels greater than the newest minus this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub u64);

/// So much of an index: a [`Duration`] of instants, or a [`Span`] of integers.
pub trait Distance: Copy {
    /// What the index is of.
    type Unit;

    /// As a number; one that does not fit is the nearest that does.
    fn width(self) -> i64;
}

impl Distance for Span {
    type Unit = Integers;

    fn width(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }
}

impl Distance for Duration {
    type Unit = Instants;

    fn width(self) -> i64 {
        nanos(self)
    }
}

/// Which ends of a window by the index belong to it (pandas: `closed`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Closed {
    /// The newest label, but not the one that is exactly the distance before it.
    #[default]
    Right,
    /// The label that is exactly the distance before the newest, but not the newest.
    Left,
    /// Both.
    Both,
    /// None of the two.
    Neither,
}

/// A distance of the index, and which ends of the window belong to it.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Closed, Frame, Rows, Sided, Span, Table};
/// use streamz::prelude::*;
///
/// #[derive(Frame)]
/// struct Reading {
///     #[frame(index)]
///     at: i64,
///     value: f64,
/// }
///
/// let mut sums = Vec::new();
/// let mut p = pipeline!(|readings: &Table<Reading>| {
///     readings
///         .frame()
///         .rolling(Sided(Span(2), Closed::Left))
///         .sum(|reading| reading.value)
///         .sink(|rows| rows.each(|_, sum| sums.push(sum)));
/// });
/// p.emit(&(1..=4).map(|at| Reading { at, value: at as f64 }).collect());
/// drop(p);
/// assert!(sums[0].is_nan());
/// assert_eq!(sums[1..], [1.0, 3.0, 5.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sided<D>(pub D, pub Closed);

impl<D: Distance> Extent for Sided<D> {
    type Horizon = Recent<D::Unit>;

    fn horizon(self) -> Recent<D::Unit> {
        Recent::new(self.0.width(), self.1)
    }
}

impl Extent for Span {
    type Horizon = Recent<Integers>;

    fn horizon(self) -> Recent<Integers> {
        Recent::new(self.width(), Closed::Right)
    }
}

impl Extent for Duration {
    type Horizon = Recent<Instants>;

    fn horizon(self) -> Recent<Instants> {
        Recent::new(self.width(), Closed::Right)
    }
}

crate::saved!([] LastRows { same 0 });
