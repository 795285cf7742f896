//! What a frame shows: labels and columns, or one value.

use serde_json::Value as Json;

/// A cell or a label.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    Missing,
    Number(f64),
    /// An integer that a float may not hold: an instant.
    Whole(i64),
    Text(String),
    List(Vec<Self>),
}

impl Cell {
    pub(crate) fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Missing,
            Json::Bool(x) => Self::Number(f64::from(u8::from(*x))),
            Json::Number(n) => match n.as_i64() {
                Some(n) => Self::Whole(n),
                None => Self::Number(n.as_f64().unwrap_or(f64::NAN)),
            },
            Json::String(text) if text == "inf" => Self::Number(f64::INFINITY),
            Json::String(text) if text == "-inf" => Self::Number(f64::NEG_INFINITY),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            Json::Object(_) => panic!("a cell is no object: {json}"),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(x) if x.is_nan() => None,
            Self::Number(x) => Some(*x),
            Self::Whole(n) => Some(*n as f64),
            _ => None,
        }
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Missing) || matches!(self, Self::Number(x) if x.is_nan())
    }

    /// Labels are compared exactly, numbers to 1e-9 of themselves or 1e-12: the types of numbers do not count.
    fn is(&self, right: &Self) -> bool {
        match (self, right) {
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Whole(a), Self::Whole(b)) => a == b,
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b)),
            (a, b) if a.is_missing() || b.is_missing() => a.is_missing() && b.is_missing(),
            (a, b) => match (a.number(), b.number()) {
                (Some(a), Some(b)) => a == b || (a - b).abs() <= 1e-12 + 1e-9 * b.abs(),
                _ => false,
            },
        }
    }
}

/// One output.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    Scalar(Cell),
    /// Labels, and columns with their names; that of a series is empty.
    Table(Vec<Cell>, Vec<(String, Vec<Cell>)>),
}

impl Shown {
    pub(crate) fn from_json(json: &Json) -> Self {
        let cells = |json: &Json| json.as_array().into_iter().flatten().map(Cell::from_json).collect();
        match json["type"].as_str() {
            Some("scalar") => Self::Scalar(Cell::from_json(&json["value"])),
            // With the state before it, which is not recorded.
            Some("state_result") => Self::from_json(&json["result"]),
            Some("series") => Self::Table(
                cells(&json["index"]["data"]),
                vec![(String::new(), cells(&json["data"]))],
            ),
            Some("index") => Self::Table(cells(&json["index"]["data"]), Vec::new()),
            Some("frame") => {
                let columns = json["columns"].as_array().into_iter().flatten().map(|column| {
                    let name = column["name"].as_str().unwrap_or_default().to_owned();
                    (name, cells(&column["data"]))
                });
                Self::Table(cells(&json["index"]["data"]), columns.collect())
            }
            other => panic!("an output of type {other:?}"),
        }
    }

    pub(crate) fn is(&self, right: &Self) -> bool {
        let all = |a: &[Cell], b: &[Cell]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b));
        match (self, right) {
            (Self::Scalar(a), Self::Scalar(b)) => a.is(b),
            (Self::Table(labels, columns), Self::Table(right_labels, right_columns)) => {
                all(labels, right_labels)
                    && columns.len() == right_columns.len()
                    && columns
                        .iter()
                        .zip(right_columns)
                        .all(|((name, a), (right_name, b))| name == right_name && all(a, b))
            }
            _ => false,
        }
    }
}

/// Anything that a binding shows as a cell.
pub(crate) trait ToCell {
    fn to_cell(self) -> Cell;
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl ToCell for $type {
            fn to_cell(self) -> Cell {
                i64::try_from(self).map_or(Cell::Number(self as f64), Cell::Whole)
            }
        }
    )*};
}

number!(i32, i64, i128, u32, u64, usize);

impl ToCell for bool {
    fn to_cell(self) -> Cell {
        Cell::Number(f64::from(u8::from(self)))
    }
}

impl ToCell for f64 {
    fn to_cell(self) -> Cell {
        Cell::Number(self)
    }
}

impl ToCell for &str {
    fn to_cell(self) -> Cell {
        Cell::Text(self.to_owned())
    }
}

impl ToCell for streamz::frame::Timestamp {
    fn to_cell(self) -> Cell {
        Cell::Whole(self.as_nanos())
    }
}

impl<T: ToCell> ToCell for streamz::frame::Nullable<T> {
    fn to_cell(self) -> Cell {
        self.get().map_or(Cell::Missing, T::to_cell)
    }
}

impl<A: ToCell, B: ToCell> ToCell for (A, B) {
    fn to_cell(self) -> Cell {
        Cell::List(vec![self.0.to_cell(), self.1.to_cell()])
    }
}
