//! The pipeline: crossings of a fast and a slow average for each symbol, with a rolling z-score beside them.
//!
//! ```text
//! quotes ─ map ─┐
//!               union ─ scan ─ flatten ─┬─ scan (fast) ──────────────┐
//! trades ─ map ─┘            prices     ├─ scan (slow) ──────────────┤
//!                                       ├────────────────────────── zip ─ map ─┬─ sink (plot)
//!                                       │                               points ├──────────────── zip ─ scan ─ flatten ─ sink
//!                                       └─ scan ─ sliding_window ─ map ────────────────────────────┘              signals
//!                                          returns                z-scores
//! ```

use streamz::prelude::*;

use crate::market::{Event, Point, Quote, Side, Signal, Trade};

/// Quotes over which the short and the long average reach back.
pub(crate) const FAST: u32 = 20;
pub(crate) const SLOW: u32 = 200;

/// Either kind of event, in the order they came.
#[derive(Clone, Copy)]
enum Tick {
    Quote(Quote),
    Trade(Trade),
}

/// The middle of a quote, and what was traded in that symbol since the quote before.
#[derive(Clone, Copy)]
struct Price {
    time: u64,
    symbol: u16,
    mid: f64,
    traded: f64,
}

/// Builds the pipeline for that many symbols and returns what feeds it: one call is one event.
///
/// All memory is taken here. `on_signal` gets what the pipeline finds, `on_point` what the plot draws.
pub(crate) fn pipeline(
    symbols: usize,
    on_signal: impl FnMut(Signal),
    mut on_point: impl FnMut(Point),
) -> impl FnMut(Event) {
    let mut pipeline = pipeline!(move |quotes: Quote, trades: Trade| {
        let ticks = quotes.map(Tick::Quote).union(trades.map(Tick::Trade));
        let prices = ticks.scan(Each::symbol(symbols, 0.0), price).flatten();

        let fast = prices.scan(Each::symbol(symbols, Average::over(FAST)), average);
        let slow = prices.scan(Each::symbol(symbols, Average::over(SLOW)), average);
        let points = prices.zip(fast, slow).map(point);
        points.sink(|(point, _)| on_point(point));

        let returns = prices.scan(Each::symbol(symbols, f64::NAN), change);
        let zscores = returns.sliding_window(64).map(zscore);

        points
            .zip(zscores)
            .scan(Each::symbol(symbols, Trend::default()), crossing)
            .flatten()
            .sink(on_signal);
    });
    move |event| match event {
        Event::Quote(quote) => pipeline.quotes(quote),
        Event::Trade(trade) => pipeline.trades(trade),
    }
}

/// One state for each symbol.
struct Each<S>(Vec<S>);

impl<S: Clone> Each<S> {
    fn symbol(symbols: usize, state: S) -> Self {
        // At least one, so that there is a state whatever comes.
        Self(vec![state; symbols.max(1)])
    }

    /// The state of a symbol; numbers beyond the last share the last one's.
    fn of(&mut self, symbol: u16) -> &mut S {
        let last = self.0.len() - 1;
        &mut self.0[usize::from(symbol).min(last)]
    }
}

/// A quote becomes a price, a trade adds to what was traded until the next one.
fn price(traded: &mut Each<f64>, tick: Tick) -> Option<Price> {
    match tick {
        Tick::Trade(Trade { symbol, size, .. }) => {
            *traded.of(symbol) += size;
            None
        }
        Tick::Quote(quote) => Some(Price {
            time: quote.time,
            symbol: quote.symbol,
            mid: f64::midpoint(quote.bid, quote.ask),
            traded: core::mem::take(traded.of(quote.symbol)),
        }),
    }
}

/// An exponential moving average.
#[derive(Clone, Copy)]
struct Average {
    weight: f64,
    mean: f64,
}

impl Average {
    fn over(quotes: u32) -> Self {
        Self {
            weight: 2.0 / f64::from(quotes + 1),
            mean: f64::NAN,
        }
    }
}

fn average(averages: &mut Each<Average>, price: Price) -> f64 {
    let average = averages.of(price.symbol);
    if average.mean.is_nan() {
        average.mean = price.mid;
    }
    average.mean += (price.mid - average.mean) * average.weight;
    average.mean
}

fn point((price, fast, slow): (Price, f64, f64)) -> (Point, f64) {
    let Price {
        time,
        symbol,
        mid,
        traded,
    } = price;
    let point = Point {
        time,
        symbol,
        price: mid,
        fast,
        slow,
    };
    (point, traded)
}

/// The relative change since the symbol's price before; 0 for its first.
fn change(last: &mut Each<f64>, price: Price) -> f64 {
    let last = last.of(price.symbol);
    let change = if last.is_nan() { 0.0 } else { price.mid / *last - 1.0 };
    *last = price.mid;
    change
}

/// How far the newest change is from the mean of the window, in standard deviations.
fn zscore(window: &[f64]) -> f64 {
    let n = window.len() as f64;
    let mean = window.iter().sum::<f64>() / n;
    let variance = window.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    match (window.last(), variance > 0.0) {
        (Some(newest), true) => (newest - mean) / variance.sqrt(),
        _ => 0.0,
    }
}

/// What a symbol's averages did so far.
#[derive(Clone, Copy, Default)]
struct Trend {
    quotes: u32,
    up: bool,
}

/// A signal where the averages cross, once the slow one has seen enough.
fn crossing(trends: &mut Each<Trend>, ((point, traded), zscore): ((Point, f64), f64)) -> Option<Signal> {
    let Point {
        time,
        symbol,
        price,
        fast,
        slow,
    } = point;
    let trend = trends.of(symbol);
    let was = core::mem::replace(&mut trend.up, fast > slow);
    trend.quotes = trend.quotes.saturating_add(1);
    let crossed = trend.quotes > SLOW && was != trend.up;
    let side = if trend.up { Side::Buy } else { Side::Sell };
    crossed.then_some(Signal {
        time,
        symbol,
        side,
        price,
        zscore,
        traded,
    })
}
