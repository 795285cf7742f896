//! From a batch to a table.

use alloc::string::ToString;
use alloc::vec::Vec;

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{Fields, SchemaRef};

use super::error::SchemaError;
use super::{Exchange, Misfit};
use crate::frame::column::{Column, Columns, Leaf, VisitMut};
use crate::frame::table::{Frame, Table};

/// Where the columns of a table lie in batches of one schema.
#[derive(Clone, Debug, Default)]
pub(in crate::frame) struct Binding {
    schema: Option<SchemaRef>,
    places: Vec<usize>,
}

impl Binding {
    /// Learns where the columns lie, if the schema is not that of the batch before.
    fn learn(&mut self, columns: &mut impl Columns, schema: &SchemaRef) -> Result<(), SchemaError> {
        if self
            .schema
            .as_ref()
            .is_some_and(|known| SchemaRef::ptr_eq(known, schema))
        {
            return Ok(());
        }
        self.schema = None;
        self.places.clear();
        find(columns, schema.fields(), &mut self.places)?;
        self.schema = Some(schema.clone());
        Ok(())
    }
}

/// Where the columns lie among `fields`.
pub(in crate::frame) fn find(
    columns: &mut impl Columns,
    fields: &Fields,
    places: &mut Vec<usize>,
) -> Result<(), SchemaError> {
    columns.visit_mut(&mut Find { fields, places })
}

/// Finds columns by name.
struct Find<'a> {
    fields: &'a Fields,
    places: &'a mut Vec<usize>,
}

impl VisitMut for Find<'_> {
    type Error = SchemaError;

    fn leaf<L: Leaf>(&mut self, name: &'static str, _: &mut L) -> Result<(), SchemaError> {
        let fields = self.fields;
        let place = fields.iter().position(|field| field.name() == name);
        let place = place.ok_or_else(|| SchemaError::Missing {
            column: name,
            expected: L::TAKES,
            nearest: nearest(name, fields.iter().map(|field| field.name().as_str())).map(str::to_string),
        })?;
        self.places.push(place);
        Ok(())
    }
}

/// The name of `names` nearest to `name`, if it looks like a slip of the pen.
pub(in crate::frame) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    names
        .map(|other| (strsim::osa_distance(&name, &other.to_lowercase()), other))
        .filter(|(distance, other)| *distance <= other.len().max(name.len()) / 3)
        .min()
        .map(|(_, other)| other)
}

/// Binds columns to arrays.
struct Bind<'a> {
    arrays: &'a [ArrayRef],
    places: core::slice::Iter<'a, usize>,
}

impl VisitMut for Bind<'_> {
    type Error = SchemaError;

    fn leaf<L: Leaf>(&mut self, name: &'static str, column: &mut L) -> Result<(), SchemaError> {
        let array = self.places.next().and_then(|&place| self.arrays.get(place));
        let array = array.ok_or(SchemaError::Missing {
            column: name,
            expected: L::TAKES,
            nearest: None,
        })?;
        column.bind(array).map_err(|misfit| explain::<L>(name, array, misfit))
    }
}

#[cold]
fn explain<L: Exchange>(column: &'static str, array: &dyn Array, misfit: Misfit) -> SchemaError {
    match misfit {
        Misfit::Type => SchemaError::WrongType {
            column,
            expected: L::TAKES,
            found: array.data_type().clone(),
        },
        Misfit::Nulls => {
            let nulls = array.logical_nulls();
            SchemaError::Nulls {
                column,
                nulls: nulls.as_ref().map_or(0, |nulls| nulls.null_count()),
                row: nulls
                    .and_then(|nulls| nulls.iter().position(|present| !present))
                    .unwrap_or(0),
            }
        }
        Misfit::Range { row, value } => SchemaError::OutOfRange { column, row, value },
    }
}

impl<S: Frame> Table<S> {
    /// Holds the rows of `batch` instead of its own; see [`arrow`](super) for the types.
    ///
    /// The schema is looked at once, as long as batches share it. Numbers without nulls are not copied, and keep the memory
    /// of the batch in use until the table is cleared or bound anew; the rest is copied into memory that the table keeps.
    ///
    /// # Errors
    ///
    /// The batch lacks a column, has one of another type, nulls in a column that is not an `Option`, or a value that the
    /// type of the field does not hold. The table is then empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::arrow::{RecordBatch, SchemaError};
    /// use streamz::frame::{Frame, Rows, Table};
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     name: String,
    ///     amount: f64,
    /// }
    ///
    /// #[derive(Frame)]
    /// struct Renamed {
    ///     nane: String,
    /// }
    ///
    /// let sales = Table::from_iter([Sale { name: "tea".to_owned(), amount: 2.5 }]);
    /// let batch = RecordBatch::from(sales);
    ///
    /// let mut table = Table::<Sale>::new();
    /// table.bind(&batch)?;
    /// assert_eq!(table.rows().iter().map(|(_, sale)| sale.amount).sum::<f64>(), 2.5);
    ///
    /// let error = Table::<Renamed>::try_from(&batch).unwrap_err();
    /// assert!(matches!(&error, SchemaError::Missing { column: "nane", nearest: Some(name), .. } if name == "name"));
    /// # Ok::<(), SchemaError>(())
    /// ```
    pub fn bind(&mut self, batch: &RecordBatch) -> Result<(), SchemaError> {
        self.columns.clear();
        self.binding.learn(&mut self.columns, batch.schema_ref())?;
        let bound = self.columns.visit_mut(&mut Bind {
            arrays: batch.columns(),
            places: self.binding.places.iter(),
        });
        if bound.is_err() {
            self.columns.clear();
        }
        bound
    }
}

impl<S: Frame> TryFrom<&RecordBatch> for Table<S> {
    type Error = SchemaError;

    fn try_from(batch: &RecordBatch) -> Result<Self, SchemaError> {
        let mut table = Self::new();
        table.bind(batch)?;
        Ok(table)
    }
}
