//! Trades as text: `ACME 2150 100`, a name, a price in cents and how many.

use std::collections::BTreeMap;

use anyhow::Context as _;
use streamz::io::kafka::{Message, Record};

const NAMES: [&str; 5] = ["ACME", "Initech", "Stark", "Wayne", "Wonka"];

#[derive(Clone, Debug)]
pub(crate) struct Trade {
    pub(crate) name: String,
    pub(crate) price: u64,
    pub(crate) count: u64,
}

impl Trade {
    pub(crate) fn parse(message: &Message) -> anyhow::Result<Self> {
        let text = message.payload().context("nothing")?.text()?;
        let mut words = text.split(' ');
        Ok(Self {
            name: words.next().context("a name")?.to_owned(),
            price: words.next().context("a price")?.parse()?,
            count: words.next().context("a number")?.parse()?,
        })
    }

    pub(crate) const fn turnover(&self) -> u64 {
        self.price * self.count
    }
}

/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) trades: u64,
    pub(crate) nulls: u64,
    pub(crate) bad: u64,
    pub(crate) turnover: BTreeMap<String, u64>,
}

impl Written {
    /// The record with this number: now and then one that is null, or says nothing that can be read.
    pub(crate) fn record(&mut self, number: u64) -> Record {
        self.trades += 1;
        let name = NAMES[(number % 5) as usize];
        if number % 1000 == 7 {
            self.nulls += 1;
            return Record::null().key(name);
        }
        if number % 1000 == 8 {
            self.bad += 1;
            return Record::new("?").key(name);
        }
        let trade = Trade {
            name: name.to_owned(),
            price: 1000 + number * 7919 % 500,
            count: 1 + number % 13,
        };
        *self.turnover.entry(trade.name.clone()).or_insert(0) += trade.turnover();
        Record::new(format!("{name} {} {}", trade.price, trade.count)).key(name)
    }
}
