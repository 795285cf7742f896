//! Where a record stands that cannot be read.

use std::io::Read;

use proptest::prelude::*;
use streamz::frame::io::{Decode, Decoder, Error};
use streamz::frame::{Frame, Table, csv, ipc, json, parquet};

#[derive(Frame, Clone, Debug)]
struct Sale {
    name: String,
    amount: f64,
}

/// Good records, the bad one, and how much of anything is read at once.
fn setup() -> impl Strategy<Value = (Vec<String>, usize, usize, usize, usize)> {
    let names = prop::collection::vec("[a-z\n]{0,6}", 1..40);
    (names, any::<prop::sample::Index>(), 1usize..12, 1usize..60, 0usize..4).prop_map(
        |(names, bad, rows, piece, kind)| {
            let bad = bad.index(names.len());
            (names, bad, rows, piece, kind)
        },
    )
}

/// What a decoder says of bytes that come in pieces, and how many rows it made before.
fn decode<D: Decode>(mut decoder: Decoder<Sale, D>, bytes: &[u8], piece: usize) -> (Result<(), Error>, usize) {
    let mut rows = 0;
    let mut read = || {
        for mut piece in bytes.chunks(piece) {
            while let Some(table) = decoder.push(&mut piece)? {
                rows += table.len();
            }
        }
        rows += decoder.finish()?.map_or(0, Table::len);
        Ok(())
    };
    (read(), rows)
}

/// What both formats are told alike: a record that is wrong is found, whatever came in which pieces.
fn is_found(read: Result<(), Error>, rows: usize, size: usize, records: &[String], head: &str, bad: usize) {
    let before = records[..bad].concat();
    let error = read.unwrap_err();
    let Error::Record { line, record, byte, .. } = &error else {
        panic!("{error}");
    };
    let begin = head.len() + before.len();
    let lines = head.matches('\n').count() + before.matches('\n').count();
    assert_eq!(
        (*line, *record, *byte),
        (lines as u64 + 1, bad as u64, begin as u64),
        "{error}"
    );
    assert_eq!(rows, bad / size * size, "all batches before");
}

proptest! {
    #[test]
    fn in_csv((names, bad, size, piece, kind) in setup()) {
        let record = |(place, name): (usize, &String)| match (place == bad, kind) {
            (false, _) => format!("\"{name}\",{place}\n"),
            (true, 0) => format!("\"{name}\",many\n"),
            (true, 1) => format!("\"{name}\",\n"),
            (true, 2) => format!("\"{name}\",1,2\n"),
            (true, _) => format!("\"{name}\"\n"),
        };
        let records: Vec<String> = names.iter().enumerate().map(record).collect();
        let head = "name,amount\n";
        let bytes = format!("{head}{}", records.concat()).into_bytes();
        let (read, rows) = decode(csv::Decoder::<Sale>::new().rows(size), &bytes, piece);
        is_found(read, rows, size, &records, head, bad);
    }

    #[test]
    fn in_json((names, bad, size, piece, kind) in setup()) {
        let record = |(place, name): (usize, &String)| {
            let name = format!("{name:?}");
            match (place == bad, kind) {
                (false, _) => format!("{{\"name\":{name},\n\"amount\":{place}}}\n"),
                (true, 0) => format!("{{\"name\":{name},\n\"amount\":\"many\"}}\n"),
                (true, 1) => format!("{{\"name\":{name}}}\n"),
                (true, 2) => format!("{{\"name\":{name},\n\"amount\":1]}}\n"),
                (true, _) => format!("{{\"name\":{name},\n\"amount\":[1]}}\n"),
            }
        };
        let records: Vec<String> = names.iter().enumerate().map(record).collect();
        let bytes = records.concat().into_bytes();
        let (read, rows) = decode(json::Decoder::<Sale>::new().rows(size), &bytes, piece);
        is_found(read, rows, size, &records, "", bad);
    }
}

