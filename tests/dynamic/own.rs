//! Aggregations that users write, compiled and not.

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::dynamic::{Aggregation, Custom, DynError, DynFrame, Kind, Value};
use streamz::frame::{Fold, Invertible, Merging, Nullable, Rows, Span, Table, Undo};
use streamz::prelude::*;

use crate::beside_windows::{results, same};
use crate::support::{Reading, batches, cuts, readings};

/// How far the values go down, which depends on their order.
#[derive(Clone)]
struct Descent;

type Run = Option<(f64, f64, f64)>;

impl Fold for Descent {
    type In = f64;
    type Part = Run;
    type Total = Run;
    type Out = f64;
    type Scan = Merging;

    fn identity(&self) -> Run {
        None
    }
    fn lift(&self, cell: f64) -> Run {
        (!cell.is_nan()).then_some((cell, cell, 0.0))
    }
    fn merge(&self, older: Run, newer: Run) -> Run {
        let (Some((first, middle, a)), Some((next, last, b))) = (older, newer) else {
            return older.or(newer);
        };
        Some((first, last, a + b + f64::from(u8::from(next < middle))))
    }
    fn lower(&self, part: Run, _: u64) -> f64 {
        part.map_or(0.0, |(_, _, descents)| descents)
    }
    fn missing(&self, _: Run, _: u64) -> f64 {
        f64::NAN
    }
    fn empty(&self) -> Run {
        None
    }
    fn absorb(&self, total: &mut Run, cell: f64) {
        *total = self.merge(*total, self.lift(cell));
    }
    fn finish(&self, total: &Run, count: u64) -> f64 {
        self.lower(*total, count)
    }
}

impl Custom for Descent {
    fn kind(&self, of: Kind) -> Option<Kind> {
        (of == Kind::Float).then_some(Kind::Float)
    }
    fn initial(&self) -> Vec<Value> {
        vec![Value::Missing, Value::Int(0)]
    }
    fn on_new(&self, state: &mut Vec<Value>, value: &Value) {
        if !state[0].is_missing() && *value < state[0] {
            state[1] = Value::Float(state[1].number().unwrap() + 1.0);
        }
        state[0] = value.clone();
    }
    fn result(&self, state: &[Value], _: u64) -> Value {
        state[1].clone()
    }
}

/// How many values are even, taken back.
#[derive(Clone)]
struct Even;

impl Invertible for Even {
    type In = i32;
    type State = u64;
    type Out = Nullable<u64>;

    fn initial(&self) -> u64 {
        0
    }
    fn on_new(&self, even: &mut u64, cell: i32) {
        *even += u64::from(cell % 2 == 0);
    }
    fn on_old(&self, even: &mut u64, cell: i32) {
        *even -= u64::from(cell % 2 == 0);
    }
    fn result(&self, even: &u64, _: u64) -> Nullable<u64> {
        (*even).into()
    }
    fn missing(&self) -> Nullable<u64> {
        Nullable::NULL
    }
}

impl Custom for Even {
    fn kind(&self, of: Kind) -> Option<Kind> {
        (of == Kind::Int).then_some(Kind::Int)
    }
    fn initial(&self) -> Vec<Value> {
        vec![Value::Int(0)]
    }
    fn on_new(&self, state: &mut Vec<Value>, value: &Value) {
        if let ([Value::Int(even)], Value::Int(value)) = (&mut state[..], value) {
            *even += i64::from(value % 2 == 0);
        }
    }
    fn result(&self, state: &[Value], _: u64) -> Value {
        state[0].clone()
    }
}

proptest! {
    #[test]
    fn the_same_on_both_sides(rows in readings(), cuts in cuts(), n in 1_usize..20, width in 1_u64..20, periods in 1_usize..4) {
        let (mut all, mut last, mut each, mut recent) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.aggregate(|r| (r.value, r.number), (Descent, Undo(Even))).sink(|(x, y)| all.push([x, y.get().unwrap() as f64]));
            readings.window(n).aggregate(|r| r.value, Descent).sink(|x| last.push([x]));
            readings.rolling(n).min_periods(periods).aggregate(|r| (r.value, r.number), (Descent, Undo(Even))).sink(|rows| {
                rows.each(|_, (x, y)| each.push([x, y.map(|y| y as f64).or(f64::NAN)]));
            });
            readings.rolling(Span(width)).aggregate(|r| r.value, Descent).sink(|rows| rows.each(|_, x| recent.push([x])));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let frame = DynFrame::new().set_index("at");
        let descent = [("descent", Aggregation::custom("value", Descent))];
        let both = [("descent", Aggregation::custom("value", Descent)), ("even", Aggregation::custom("number", Even))];
        same(&all, &results(frame.clone().aggregate(both.clone()).unwrap(), &rows, &cuts, 0))?;
        same(&last, &results(frame.clone().window(n).aggregate(descent.clone()).unwrap(), &rows, &cuts, 0))?;
        let rolling = frame.clone().rolling(n).min_periods(periods).aggregate(both).unwrap();
        same(&each, &results(rolling, &rows, &cuts, 1))?;
        same(&recent, &results(frame.rolling(Span(width)).aggregate(descent).unwrap(), &rows, &cuts, 1))?;
    }
}

/// Says that it makes integers, and makes texts.
struct Wrong;

impl Custom for Wrong {
    fn kind(&self, of: Kind) -> Option<Kind> {
        (of == Kind::Int).then_some(Kind::Int)
    }
    fn initial(&self) -> Vec<Value> {
        Vec::new()
    }
    fn on_new(&self, _: &mut Vec<Value>, _: &Value) {}
    fn result(&self, _: &[Value], _: u64) -> Value {
        "text".into()
    }
}

#[test]
fn what_makes_no_sense() {
    let batch = RecordBatch::from(Table::<Reading>::new());
    let pushed = |column: &str| {
        let mut frame = DynFrame::new()
            .aggregate([("result", Aggregation::custom(column, Wrong))])
            .unwrap();
        frame.push(&batch).unwrap_err()
    };
    assert!(matches!(
        pushed("number"),
        DynError::Made {
            expected: Kind::Int,
            found: Kind::Text,
            ..
        }
    ));
    assert_eq!(
        pushed("value").to_string(),
        "`custom` of `value`, which holds floats: its `kind` says that it is not asked of these; cast the column, or take \
         another"
    );
}
