//! The rows of the recordings.

use core::time::Duration;

use serde_json::Value as Json;
use streamz::frame::{Frame, Nullable, RowOf, Table, Timestamp};

use super::shown::{Cell, ToCell};
use crate::convert::FromValue;
use crate::value::Value;

/// Rows with a text, a whole number and a number, labelled by position.
#[derive(Frame)]
pub(crate) struct Plain {
    #[frame(index)]
    pub(crate) index: i64,
    pub(crate) k: Option<String>,
    pub(crate) x: i64,
    pub(crate) y: f64,
}

/// The same, labelled by instants.
#[derive(Frame)]
pub(crate) struct Timed {
    #[frame(index)]
    pub(crate) index: Timestamp,
    pub(crate) k: Option<String>,
    pub(crate) x: i64,
    pub(crate) y: f64,
}

/// Rows with a number.
#[derive(Frame)]
pub(crate) struct Single {
    #[frame(index)]
    pub(crate) index: i64,
    pub(crate) x: f64,
}

/// A frame that can be read from a recording.
pub(crate) trait Recorded: Frame {
    fn push(table: &mut Table<Self>, index: i64, column: &dyn Fn(&str) -> Json)
    where
        Self: Sized;
}

fn float(json: &Json) -> f64 {
    match json.as_str() {
        Some("inf") => f64::INFINITY,
        Some("-inf") => f64::NEG_INFINITY,
        _ => json.as_f64().unwrap_or(f64::NAN),
    }
}

fn whole(json: &Json) -> i64 {
    json.as_i64().unwrap_or_else(|| panic!("{json} is a whole number"))
}

impl Recorded for Plain {
    fn push(table: &mut Table<Self>, index: i64, column: &dyn Fn(&str) -> Json) {
        let k = column("k");
        table.push(PlainRow {
            index,
            k: k.as_str().into(),
            x: whole(&column("x")),
            y: float(&column("y")),
        });
    }
}

impl Recorded for Timed {
    fn push(table: &mut Table<Self>, index: i64, column: &dyn Fn(&str) -> Json) {
        let k = column("k");
        table.push(TimedRow {
            index: Timestamp::from_nanos(index),
            k: k.as_str().into(),
            x: whole(&column("x")),
            y: float(&column("y")),
        });
    }
}

impl Recorded for Single {
    fn push(table: &mut Table<Self>, index: i64, column: &dyn Fn(&str) -> Json) {
        table.push(SingleRow {
            index,
            x: float(&column("x")),
        });
    }
}

/// Reads a batch.
pub(crate) fn table<S: Recorded>(batch: &Json) -> Table<S> {
    let mut table = Table::new();
    let labels = batch["index"]["data"].as_array().into_iter().flatten();
    for (row, label) in labels.enumerate() {
        let column = |name: &str| {
            let columns = batch["columns"].as_array().into_iter().flatten();
            let mut named = columns.filter(|column| column["name"] == name);
            let column = named.next().unwrap_or_else(|| panic!("a column `{name}`"));
            column["data"][row].clone()
        };
        S::push(&mut table, whole(label), &column);
    }
    table
}

/// A row that shows several cells.
pub(crate) trait ToCells {
    fn to_cells(self) -> Vec<Cell>;
}

impl ToCells for RowOf<'_, Plain> {
    fn to_cells(self) -> Vec<Cell> {
        vec![self.k.to_cell(), self.x.to_cell(), self.y.to_cell()]
    }
}

impl ToCells for RowOf<'_, Timed> {
    fn to_cells(self) -> Vec<Cell> {
        vec![self.k.to_cell(), self.x.to_cell(), self.y.to_cell()]
    }
}

macro_rules! tuple {
    ($($member:ident)+) => {
        impl<$($member: ToCell),+> ToCells for ($($member,)+) {
            fn to_cells(self) -> Vec<Cell> {
                #[allow(non_snake_case)]
                let ($($member,)+) = self;
                vec![$($member.to_cell()),+]
            }
        }
    };
}

tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);

/// A text that may be missing is compared as pandas does: a missing one equals nothing.
pub(crate) fn is(text: Nullable<&str>, other: &str) -> bool {
    text.get() == Some(other)
}

/// An interval as pandas writes it: `2s`.
#[derive(Clone, Copy)]
pub(crate) struct Interval(pub(crate) Duration);

impl FromValue for Interval {
    fn from_value(value: Value) -> Option<Self> {
        let Value::Str(text) = value else { return None };
        let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
        let number: u64 = number.parse().ok()?;
        let interval = match unit {
            "ms" => Duration::from_millis(number),
            "s" => Duration::from_secs(number),
            "min" => Duration::from_secs(number * 60),
            "h" => Duration::from_secs(number * 3600),
            _ => return None,
        };
        Some(Self(interval))
    }
}
