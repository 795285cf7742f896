//! How far windows reach.

use core::fmt;
use core::time::Duration;

use super::column::Kind;
use crate::frame::extent::{Closed, Distance, Instants, Integers, Sided, Span};

/// What is aggregated over.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Over {
    #[default]
    Everything,
    Batch,
    Window(Reach),
    Rolling(Reach),
    Expanding,
}

/// How far a window reaches back from its newest row.
///
/// It is made of a number of rows, of a [`Duration`] or a [`Span`] of the index, or of one of these that says which
/// [`Sided`] ends belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Reach(pub(super) Back);

#[derive(Clone, Copy, Debug)]
pub(super) enum Back {
    Rows(usize),
    Labels(Near),
}

/// Which labels are near another that is not smaller.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub(super) width: i64,
    /// What the labels are.
    pub(super) kind: Kind,
    closed: Closed,
}

impl Near {
    /// Whether a label is too far back from the newest.
    pub(super) fn is_old(self, label: i64, newest: i64) -> bool {
        let distance = i128::from(newest) - i128::from(label);
        let width = i128::from(self.width);
        match self.closed {
            Closed::Right | Closed::Neither => distance >= width,
            Closed::Left | Closed::Both => distance > width,
        }
    }

    /// Whether a label belongs to the window that the newest one ends.
    pub(super) fn has(self, label: i64, newest: i64) -> bool {
        let is_newest = label == newest && matches!(self.closed, Closed::Left | Closed::Neither);
        !is_newest && !self.is_old(label, newest)
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Time => write!(f, "{} ns", self.width)?,
            _ => write!(f, "a span of {}", self.width)?,
        }
        write!(f, " closed {:?}", self.closed)
    }
}

/// Labels of which it is known how far apart they are.
pub trait Labels {
    #[doc(hidden)]
    const KIND: Kind;
}

impl Labels for Integers {
    const KIND: Kind = Kind::Int;
}

impl Labels for Instants {
    const KIND: Kind = Kind::Time;
}

impl From<usize> for Reach {
    fn from(rows: usize) -> Self {
        Self(Back::Rows(rows))
    }
}

impl From<Duration> for Reach {
    fn from(time: Duration) -> Self {
        Sided(time, Closed::Right).into()
    }
}

impl From<Span> for Reach {
    fn from(span: Span) -> Self {
        Sided(span, Closed::Right).into()
    }
}

impl<D: Distance<Unit: Labels>> From<Sided<D>> for Reach {
    fn from(Sided(distance, closed): Sided<D>) -> Self {
        Self(Back::Labels(Near {
            width: distance.width(),
            kind: D::Unit::KIND,
            closed,
        }))
    }
}
