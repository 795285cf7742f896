//! Columns of the types that Arrow has more of than frames.

use std::sync::Arc;

use proptest::prelude::*;
use streamz::frame::arrow::arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use streamz::frame::arrow::arrow_array::{
    ArrayRef, Date32Array, Date64Array, Decimal128Array, DictionaryArray, LargeStringArray, PrimitiveArray,
    StringArray, StringViewArray, TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
    TimestampSecondArray,
};
use streamz::frame::arrow::arrow_buffer::ArrowNativeType;
use streamz::frame::arrow::{RecordBatch, SchemaError};
use streamz::frame::{Frame, Nullable, Rows, Table, Timestamp};

#[derive(Frame)]
struct Text {
    text: String,
}

#[derive(Frame)]
struct MaybeText {
    text: Option<String>,
}

#[derive(Frame)]
struct At {
    at: Timestamp,
}

#[derive(Frame)]
struct MaybeAt {
    at: Option<Timestamp>,
}

fn batch(name: &str, array: ArrayRef) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([(name, array, true)]).unwrap()
}

/// A dictionary in which texts are listed twice, some values are null, and nulls lead anywhere.
fn dictionary<K: ArrowDictionaryKeyType>(
    texts: &[Option<String>],
    values: impl Fn(Vec<Option<&str>>) -> ArrayRef,
) -> ArrayRef {
    let listed: Vec<Option<&str>> = texts.iter().map(Option::as_deref).chain([None, Some("")]).collect();
    let keys: PrimitiveArray<K> = texts
        .iter()
        .enumerate()
        .map(|(row, text)| (text.is_some() || row % 2 == 0).then(|| K::Native::usize_as(row)))
        .collect();
    Arc::new(DictionaryArray::new(keys, values(listed)))
}

fn every_form(texts: &[Option<String>]) -> Vec<ArrayRef> {
    let plain = |texts: Vec<Option<&str>>| Arc::new(StringArray::from(texts)) as ArrayRef;
    let large = |texts: Vec<Option<&str>>| Arc::new(LargeStringArray::from(texts)) as ArrayRef;
    let view = |texts: Vec<Option<&str>>| Arc::new(StringViewArray::from(texts)) as ArrayRef;
    let borrowed = || texts.iter().map(Option::as_deref).collect();
    vec![
        plain(borrowed()),
        large(borrowed()),
        view(borrowed()),
        dictionary::<Int8Type>(texts, plain),
        dictionary::<Int16Type>(texts, plain),
        dictionary::<Int32Type>(texts, plain),
        dictionary::<Int64Type>(texts, plain),
        dictionary::<UInt8Type>(texts, large),
        dictionary::<UInt16Type>(texts, large),
        dictionary::<UInt32Type>(texts, view),
        dictionary::<UInt64Type>(texts, view),
    ]
}

