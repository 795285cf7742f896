//! How far a window reaches: so many rows, or so much of the index.

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::time::Duration;

use super::aggregate::Starts;
use super::column::{Column, Values};
use super::rows::Rows;
use super::timestamp::{Timestamp, nanos};

/// A label that can be told how far from another it is: an integer, or a [`Timestamp`].
pub trait Ordinal: Copy {
    /// What is counted: [`Integers`], or the nanoseconds of [`Instants`].
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

impl Extent for Span {
    type Horizon = Recent<Integers>;

    fn horizon(self) -> Recent<Integers> {
        Recent::new(self.width())
    }
}

impl Extent for Duration {
    type Horizon = Recent<Instants>;

    fn horizon(self) -> Recent<Instants> {
        Recent::new(self.width())
    }
}

/// The horizon of so much of the index.
///
/// The index should not go backwards. A row that comes late counts as having the greatest label so far, from now until
/// that one leaves: nothing is lost, and nothing stays longer than what came before it (as in streamz).
#[derive(Clone, Debug)]
pub struct Recent<U> {
    width: i64,
    // The labels that are in the window, and the number of the row that the first belongs to.
    labels: Values<i64>,
    start: u64,
    newest: i64,
    starts: Vec<u64>,
    unit: PhantomData<U>,
}

impl<U> Recent<U> {
    fn new(width: i64) -> Self {
        Self {
            width,
            labels: Values::default(),
            start: 0,
            newest: i64::MIN,
            starts: Vec::new(),
            unit: PhantomData,
        }
    }
}

impl<U, I: Ordinal<Unit = U>> Horizon<I> for Recent<U> {
    #[inline]
    fn follow<R: Rows<Index = I>>(&mut self, rows: R) -> Bounds<'_> {
        self.starts.clear();
        let mut newest = self.newest;
        let before = self.labels.as_slice().len();
        let labels = &mut self.labels;
        rows.each(|index, _| {
            newest = newest.max(index.ordinal());
            labels.push(newest);
        });
        self.newest = newest;
        let labels = self.labels.as_slice();
        let mut gone = 0;
        // A label before all that an `i64` holds is never too old.
        for (place, &label) in labels.iter().enumerate().skip(before) {
            while gone <= place && label.checked_sub(self.width).is_some_and(|limit| labels[gone] <= limit) {
                gone += 1;
            }
            self.starts.push(self.start + gone as u64);
        }
        self.start += gone as u64;
        self.labels.drop_front(gone);
        Bounds::At {
            starts: &self.starts,
            start: self.start,
        }
    }
}
