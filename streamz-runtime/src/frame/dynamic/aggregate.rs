//! Aggregates of what was seen.

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::DynFrame;
use super::accumulate::Accumulator;
use super::aggregation::Aggregation;
use super::column::{Column, Kind};
use super::error::DynError;
use super::reach::{Back, Over};
use super::sheet::Sheet;
use super::value::Value;
use super::window::{Held, Row};

/// The states of the aggregates of each group; of all rows if there are no keys.
pub(super) type Groups = BTreeMap<Vec<Value>, Vec<Accumulator>>;

/// Aggregates of batches of rows; made by [`DynFrame::aggregate`] and [`DynFrame::beside`].
#[derive(Clone, Debug)]
pub struct DynAggregate {
    pub(super) frame: DynFrame,
    pub(super) aggregates: Vec<(String, Aggregation)>,
    /// Whether results are put beside the rows.
    beside: bool,
    /// What keys and aggregated columns hold, once it is known.
    pub(super) kinds: Option<(Vec<Kind>, Vec<Kind>)>,
    pub(super) running: Groups,
    pub(super) held: Held,
}

impl DynAggregate {
    pub(super) fn new(frame: DynFrame, aggregates: Vec<(String, Aggregation)>, beside: bool) -> Result<Self, DynError> {
        if beside && !matches!(frame.over, Over::Rolling(_) | Over::Expanding) {
            return Err(DynError::Operation {
                operation: "beside".to_string(),
                found: "a window or a whole".to_string(),
                expected: "write `rolling(..)` or `expanding()`: there is a value for each row",
            });
        }
        let elsewhere = !matches!(frame.over, Over::Expanding);
        if let Some((name, aggregate)) = aggregates
            .iter()
            .find(|(_, aggregate)| elsewhere && aggregate.is_cumulative())
        {
            return Err(DynError::Operation {
                operation: format!("{name}: {}", aggregate.how),
                found: "a window or a whole".to_string(),
                expected: "write `expanding()`: it has a value for each row",
            });
        }
        Ok(Self {
            frame,
            aggregates,
            beside,
            kinds: None,
            running: Groups::new(),
            held: Held::default(),
        })
    }

