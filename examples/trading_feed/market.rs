//! What the parts of this example hand to each other: events into the pipeline, signals and points out of it.

use core::fmt;

/// The best bid and ask of one symbol, at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quote {
    /// Nanoseconds since 1970-01-01 UTC.
    pub(crate) time: u64,
    /// Index into [`Tape::symbols`](crate::feed::Tape::symbols).
    pub(crate) symbol: u16,
    /// Never above `ask`; equal to it where the source states one price.
    pub(crate) bid: f64,
    pub(crate) ask: f64,
    /// Offered at `bid`; 1 on both sides where the source states no size.
    pub(crate) bid_size: f64,
    pub(crate) ask_size: f64,
}

/// A sale, or a day's sales at its closing price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trade {
    /// Nanoseconds since 1970-01-01 UTC.
    pub(crate) time: u64,
    /// Index into [`Tape::symbols`](crate::feed::Tape::symbols).
    pub(crate) symbol: u16,
    pub(crate) price: f64,
    pub(crate) size: f64,
}

/// What a feed replays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Event {
    Quote(Quote),
    Trade(Trade),
}

impl Event {
    /// Nanoseconds since 1970-01-01 UTC.
    pub(crate) fn time(&self) -> u64 {
        match self {
            Self::Quote(quote) => quote.time,
            Self::Trade(trade) => trade.time,
        }
    }
}

/// Which way a signal points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Buy,
    Sell,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Buy => "buy",
            Self::Sell => "sell",
        })
    }
}

/// What the pipeline found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Signal {
    /// Nanoseconds since 1970-01-01 UTC.
    pub(crate) time: u64,
    /// Index into [`Tape::symbols`](crate::feed::Tape::symbols).
    pub(crate) symbol: u16,
    pub(crate) side: Side,
    pub(crate) price: f64,
    /// How unusual the move is, in standard deviations.
    pub(crate) zscore: f64,
    /// What was sold since the symbol's quote before.
    pub(crate) traded: f64,
}

/// One step of the lines that the plot draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    /// Nanoseconds since 1970-01-01 UTC.
    pub(crate) time: u64,
    /// Index into [`Tape::symbols`](crate::feed::Tape::symbols).
    pub(crate) symbol: u16,
    pub(crate) price: f64,
    /// The short and the long moving average of the price.
    pub(crate) fast: f64,
    pub(crate) slow: f64,
}
