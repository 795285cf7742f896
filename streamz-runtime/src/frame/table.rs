//! Batches of rows in columns.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;

use super::column::{Cells, Column, Columns, Field};
use super::rows::Rows;

/// A struct that is a row of a frame: made by `#[derive(Frame)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of a frame",
    note = "write `#[derive(Frame)]` on the struct, whose fields are the columns"
)]
pub trait Frame: Field<Column: Columns> {
    /// The label of a row: the field marked `#[frame(index)]`, or `()`.
    type Index: Copy;

    /// The label of a row.
    fn index(row: RowOf<'_, Self>) -> Self::Index;
}

/// A row of the frame `S`: the struct with `Row` behind its name that `#[derive(Frame)]` makes.
pub type RowOf<'a, S> = <<S as Field>::Column as Column>::Cell<'a>;

/// A batch of rows in columns.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Frame, Rows, Table};
///
/// #[derive(Frame)]
/// struct Amount {
///     name: String,
///     amount: f64,
/// }
///
/// let table: Table<Amount> = [("Alice", 100.0), ("Bob", 200.0)]
///     .into_iter()
///     .map(|(name, amount)| Amount { name: name.to_owned(), amount })
///     .collect();
/// let names: Vec<&str> = table.rows().iter().map(|(_, row)| row.name).collect();
/// assert_eq!(names, ["Alice", "Bob"]);
/// ```
pub struct Table<S: Frame> {
    pub(super) columns: S::Column,
    #[cfg(feature = "arrow")]
    pub(super) binding: super::arrow::Binding,
}

impl<S: Frame> Table<S> {
    /// A batch without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: RowOf<'_, S>) {
        self.columns.push(row);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.columns.cells().len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lets go of all rows, and keeps the memory.
    pub fn clear(&mut self) {
        self.columns.clear();
    }

    /// The rows.
    pub fn rows(&self) -> TableRows<'_, S, <S::Column as Column>::Cells<'_>> {
        TableRows {
            cells: self.columns.cells(),
            frame: PhantomData,
        }
    }
}

impl<S: Frame> Default for Table<S> {
    fn default() -> Self {
        Self {
            columns: S::Column::default(),
            #[cfg(feature = "arrow")]
            binding: super::arrow::Binding::default(),
        }
    }
}

impl<S: Frame> Clone for Table<S>
where
    S::Column: Clone,
{
    fn clone(&self) -> Self {
        Self {
            columns: self.columns.clone(),
            #[cfg(feature = "arrow")]
            binding: self.binding.clone(),
        }
    }
}

impl<S: Frame> fmt::Debug for Table<S>
where
    S::Column: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("columns", &self.columns).finish()
    }
}

impl<S: Frame> Extend<S> for Table<S> {
    fn extend<I: IntoIterator<Item = S>>(&mut self, rows: I) {
        for row in rows {
            self.columns.push(row.cell());
        }
    }
}

impl<S: Frame> FromIterator<S> for Table<S> {
    fn from_iter<I: IntoIterator<Item = S>>(rows: I) -> Self {
        let mut table = Self::new();
        table.extend(rows);
        table
    }
}

/// The rows of a [`Table`], whose cells are `C`.
pub struct TableRows<'a, S, C> {
    cells: C,
    frame: PhantomData<(fn() -> S, &'a ())>,
}

impl<S, C: Copy> Clone for TableRows<'_, S, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, C: Copy> Copy for TableRows<'_, S, C> {}

impl<'a, S: Frame, C: Cells<Cell = RowOf<'a, S>>> Rows for TableRows<'a, S, C> {
    type Row = RowOf<'a, S>;
    type Index = S::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.cells.len()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(S::Index, RowOf<'a, S>)> {
        (place < self.cells.len()).then(|| {
            let row = self.cells.at(place);
            (S::index(row), row)
        })
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(S::Index, RowOf<'a, S>)) {
        let cells = self.cells.narrow(places.end);
        for place in places {
            let row = cells.at(place);
            visit(S::index(row), row);
        }
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}
