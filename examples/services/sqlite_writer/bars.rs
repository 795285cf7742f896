//! The rows: daily prices of US stocks, which the examples bring along.

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::database::Contents;

const BYTES: &[u8] = include_bytes!("../../data/stocks.csv.gz");

/// One stock's day.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Bar {
    pub(crate) ticker: String,
    pub(crate) date: String,
    pub(crate) close: f64,
    pub(crate) volume: f64,
}

/// All rows of the bundled file, in its order.
pub(crate) fn read() -> Result<Vec<Bar>, csv::Error> {
    csv::Reader::from_reader(GzDecoder::new(BYTES))
        .into_deserialize()
        .collect()
}

/// What a database with these rows holds.
pub(crate) fn contents(bars: &[Bar]) -> Contents {
    let mut contents = Contents::default();
    for (number, bar) in (1..).zip(bars) {
        contents.add(number, bar);
    }
    contents
}
