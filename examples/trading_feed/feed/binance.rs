//! A capture of Binance's combined streams: a receive stamp and one JSON message a line.

use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;

use super::FeedError;
use super::fault::{Fault, price, size};
use super::lines::Lines;
use super::tape::{Market, Recorder, Tape};
use crate::market::{Event, Quote, Trade};

/// Which of the messages a line was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Message {
    Quote,
    Trade,
    Depth,
    Snapshot,
    Other,
}

impl Message {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Quote, "best bids and asks", "replayed as quotes"),
        (Self::Trade, "trades", "replayed"),
        (Self::Depth, "depth updates", "read, not replayed"),
        (Self::Snapshot, "snapshots of the book", "read, not replayed"),
        (Self::Other, "other messages", "read, not replayed"),
    ];
}

/// Reads a capture, gzip or plain.
pub(crate) fn read(path: &Path) -> Result<Tape, FeedError> {
    let mut lines = Lines::open(path)?;
    let mut recorder = Recorder::default();
    let mut counts = [0; Message::ALL.len()];
    while let Some((number, line)) = lines.next()? {
        match line {
            Ok("") => {}
            line => match line.and_then(|line| message(line, &mut recorder)) {
                Ok(message) => counts[message as usize] += 1,
                Err(fault) => recorder.skip("capture", number, fault),
            },
        }
    }
    for ((_, what, note), count) in Message::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        recorder.tally(what, count, note);
    }
    let tape = recorder.finish(format!("the Binance capture {}", path.display()));
    if tape.events.is_empty() {
        return Err(FeedError::Empty {
            path: path.to_owned(),
            skipped: tape.skipped,
        });
    }
    Ok(tape)
}

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    stream: Option<Cow<'a, str>>,
    #[serde(rename = "lastUpdateId")]
    last_update_id: Option<u64>,
}

#[derive(Deserialize)]
struct Envelope<T> {
    data: T,
}

#[derive(Deserialize)]
struct BookTicker<'a> {
    #[serde(rename = "s")]
    symbol: &'a str,
    #[serde(rename = "b")]
    bid: &'a str,
    #[serde(rename = "B")]
    bid_size: &'a str,
    #[serde(rename = "a")]
    ask: &'a str,
    #[serde(rename = "A")]
    ask_size: &'a str,
}

#[derive(Deserialize)]
struct Sale<'a> {
    #[serde(rename = "s")]
    symbol: &'a str,
    #[serde(rename = "p")]
    price: &'a str,
    #[serde(rename = "q")]
    size: &'a str,
}

/// Records what one line says, if it is of a kind that is replayed.
fn message(line: &str, recorder: &mut Recorder) -> Result<Message, Fault> {
    let (stamp, json) = line.split_once(' ').ok_or(Fault::Stamp)?;
    let time = stamp.parse().map_err(|_| Fault::Stamp)?;
    let offset = line.len() - json.len();
    let head: Head<'_> = parse(json, offset)?;
    let Some(stream) = head.stream else {
        return head.last_update_id.map(|_| Message::Snapshot).ok_or(Fault::Unknown);
    };
    // `ethusdt@depth@100ms`: the pair, the kind, and for some kinds how often.
    match stream.split('@').nth(1) {
        Some("bookTicker") => {
            let Envelope::<BookTicker<'_>> { data } = parse(json, offset)?;
            let (bid, ask) = (price("bid", data.bid)?, price("ask", data.ask)?);
            if bid > ask {
                return Err(Fault::Crossed { bid, ask });
            }
            let (bid_size, ask_size) = (size("bid's size", data.bid_size)?, size("ask's size", data.ask_size)?);
            let symbol = symbol(data.symbol, recorder)?;
            recorder.event(Event::Quote(Quote {
                time,
                symbol,
                bid,
                ask,
                bid_size,
                ask_size,
            }));
            Ok(Message::Quote)
        }
        Some("trade") => {
            let Envelope::<Sale<'_>> { data } = parse(json, offset)?;
            let (price, size) = (price("price", data.price)?, size("size", data.size)?);
            let symbol = symbol(data.symbol, recorder)?;
            recorder.event(Event::Trade(Trade {
                time,
                symbol,
                price,
                size,
            }));
            Ok(Message::Trade)
        }
        Some("depth") => Ok(Message::Depth),
        _ => Ok(Message::Other),
    }
}

fn symbol(name: &str, recorder: &mut Recorder) -> Result<u16, Fault> {
    if !(1..=20).contains(&name.len()) || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Fault::Symbol(name.to_owned()));
    }
    recorder.symbol(name, Market::Exchange)
}

/// Reads JSON that begins `offset` bytes into its line.
fn parse<'a, T: Deserialize<'a>>(json: &'a str, offset: usize) -> Result<T, Fault> {
    serde_json::from_str(json).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default().to_owned();
        Fault::Json {
            column: offset + error.column(),
            what,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: &str = r#"9 {"stream":"abc@bookTicker","data":{"u":1,"s":"ABC","b":"1.5","B":"2","a":"1.6","A":"3"}}"#;
    const TRADE: &str = r#"8 {"stream":"abc@trade","data":{"e":"trade","s":"ABC","t":7,"p":"1.5","q":"4","m":true}}"#;

    #[test]
    fn quotes_and_trades_are_recorded() {
        let mut recorder = Recorder::default();
        assert_eq!(message(QUOTE, &mut recorder).expect("good"), Message::Quote);
        assert_eq!(message(TRADE, &mut recorder).expect("good"), Message::Trade);
        let quote = Quote {
            time: 9,
            symbol: 0,
            bid: 1.5,
            ask: 1.6,
            bid_size: 2.0,
            ask_size: 3.0,
        };
        let trade = Trade {
            time: 8,
            symbol: 0,
            price: 1.5,
            size: 4.0,
        };
        assert_eq!(
            recorder.finish(String::new()).events,
            [Event::Trade(trade), Event::Quote(quote)]
        );
    }

    #[test]
    fn other_messages_are_told_apart() {
        let kind = |line| message(line, &mut Recorder::default()).expect("good");
        assert_eq!(
            kind(r#"1 {"stream":"abc@depth@100ms","data":{"b":[["1","2"]],"a":[]}}"#),
            Message::Depth
        );
        assert_eq!(kind(r#"1 {"lastUpdateId":3,"bids":[],"asks":[]}"#), Message::Snapshot);
        assert_eq!(kind(r#"1 {"stream":"abc@kline_1m","data":{}}"#), Message::Other);
    }

    #[test]
    fn a_broken_line_says_what_is_wrong() {
        let fault = |line: &str| message(line, &mut Recorder::default()).expect_err("broken").to_string();
        assert_eq!(fault("hello"), Fault::Stamp.to_string());
        assert_eq!(fault("x {}"), Fault::Stamp.to_string());
        assert_eq!(fault("1 {}"), Fault::Unknown.to_string());
        assert_eq!(fault(&QUOTE[..20]), "column 20: EOF while parsing a string");
        assert_eq!(fault(&QUOTE.replace("1.5", "1.7")), "the bid 1.7 is above the ask 1.6");
        assert_eq!(
            fault(&TRADE.replace("\"4\"", "\"-4\"")),
            "the size is `-4`, not a number from 0 up"
        );
        assert!(fault(&TRADE.replace("ABC", "A\u{1b}C")).contains("control character"));
    }
}
