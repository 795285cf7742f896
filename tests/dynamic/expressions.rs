//! Expressions against closures.

use std::sync::Arc;

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::arrow::arrow_array::types::Int64Type;
use streamz::frame::arrow::arrow_array::{ArrayRef, Int64Array};
use streamz::frame::dynamic::{DynError, DynFrame};
use streamz::frame::{Frame, Table, Timestamp};

use crate::numbers;

#[derive(Frame, Clone, Debug)]
struct Row {
    place: i64,
    a: i32,
    b: Option<i64>,
    x: Option<f64>,
    #[frame(name = "the text")]
    text: Option<String>,
    t: bool,
    at: Timestamp,
}

/// The first instant of 2024.
const NEW_YEAR: i64 = 1_704_067_200;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let number = prop_oneof![8 => (-9i8..9).prop_map(|x| f64::from(x) / 2.0), 1 => Just(f64::INFINITY)];
    let row = (
        -9i32..9,
        prop::option::weighted(0.8, -9i64..9),
        prop::option::weighted(0.8, number),
        prop::option::weighted(0.8, "[abAß]{0,3}"),
        any::<bool>(),
        -5i64..5,
    );
    prop::collection::vec(row, 0..30).prop_map(|rows| {
        let row = |(place, (a, b, x, text, t, at))| Row {
            place: place as i64,
            a,
            b,
            x,
            text,
            t,
            at: Timestamp::from_secs(NEW_YEAR + at),
        };
        rows.into_iter().enumerate().map(row).collect()
    })
}

fn batch(rows: &[Row]) -> RecordBatch {
    Table::from_iter(rows.iter().cloned()).into()
}

/// Integers about zero and about both ends.
fn edge() -> impl Strategy<Value = i64> {
    prop_oneof![-9_i64..9, i64::MIN..i64::MIN + 3, i64::MAX - 3..=i64::MAX, any::<i64>()]
}

