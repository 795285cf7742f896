//! The rows that windows have.

use std::collections::VecDeque;
use std::vec::Vec;

use super::reach::Back;
use super::value::Value;

/// What is kept of a row.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Row {
    pub(super) label: i64,
    /// The greatest label up to it.
    pub(super) until: i64,
    /// Nothing if a key is missing.
    pub(super) key: Option<Vec<Value>>,
    pub(super) cells: Vec<Value>,
}

/// The rows of windows, oldest first.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Held {
    pub(super) rows: VecDeque<Row>,
    newest: Option<i64>,
}

impl Held {
    /// Takes a row, and lets those go that no window has any more.
    pub(super) fn keep(&mut self, mut row: Row, back: Back, windows_of_groups: bool) {
        row.until = self.newest.map_or(row.label, |newest| newest.max(row.label));
        let newest = row.until;
        self.newest = Some(newest);
        self.rows.push_back(row);
        match back {
            Back::Rows(rows) if windows_of_groups => self.keep_of_group(rows),
            Back::Rows(rows) => {
                while self.rows.len() > rows {
                    self.rows.pop_front();
                }
            }
            Back::Labels(near) => {
                while self.rows.front().is_some_and(|row| near.is_old(row.until, newest)) {
                    self.rows.pop_front();
                }
            }
        }
    }

    /// Keeps only so many rows of the group of the newest.
    fn keep_of_group(&mut self, rows: usize) {
        let Some(Row { key: Some(key), .. }) = self.rows.back() else {
            self.rows.pop_back();
            return;
        };
        let of_group = self
            .rows
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, row)| row.key.as_ref() == Some(key));
        let extra = of_group.map(|(place, _)| place).nth(rows);
        if let Some(extra) = extra {
            self.rows.remove(extra);
        }
    }

    /// The rows in the window of the newest row. A row that came late lies where it came.
    pub(super) fn ending(&self, back: Back) -> impl Iterator<Item = &Row> {
        let newest = self.newest.unwrap_or(i64::MIN);
        self.rows.iter().filter(move |row| match back {
            Back::Rows(_) => true,
            Back::Labels(near) => near.has(row.until, newest),
        })
    }

    /// The rows in the window as it is now, where one that came late goes by its own label.
    pub(super) fn now(&self, back: Back) -> impl Iterator<Item = &Row> {
        let newest = self.newest.unwrap_or(i64::MIN);
        self.rows.iter().filter(move |row| match back {
            Back::Rows(_) => true,
            Back::Labels(near) => near.has(row.label, newest),
        })
    }
}
