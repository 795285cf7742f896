//! Rows of a bundled CSV file, for [`ecb`](super::ecb) and [`stocks`](super::stocks).

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use super::FeedError;
use super::fault::Fault;
use super::tape::Recorder;

/// Hands the header and every row to `each`. A row that it refuses is skipped; a file that cannot be read is an error.
pub(crate) fn rows(
    file: &'static str,
    content: impl Read,
    recorder: &mut Recorder,
    mut each: impl FnMut(&StringRecord, &StringRecord, &mut Recorder) -> Result<(), Fault>,
) -> Result<(), FeedError> {
    let damaged = |error: csv::Error| FeedError::Bundled {
        file,
        source: error.into(),
    };
    let mut reader = ReaderBuilder::new().from_reader(content);
    let header = reader.headers().map_err(damaged)?.clone();
    for row in reader.records() {
        let (line, outcome) = match row {
            Ok(row) => (row.position().map(csv::Position::line), each(&header, &row, recorder)),
            Err(error) if error.is_io_error() => return Err(damaged(error)),
            Err(error) => (error.position().map(csv::Position::line), Err(Fault::Table(error))),
        };
        if let Err(fault) = outcome {
            recorder.skip(file, line.unwrap_or_default(), fault);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_row_and_a_refused_row_are_skipped_with_their_lines() {
        let mut recorder = Recorder::default();
        let mut seen = 0;
        let content = "a,b\n1,2\n3\nx,4\n5,6\n";
        let outcome = rows("test.csv", content.as_bytes(), &mut recorder, |_, row, _| {
            seen += 1;
            if &row[0] == "x" { Err(Fault::Unknown) } else { Ok(()) }
        });
        assert!(outcome.is_ok());
        let skipped = recorder.finish(String::new()).skipped;
        let lines: Vec<_> = skipped.first.iter().map(|bad| bad.line).collect();
        assert_eq!((seen, lines.as_slice()), (3, [3, 4].as_slice()));
    }
}