proptest! {
    #[test]
    fn every_form_of_text(
        texts in prop::collection::vec(prop::option::weighted(0.8, "[a-zß🦀]{0,20}"), 0..40),
        from in any::<prop::sample::Index>(),
    ) {
        let from = from.index(texts.len() + 1);
        for array in every_form(&texts) {
            let batch = batch("text", array).slice(from, texts.len() - from);
            let table = Table::<MaybeText>::try_from(&batch).unwrap();
            let read: Vec<Option<&str>> = table.rows().iter().map(|(_, row)| row.text.get()).collect();
            let texts: Vec<Option<&str>> = texts[from..].iter().map(Option::as_deref).collect();
            prop_assert_eq!(&read, &texts);

            let table = Table::<Text>::try_from(&batch);
            match texts.iter().position(Option::is_none) {
                None => {
                    let table = table.unwrap();
                    let read: Vec<Option<&str>> = table.rows().iter().map(|(_, row)| Some(row.text)).collect();
                    prop_assert_eq!(&read, &texts);
                }
                Some(row) => {
                    let nulls = texts.iter().filter(|text| text.is_none()).count();
                    prop_assert_eq!(table.unwrap_err(), SchemaError::Nulls { column: "text", nulls, row });
                }
            }
        }
    }

    #[test]
    fn every_unit_of_time(values in prop::collection::vec(prop::option::weighted(0.8, prop_oneof![
        any::<i64>(),
        -100_000i64..100_000,
        Just(i64::MAX / 1_000_000_000),
        Just(i64::MAX / 1_000_000_000 + 1),
    ]), 0..20)) {
        let days = |value: &Option<i64>| value.map(|value| value as i32);
        let dates = values.iter().map(days).collect::<Vec<_>>();
        let day = 86_400_000_000_000;
        let forms: [(ArrayRef, Vec<Option<i64>>, i64); 6] = [
            (Arc::new(TimestampSecondArray::from(values.clone())), values.clone(), 1_000_000_000),
            (Arc::new(TimestampMillisecondArray::from(values.clone())), values.clone(), 1_000_000),
            (Arc::new(TimestampMicrosecondArray::from(values.clone()).with_timezone("+02:00")), values.clone(), 1_000),
            (Arc::new(TimestampNanosecondArray::from(values.clone()).with_timezone("Asia/Tokyo")), values.clone(), 1),
            (Arc::new(Date32Array::from(dates.clone())), dates.iter().map(|value| value.map(i64::from)).collect(), day),
            (Arc::new(Date64Array::from(values.clone())), values.clone(), 1_000_000),
        ];
        for (array, values, nanos) in forms {
            let batch = batch("at", array);
            let wanted = |value: &Option<i64>| value.map(|value| value.checked_mul(nanos).map(Timestamp::from_nanos));
            let wanted: Vec<Option<Option<Timestamp>>> = values.iter().map(wanted).collect();
            let far = wanted.iter().position(|instant| *instant == Some(None));

            match (Table::<MaybeAt>::try_from(&batch), far) {
                (Ok(table), None) => {
                    let read: Vec<_> = table.rows().iter().map(|(_, row)| row.at.get().map(Some)).collect();
                    prop_assert_eq!(&read, &wanted);
                }
                (Err(SchemaError::OutOfRange { column: "at", row, .. }), Some(far)) => prop_assert_eq!(row, far),
                (other, _) => prop_assert!(false, "{:?}", other.map(|table| table.len())),
            }
            match (Table::<At>::try_from(&batch), wanted.iter().any(Option::is_none), far) {
                (Ok(table), false, None) => {
                    let read: Vec<_> = table.rows().iter().map(|(_, row)| Some(Some(row.at))).collect();
                    prop_assert_eq!(&read, &wanted);
                }
                (Err(SchemaError::Nulls { .. }), true, _) => {}
                (Err(SchemaError::OutOfRange { column: "at", row, .. }), false, Some(far)) => prop_assert_eq!(row, far),
                (other, ..) => prop_assert!(false, "{:?}", other.map(|table| table.len())),
            }
        }
    }

    #[test]
    fn decimal_integers(values in prop::collection::vec(prop::option::of(-(10i128.pow(38)) + 1..10i128.pow(38)), 0..20)) {
        #[derive(Frame)]
        struct Wide {
            wide: Option<i128>,
        }

        #[derive(Frame)]
        struct Positive {
            wide: Option<u128>,
        }

        let array = Decimal128Array::from(values.clone()).with_precision_and_scale(38, 0).unwrap();
        let batch = batch("wide", Arc::new(array));
        let table = Table::<Wide>::try_from(&batch).unwrap();
        let read: Vec<Option<i128>> = table.rows().iter().map(|(_, row)| row.wide.get()).collect();
        prop_assert_eq!(&read, &values);

        match (Table::<Positive>::try_from(&batch), values.iter().position(|value| value.is_some_and(|value| value < 0))) {
            (Ok(table), None) => {
                let read: Vec<Option<i128>> = table.rows().iter().map(|(_, row)| row.wide.get().map(|x| x as i128)).collect();
                prop_assert_eq!(&read, &values);
            }
            (Err(SchemaError::OutOfRange { row, .. }), Some(negative)) => prop_assert_eq!(row, negative),
            (other, _) => prop_assert!(false, "{:?}", other.map(|table| table.len())),
        }
    }
}

/// The order of columns is free, and columns that the frame has not are passed over.
#[test]
fn by_name() {
    #[derive(Frame)]
    struct Pair {
        first: i64,
        #[frame(name = "second column")]
        second: Option<i64>,
    }

    let batch = RecordBatch::try_from_iter([
        ("more", Arc::new(StringArray::from(vec!["x"])) as ArrayRef),
        (
            "second column",
            Arc::new(PrimitiveArray::<Int64Type>::from(vec![2])) as ArrayRef,
        ),
        (
            "first",
            Arc::new(PrimitiveArray::<Int64Type>::from(vec![1])) as ArrayRef,
        ),
    ])
    .unwrap();
    let table = Table::<Pair>::try_from(&batch).unwrap();
    let (_, row) = table.rows().get(0).unwrap();
    assert_eq!((row.first, row.second), (1, Nullable::from(2)));

    // Another schema, with the columns elsewhere.
    let mut table = table;
    let batch = batch.project(&[2, 1]).unwrap();
    table.bind(&batch).unwrap();
    let (_, row) = table.rows().get(0).unwrap();
    assert_eq!((row.first, row.second), (1, Nullable::from(2)));
}