/// The messages of the first error, and that nothing follows.
fn only_error(mut tables: impl Iterator<Item = Result<Table<Sale>, Error>>) -> String {
    let error = loop {
        if let Err(error) = tables.next().expect("an error") {
            break error;
        }
    };
    assert!(tables.next().is_none());
    error.to_string()
}

#[test]
fn in_words() {
    let text = "name,amount\ntea,2\ncoffee,many\nwater,1\n";
    assert_eq!(
        only_error(csv::Reader::new(text.as_bytes())),
        "csv, line 3: record 1, which begins at byte 18, cannot be read: Parser error: Error while parsing value 'many' \
         as type 'Float64' for column 1. Row data: '[coffee,many]'"
    );
    let text = "name,amount\ntea,2\ncoffee\n";
    assert_eq!(
        only_error(csv::Reader::new(text.as_bytes()).rows(1)),
        "csv, line 3: record 1, which begins at byte 18, cannot be read: \
         Csv error: incorrect number of fields, expected 2 got 1"
    );
    let text = "{\"name\":\"tea\",\"amount\":2}\n\n{\"name\":\"tea\",\"amount\":x}\n";
    assert_eq!(
        only_error(json::Reader::new(text.as_bytes())),
        "json, line 3: record 1, which begins at byte 27, cannot be read: \
         Json error: Encountered unexpected 'x' whilst parsing value"
    );
    let text = "{\"name\":\"tea\",\"amount\":2}\n{\"name\":\"te";
    assert!(
        only_error(json::Reader::new(text.as_bytes())).starts_with("json, line 2: record 1, which begins at byte 26,")
    );
}

/// Bytes that end too early, or are of something else.
#[test]
fn broken() {
    let sales = Table::from_iter([Sale {
        name: "tea".to_owned(),
        amount: 2.5,
    }]);
    let mut out = ipc::Writer::new(Vec::new()).unwrap();
    out.write(sales.rows()).unwrap();
    out.write(sales.rows()).unwrap();
    let bytes = out.finish().unwrap();
    let cut = only_error(ipc::Reader::new(&bytes[..bytes.len() - 20]));
    assert!(
        cut.starts_with("ipc: after 1 rows: ") && cut.ends_with("whole, and of this format"),
        "{cut}"
    );
    let mut out = parquet::Writer::new(Vec::new()).unwrap();
    out.write(sales.rows()).unwrap();
    let mut bytes = out.finish().unwrap();
    bytes.truncate(bytes.len() - 1);
    let cut = parquet::Reader::<Sale>::new(parquet::Bytes::from(bytes))
        .err()
        .unwrap()
        .to_string();
    assert!(cut.starts_with("parquet: after 0 rows: "), "{cut}");
}

/// A reader that fails in the middle.
#[test]
fn unreadable() {
    struct Fails;

    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the line is dead"))
        }
    }

    let input = "name,amount\ntea,2\n".as_bytes().chain(Fails);
    assert_eq!(
        only_error(csv::Reader::new(input)),
        "csv: after 0 rows, the bytes could not be read or written: the line is dead"
    );
}

/// What is written to may fail too.
#[test]
fn unwritable() {
    struct Full;

    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is full"))
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    let sales = Table::from_iter([Sale {
        name: "tea".to_owned(),
        amount: 2.5,
    }]);
    let told = |error: Error| error.to_string().contains("the disk is full");
    let mut out = csv::Writer::new(Full);
    assert!(told(out.write(sales.rows()).unwrap_err()));
    out.finish().unwrap();
    let mut out = json::Writer::new(Full);
    assert!(told(out.write(sales.rows()).unwrap_err()));
    let mut out = parquet::Writer::new(Full).unwrap();
    let written = out.write(sales.rows());
    assert!(told(written.and_then(|()| out.finish().map(|_| ())).unwrap_err()));
    let out: Result<ipc::Writer<_, _, _>, _> = ipc::Writer::new(Full);
    let written = out.and_then(|mut out| out.write(sales.rows()).and_then(|()| out.finish().map(|_| ())));
    assert!(told(written.unwrap_err()));
}
