//! What can be wrong with one line. A replay passes over it, counts it and says so.

use core::fmt;

use thiserror::Error;

/// Where a line is, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct BadLine {
    pub(crate) file: &'static str,
    pub(crate) line: u64,
    pub(crate) fault: Fault,
}

/// The fault may quote the line, so it is kept short and free of control characters.
impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.fault.to_string();
        let shown = reason.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c });
        let short: String = shown.take(100).collect();
        write!(f, "{} line {}: {short}", self.file, self.line)
    }
}

#[derive(Debug, Error)]
pub(crate) enum Fault {
    #[error("not UTF-8 text")]
    Encoding,
    #[error("longer than any message: {} MiB", .0 >> 20)]
    Long(u64),
    #[error("the gzip file ends inside this line")]
    Truncated,
    #[error("no receive stamp in front (nanoseconds since 1970, then a space)")]
    Stamp,
    #[error("column {column}: {what}")]
    Json { column: usize, what: String },
    #[error("neither a message of a stream nor a snapshot")]
    Unknown,
    #[error("`{0}` is not a symbol: 1 to 20 ASCII letters and digits")]
    Symbol(String),
    #[error("more symbols than the 65 536 that an event can name")]
    Symbols,
    #[error("the {field} is `{text}`, not a number {}", if *zero { "from 0 up" } else { "above 0" })]
    Number {
        field: &'static str,
        text: String,
        zero: bool,
    },
    #[error("the bid {bid} is above the ask {ask}")]
    Crossed { bid: f64, ask: f64 },
    #[error("`{0}` is not a day (YYYY-MM-DD)")]
    Day(String),
    #[error("{0}")]
    Table(csv::Error),
}

/// A price: finite and above 0.
pub(crate) fn price(field: &'static str, text: &str) -> Result<f64, Fault> {
    number(text, |number| number > 0.0).ok_or_else(|| Fault::Number {
        field,
        text: text.to_owned(),
        zero: false,
    })
}

/// A size or volume: finite, and 0 at least.
pub(crate) fn size(field: &'static str, text: &str) -> Result<f64, Fault> {
    number(text, |number| number >= 0.0).ok_or_else(|| Fault::Number {
        field,
        text: text.to_owned(),
        zero: true,
    })
}

fn number(text: &str, fits: impl Fn(f64) -> bool) -> Option<f64> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && fits(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_with_a_meaning_pass() {
        assert!(price("bid", "99.50000000").is_ok() && size("size", "0").is_ok());
        for text in ["", "0", "-1", "inf", "NaN", "1,5"] {
            assert!(price("bid", text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_hostile_line_cannot_reach_the_terminal() {
        let fault = Fault::Day("\u{1b}[2J".repeat(100));
        let shown = BadLine {
            file: "capture",
            line: 7,
            fault,
        }
        .to_string();
        assert!(
            shown.starts_with("capture line 7: `\u{FFFD}[2J") && shown.len() < 200,
            "{shown}"
        );
    }
}
