//! The report: what was read, what the pipeline found, how fast it was.

use std::io::{self, Write};
use std::path::Path;

use hdrhistogram::Histogram;

use crate::calendar::Stamp;
use crate::feed::{Market, Skipped, Tape};
use crate::latency::Latency;
use crate::market::{Side, Signal};
use crate::replay::Replay;
use crate::text::{duration, grouped, price, rate};

/// Says what there is to replay, and what had to be passed over.
pub(crate) fn input(out: &mut impl Write, tape: &Tape) -> io::Result<()> {
    writeln!(out, "Read {}", tape.title)?;
    let mut rows: Vec<_> = tape
        .tallies
        .iter()
        .map(|tally| (tally.count, tally.what, tally.note.to_owned()))
        .collect();
    rows.push((tape.skipped.count, "broken lines", "passed over".to_owned()));
    if let ([first, ..], [.., last]) = (tape.events.as_slice(), tape.events.as_slice()) {
        let period = format!("{} to {}", Stamp(first.time()), Stamp(last.time()));
        rows.push((tape.events.len() as u64, "events to replay", period));
    }
    let width = rows.iter().map(|(_, what, _)| what.len()).max().unwrap_or_default();
    for (count, what, note) in rows {
        writeln!(out, "{:>14}  {what:<width$}  {note}", grouped(count))?;
    }
    writeln!(out)?;
    broken(out, &tape.skipped)
}

fn broken(out: &mut impl Write, skipped: &Skipped) -> io::Result<()> {
    if skipped.count == 0 {
        return Ok(());
    }
    writeln!(out, "Broken lines")?;
    for line in &skipped.first {
        writeln!(out, "  {line}")?;
    }
    let more = skipped.count - skipped.first.len() as u64;
    if more > 0 {
        writeln!(out, "  and {} more", grouped(more))?;
    }
    writeln!(out)
}

/// Lists the last few signals and counts all.
pub(crate) fn signals(out: &mut impl Write, tape: &Tape, signals: &[Signal], last: usize) -> io::Result<()> {
    writeln!(out, "Signals")?;
    writeln!(
        out,
        "{:>16} {:>9} {:>9} {:>9} {:>9}",
        "", "symbols", "buy", "sell", "together"
    )?;
    for market in Market::ALL {
        let symbols = tape.symbols.iter().filter(|symbol| symbol.market == market).count();
        if symbols == 0 {
            continue;
        }
        let count = |side| {
            let of_market = |signal: &&Signal| tape.symbols[usize::from(signal.symbol)].market == market;
            signals
                .iter()
                .filter(of_market)
                .filter(|signal| signal.side == side)
                .count() as u64
        };
        let (buy, sell) = (count(Side::Buy), count(Side::Sell));
        let [symbols, buy, sell, both] = [symbols as u64, buy, sell, buy + sell].map(grouped);
        writeln!(out, "{:>16} {symbols:>9} {buy:>9} {sell:>9} {both:>9}", market.name())?;
    }
    writeln!(out)?;
    let shown = &signals[signals.len().saturating_sub(last)..];
    if shown.is_empty() {
        Ok(())
    } else {
        table(out, tape, shown)
    }
}

fn table(out: &mut impl Write, tape: &Tape, shown: &[Signal]) -> io::Result<()> {
    let time = |signal: &Signal| Stamp(signal.time).to_string();
    let width = shown.iter().map(|signal| time(signal).len()).max().unwrap_or_default();
    writeln!(
        out,
        "  {:<width$}  {:<10} {:<4} {:>12} {:>9} {:>14}",
        "last", "symbol", "side", "price", "z-score", "traded"
    )?;
    for signal in shown {
        let name = &tape.symbols[usize::from(signal.symbol)].name;
        let (time, price) = (time(signal), price(signal.price));
        writeln!(
            out,
            "  {time:<width$}  {name:<10} {:<4} {price:>12} {:>+9.2} {:>14}",
            signal.side,
            signal.zscore,
            traded(signal.traded)
        )?;
    }
    writeln!(out)
}

