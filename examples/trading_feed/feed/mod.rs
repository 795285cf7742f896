//! Reads market data into a [`Tape`]: everything a replay needs, in memory and in order.
//!
//! Each source has a file of its own: [`ecb`] and [`stocks`] are bundled, [`binance`] reads a capture of yours.

mod binance;
mod ecb;
mod fault;
mod lines;
mod stocks;
mod table;
mod tape;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use self::tape::Recorder;
pub(crate) use self::tape::{Market, Skipped, Tape};

/// Reads the capture at `input`, or the bundled data where there is none.
pub(crate) fn read(input: Option<&Path>) -> Result<Tape, FeedError> {
    input.map_or_else(bundled, binance::read)
}

fn bundled() -> Result<Tape, FeedError> {
    let mut recorder = Recorder::default();
    ecb::read(&mut recorder)?;
    stocks::read(&mut recorder)?;
    Ok(recorder.finish("the bundled euro reference rates and daily bars of US stocks".to_owned()))
}

/// Why there is nothing to replay. One broken line is no such reason: see [`Skipped`].
#[derive(Debug, Error)]
pub(crate) enum FeedError {
    #[error("cannot open `{}`; --input names a capture, gzip or plain text", path.display())]
    Open { path: PathBuf, source: io::Error },

    #[error(
        "cannot read `{}` past line {line}; record it anew, or replay what is before: \
         zcat -f FILE | head -n {line} > part",
        path.display()
    )]
    Read {
        path: PathBuf,
        line: u64,
        source: io::Error,
    },

    #[error(
        "`{}` holds no best bid and ask and no trade; a capture has one message a line, \
         `<nanoseconds since 1970> {{\"stream\":\"ethusdt@bookTicker\",\"data\":{{…}}}}`{}",
        path.display(), first(skipped)
    )]
    Empty { path: PathBuf, skipped: Skipped },

    #[error("the bundled `{file}` is damaged; restore it in examples/data and build again")]
    Bundled { file: &'static str, source: io::Error },
}

/// Says what was wrong with the first broken line, if any.
fn first(skipped: &Skipped) -> String {
    let line = skipped.first.first();
    line.map(|line| format!("; {line}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_data_is_whole_and_in_order() {
        let tape = read(None).expect("the bundled data");
        assert_eq!(tape.events.len(), 221_702 + 2 * 12_154);
        assert_eq!(tape.symbols.len(), 41 + 5);
        assert_eq!(tape.skipped.count, 0);
        assert!(tape.events.is_sorted_by_key(|event| event.time()));
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(Some(Path::new("no/such/capture.gz"))).expect_err("there is none");
        assert!(error.to_string().contains("no/such/capture.gz"), "{error}");
    }
}
