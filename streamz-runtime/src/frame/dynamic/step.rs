//! What is done to the rows of a batch.

use core::cmp::Reverse;
use core::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use super::column::{Column, Kind};
use super::error::DynError;
use super::expr::Node;
use super::sheet::Sheet;
use super::value::Value;

#[derive(Clone, Debug)]
pub(super) enum Step {
    Filter(Node),
    Assign(String, Node),
    Map(Map),
    Select(Vec<String>),
    Head(usize),
    Tail(usize),
    /// The rows with the greatest of something, or the least.
    Foremost {
        rows: usize,
        by: Node,
        largest: bool,
    },
}

/// A column that a function makes of others.
#[derive(Clone)]
pub(super) struct Map {
    pub(super) name: String,
    pub(super) inputs: Vec<String>,
    pub(super) kind: Kind,
    pub(super) function: Arc<dyn Fn(&[Value]) -> Value + Send + Sync>,
}

impl fmt::Debug for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Map")
            .field("name", &self.name)
            .field("inputs", &self.inputs)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Map {
    fn column(&self, sheet: &Sheet) -> Result<Column, DynError> {
        let inputs = self.inputs.iter().map(|name| sheet.column(name));
        let inputs: Vec<Column> = inputs.collect::<Result<_, _>>()?;
        let value = |row| {
            let cells: Vec<Value> = inputs.iter().map(|column| column.cell(row)).collect();
            let value = (self.function)(&cells);
            value.checked(self.kind, &self.name)
        };
        let values: Vec<Value> = (0..sheet.rows).map(value).collect::<Result<_, _>>()?;
        Ok(Column::from_cells(self.kind, &values))
    }
}

impl Step {
    pub(super) fn run(&self, mut sheet: Sheet) -> Result<Sheet, DynError> {
        match self {
            Self::Filter(condition) => sheet.filter(condition),
            Self::Assign(name, value) => {
                let column = sheet.evaluate(value)?;
                sheet.assign(name, &column);
                Ok(sheet)
            }
            Self::Map(map) => {
                let column = map.column(&sheet)?;
                sheet.assign(&map.name, &column);
                Ok(sheet)
            }
            Self::Select(names) => sheet.select(names),
            Self::Head(rows) => sheet.slice(0, (*rows).min(sheet.rows)),
            Self::Tail(rows) => {
                let rows = (*rows).min(sheet.rows);
                sheet.slice(sheet.rows - rows, rows)
            }
            Self::Foremost { rows, by, largest } => {
                let cells = sheet.evaluate(by)?.cells();
                let mut places: Vec<usize> = (0..sheet.rows).filter(|&place| !cells[place].is_missing()).collect();
                // Sorting keeps equal ones in their order.
                if *largest {
                    places.sort_by_key(|&place| Reverse(&cells[place]));
                } else {
                    places.sort_by_key(|&place| &cells[place]);
                }
                places.truncate(*rows);
                sheet.take(&places)
            }
        }
    }
}
