//! How much prices move, and what was paid: rolling volatility and VWAP of each symbol, of real market data.
//!
//! ```text
//! cargo run --release --example volatility
//! ```
//!
//! The pipeline is in `signals.rs`. The data is bundled: five US stocks, and the European Central Bank's rates of four
//! currencies, which come without a volume and so without a VWAP.

mod bars;
#[path = "../common/calendar.rs"]
mod calendar;
#[path = "../common/lines.rs"]
mod lines;
mod signals;

use core::error::Error;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use thiserror::Error;

use self::bars::BarsError;
use self::calendar::Stamp;
use self::lines::{Line, Panel, PictureError};
use self::signals::{DAYS, Signal};

/// Rolling volatility of daily returns, a year's worth of it, and the volume-weighted average price of the same days.
#[derive(Debug, Parser)]
#[command(name = "volatility")]
struct Args {
    /// Draw the volatility of the stocks, and price and VWAP of one symbol.
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,

    /// Whose price and VWAP --plot draws.
    #[arg(long, value_name = "NAME", requires = "plot", default_value = "AAPL")]
    symbol: String,
}

#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Bars(#[from] BarsError),

    #[error("there is no symbol `{name}`; --symbol takes one of {known}")]
    Symbol { name: String, known: String },

    #[error(transparent)]
    Plot(#[from] PictureError),

    #[error("the report cannot be printed")]
    Print(#[from] io::Error),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, as `| head` has.
        Err(Failure::Print(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            if let Some(cause) = failure.source() {
                eprintln!("cause: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    let out = &mut io::stdout().lock();
    let bars = bars::read()?;
    let symbols = symbols(bars.iter().map(|bar| bar.symbol.as_str()));
    if !symbols.contains(&args.symbol) {
        return Err(Failure::Symbol {
            name: args.symbol.clone(),
            known: symbols.join(", "),
        });
    }
    let tables = bars::tables(&bars);
    let start = Instant::now();
    let signals = signals::analyse(&tables);
    let seconds = start.elapsed().as_secs_f64();

    report(out, &symbols, &signals)?;
    let rate = bars.len() as f64 / seconds / 1e6;
    writeln!(
        out,
        "\n{} bars in {:.1} ms: {rate:.1} million a second",
        bars.len(),
        seconds * 1e3
    )?;
    if let Some(file) = &args.plot {
        plot(file, &args.symbol, &symbols, &signals)?;
        writeln!(out, "drawn to {}", file.display())?;
    }
    Ok(())
}

/// The symbols in the order in which they come.
fn symbols<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut symbols: Vec<String> = Vec::new();
    for symbol in all {
        if !symbols.iter().any(|known| known == symbol) {
            symbols.push(symbol.to_owned());
        }
    }
    symbols
}

fn of<'a>(signals: &'a [Signal], symbol: &'a str) -> impl DoubleEndedIterator<Item = &'a Signal> {
    signals.iter().filter(move |signal| signal.symbol == symbol)
}

fn report(out: &mut impl io::Write, symbols: &[String], signals: &[Signal]) -> io::Result<()> {
    writeln!(out, "over {DAYS} days, the last of each symbol:\n")?;
    writeln!(
        out,
        "{:<8} {:>10} {:>10} {:>10}  {:>10}  highest volatility",
        "symbol", "day", "price", "VWAP", "volatility"
    )?;
    for symbol in symbols {
        let Some(last) = of(signals, symbol).next_back() else {
            continue;
        };
        let known = of(signals, symbol).filter(|signal| !signal.volatility.is_nan());
        let highest = known.max_by(|a, b| a.volatility.total_cmp(&b.volatility));
        let vwap = if last.vwap.is_nan() {
            "–".to_owned()
        } else {
            format!("{:.2}", last.vwap)
        };
        let highest = highest.map_or_else(String::new, |signal| {
            format!("{:.0} % on {}", 100.0 * signal.volatility, Stamp(signal.day))
        });
        writeln!(
            out,
            "{symbol:<8} {} {:>10.4} {vwap:>10}  {:>9.1}%  {highest}",
            Stamp(last.day),
            last.price,
            100.0 * last.volatility,
        )?;
    }
    Ok(())
}

fn plot(file: &Path, symbol: &str, symbols: &[String], signals: &[Signal]) -> Result<(), PictureError> {
    let line = |name: String, symbol: &str, value: fn(&Signal) -> f64| Line {
        name,
        points: of(signals, symbol).map(|signal| (signal.day, value(signal))).collect(),
    };
    // A currency's volatility would lie flat below those of stocks.
    let shown = symbols.iter().filter(|name| !name.contains('/') || *name == symbol);
    let panels = [
        Panel {
            title: "volatility in % a year".to_owned(),
            lines: shown
                .map(|name| line(name.clone(), name, |signal| 100.0 * signal.volatility))
                .collect(),
        },
        Panel {
            title: "price".to_owned(),
            lines: vec![
                line(symbol.to_owned(), symbol, |signal| signal.price),
                line(format!("{symbol}, VWAP"), symbol, |signal| signal.vwap),
            ],
        },
    ];
    lines::draw(file, &format!("Volatility and VWAP over {DAYS} days"), &panels)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