type Condition = (&'static str, fn(&Row) -> bool);

/// Conditions, and when they hold.
const CONDITIONS: &[Condition] = &[
    ("a > 3", |row| row.a > 3),
    ("3 < a", |row| row.a > 3),
    ("-3 <= a < 2 != a", |row| -3 <= row.a && row.a < 2),
    ("a == b", |row| row.b == Some(row.a.into())),
    ("a != b", |row| row.b != Some(row.a.into())),
    ("b < 2", |row| row.b.is_some_and(|b| b < 2)),
    ("not b < 2", |row| row.b.is_none_or(|b| b >= 2)),
    ("x >= a", |row| row.x.is_some_and(|x| x >= row.a.into())),
    ("x != x", |row| row.x.is_none()),
    ("b == None", |_| false),
    ("t", |row| row.t),
    ("~t | a > 0 & x > 0", |row| {
        !row.t || row.a > 0 && row.x.is_some_and(|x| x > 0.0)
    }),
    ("not t and a > 0 or b > 0", |row| {
        !row.t && row.a > 0 || row.b.is_some_and(|b| b > 0)
    }),
    ("(a > 0) == t", |row| (row.a > 0) == row.t),
    ("a in [1, 2, -3]", |row| [1, 2, -3].contains(&row.a)),
    ("a not in [1, 2]", |row| ![1, 2].contains(&row.a)),
    ("a in []", |_| false),
    ("`the text` == 'ab' or `the text` > \"b\"", |row| {
        row.text.as_ref().is_some_and(|t| t == "ab" || t.as_str() > "b")
    }),
    ("`the text`.str.contains('a')", |row| {
        row.text.as_ref().is_some_and(|text| text.contains('a'))
    }),
    ("`the text`.str.startswith('a')", |row| {
        row.text.as_ref().is_some_and(|text| text.starts_with('a'))
    }),
    ("`the text`.str.lower().str.endswith('a')", |row| {
        row.text.as_ref().is_some_and(|text| text.to_lowercase().ends_with('a'))
    }),
    ("`the text`.str.upper() == 'SS'", |row| {
        row.text.as_ref().is_some_and(|text| text.to_uppercase() == "SS")
    }),
    ("`the text`.isna() or b.notna()", |row| {
        row.text.is_none() || row.b.is_some()
    }),
    ("`the text`.fillna('b') == 'b'", |row| {
        row.text.as_deref().unwrap_or("b") == "b"
    }),
    ("at >= '2024-01-01'", |row| row.at >= Timestamp::from_secs(NEW_YEAR)),
    ("at - 2000000000 < '2024-01-01 00:00:00'", |row| {
        row.at.as_nanos() - 2_000_000_000 < NEW_YEAR * 1_000_000_000
    }),
    ("2 ** 3 ** 2 == 512 and -2 ** 2 == -4 and 2 + 3 * 4 % 5 == 4", |_| true),
];

type Value = (&'static str, fn(&Row) -> Option<f64>);

/// Expressions, and what they are; not what is not there.
const VALUES: &[Value] = &[
    ("a + b * 2", |row| Some(f64::from(row.a) + row.b? as f64 * 2.0)),
    ("a - x", |row| Some(f64::from(row.a) - row.x?)),
    ("-a", |row| Some(-f64::from(row.a))),
    ("-(x + 0.5)", |row| Some(-(row.x? + 0.5))),
    ("a / b", |row| Some(f64::from(row.a) / row.b? as f64)),
    ("a // b", |row| {
        (row.b? != 0).then_some((f64::from(row.a) / row.b? as f64).floor())
    }),
    ("a % b", |row| {
        let (a, b) = (f64::from(row.a), row.b? as f64);
        (b != 0.0).then_some(a - b * (a / b).floor())
    }),
    ("x // 2", |row| Some((row.x? / 2.0).floor())),
    ("(x * 0 + a) % 2.5", |row| {
        let a = f64::from(row.a) + row.x? * 0.0;
        Some(a - 2.5 * (a / 2.5).floor())
    }),
    ("a ** 2", |row| Some(f64::from(row.a).powi(2))),
    ("t + t", |row| Some(if row.t { 2.0 } else { 0.0 })),
    ("x.abs() + a.abs()", |row| Some(row.x?.abs() + f64::from(row.a.abs()))),
    ("(x / 3).round(1)", |row| {
        Some((row.x? / 3.0 * 10.0).round_ties_even() / 10.0)
    }),
    ("x.fillna(7)", |row| Some(row.x.unwrap_or(7.0))),
    ("b.fillna(7)", |row| Some(row.b.unwrap_or(7) as f64)),
    ("b.astype('float') / 2", |row| Some(row.b? as f64 / 2.0)),
    ("a.astype('str').str.len()", |row| Some(row.a.to_string().len() as f64)),
    ("`the text`.str.len()", |row| {
        Some(row.text.as_ref()?.chars().count() as f64)
    }),
    ("at - at.astype('str').astype('datetime') + 1e0", |_| Some(1.0)),
    ("1_000 + .5", |_| Some(1000.5)),
    ("None", |_| None),
];

proptest! {
    #[test]
    fn conditions(rows in rows()) {
        for (expression, holds) in CONDITIONS {
            let left = DynFrame::new().query(expression).unwrap().apply(&batch(&rows)).unwrap();
            let left = left.column_by_name("place").unwrap().as_primitive::<Int64Type>().values().to_vec();
            let right: Vec<i64> = rows.iter().filter(|row| holds(row)).map(|row| row.place).collect();
            prop_assert_eq!(left, right, "{}", expression);
        }
    }

    #[test]
    fn values(rows in rows()) {
        for (expression, value) in VALUES {
            let frame = DynFrame::new().assign("result", expression).unwrap().select(["result"]);
            let got = numbers::<1>(&frame.apply(&batch(&rows)).unwrap(), 0);
            for (row, [got]) in rows.iter().zip(got) {
                let right = value(row).filter(|x| !x.is_nan());
                let same = right.map_or(got.is_nan(), |right| got == right || (got - right).abs() < 1e-12);
                prop_assert!(same, "{} of {:?} is {}, not {:?}", expression, row, got, right);
            }
        }
    }

    /// Integers are exact to the end of what fits, and never wrap.
    #[test]
    fn large_integers(a in edge(), b in edge()) {
        let batch = |a: i64, b: i64| {
            let column = |x: i64| Arc::new(Int64Array::from(vec![x])) as ArrayRef;
            RecordBatch::try_from_iter([("a", column(a)), ("b", column(b))]).unwrap()
        };
        let (x, y) = (i128::from(a), i128::from(b));
        let floor = |x: i128, y: i128| (y != 0).then(|| x.div_euclid(y) - i128::from(y < 0 && x.rem_euclid(y) != 0));
        let whole = [
            ("a + b", Some(x + y)),
            ("a - b", Some(x - y)),
            ("a * b", Some(x * y)),
            ("-a", Some(-x)),
            ("a.abs()", Some(x.abs())),
            ("a // b", floor(x, y)),
            ("a % b", floor(x, y).map(|quotient| x - quotient * y)),
        ];
        for (expression, right) in whole {
            let result = DynFrame::new().assign("result", expression).unwrap().apply(&batch(a, b));
            match right.map(i64::try_from) {
                Some(Err(_)) => prop_assert!(matches!(result, Err(DynError::TooLarge { .. })), "{}", expression),
                right => {
                    let right: Int64Array = [right.map(Result::unwrap)].into_iter().collect();
                    let result = result.unwrap();
                    prop_assert_eq!(result.column(2).as_primitive::<Int64Type>(), &right, "{}", expression);
                }
            }
        }
    }

    /// Steps in turn.
    #[test]
    fn steps(rows in rows(), n in 0usize..10) {
        let frame = DynFrame::new();
        let frame = frame.query("a > 0").unwrap().assign("a", "a * 10").unwrap().query("a > 20").unwrap();
        let batch = batch(&rows);
        let right = rows.iter().filter(|row| row.a > 2).map(|row| [f64::from(row.a) * 10.0, row.place as f64]);
        let right: Vec<[f64; 2]> = right.collect();
        let head = frame.clone().head(n).select(["a", "place"]).apply(&batch).unwrap();
        prop_assert_eq!(numbers::<2>(&head, 0), &right[..n.min(right.len())]);
        let tail = frame.tail(n).select(["a", "place"]).apply(&batch).unwrap();
        prop_assert_eq!(numbers::<2>(&tail, 0), &right[right.len() - n.min(right.len())..]);
    }

    /// No text makes the reader of expressions panic.
    #[test]
    fn any_text(text in "[ a-c0-9.'\"`()\\[\\]<>=!&|~+*/%,einotrdx-]{0,24}") {
        if let Ok(frame) = DynFrame::new().query(&text) {
            let _ = frame.apply(&batch(&[]));
        }
    }
}
