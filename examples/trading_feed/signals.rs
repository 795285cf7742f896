//! PLACEHOLDER for the pipeline: crossings of two exponential averages, written by hand.

use crate::market::{Event, Point, Quote, Side, Signal};

/// Quotes over which the short and the long average reach back.
pub(crate) const FAST: u32 = 20;
pub(crate) const SLOW: u32 = 200;

/// Builds the pipeline for that many symbols and returns what feeds it: one call is one event.
///
/// All memory is taken here. `on_signal` gets what the pipeline finds, `on_point` what the plot draws.
pub(crate) fn pipeline(
    symbols: usize,
    mut on_signal: impl FnMut(Signal),
    mut on_point: impl FnMut(Point),
) -> impl FnMut(Event) {
    let mut states = vec![State::default(); symbols];
    move |event| {
        let Event::Quote(quote) = event else { return };
        let price = f64::midpoint(quote.bid, quote.ask);
        let state = &mut states[usize::from(quote.symbol)];
        let first = state.seen == 0;
        state.seen += 1;
        if first {
            (state.fast, state.slow) = (price, price);
        }
        state.fast += (price - state.fast) * 2.0 / f64::from(FAST + 1);
        state.slow += (price - state.slow) * 2.0 / f64::from(SLOW + 1);
        let gap = price / state.slow - 1.0;
        state.square += (gap * gap - state.square) * 2.0 / f64::from(SLOW + 1);
        let Quote { time, symbol, .. } = quote;
        on_point(Point {
            time,
            symbol,
            price,
            fast: state.fast,
            slow: state.slow,
        });
        let up = state.fast > state.slow;
        if state.seen > SLOW && up != state.up {
            let side = if up { Side::Buy } else { Side::Sell };
            let zscore = gap / state.square.sqrt().max(f64::MIN_POSITIVE);
            on_signal(Signal {
                time,
                symbol,
                side,
                price,
                zscore,
            });
        }
        state.up = up;
    }
}

#[derive(Clone, Copy, Default)]
struct State {
    seen: u32,
    fast: f64,
    slow: f64,
    square: f64,
    up: bool,
}
