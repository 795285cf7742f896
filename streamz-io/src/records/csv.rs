//! Records of CSV.

use core::fmt;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use csv_reader::ByteRecord;
use serde::de::DeserializeOwned;

use super::bad::{BadRecord, Record};

/// Reads rows of comma-separated values, one from each record.
///
/// Fields are found by the names of their columns where `T` is a struct, and by their order where it is a tuple. Quotes are
/// understood, but a row ends with its line: for files whose quoted fields have line ends in them use `streamz::frame::csv`.
///
/// ```
/// use streamz_io::Payload;
/// use streamz_io::records::Csv;
///
/// let mut csv = Csv::columns(["name", "amount"]).separator(b';');
/// let row: (String, f64) = csv.row(&Payload::from("\"tea; green\";2.5\r\n"))?;
/// assert_eq!(row, ("tea; green".to_owned(), 2.5));
/// # Ok::<(), streamz_io::records::BadRecord>(())
/// ```
///
/// A file's first line may have the names of the columns. Whoever goes on in the middle of the file does not see it, so
/// they are given here; `lines.filter(|line| line.number() > 1)` leaves it out.
pub struct Csv {
    columns: ByteRecord,
    separator: u8,
    reader: Reader,
    row: ByteRecord,
    /// The fields of a row, one behind the other, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
}

impl Csv {
    /// Rows of these columns, separated by commas.
    #[must_use]
    pub fn columns(names: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        Self {
            columns: names.into_iter().collect(),
            separator: b',',
            reader: Reader::new(),
            row: ByteRecord::new(),
            fields: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// What stands between fields: a comma, if this is not said.
    #[must_use]
    pub fn separator(mut self, separator: u8) -> Self {
        self.separator = separator;
        self.reader = ReaderBuilder::new().delimiter(separator).build();
        self
    }

    /// Reads a row.
    ///
    /// # Errors
    ///
    /// It has more or fewer fields than there are columns, a quote is not closed, or a field is not what `T` has there.
    pub fn row<T: DeserializeOwned>(&mut self, record: &impl Record) -> Result<T, BadRecord> {
        self.split(record.content())
            .map_err(|reason| BadRecord::new(record, "csv", reason))?;
        if self.row.len() != self.columns.len() {
            let (fields, columns) = (self.row.len(), self.columns.len());
            let reason = format_args!("it has {fields} fields for {columns} columns").to_string();
            return Err(BadRecord::new(record, "csv", reason));
        }
        let row = self.row.deserialize(Some(&self.columns));
        row.map_err(|error| BadRecord::new(record, "csv", Why(&error, &self.columns)))
    }

    /// Takes a line apart.
    fn split(&mut self, line: &[u8]) -> Result<(), &'static str> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return Err("it is empty");
        }
        self.row.clear();
        self.reader.reset();
        // What comes out is no longer than what goes in.
        self.fields.resize(line.len() + 1, 0);
        let (mut input, mut ended) = (line, false);
        let (mut written, mut count) = (0, 0);
        loop {
            if self.ends.len() == count {
                self.ends.resize(count + 16, 0);
            }
            // The end of the line ends the row, unless a quote is open.
            let bytes = if input.is_empty() { &b"\n"[..] } else { input };
            let (result, read, wrote, fields) =
                self.reader
                    .read_record(bytes, &mut self.fields[written..], &mut self.ends[count..]);
            if input.is_empty() {
                ended |= read > 0;
            } else {
                input = &input[read..];
            }
            written += wrote;
            count += fields;
            match result {
                ReadRecordResult::Record if input.is_empty() => break,
                ReadRecordResult::Record => return Err("a row ends in the middle of the line"),
                ReadRecordResult::OutputEndsFull => {}
                ReadRecordResult::InputEmpty if ended => return Err("a quote is not closed on this line"),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::End => return Err("it has no end"),
            }
        }
        let mut begin = 0;
        for end in &self.ends[..count] {
            self.row.push_field(&self.fields[begin..*end]);
            begin = *end;
        }
        Ok(())
    }
}

impl fmt::Debug for Csv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Csv")
            .field("columns", &self.columns)
            .field("separator", &char::from(self.separator))
            .finish_non_exhaustive()
    }
}

/// What is wrong with a row, with the name of the column.
struct Why<'a>(&'a csv_reader::Error, &'a ByteRecord);

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error, columns) = self;
        let csv_reader::ErrorKind::Deserialize { err, .. } = error.kind() else {
            return error.fmt(f);
        };
        let column = err.field().and_then(|field| columns.get(usize::try_from(field).ok()?));
        if let Some(column) = column {
            write!(f, "column {}: ", String::from_utf8_lossy(column))?;
        }
        err.kind().fmt(f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::Payload;

    proptest! {
        #[test]
        fn rows_are_read_as_they_were_written(
            rows in vec(vec("[a \",;\u{e9}]{0,40}", 2..40), 1..5),
            separator in prop_oneof![Just(b','), Just(b';')],
            end in prop_oneof![Just("\n"), Just("\r\n"), Just("")],
        ) {
            for fields in rows {
                let mut writer = csv_reader::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
                writer.write_record(&fields).unwrap();
                let mut line = writer.into_inner().unwrap();
                line.pop();
                line.extend_from_slice(end.as_bytes());
                let mut csv = Csv::columns(&fields).separator(separator);
                prop_assert_eq!(csv.row::<Vec<String>>(&Payload::from(line)), Ok(fields));
            }
        }

        #[test]
        fn whatever_is_there_gives_a_row_or_an_error_and_the_next_one_is_read(line in vec(any::<u8>(), 0..60)) {
            let mut csv = Csv::columns(["a", "b"]);
            let _ = csv.row::<(String, String)>(&Payload::from(line));
            prop_assert_eq!(csv.row(&Payload::from("1,2\n")), Ok((1, 2)));
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let mut csv = Csv::columns(["name", "amount"]);
        let mut reason = |line: &'static str| {
            csv.row::<(String, f64)>(&Payload::from(line))
                .unwrap_err()
                .reason()
                .to_owned()
        };
        assert_eq!(reason(""), "it is empty");
        assert_eq!(reason("\n"), "it is empty");
        assert_eq!(reason("tea"), "it has 1 fields for 2 columns");
        assert_eq!(reason("tea,2,3\n"), "it has 3 fields for 2 columns");
        assert_eq!(reason("tea,\"2\n"), "a quote is not closed on this line");
        assert_eq!(reason("tea,2\nrice,3\n"), "a row ends in the middle of the line");
        assert_eq!(reason("tea,much\n"), "column amount: invalid float literal");
    }
}
