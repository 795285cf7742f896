//! Euro reference rates of the European Central Bank: one row a day, the newest first, one column a currency.

use std::io::{self, Cursor};

use csv::StringRecord;
use zip::ZipArchive;

use super::fault::{Fault, price};
use super::tape::{Market, Recorder};
use super::{FeedError, table};
use crate::calendar;
use crate::market::{Event, Quote};

const FILE: &str = "eurofxref-hist.zip";
const BYTES: &[u8] = include_bytes!("../../data/eurofxref-hist.zip");

/// Records every rate as a quote at midnight UTC of its day, whose bid and ask are both the rate.
pub(crate) fn read(recorder: &mut Recorder) -> Result<(), FeedError> {
    let damaged = |error| FeedError::Bundled {
        file: FILE,
        source: io::Error::from(error),
    };
    let mut archive = ZipArchive::new(Cursor::new(BYTES)).map_err(damaged)?;
    let content = archive.by_index(0).map_err(damaged)?;

    let (mut rates, mut missing) = (0, 0);
    table::rows(FILE, content, recorder, |header, row, recorder| {
        let day = day(header, row, recorder)?;
        rates += day.rates;
        missing += day.missing;
        Ok(())
    })?;
    recorder.tally("euro reference rates", rates, "replayed as quotes");
    recorder.tally("currencies without a rate that day", missing, "passed over (N/A)");
    Ok(())
}

/// How many cells of a row held a rate, and how many said that there is none.
#[derive(Debug, PartialEq, Eq)]
struct Day {
    rates: u64,
    missing: u64,
}

/// Each row ends in a comma, so its last column has no name.
fn day(header: &StringRecord, row: &StringRecord, recorder: &mut Recorder) -> Result<Day, Fault> {
    let mut cells = header.iter().zip(row).filter(|(currency, _)| !currency.is_empty());
    let date = cells.next().map_or("", |(_, date)| date);
    let time = calendar::midnight(date).ok_or_else(|| Fault::Day(date.to_owned()))?;
    let mut day = Day { rates: 0, missing: 0 };
    for (currency, cell) in cells {
        if cell == "N/A" {
            day.missing += 1;
            continue;
        }
        let rate = price("rate", cell)?;
        let symbol = recorder.symbol(&format!("EUR/{currency}"), Market::Currency)?;
        recorder.event(Event::Quote(Quote {
            time,
            symbol,
            bid: rate,
            ask: rate,
            bid_size: 1.0,
            ask_size: 1.0,
        }));
        day.rates += 1;
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> StringRecord {
        StringRecord::from(cells.to_vec())
    }

    #[test]
    fn a_row_becomes_one_quote_for_each_rate() {
        let mut recorder = Recorder::default();
        let header = row(&["Date", "USD", "CYP", "JPY", ""]);
        let read = day(&header, &row(&["1970-01-02", "1.5", "N/A", "160", ""]), &mut recorder);
        assert_eq!(read.expect("a good row"), Day { rates: 2, missing: 1 });
        let tape = recorder.finish(String::new());
        assert_eq!(tape.symbols[1].name, "EUR/JPY");
        let yen = Quote {
            time: calendar::DAY,
            symbol: 1,
            bid: 160.0,
            ask: 160.0,
            bid_size: 1.0,
            ask_size: 1.0,
        };
        assert_eq!(tape.events[1], Event::Quote(yen));
    }

    #[test]
    fn a_wrong_day_or_rate_is_a_fault() {
        let mut recorder = Recorder::default();
        let header = row(&["Date", "USD"]);
        assert!(matches!(
            day(&header, &row(&["1970-02-31", "1"]), &mut recorder),
            Err(Fault::Day(_))
        ));
        assert!(matches!(
            day(&header, &row(&["1970-02-01", "-1"]), &mut recorder),
            Err(Fault::Number { .. })
        ));
    }
}