    /// Takes a batch, and gives the results after it.
    ///
    /// # Errors
    ///
    /// A column is not there or of a type that frames do not have or that it had not before, something cannot be done with
    /// its values, or a sum of integers does not fit. The batch may then count or not.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<RecordBatch, DynError> {
        let sheet = self.frame.sheet(batch)?;
        let rows = self.take(&sheet)?;
        let of_groups = self.frame.windows_of_groups;
        match self.frame.over {
            Over::Everything => {
                for row in &rows {
                    count(&mut self.running, &self.aggregates, row);
                }
                self.table(&self.running)
            }
            Over::Batch => self.table_of(&rows),
            Over::Window(reach) => {
                for row in rows {
                    self.held.keep(row, reach.0, of_groups);
                }
                self.table_of(self.held.now(reach.0))
            }
            Over::Rolling(reach) => {
                let mut results = vec![Vec::new(); self.aggregates.len()];
                for row in rows {
                    let key = row.key.clone();
                    self.held.keep(row, reach.0, of_groups);
                    self.roll(reach.0, key.as_ref(), &mut results)?;
                }
                self.column_by_column(&sheet, &results)
            }
            Over::Expanding => {
                let mut results = vec![Vec::new(); self.aggregates.len()];
                for row in &rows {
                    count(&mut self.running, &self.aggregates, row);
                    let states = row.key.as_ref().and_then(|key| self.running.get(key));
                    let periods = self.frame.min_periods.unwrap_or(0);
                    self.show(states.map(Vec::as_slice), periods, &mut results)?;
                }
                self.column_by_column(&sheet, &results)
            }
        }
    }

    /// The rows of a batch, as far as they matter.
    fn take(&mut self, sheet: &Sheet) -> Result<Vec<Row>, DynError> {
        let columns = |names: &mut dyn Iterator<Item = &String>| -> Result<Vec<Column>, DynError> {
            names.map(|name| sheet.column(name)).collect()
        };
        let keys = columns(&mut self.frame.keys.iter())?;
        let inputs = columns(&mut self.aggregates.iter().map(|(_, aggregate)| &aggregate.column))?;
        self.check(&keys, &inputs)?;
        let labels = self.labels(sheet)?;
        let row = |row| {
            let key: Vec<Value> = keys.iter().map(|column| column.cell(row)).collect();
            Row {
                label: labels.as_ref().map_or(0, |labels| labels[row]),
                until: i64::MIN,
                key: Some(key).filter(|key| !key.iter().any(Value::is_missing)),
                cells: inputs.iter().map(|column| column.cell(row)).collect(),
            }
        };
        Ok((0..sheet.rows).map(row).collect())
    }

    /// That columns hold what they held before, and what can be aggregated.
    fn check(&mut self, keys: &[Column], inputs: &[Column]) -> Result<(), DynError> {
        let found = (
            keys.iter().map(Column::kind).collect(),
            inputs.iter().map(Column::kind).collect(),
        );
        let Some((known_keys, known_inputs)) = &self.kinds else {
            for ((_, aggregate), input) in self.aggregates.iter().zip(inputs) {
                aggregate.kind(input.kind())?;
            }
            self.kinds = Some(found);
            return Ok(());
        };
        let names = self
            .frame
            .keys
            .iter()
            .chain(self.aggregates.iter().map(|(_, aggregate)| &aggregate.column));
        let pairs = known_keys.iter().chain(known_inputs).zip(keys.iter().chain(inputs));
        for (name, (&expected, column)) in names.zip(pairs) {
            if column.kind() != expected {
                return Err(DynError::Changed {
                    column: name.clone(),
                    expected,
                    found: column.kind(),
                });
            }
        }
        Ok(())
    }

    /// The labels, if windows go by them.
    fn labels(&self, sheet: &Sheet) -> Result<Option<Vec<i64>>, DynError> {
        let (Over::Window(reach) | Over::Rolling(reach)) = self.frame.over else {
            return Ok(None);
        };
        let Back::Labels(near) = reach.0 else {
            return Ok(None);
        };
        match sheet.labels(self.frame.index.as_ref())? {
            (kind, labels) if kind == near.kind => Ok(Some(labels)),
            _ => Err(DynError::Index),
        }
    }

    /// Adds the results of the window that ends with the newest row, which has this key.
    fn roll(&self, back: Back, key: Option<&Vec<Value>>, results: &mut [Vec<Value>]) -> Result<(), DynError> {
        let is_within = !self.frame.keys.is_empty() && !self.frame.windows_of_groups;
        let periods = self.frame.min_periods.unwrap_or(match back {
            Back::Rows(rows) if !is_within => rows,
            _ => 1,
        });
        if key.is_none() {
            return self.show(None, periods, results);
        }
        let mut states = self.begin();
        for row in self.held.ending(back).filter(|row| row.key.as_ref() == key) {
            push(&mut states, &self.aggregates, row);
        }
        self.show(Some(&states), periods, results)
    }

    fn begin(&self) -> Vec<Accumulator> {
        begin(&self.aggregates)
    }

    /// Adds a result of each aggregate; it is missing if there are fewer values than `periods`, or no states.
    fn show(&self, states: Option<&[Accumulator]>, periods: usize, results: &mut [Vec<Value>]) -> Result<(), DynError> {
        let aggregates = self.aggregates.iter().zip(self.result_kinds());
        for (place, (results, ((name, aggregate), kind))) in results.iter_mut().zip(aggregates).enumerate() {
            let how = &aggregate.how;
            results.push(match states.and_then(|states| states.get(place)) {
                Some(state) if state.counted(how) >= periods as u64 => state.value(how, kind, name)?,
                _ => Value::Missing,
            });
        }
        Ok(())
    }

    /// What the results are. Inputs were found to fit when they were seen first.
    fn result_kinds(&self) -> impl Iterator<Item = Kind> {
        let inputs = self.kinds.iter().flat_map(|(_, inputs)| inputs);
        inputs
            .zip(&self.aggregates)
            .map(|(&input, (_, aggregate))| aggregate.kind(input).unwrap_or(input))
    }

    /// A table of the groups of some rows.
    fn table_of<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> Result<RecordBatch, DynError> {
        let mut groups = Groups::new();
        for row in rows {
            count(&mut groups, &self.aggregates, row);
        }
        self.table(&groups)
    }

    /// A row for each group, its key first; one row if there are no keys.
    fn table(&self, groups: &Groups) -> Result<RecordBatch, DynError> {
        let nothing = Groups::from([(Vec::new(), self.begin())]);
        let groups = if self.frame.keys.is_empty() && groups.is_empty() {
            &nothing
        } else {
            groups
        };
        let mut table = Sheet::new(groups.len());
        let kinds = self.kinds.iter().flat_map(|(keys, _)| keys);
        for (place, (name, &kind)) in self.frame.keys.iter().zip(kinds).enumerate() {
            let cells: Vec<Value> = groups.keys().map(|key| key[place].clone()).collect();
            table.assign(name, &Column::from_cells(kind, &cells));
        }
        let mut results = vec![Vec::new(); self.aggregates.len()];
        for states in groups.values() {
            self.show(Some(states), 0, &mut results)?;
        }
        self.finish(table, &results)
    }

    /// A row for each row of the batch, which is there itself or has its index first.
    fn column_by_column(&self, sheet: &Sheet, results: &[Vec<Value>]) -> Result<RecordBatch, DynError> {
        if self.beside {
            return self.finish(sheet.clone(), results);
        }
        let mut table = Sheet::new(sheet.rows);
        if let Some(name) = &self.frame.index {
            table.assign(name, &sheet.column(name)?);
        }
        self.finish(table, results)
    }

    fn finish(&self, mut table: Sheet, results: &[Vec<Value>]) -> Result<RecordBatch, DynError> {
        for (((name, _), kind), cells) in self.aggregates.iter().zip(self.result_kinds()).zip(results) {
            table.assign(name, &Column::from_cells(kind, cells));
        }
        table.to_batch()
    }
}

fn begin(aggregates: &[(String, Aggregation)]) -> Vec<Accumulator> {
    let states = aggregates.iter().map(|(_, aggregate)| Accumulator::new(&aggregate.how));
    states.collect()
}

/// Counts a row among its group.
fn count(groups: &mut Groups, aggregates: &[(String, Aggregation)], row: &Row) {
    let Some(key) = &row.key else { return };
    match groups.get_mut(key) {
        Some(states) => push(states, aggregates, row),
        None => {
            let mut states = begin(aggregates);
            push(&mut states, aggregates, row);
            groups.insert(key.clone(), states);
        }
    }
}

fn push(states: &mut [Accumulator], aggregates: &[(String, Aggregation)], row: &Row) {
    for ((state, (_, aggregate)), cell) in states.iter_mut().zip(aggregates).zip(&row.cells) {
        state.push(&aggregate.how, cell);
    }
}
