//! Aggregates of what was seen.

use std::collections::{BTreeMap, VecDeque};
use std::format;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::accumulate::{Accumulator, Aggregation, How};
use super::column::{Cell, Column, Kind};
use super::error::DynError;
use super::sheet::Sheet;
use super::{DynFrame, Over, Reach};

/// The states of the aggregates of each group; of all rows if there are no keys.
type Groups = BTreeMap<Vec<Cell>, Vec<Accumulator>>;

/// Aggregates of batches of rows; made by [`DynFrame::aggregate`].
#[derive(Clone, Debug)]
pub struct DynAggregate {
    frame: DynFrame,
    aggregates: Vec<(String, Aggregation)>,
    // What keys and aggregated columns hold, once it is known.
    kinds: Option<(Vec<Kind>, Vec<Kind>)>,
    running: Groups,
    // The rows of windows, oldest first.
    rows: VecDeque<Row>,
    newest: i64,
}

/// What is kept of a row.
#[derive(Clone, Debug)]
struct Row {
    label: i64,
    /// Nothing if a key is missing.
    key: Option<Vec<Cell>>,
    cells: Vec<Cell>,
}

impl DynAggregate {
    pub(super) fn new(frame: DynFrame, aggregates: Vec<(String, Aggregation)>) -> Result<Self, DynError> {
        let elsewhere = !matches!(frame.over, Over::Expanding);
        if let Some((name, aggregate)) = aggregates
            .iter()
            .find(|(_, aggregate)| elsewhere && aggregate.is_cumulative())
        {
            return Err(DynError::Operation {
                operation: format!("{name}: {:?}", aggregate.how).to_lowercase(),
                found: "a window or a whole".to_string(),
                expected: "write `expanding()`: it has a value for each row",
            });
        }
        Ok(Self {
            frame,
            aggregates,
            kinds: None,
            running: Groups::new(),
            rows: VecDeque::new(),
            newest: i64::MIN,
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
                    self.keep(row, reach);
                }
                self.table_of(&self.rows)
            }
            Over::Rolling(reach) => {
                let mut results = vec![Vec::new(); self.aggregates.len()];
                for row in rows {
                    self.keep(row, reach);
                    self.roll(reach, &mut results)?;
                }
                self.column_by_column(&sheet, &results)
            }
            Over::Expanding => {
                let mut results = vec![Vec::new(); self.aggregates.len()];
                for row in &rows {
                    count(&mut self.running, &self.aggregates, row);
                    let states = row.key.as_ref().and_then(|key| self.running.get(key));
                    self.show(states.map(Vec::as_slice), 0, &mut results)?;
                }
                self.column_by_column(&sheet, &results)
            }
        }
    }

    /// The rows of a batch, as far as they matter.
    fn take(&mut self, sheet: &Sheet) -> Result<Vec<Row>, DynError> {
        let columns = |names: &mut dyn Iterator<Item = &String>| -> Result<Vec<Column>, DynError> {
            names.map(|name| sheet.column(name).cloned()).collect()
        };
        let keys = columns(&mut self.frame.keys.iter())?;
        let inputs = columns(&mut self.aggregates.iter().map(|(_, aggregate)| &aggregate.column))?;
        self.check(&keys, &inputs)?;
        let labels = self.labels(sheet)?;
        let row = |row| {
            let key: Vec<Cell> = keys.iter().map(|column| column.cell(row)).collect();
            Row {
                label: labels.as_ref().map_or(0, |labels| labels[row]),
                key: Some(key).filter(|key| !key.iter().any(Cell::is_missing)),
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
        let wanted = match reach {
            Reach::Rows(_) => return Ok(None),
            Reach::Time(_) => Kind::Time,
            Reach::Span(_) => Kind::Int,
        };
        let index = sheet.column(self.frame.index.as_ref().ok_or(DynError::Index)?)?;
        let label = |cell: Cell| match cell {
            Cell::Int(label) | Cell::Time(label) if index.kind() == wanted => Ok(label),
            _ => Err(DynError::Index),
        };
        Ok(Some(index.cells().into_iter().map(label).collect::<Result<_, _>>()?))
    }

    /// Puts a row into the window, and lets those go that no window has any more.
    fn keep(&mut self, row: Row, reach: Reach) {
        self.newest = self.newest.max(row.label);
        self.rows.push_back(row);
        match reach {
            Reach::Rows(rows) if self.frame.windows_of_groups => {
                let Some(Row { key: Some(key), .. }) = self.rows.back().cloned() else {
                    return;
                };
                let mut count = 0;
                let mut place = self.rows.len();
                while let Some(before) = place.checked_sub(1) {
                    place = before;
                    count += usize::from(self.rows[place].key.as_ref() == Some(&key));
                    if count > rows {
                        self.rows.remove(place);
                        return;
                    }
                }
            }
            Reach::Rows(rows) => {
                while self.rows.len() > rows {
                    self.rows.pop_front();
                }
            }
            Reach::Time(width) | Reach::Span(width) => {
                let newest = self.newest;
                self.rows.retain(|row| row.label > newest.saturating_sub(width));
            }
        }
    }

    /// Adds the results of the window that ends with the newest row.
    fn roll(&self, reach: Reach, results: &mut [Vec<Cell>]) -> Result<(), DynError> {
        let periods = self.frame.min_periods.unwrap_or(match reach {
            Reach::Rows(rows) => rows,
            Reach::Time(_) | Reach::Span(_) => 1,
        });
        let Some(key) = self.rows.back().and_then(|row| row.key.as_ref()) else {
            return self.show(None, periods, results);
        };
        let mut states = self.begin();
        for row in self.rows.iter().filter(|row| row.key.as_ref() == Some(key)) {
            push(&mut states, row);
        }
        self.show(Some(&states), periods, results)
    }

    fn begin(&self) -> Vec<Accumulator> {
        self.aggregates.iter().map(|(_, aggregate)| aggregate.begin()).collect()
    }

    /// Adds a result of each aggregate; it is missing if there are fewer values than `periods`, or no states.
    fn show(&self, states: Option<&[Accumulator]>, periods: usize, results: &mut [Vec<Cell>]) -> Result<(), DynError> {
        for (place, (results, kind)) in results.iter_mut().zip(self.result_kinds()).enumerate() {
            let (name, aggregate) = &self.aggregates[place];
            results.push(match states.map(|states| &states[place]) {
                Some(state) if state.counted(aggregate.how) >= periods as u64 => state.value(kind, name)?,
                _ => Cell::Missing,
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
            let cells: Vec<Cell> = groups.keys().map(|key| key[place].clone()).collect();
            table.assign(name, Column::from_cells(kind, &cells));
        }
        let mut results = vec![Vec::new(); self.aggregates.len()];
        for states in groups.values() {
            self.show(Some(states), 0, &mut results)?;
        }
        self.finish(table, &results)
    }

    /// A row for each row of the batch, the index first.
    fn column_by_column(&self, sheet: &Sheet, results: &[Vec<Cell>]) -> Result<RecordBatch, DynError> {
        let mut table = Sheet::new(sheet.rows);
        if let Some(name) = &self.frame.index {
            table.assign(name, sheet.column(name)?.clone());
        }
        self.finish(table, results)
    }

    fn finish(&self, mut table: Sheet, results: &[Vec<Cell>]) -> Result<RecordBatch, DynError> {
        for (((name, _), kind), cells) in self.aggregates.iter().zip(self.result_kinds()).zip(results) {
            table.assign(name, Column::from_cells(kind, cells));
        }
        table.to_batch()
    }
}

/// Counts a row among its group.
fn count(groups: &mut Groups, aggregates: &[(String, Aggregation)], row: &Row) {
    let Some(key) = &row.key else { return };
    if !groups.contains_key(key) {
        let begin = aggregates.iter().map(|(_, aggregate)| aggregate.begin());
        groups.insert(key.clone(), begin.collect());
    }
    if let Some(states) = groups.get_mut(key) {
        push(states, row);
    }
}

fn push(states: &mut [Accumulator], row: &Row) {
    for (state, cell) in states.iter_mut().zip(&row.cells) {
        state.push(cell);
    }
}

impl Accumulator {
    /// How many rows there are that count for `min_periods`.
    fn counted(&self, how: How) -> u64 {
        match how {
            How::Count | How::Size => self.rows,
            _ => self.present,
        }
    }
}
