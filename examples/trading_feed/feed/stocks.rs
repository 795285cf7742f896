//! Daily bars of US stocks: one row for each stock and day.

use csv::StringRecord;
use flate2::read::GzDecoder;
use serde::Deserialize;

use super::fault::{Fault, price, size};
use super::tape::{Market, Recorder};
use super::{FeedError, table};
use crate::calendar;
use crate::market::{Event, Quote, Trade};

const FILE: &str = "stocks.csv.gz";
const BYTES: &[u8] = include_bytes!("../../data/stocks.csv.gz");

/// The columns that a replay needs.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Bar<'a> {
    ticker: &'a str,
    date: &'a str,
    close: &'a str,
    volume: &'a str,
    #[serde(rename = "Adj Close")]
    adjusted: &'a str,
}

/// Records every bar as one trade of the day's volume, then a quote at the close, both at midnight UTC of the day.
pub(crate) fn read(recorder: &mut Recorder) -> Result<(), FeedError> {
    let mut bars = 0;
    table::rows(FILE, GzDecoder::new(BYTES), recorder, |header, row, recorder| {
        bar(header, row, recorder)?;
        bars += 1;
        Ok(())
    })?;
    recorder.tally("daily stock bars", bars, "replayed as a trade and a quote each");
    Ok(())
}

/// Prices are the adjusted ones, so that a split is no move; the volume is scaled to keep the turnover.
fn bar(header: &StringRecord, row: &StringRecord, recorder: &mut Recorder) -> Result<(), Fault> {
    let bar: Bar<'_> = row.deserialize(Some(header)).map_err(Fault::Table)?;
    let time = calendar::midnight(bar.date).ok_or_else(|| Fault::Day(bar.date.to_owned()))?;
    let close = price("close", bar.close)?;
    let adjusted = price("adjusted close", bar.adjusted)?;
    let volume = size("volume", bar.volume)? * close / adjusted;
    let symbol = recorder.symbol(bar.ticker, Market::Stock)?;
    recorder.event(Event::Trade(Trade {
        time,
        symbol,
        price: adjusted,
        size: volume,
    }));
    let quote = Quote {
        time,
        symbol,
        bid: adjusted,
        ask: adjusted,
        bid_size: 1.0,
        ask_size: 1.0,
    };
    recorder.event(Event::Quote(quote));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_becomes_a_trade_and_a_quote_at_the_adjusted_close() {
        let mut recorder = Recorder::default();
        let header = StringRecord::from(vec!["Ticker", "Date", "Close", "Volume", "Adj Close"]);
        let row = StringRecord::from(vec!["IBM", "1970-01-01", "100.0", "7", "50.0"]);
        bar(&header, &row, &mut recorder).expect("a good row");
        let trade = Trade {
            time: 0,
            symbol: 0,
            price: 50.0,
            size: 14.0,
        };
        let quote = Quote {
            time: 0,
            symbol: 0,
            bid: 50.0,
            ask: 50.0,
            bid_size: 1.0,
            ask_size: 1.0,
        };
        assert_eq!(
            recorder.finish(String::new()).events,
            [Event::Trade(trade), Event::Quote(quote)]
        );
    }
}
