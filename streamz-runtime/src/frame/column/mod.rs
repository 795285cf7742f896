//! Columns: where the cells of rows lie.

/// Says that a column is a leaf, and what it is when it stands alone.
macro_rules! leaf {
    ([$($generics:tt)*] $column:ty) => {
        impl<$($generics)*> $crate::frame::column::Leaf for $column where Self: $crate::frame::column::Exchange {}

        impl<$($generics)*> $crate::frame::column::Columns for $column
        where
            Self: $crate::frame::column::Leaf,
        {
            fn visit(&self, visitor: &mut impl $crate::frame::column::Visit) {
                visitor.leaf("", self);
            }

            fn visit_mut<V: $crate::frame::column::VisitMut>(&mut self, visitor: &mut V) -> Result<(), V::Error> {
                visitor.leaf("", self)
            }
        }
    };
}

#[doc(hidden)]
pub mod choice;
mod extended;
mod native;
mod text;
mod tuple;
mod values;

#[cfg(feature = "arrow")]
use super::arrow::Exchange;
#[cfg(not(feature = "arrow"))]
use apart::Exchange;
pub use extended::{Extended, ExtendedCells, NewColumn};
pub use native::{Native, Number};
pub use text::{NullableText, NullableTextCells, Text, TextCells};
pub use values::Values;

use super::rows::Rows;

/// The cells of a column, lent.
pub trait Cells: Copy {
    /// A cell.
    type Cell: Copy;

    /// How many there are.
    fn len(self) -> usize;

    /// Whether there is none.
    fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same cells, known to be at most `len`: lets the compiler drop the check of every access in a loop up to `len`.
    #[must_use]
    fn narrow(self, len: usize) -> Self;

    /// The cell at `place`.
    ///
    /// # Panics
    ///
    /// If there is none.
    fn at(self, place: usize) -> Self::Cell;
}

impl<T: Copy> Cells for &[T] {
    type Cell = T;

    #[inline(always)]
    fn len(self) -> usize {
        <[T]>::len(self)
    }

    #[inline(always)]
    fn narrow(self, len: usize) -> Self {
        &self[..len]
    }

    #[inline(always)]
    fn at(self, place: usize) -> T {
        self[place]
    }
}

/// A growing column: cells go in at the end, and leave at the front.
///
/// A struct with `#[derive(Frame)]` is a column too, whose cells are rows. What it has grown to is kept, and used again.
pub trait Column: Default + 'static {
    /// A cell: a value, or a borrowed text.
    type Cell<'a>: Copy;

    /// The cells, lent.
    type Cells<'a>: Cells<Cell = Self::Cell<'a>>;

    /// The cells.
    fn cells(&self) -> Self::Cells<'_>;

    /// Adds a cell at the end.
    fn push(&mut self, cell: Self::Cell<'_>);

    /// Adds a cell for each row, which is one: the same as pushing each, and faster where all rows are there.
    fn fill<'c, R: Rows<Row = Self::Cell<'c>>>(&mut self, rows: R)
    where
        Self::Cell<'c>: 'c,
    {
        rows.each(|_, cell| self.push(cell));
    }

    /// Lets go of the first `count` cells.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    fn drop_front(&mut self, count: usize);

    /// Lets go of all cells.
    fn clear(&mut self);
}

/// A column of plain values, not of rows.
///
/// Which columns there are is settled: those of the types that [`Field`] and [`Record`] are implemented for.
#[diagnostic::on_unimplemented(
    message = "a frame is no column of another",
    label = "these are several columns",
    note = "write a field for each of them"
)]
pub trait Leaf: Column + Exchange {}

/// What columns must be able to do in a build that exchanges them with nothing.
#[cfg(not(feature = "arrow"))]
mod apart {
    pub trait Exchange {}
    impl<C> Exchange for C {}
}

/// Looks at columns, one after the other.
pub trait Visit {
    /// The next column.
    fn leaf<L: Leaf>(&mut self, name: &'static str, column: &L);
}

/// Looks at columns, one after the other, and may change them.
pub trait VisitMut {
    /// Why it stops.
    type Error;

    /// The next column.
    ///
    /// # Errors
    ///
    /// The visitor's; it then sees no more columns.
    fn leaf<L: Leaf>(&mut self, name: &'static str, column: &mut L) -> Result<(), Self::Error>;
}

/// Columns that can be shown one by one: those of a struct with `#[derive(Frame)]`, which have names; a single one, and
/// those of tuples, which have none of their own and are shown with the empty name.
pub trait Columns: Column {
    /// The name of the column that holds the labels of the rows, if there is one.
    fn index() -> Option<&'static str> {
        None
    }

    /// Shows each column to `visitor`, in the order of the struct.
    fn visit(&self, visitor: &mut impl Visit);

    /// Shows each column to `visitor`, in the order of the struct.
    ///
    /// # Errors
    ///
    /// The visitor's.
    fn visit_mut<V: VisitMut>(&mut self, visitor: &mut V) -> Result<(), V::Error>;
}

/// A type that a column can hold: a field of a struct with `#[derive(Frame)]`, and such a struct itself.
#[diagnostic::on_unimplemented(
    message = "a frame has no columns of type `{Self}`",
    label = "not a type of columns",
    note = "columns are `bool`, integers, floats, `String`, `Timestamp`, and `Option`s of these; keep one of them instead"
)]
pub trait Field {
    /// Its column.
    type Column: Column;

    /// The value as a cell.
    fn cell(&self) -> <Self::Column as Column>::Cell<'_>;
}

/// A cell or a row that knows where it can be laid down.
#[diagnostic::on_unimplemented(
    message = "rows of type `{Self}` cannot be laid down in columns",
    note = "rows are values, tuples of them, or structs made by `#[derive(Frame)]`"
)]
pub trait Record: Copy {
    /// A column of such cells.
    type Column: Column;

    /// Adds the cell to a column.
    fn lay(self, column: &mut Self::Column);

    /// Adds cells to a column: the same as adding each, and faster where all rows are there.
    fn lay_rows<R: Rows<Row = Self>>(rows: R, column: &mut Self::Column) {
        rows.each(|_, row| row.lay(column));
    }
}
