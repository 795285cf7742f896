//! From lines of JSON to batches of rows.

use std::io::{self, BufRead};

use serde::Deserialize;
use streamz::frame::{Frame, Table, Timestamp};

/// How many rows make a batch.
const BATCH: usize = 200;

/// How many broken lines are kept to be shown; all are counted.
const SHOWN: usize = 5;

/// A request that was answered.
#[derive(Clone, Debug, Frame, PartialEq)]
pub(crate) struct Request {
    #[frame(index)]
    pub(crate) at: Timestamp,
    pub(crate) route: String,
    pub(crate) status: u16,
    pub(crate) millis: f64,
}

/// A line as it is written.
#[derive(Deserialize)]
struct Line {
    /// Milliseconds since 1970.
    time: u64,
    route: String,
    status: u16,
    /// How long the answer took.
    ms: f64,
}

/// Lines that are no requests.
#[derive(Debug, Default)]
pub(crate) struct Broken {
    pub(crate) count: u64,
    /// The number of a line, counted from 1, and what is wrong with it: those of the first few.
    pub(crate) first: Vec<(u64, String)>,
}

/// What was read of a log.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) lines: u64,
    pub(crate) broken: Broken,
    /// What ended the reading before the end of the log.
    pub(crate) failure: Option<io::Error>,
}

/// Reads a log, a batch at a time.
pub(crate) struct Batches<'a, R> {
    log: R,
    line: Vec<u8>,
    report: &'a mut Report,
}

impl<'a, R: BufRead> Batches<'a, R> {
    pub(crate) const fn new(log: R, report: &'a mut Report) -> Self {
        Self {
            log,
            line: Vec::new(),
            report,
        }
    }

    /// The next line that is a request.
    fn request(&mut self) -> Option<Request> {
        loop {
            self.line.clear();
            match self.log.read_until(b'\n', &mut self.line) {
                Ok(0) => return None,
                Ok(_) => self.report.lines += 1,
                Err(error) => {
                    self.report.failure = Some(error);
                    return None;
                }
            }
            match request(&self.line) {
                Ok(request) => return Some(request),
                Err(fault) => {
                    let broken = &mut self.report.broken;
                    broken.count += 1;
                    if broken.first.len() < SHOWN {
                        broken.first.push((self.report.lines, fault));
                    }
                }
            }
        }
    }
}

impl<R: BufRead> Iterator for Batches<'_, R> {
    type Item = Table<Request>;

    fn next(&mut self) -> Option<Table<Request>> {
        let mut batch = Table::new();
        while batch.len() < BATCH {
            match self.request() {
                Some(request) => batch.extend([request]),
                None => break,
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}

/// The request of a line, or what is wrong with it.
fn request(line: &[u8]) -> Result<Request, String> {
    // Each line is text of its own, so it is always in "line 1".
    let fault = |error: serde_json::Error| error.to_string().replace(" at line 1 column ", " at column ");
    let line: Line = serde_json::from_slice(line.trim_ascii_end()).map_err(fault)?;
    let nanos = i64::try_from(line.time)
        .ok()
        .and_then(|millis| millis.checked_mul(1_000_000));
    let at = nanos.map(Timestamp::from_nanos);
    let at = at.ok_or_else(|| format!("time {} is no time in milliseconds", line.time))?;
    if !(0.0..f64::INFINITY).contains(&line.ms) {
        return Err(format!("no request takes {} ms", line.ms));
    }
    Ok(Request {
        at,
        route: line.route,
        status: line.status,
        millis: line.ms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use streamz::frame::Rows;

    #[test]
    fn broken_lines_are_counted_and_the_first_are_kept_with_their_numbers() {
        let log = concat!(
            r#"{"time":1000,"route":"/a","status":200,"ms":1.5}"#,
            "\noops\n",
            r#"{"time":1000,"route":"/a","status":200,"ms":-1}"#,
            "\n",
            r#"{"time":18446744073709551615,"route":"/a","status":200,"ms":1}"#,
            "\n",
            r#"{"time":2000,"route":"/b","status":500,"ms":2}"#,
        );
        let mut report = Report::default();
        let batches: Vec<_> = Batches::new(log.as_bytes(), &mut report).collect();
        assert_eq!(batches.len(), 1);
        let rows: Vec<_> = batches[0]
            .rows()
            .iter()
            .map(|(at, row)| (at.as_nanos(), row.route, row.status))
            .collect();
        assert_eq!(rows, [(1_000_000_000, "/a", 200), (2_000_000_000, "/b", 500)]);
        assert_eq!((report.lines, report.broken.count), (5, 3));
        let numbers: Vec<u64> = report.broken.first.iter().map(|(line, _)| *line).collect();
        assert_eq!(numbers, [2, 3, 4]);
        assert_eq!(report.broken.first[0].1, "expected value at column 1");
        assert!(report.broken.first[1].1.contains("-1 ms"), "{:?}", report.broken);
    }

    #[test]
    fn a_log_that_cannot_be_read_on_says_why() {
        struct Failing;
        impl io::Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("unplugged"))
            }
        }
        let mut report = Report::default();
        let batches = Batches::new(io::BufReader::new(Failing), &mut report).count();
        assert_eq!(batches, 0);
        assert_eq!(
            report.failure.map(|error| error.to_string()).as_deref(),
            Some("unplugged")
        );
    }
}
