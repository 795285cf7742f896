//! From columns to a batch.

use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::convert::Infallible;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema, SchemaRef};

use crate::frame::column::{Columns, Leaf, Record, Values, Visit, VisitMut};
use crate::frame::rows::Rows;
use crate::frame::table::{Frame, Table};

/// How many batches that were handed out are remembered, to go on in their memory when nobody else uses it any more.
const REMEMBERED: usize = 3;

/// Makes record batches of rows.
///
/// The columns are those of the rows: a row of a frame has its names. A row that is one value is the column `value`, and of
/// several values each is called by its place, from `"0"` on. Labels are a first column `index`, unless the rows have an
/// index among their own columns. A name that is taken gets `_right` behind it.
///
/// The memory of a batch is used again when whoever it was given to has let go of it, so that in the long run a batch costs
/// a few small allocations for each column, and none for each row (but for the bits of booleans and nulls).
///
/// # Examples
///
/// ```
/// use streamz::frame::arrow::Batches;
/// use streamz::frame::{Frame, Table};
///
/// #[derive(Frame)]
/// struct Sale {
///     name: String,
///     amount: f64,
/// }
///
/// let sales = Table::from_iter([Sale { name: "tea".to_owned(), amount: 2.5 }]);
/// let mut batches = Batches::default();
/// let batch = batches.batch(sales.rows());
/// assert_eq!(batch.schema().field(1).name(), "amount");
/// assert_eq!(batch.num_rows(), 1);
/// ```
#[derive(Debug, Default)]
pub struct Batches<L, C> {
    labels: L,
    rows: C,
    outlet: Outlet,
}

impl<L: Columns, C: Columns> Batches<L, C> {
    /// The schema of the batches.
    pub fn schema(&mut self) -> SchemaRef {
        self.outlet.schema(&self.labels, &self.rows)
    }

    /// A batch of `rows`.
    pub fn batch<R>(&mut self, rows: R) -> RecordBatch
    where
        R: Rows<Index: Record<Column = L>, Row: Record<Column = C>>,
    {
        let mut count = 0;
        if C::index().is_some() {
            rows.each(|_, row| {
                row.lay(&mut self.rows);
                count += 1;
            });
        } else {
            rows.each(|index, row| {
                index.lay(&mut self.labels);
                row.lay(&mut self.rows);
                count += 1;
            });
        }
        self.outlet.batch(&mut self.labels, &mut self.rows, count)
    }
}

/// Makes batches of columns, and goes on in the memory of those before.
#[derive(Debug, Default)]
struct Outlet {
    schema: Option<SchemaRef>,
    out: [Option<RecordBatch>; REMEMBERED],
    oldest: usize,
}

impl Outlet {
    fn schema(&mut self, labels: &impl Columns, rows: &impl Columns) -> SchemaRef {
        self.schema.get_or_insert_with(|| schema_of(labels, rows)).clone()
    }

    /// Hands over `count` rows and their labels.
    fn batch<L: Columns, C: Columns>(&mut self, labels: &mut L, rows: &mut C, count: usize) -> RecordBatch {
        let schema = self.schema(labels, rows);
        let free = self.out.iter_mut().find(|out| out.as_ref().is_some_and(is_ours_alone));
        let mut take = Take {
            old: free
                .and_then(Option::take)
                .map(|batch| batch.into_parts().1.into_iter()),
            arrays: Vec::with_capacity(schema.fields().len()),
        };
        if C::index().is_none() {
            let Ok(()) = labels.visit_mut(&mut take);
        }
        let Ok(()) = rows.visit_mut(&mut take);
        let batch = batch_of(schema, take.arrays, count);
        let place = self.out.iter().position(Option::is_none).unwrap_or(self.oldest);
        self.oldest = (place + 1) % REMEMBERED;
        self.out[place] = Some(batch.clone());
        batch
    }
}

/// The arrays have the types of the schema and are of one length, for both come from the same columns.
fn batch_of(schema: SchemaRef, arrays: Vec<ArrayRef>, count: usize) -> RecordBatch {
    let options = RecordBatchOptions::new().with_row_count(Some(count));
    RecordBatch::try_new_with_options(schema, arrays, &options).expect("columns of one length, as the schema has them")
}

fn is_ours_alone(batch: &RecordBatch) -> bool {
    batch.columns().iter().all(|array| Arc::strong_count(array) == 1)
}

/// Takes the arrays of columns.
struct Take {
    old: Option<alloc::vec::IntoIter<ArrayRef>>,
    arrays: Vec<ArrayRef>,
}

impl VisitMut for Take {
    type Error = Infallible;

    fn leaf<L: Leaf>(&mut self, _: &'static str, column: &mut L) -> Result<(), Infallible> {
        let old = self.old.as_mut().and_then(Iterator::next);
        self.arrays.push(column.take_array(old));
        Ok(())
    }
}

/// Lists columns.
#[derive(Default)]
struct List {
    fields: Vec<Field>,
}

impl Visit for List {
    fn leaf<L: Leaf>(&mut self, name: &'static str, _: &L) {
        self.fields.push(Field::new(name, L::data_type(), L::NULLS));
    }
}

/// The schema of labels and rows, with names for what has none.
fn schema_of<C: Columns>(labels: &impl Columns, rows: &C) -> SchemaRef {
    let (mut index, mut columns) = (List::default(), List::default());
    if C::index().is_none() {
        labels.visit(&mut index);
    }
    rows.visit(&mut columns);
    let alone = columns.fields.len() == 1;
    let label = index.fields.into_iter().map(|field| (field, "index".to_string()));
    let column = columns.fields.into_iter().enumerate().map(|(place, field)| {
        let unnamed = if alone { "value".to_string() } else { place.to_string() };
        (field, unnamed)
    });
    let mut fields: Vec<Field> = Vec::new();
    for (field, unnamed) in label.chain(column) {
        let mut name = match field.name().as_str() {
            "" => unnamed,
            name => name.to_string(),
        };
        while fields.iter().any(|field| *field.name() == name) {
            name.push_str("_right");
        }
        fields.push(field.with_name(name));
    }
    Arc::new(Schema::new(fields))
}

impl<S: Frame> Table<S> {
    /// The schema of the batches that such tables become.
    pub fn schema() -> SchemaRef {
        schema_of(&Values::<()>::default(), &S::Column::default())
    }
}

/// Without copying numbers and text.
impl<S: Frame> From<Table<S>> for RecordBatch {
    fn from(mut table: Table<S>) -> Self {
        let count = table.len();
        Outlet::default().batch(&mut Values::<()>::default(), &mut table.columns, count)
    }
}
