//! The command line.

use std::path::PathBuf;

use clap::Parser;

/// Replays market data through one pipeline that rustc compiled, and measures it.
///
/// Without options it replays the bundled data: the European Central Bank's euro reference rates since 1999 and daily
/// bars of five US stocks, oldest first. Nothing is downloaded.
#[derive(Debug, Parser)]
#[command(name = "trading_feed", after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Replay a Binance capture instead, gzip or plain.
    ///
    /// One message a line, as recorded from a combined stream: the nanoseconds since 1970 at which it was received, a
    /// space, and the JSON. Best bids and asks (`bookTicker`) and trades are replayed; other messages are counted.
    /// Broken lines are reported and passed over.
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,

    /// Draw price, averages and signals of one symbol.
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) plot: Option<PathBuf>,

    /// Which symbol --plot draws, such as EUR/USD, AAPL or ETHUSDT [default: the first one read]
    #[arg(long, value_name = "NAME", requires = "plot")]
    pub(crate) symbol: Option<String>,

    /// How many signals to print.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) last: usize,
}

const EXAMPLES: &str = "\
Examples (after `cargo run --release --example trading_feed --`):
  --plot usd.svg
  --plot apple.svg --symbol AAPL --last 20
  --input capture.gz --plot ethusdt.svg";

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
