//! Reads the bundled market data.

use std::io::{Cursor, Read};

use csv::StringRecord;
use flate2::read::GzDecoder;
use serde::Deserialize;
use streamz::frame::{Table, Timestamp};
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::calendar;
use crate::signals::Bar;

const STOCKS: &[u8] = include_bytes!("../data/stocks.csv.gz");
const RATES: &[u8] = include_bytes!("../data/eurofxref-hist.zip");

/// Which of the currencies are read.
const CURRENCIES: [&str; 4] = ["USD", "GBP", "JPY", "CHF"];

/// How many bars make a batch.
const BATCH: usize = 1_000;

/// The bundled data is not what it was.
#[derive(Debug, Error)]
pub(crate) enum BarsError {
    #[error("a row of the bundled data cannot be read; restore examples/data and build again")]
    Row(#[from] csv::Error),

    #[error("the bundled rates cannot be unpacked; restore examples/data and build again")]
    Archive(#[from] ZipError),

    #[error("`{0}` in the bundled data is no day; restore examples/data and build again")]
    Day(String),

    #[error("`{0}` in the bundled data is no rate; restore examples/data and build again")]
    Rate(String),
}

/// The columns of the stocks that are read.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stock<'a> {
    ticker: &'a str,
    date: &'a str,
    close: f64,
    volume: f64,
    #[serde(rename = "Adj Close")]
    adjusted: f64,
}

/// All bars in the order of days.
pub(crate) fn read() -> Result<Vec<Bar>, BarsError> {
    let mut bars = Vec::new();
    stocks(GzDecoder::new(STOCKS), &mut bars)?;
    let mut archive = ZipArchive::new(Cursor::new(RATES))?;
    rates(archive.by_index(0)?, &mut bars)?;
    bars.sort_by_key(|bar| bar.day);
    Ok(bars)
}

/// The bars in batches.
pub(crate) fn tables(bars: &[Bar]) -> Vec<Table<Bar>> {
    bars.chunks(BATCH).map(|bars| bars.iter().cloned().collect()).collect()
}

/// Prices are adjusted, so that a split is no move; the volume is scaled to keep what was paid.
fn stocks(content: impl Read, bars: &mut Vec<Bar>) -> Result<(), BarsError> {
    let mut reader = csv::Reader::from_reader(content);
    let header = reader.headers()?.clone();
    for row in reader.records() {
        let row = row?;
        let stock: Stock<'_> = row.deserialize(Some(&header))?;
        bars.push(Bar {
            day: day(stock.date)?,
            symbol: stock.ticker.to_owned(),
            price: stock.adjusted,
            volume: Some(stock.volume * stock.close / stock.adjusted),
        });
    }
    Ok(())
}

/// One row a day, one column a currency, `N/A` where there is no rate.
fn rates(content: impl Read, bars: &mut Vec<Bar>) -> Result<(), BarsError> {
    let mut reader = csv::Reader::from_reader(content);
    let header = reader.headers()?.clone();
    for row in reader.records() {
        rates_of_day(&header, &row?, bars)?;
    }
    Ok(())
}

fn rates_of_day(header: &StringRecord, row: &StringRecord, bars: &mut Vec<Bar>) -> Result<(), BarsError> {
    let day = day(row.get(0).unwrap_or_default())?;
    for (currency, rate) in header.iter().zip(row) {
        if !CURRENCIES.contains(&currency) || rate == "N/A" {
            continue;
        }
        bars.push(Bar {
            day,
            symbol: format!("EUR/{currency}"),
            price: rate.parse().map_err(|_| BarsError::Rate(rate.to_owned()))?,
            volume: None,
        });
    }
    Ok(())
}

fn day(text: &str) -> Result<Timestamp, BarsError> {
    let nanos = calendar::midnight(text).and_then(|nanos| i64::try_from(nanos).ok());
    nanos
        .map(Timestamp::from_nanos)
        .ok_or_else(|| BarsError::Day(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_data_is_whole_and_in_order() {
        let bars = read().expect("the bundled data");
        let stocks = bars.iter().filter(|bar| bar.volume.is_some()).count();
        assert_eq!(stocks, 12_154);
        assert_eq!(bars.len() - stocks, 4 * 7_126);
        assert!(bars.is_sorted_by_key(|bar| bar.day));
    }

    #[test]
    fn what_is_no_day_and_what_is_no_rate_is_named() {
        let header = StringRecord::from(vec!["Date", "USD"]);
        let mut bars = Vec::new();
        let mut read = |day, rate| rates_of_day(&header, &StringRecord::from(vec![day, rate]), &mut bars);
        assert!(matches!(read("2024-02-30", "1"), Err(BarsError::Day(day)) if day == "2024-02-30"));
        assert!(matches!(read("2024-02-29", "x"), Err(BarsError::Rate(rate)) if rate == "x"));
        assert!(read("2024-02-29", "N/A").is_ok());
        assert!(bars.is_empty());
    }
}
