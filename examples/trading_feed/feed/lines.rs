//! Numbered lines of a file, gzip or plain, with a progress bar for a long one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};

use super::FeedError;
use super::fault::Fault;

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// No message is nearly as long. A file without line ends must not fill the memory.
const LONGEST: u64 = 16 << 20;

/// Shorter files are read before a bar could be seen.
const WITH_A_BAR: u64 = 4 << 20;

pub(crate) struct Lines {
    path: PathBuf,
    reader: Box<dyn BufRead>,
    progress: ProgressBar,
    line: Vec<u8>,
    number: u64,
    ended: bool,
}

/// The number of a line, counted from 1, and its text if it has one.
pub(crate) type Line<'a> = (u64, Result<&'a str, Fault>);

impl Lines {
    pub(crate) fn open(path: &Path) -> Result<Self, FeedError> {
        let failed = |source| FeedError::Open {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let progress = progress(file.metadata().map_err(failed)?.len());
        let reader = BufReader::new(progress.wrap_read(file));
        Self::new(path, reader, progress).map_err(failed)
    }

    fn new(path: &Path, mut plain: impl BufRead + 'static, progress: ProgressBar) -> io::Result<Self> {
        let gzip = plain.fill_buf()?.starts_with(&GZIP);
        let reader: Box<dyn BufRead> = if gzip {
            Box::new(BufReader::new(MultiGzDecoder::new(plain)))
        } else {
            Box::new(plain)
        };
        Ok(Self {
            path: path.to_owned(),
            reader,
            progress,
            line: Vec::new(),
            number: 0,
            ended: false,
        })
    }

    /// The next line, or `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>, FeedError> {
        if self.ended {
            return Ok(None);
        }
        let outcome = match self.fill() {
            Ok(()) if self.line.is_empty() => return Ok(None),
            Ok(()) if self.line.len() as u64 == LONGEST => Err(Fault::Long(LONGEST)),
            Ok(()) => Ok(()),
            // A recorder that was killed leaves such a file; what came before is good.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                self.ended = true;
                Err(Fault::Truncated)
            }
            Err(source) => {
                return Err(FeedError::Read {
                    path: self.path.clone(),
                    line: self.number,
                    source,
                });
            }
        };
        self.number += 1;
        let text = outcome.and_then(|()| str::from_utf8(&self.line).map_err(|_| Fault::Encoding));
        Ok(Some((self.number, text.map(str::trim_end))))
    }

    /// Reads up to the end of the line; of one that is too long it keeps the beginning only.
    fn fill(&mut self) -> io::Result<()> {
        self.line.clear();
        self.reader.by_ref().take(LONGEST).read_until(b'\n', &mut self.line)?;
        if self.line.len() as u64 == LONGEST && self.line.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n')?;
        }
        Ok(())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.progress.finish_and_clear();
    }
}

/// A bar over so many bytes. It hides itself where standard error is no terminal.
fn progress(bytes: u64) -> ProgressBar {
    if bytes < WITH_A_BAR {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {wide_bar} {bytes} of {total_bytes}, {eta} left");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn read(bytes: Vec<u8>) -> Vec<Result<String, String>> {
        let mut lines =
            Lines::new(Path::new("test"), Cursor::new(bytes), ProgressBar::hidden()).expect("memory can be read");
        let mut read = Vec::new();
        while let Some((number, line)) = lines.next().expect("no damage") {
            read.push(line.map(str::to_owned).map_err(|fault| fault.to_string()));
            assert_eq!(number, read.len() as u64);
        }
        read
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).expect("memory can be written");
        encoder.finish().expect("memory can be written")
    }

    #[test]
    fn plain_and_gzip_read_alike() {
        let text = "one\r\n\nthree";
        let lines = ["one", "", "three"].map(|line| Ok(line.to_owned()));
        assert_eq!(read(text.into()), lines);
        assert_eq!(read(gzip(text)), lines);
        assert_eq!(read([gzip("one\n\n"), gzip("three\n")].concat()), lines);
        assert!(read(Vec::new()).is_empty());
    }

    #[test]
    fn what_came_before_the_end_of_a_cut_file_is_kept() {
        let mut bytes = gzip("one\ntwo\n");
        bytes.truncate(bytes.len() - 4);
        let lines = read(bytes);
        assert_eq!(lines.last(), Some(&Err(Fault::Truncated.to_string())));
        assert_eq!(lines[0], Ok("one".to_owned()));
    }

    #[test]
    fn a_line_that_is_no_text_or_too_long_is_a_fault_of_its_own() {
        let long = vec![b'x'; LONGEST as usize + 1];
        let lines = read([b"\xff\n", long.as_slice(), b"\nlast"].concat());
        let [encoding, long] = [Fault::Encoding, Fault::Long(LONGEST)].map(|fault| Err(fault.to_string()));
        assert_eq!(lines, [encoding, long, Ok("last".to_owned())]);
    }
}