/// What was sold, or nothing where the source tells of no sales.
fn traded(size: f64) -> String {
    if size > 0.0 { price(size) } else { "-".to_owned() }
}

/// Says what the replay cost: altogether, for one event at a time, and in memory.
pub(crate) fn speed(out: &mut impl Write, tape: &Tape, replay: &Replay, latency: &Latency) -> io::Result<()> {
    let events = tape.events.len() as f64;
    let [best, median] = [0, replay.passes.len() / 2].map(|pass| replay.passes[pass].as_secs_f64() / events);

    let same = if replay.repeatable {
        "the same signals each time"
    } else {
        "NOT the same signals each time"
    };
    writeln!(out, "Speed ({} replays, {same})", replay.passes.len())?;
    for (which, seconds) in [("median", median), ("best", best)] {
        let per_second = rate(1.0 / seconds.max(f64::MIN_POSITIVE));
        writeln!(
            out,
            "{per_second:>14}  events per second, {:.1} ns each ({which})",
            seconds * 1e9
        )?;
    }
    writeln!(out, "{:>14}  allocations", grouped(replay.allocations))?;
    writeln!(out)?;

    writeln!(out, "Latency of one event at a time")?;
    write!(out, "{:>20}", "")?;
    for column in ["p50", "p99", "p99.9", "p99.99", "max"] {
        write!(out, "{column:>10}")?;
    }
    writeln!(out)?;
    quantiles(out, "the pipeline", &latency.pipeline)?;
    quantiles(out, "empty measurement", &latency.empty)?;
    writeln!(
        out,
        "  Both rows contain two reads of the clock; the empty one has nothing between them."
    )?;
    if cfg!(debug_assertions) {
        writeln!(
            out,
            "  This is a debug build, so its times mean nothing: add --release."
        )?;
    }
    writeln!(out)
}

/// Says where the plot is.
pub(crate) fn plotted(out: &mut impl Write, symbol: &str, file: &Path) -> io::Result<()> {
    writeln!(out, "Plot of {symbol}: {}", file.display())
}

fn quantiles(out: &mut impl Write, name: &str, histogram: &Histogram<u64>) -> io::Result<()> {
    write!(out, "  {name:<18}")?;
    for quantile in [0.5, 0.99, 0.999, 0.9999] {
        write!(out, "{:>10}", duration(histogram.value_at_quantile(quantile)))?;
    }
    writeln!(out, "{:>10}", duration(histogram.max()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed;

    fn shown(print: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        print(&mut out).expect("memory can be written");
        String::from_utf8(out).expect("a report is text")
    }

    #[test]
    fn the_input_is_counted() {
        let tape = feed::read(None).expect("the bundled data");
        let report = shown(|out| input(out, &tape));
        assert!(report.contains("  221 702  euro reference rates "), "{report}");
        assert!(report.contains("  1999-01-04 to 2026-10-30\n"), "{report}");
    }

    #[test]
    fn the_last_signals_are_listed_and_all_are_counted() {
        let tape = feed::read(None).expect("the bundled data");
        let symbol = tape.find("IBM").expect("it is in the data");
        let signal = |zscore| Signal {
            time: 0,
            symbol,
            side: Side::Buy,
            price: 85.5,
            zscore,
            traded: 0.0,
        };
        let report = shown(|out| signals(out, &tape, &[signal(1.0), signal(-2.5)], 1));
        let words: Vec<&str> = report.split_whitespace().collect();
        assert!(
            words.windows(5).any(|row| row == ["stocks", "5", "2", "0", "2"]),
            "{report}"
        );
        assert!(
            words.ends_with(&["1970-01-01", "IBM", "buy", "85.50000", "-2.50", "-"]),
            "{report}"
        );
        assert!(!report.contains("+1.00"), "{report}");
    }
}
