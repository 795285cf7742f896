//! What is written is read, however it is cut into batches and pieces.

use proptest::prelude::*;
use streamz::frame::io::Error;
use streamz::frame::{Table, csv, ipc, json, parquet};

use crate::kinds::{Kinds, rows};
use crate::shown;

fn table(rows: &[Kinds]) -> Table<Kinds> {
    rows.iter().cloned().collect()
}

/// Batches of rows.
fn batches() -> impl Strategy<Value = Vec<Vec<Kinds>>> {
    prop::collection::vec(rows(), 1..5)
}

/// The rows of all tables that a reader makes.
fn all(tables: impl Iterator<Item = Result<Table<Kinds>, Error>>) -> Vec<String> {
    tables.flat_map(|table| shown(&table.unwrap())).collect()
}

/// The rows that a decoder makes of bytes that come in pieces.
macro_rules! in_pieces {
    ($decoder:expr, $bytes:expr, $piece:expr) => {{
        let (mut decoder, mut rows) = ($decoder, Vec::new());
        for mut piece in $bytes.chunks($piece) {
            while let Some(table) = decoder.push(&mut piece).unwrap() {
                rows.extend(shown(table));
            }
        }
        rows.extend(decoder.finish().unwrap().map(shown).unwrap_or_default());
        rows
    }};
}

/// In these an empty text is a missing one.
fn without_empty_texts(mut batches: Vec<Vec<Kinds>>) -> Vec<Vec<Kinds>> {
    for row in batches.iter_mut().flatten() {
        row.maybe_text = row.maybe_text.take().filter(|text| !text.is_empty());
    }
    batches
}

/// In these what is no finite number is a missing one.
fn finite(mut batches: Vec<Vec<Kinds>>) -> Vec<Vec<Kinds>> {
    for row in batches.iter_mut().flatten() {
        row.f32 = Some(row.f32).filter(|x| x.is_finite()).unwrap_or_default();
        row.f64 = Some(row.f64).filter(|x| x.is_finite()).unwrap_or_default();
        row.maybe_f32 = row.maybe_f32.filter(|x| x.is_finite());
        row.maybe_f64 = row.maybe_f64.filter(|x| x.is_finite());
    }
    batches
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn through_csv(batches in batches(), size in 1usize..50, piece in 1usize..300, header in any::<bool>()) {
        let batches = without_empty_texts(batches);
        let mut out = csv::Writer::new(Vec::new()).delimiter(b';');
        if !header {
            out = out.without_header();
        }
        for rows in &batches {
            out.write(table(rows).rows()).unwrap();
        }
        let bytes = out.finish().unwrap();
        let expected = shown(&table(&batches.concat()));
        let mut reader = csv::Reader::<Kinds, _>::new(&bytes[..]).delimiter(b';').rows(size);
        let mut decoder = csv::Decoder::<Kinds>::new().delimiter(b';').rows(size);
        if !header {
            (reader, decoder) = (reader.without_header(), decoder.without_header());
        }
        prop_assert_eq!(&all(reader), &expected);
        prop_assert_eq!(&in_pieces!(decoder, bytes, piece), &expected);
    }

    #[test]
    fn through_json(batches in batches(), size in 1usize..50, piece in 1usize..300) {
        let batches = finite(batches);
        let mut out = json::Writer::new(Vec::new());
        for rows in &batches {
            out.write(table(rows).rows()).unwrap();
        }
        let bytes = out.finish().unwrap();
        let expected = shown(&table(&batches.concat()));
        prop_assert_eq!(&all(json::Reader::new(&bytes[..]).rows(size)), &expected);
        prop_assert_eq!(&in_pieces!(json::Decoder::<Kinds>::new().rows(size), bytes, piece), &expected);
    }

    #[test]
    fn through_ipc(batches in batches(), piece in 1usize..3000) {
        let mut out = ipc::Writer::new(Vec::new()).unwrap();
        for rows in &batches {
            out.write(table(rows).rows()).unwrap();
        }
        let bytes = out.finish().unwrap();
        let expected = shown(&table(&batches.concat()));
        prop_assert_eq!(&all(ipc::Reader::new(&bytes[..])), &expected);
        prop_assert_eq!(&in_pieces!(ipc::Decoder::<Kinds>::new(), bytes, piece), &expected);
    }

    #[test]
    fn through_parquet(batches in batches(), size in 1usize..50) {
        let mut out = parquet::Writer::new(Vec::new()).unwrap();
        for rows in &batches {
            out.write(table(rows).rows()).unwrap();
        }
        let bytes = parquet::Bytes::from(out.finish().unwrap());
        let expected = shown(&table(&batches.concat()));
        prop_assert_eq!(&all(parquet::Reader::with_rows(bytes, size).unwrap()), &expected);
    }
}
