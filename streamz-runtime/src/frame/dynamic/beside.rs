//! Rows of another frame, to be put beside rows.

use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::column::{Column, Kind};
use super::error::DynError;
use super::sheet::Sheet;
use super::value::Value;

/// The columns of the other side of a join, known with its first batch.
#[derive(Clone, Debug)]
pub(super) struct Others {
    columns: Vec<(String, Kind)>,
}

impl Others {
    /// The cells of each row of the other side, but for the columns that it is joined by.
    pub(super) fn take(known: &mut Option<Self>, sheet: &Sheet, by: &[String]) -> Result<Vec<Vec<Value>>, DynError> {
        let columns: Vec<(String, Column)> = match known {
            Some(known) => {
                let column = |(name, _): &(String, Kind)| Ok((name.clone(), sheet.column(name)?));
                known.columns.iter().map(column).collect::<Result<_, DynError>>()?
            }
            None => {
                let names = sheet.names().filter(|name| !by.iter().any(|by| by == name));
                let column = |name: &str| Ok((name.to_string(), sheet.column(name)?));
                names.map(column).collect::<Result<_, DynError>>()?
            }
        };
        for ((name, column), (_, expected)) in columns.iter().zip(known.iter().flat_map(|known| &known.columns)) {
            if column.kind() != *expected {
                return Err(DynError::Changed {
                    column: name.clone(),
                    expected: *expected,
                    found: column.kind(),
                });
            }
        }
        let row = |row| columns.iter().map(|(_, column)| column.cell(row)).collect();
        let rows = (0..sheet.rows).map(row).collect();
        known.get_or_insert_with(|| Self {
            columns: columns
                .iter()
                .map(|(name, column)| (name.clone(), column.kind()))
                .collect(),
        });
        Ok(rows)
    }

    /// The rows of a sheet, each with one of the other side, or none.
    pub(super) fn beside(&self, mut sheet: Sheet, others: &[Option<&Vec<Value>>]) -> Result<RecordBatch, DynError> {
        for (place, (name, kind)) in self.columns.iter().enumerate() {
            let cell = |other: &Option<&Vec<Value>>| other.and_then(|other| other.get(place).cloned());
            let cells: Vec<Value> = others
                .iter()
                .map(|other| cell(other).unwrap_or(Value::Missing))
                .collect();
            let mut name = name.clone();
            while sheet.names().any(|known| known == name) {
                name += "_right";
            }
            sheet.assign(&name, &Column::from_cells(*kind, &cells));
        }
        sheet.to_batch()
    }
}

/// That both sides of a join are joined by columns of one kind.
pub(super) fn alike(operation: &str, name: &str, here: Kind, there: Kind) -> Result<(), DynError> {
    if here == there {
        return Ok(());
    }
    Err(DynError::Operation {
        operation: operation.to_string(),
        found: format!("`{name}`, which holds {here} here and {there} on the other side"),
        expected: "both must be of one type; `assign` one with `.astype(..)`",
    })
}
