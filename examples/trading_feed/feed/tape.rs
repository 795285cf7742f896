//! The tape: what was read, ready to replay.

use std::collections::HashMap;

use super::fault::{BadLine, Fault};
use crate::market::Event;

/// Everything a replay needs.
#[derive(Debug)]
pub(crate) struct Tape {
    /// What this is, for the reader of the report.
    pub(crate) title: String,
    /// An event's `symbol` is an index into these.
    pub(crate) symbols: Vec<Symbol>,
    /// In the order of time; events of one moment in the order they were read.
    pub(crate) events: Vec<Event>,
    /// What the input held, replayed or not.
    pub(crate) tallies: Vec<Tally>,
    pub(crate) skipped: Skipped,
}

impl Tape {
    /// The index of a symbol, whatever its case.
    pub(crate) fn find(&self, name: &str) -> Option<u16> {
        let found = self
            .symbols
            .iter()
            .position(|symbol| symbol.name.eq_ignore_ascii_case(name));
        found.and_then(|index| u16::try_from(index).ok())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) name: String,
    pub(crate) market: Market,
}

/// The kind of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Market {
    Currency,
    Stock,
    Exchange,
}

impl Market {
    pub(crate) const ALL: [Self; 3] = [Self::Currency, Self::Stock, Self::Exchange];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Currency => "currencies",
            Self::Stock => "stocks",
            Self::Exchange => "exchange pairs",
        }
    }
}

/// How much there was of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) what: &'static str,
    pub(crate) count: u64,
    /// What became of it.
    pub(crate) note: &'static str,
}

/// Lines that could not be understood.
#[derive(Debug, Default)]
pub(crate) struct Skipped {
    pub(crate) count: u64,
    /// The first few of them: a file of another format must not fill the memory.
    pub(crate) first: Vec<BadLine>,
}

impl Skipped {
    const SHOWN: usize = 5;

    fn add(&mut self, line: BadLine) {
        self.count += 1;
        if self.first.len() < Self::SHOWN {
            self.first.push(line);
        }
    }
}

/// Writes a tape.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    symbols: Vec<Symbol>,
    known: HashMap<String, u16>,
    events: Vec<Event>,
    tallies: Vec<Tally>,
    skipped: Skipped,
}

impl Recorder {
    /// The index of a symbol, which is new or not.
    pub(crate) fn symbol(&mut self, name: &str, market: Market) -> Result<u16, Fault> {
        if let Some(&known) = self.known.get(name) {
            return Ok(known);
        }
        let index = u16::try_from(self.symbols.len()).map_err(|_| Fault::Symbols)?;
        self.symbols.push(Symbol {
            name: name.to_owned(),
            market,
        });
        self.known.insert(name.to_owned(), index);
        Ok(index)
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.events.push(event);
    }

    pub(crate) fn tally(&mut self, what: &'static str, count: u64, note: &'static str) {
        self.tallies.push(Tally { what, count, note });
    }

    pub(crate) fn skip(&mut self, file: &'static str, line: u64, fault: Fault) {
        self.skipped.add(BadLine { file, line, fault });
    }

    /// Puts the events in order: files are not, and a capture of several connections may not be.
    pub(crate) fn finish(mut self, title: String) -> Tape {
        self.events.sort_by_key(Event::time);
        let Self {
            symbols,
            events,
            tallies,
            skipped,
            ..
        } = self;
        Tape {
            title,
            symbols,
            events,
            tallies,
            skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::Trade;

    #[test]
    fn events_are_sorted_and_those_of_one_moment_keep_their_order() {
        let mut recorder = Recorder::default();
        for (time, price) in [(2, 1.0), (1, 2.0), (2, 3.0), (1, 4.0)] {
            recorder.event(Event::Trade(Trade {
                time,
                symbol: 0,
                price,
                size: 1.0,
            }));
        }
        let tape = recorder.finish(String::new());
        let prices = tape.events.iter().map(|event| match event {
            Event::Trade(trade) => trade.price,
            Event::Quote(quote) => quote.bid,
        });
        assert_eq!(prices.collect::<Vec<_>>(), [2.0, 4.0, 1.0, 3.0]);
    }

    #[test]
    fn a_symbol_keeps_its_index_and_is_found_in_any_case() {
        let mut recorder = Recorder::default();
        let indices = ["AAPL", "IBM", "AAPL"].map(|name| recorder.symbol(name, Market::Stock).expect("room"));
        assert_eq!(indices, [0, 1, 0]);
        assert_eq!(recorder.finish(String::new()).find("ibm"), Some(1));
    }

    #[test]
    fn all_bad_lines_count_and_a_few_are_kept() {
        let mut recorder = Recorder::default();
        (1..=9).for_each(|line| recorder.skip("capture", line, Fault::Encoding));
        assert_eq!(
            (recorder.skipped.count, recorder.skipped.first.len()),
            (9, Skipped::SHOWN)
        );
    }
}
