//! The pipeline.

use streamz::frame::{First, Frame, Rows, Std, Sum, Table, Timestamp};
use streamz::prelude::*;

/// How many days volatility and VWAP are over: about a month of trading.
pub(crate) const DAYS: usize = 21;

/// Trading days in a year: what a daily deviation is scaled by, as its square root.
const YEAR: f64 = 252.0;

/// A day of one symbol.
#[derive(Clone, Debug, Frame)]
pub(crate) struct Bar {
    #[frame(index)]
    pub(crate) day: Timestamp,
    pub(crate) symbol: String,
    pub(crate) price: f64,
    /// Pieces, where they are counted.
    pub(crate) volume: Option<f64>,
}

/// What is known after a day of one symbol; `NaN` where there are too few days, or no volume.
#[derive(Clone, Debug)]
pub(crate) struct Signal {
    /// Nanoseconds since 1970.
    pub(crate) day: u64,
    pub(crate) symbol: String,
    pub(crate) price: f64,
    /// The standard deviation of the logarithm of returns, for a year.
    pub(crate) volatility: f64,
    /// The mean price of a piece.
    pub(crate) vwap: f64,
}

/// Runs bars of all symbols, in the order of days, through the pipeline.
pub(crate) fn analyse(batches: &[Table<Bar>]) -> Vec<Signal> {
    let mut signals = Vec::new();
    let mut market = pipeline!(|batches: &Table<Bar>| {
        batches
            .frame()
            .groupby(|bar| bar.symbol)
            .rolling(2)
            .beside(|bar| bar.price, First::new())
            .groupby(|(bar, _)| bar.symbol)
            .rolling(DAYS)
            .beside(
                |(bar, before)| ((bar.price / before).ln(), bar.volume * bar.price, bar.volume),
                (Std::new(), Sum::new(), Sum::new()),
            )
            .sink(|rows| {
                rows.each(|day, ((bar, _), (deviation, turnover, volume))| {
                    signals.push(Signal {
                        day: day.as_nanos().unsigned_abs(),
                        symbol: bar.symbol.to_owned(),
                        price: bar.price,
                        volatility: deviation * YEAR.sqrt(),
                        vwap: turnover / volume,
                    });
                });
            });
    });
    for batch in batches {
        market.emit(batch);
    }
    drop(market);
    signals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bars;

    /// Both signals of a day, from the days up to it.
    fn by_hand(days: &[&Bar]) -> (f64, f64) {
        let returns: Vec<f64> = days[days.len() - DAYS - 1..]
            .windows(2)
            .map(|pair| (pair[1].price / pair[0].price).ln())
            .collect();
        let mean = returns.iter().sum::<f64>() / DAYS as f64;
        let squares: f64 = returns.iter().map(|x| (x - mean).powi(2)).sum();
        let last = &days[days.len() - DAYS..];
        let volume = |bar: &Bar| bar.volume.unwrap_or(f64::NAN);
        let turnover: f64 = last.iter().map(|bar| bar.price * volume(bar)).sum();
        let pieces: f64 = last.iter().map(|bar| volume(bar)).sum();
        ((squares / (DAYS - 1) as f64 * YEAR).sqrt(), turnover / pieces)
    }

    fn near(a: f64, b: f64) -> bool {
        a.is_nan() && b.is_nan() || (a - b).abs() <= 1e-10 * b.abs()
    }

    #[test]
    fn signals_are_those_worked_out_by_hand() {
        let bars = bars::read().expect("the bundled data");
        let signals = analyse(&bars::tables(&bars));
        assert_eq!(signals.len(), bars.len());
        for symbol in ["IBM", "EUR/USD"] {
            let bars: Vec<&Bar> = bars.iter().filter(|bar| bar.symbol == symbol).collect();
            let signals: Vec<&Signal> = signals.iter().filter(|signal| signal.symbol == symbol).collect();
            assert_eq!(bars.len(), signals.len());
            assert!(signals[DAYS - 1].volatility.is_nan() && !signals[DAYS].volatility.is_nan());
            for day in (DAYS..bars.len()).step_by(97) {
                let (volatility, vwap) = by_hand(&bars[..=day]);
                let signal = signals[day];
                assert!(near(signal.volatility, volatility), "{signal:?} not {volatility}");
                assert!(near(signal.vwap, vwap), "{signal:?} not {vwap}");
            }
        }
    }
}
