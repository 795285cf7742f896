//! `try_frame`, `to_batches`: record batches as streams of frames, and back.

use core::marker::PhantomData;

use arrow_array::RecordBatch;

use super::batch::Batches;
use super::error::SchemaError;
use crate::emission::One;
use crate::flow::Flow;
use crate::frame::column::{Column, Columns, Record};
use crate::frame::ops::Tables;
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable};
use crate::frame::shape::Shape;
use crate::frame::table::{Frame, Table, TableRows};
use crate::kind::{Own, Ref};
use crate::operator::{EachTick, Node, Operator, TryOperator};

/// The operator of `try_frame`, on items of the kind `K`.
pub struct TryFrame<S: Frame, K> {
    table: Table<S>,
    kind: PhantomData<fn(K)>,
}

impl<S: Frame, K> TryFrame<S, K> {
    fn new() -> Self {
        Self {
            table: Table::new(),
            kind: PhantomData,
        }
    }
}

impl<S: Frame, K> Node for TryFrame<S, K> {
    type Out = Frames<Tables<S>>;
    type Rate = EachTick;
}

impl<S: Frame> TryOperator for TryFrame<S, Own<RecordBatch>> {
    type In = Own<RecordBatch>;
    type Error = SchemaError;
    type Emit<'a>
        = One<TableRows<'a, S, <S::Column as Column>::Cells<'a>>>
    where
        Self: 'a;

    #[inline]
    fn try_step<'a>(&'a mut self, batch: RecordBatch) -> Result<Self::Emit<'a>, SchemaError> {
        self.table.bind(&batch)?;
        Ok(One(self.table.rows()))
    }

    #[inline]
    fn settle(&mut self) {
        self.table.clear();
    }
}

impl<S: Frame> TryOperator for TryFrame<S, Ref<RecordBatch>> {
    type In = Ref<RecordBatch>;
    type Error = SchemaError;
    type Emit<'a>
        = One<TableRows<'a, S, <S::Column as Column>::Cells<'a>>>
    where
        Self: 'a;

    #[inline]
    fn try_step<'a>(&'a mut self, batch: &'a RecordBatch) -> Result<Self::Emit<'a>, SchemaError> {
        self.table.bind(batch)?;
        Ok(One(self.table.rows()))
    }

    #[inline]
    fn settle(&mut self) {
        self.table.clear();
    }
}

impl<const CLOCK: usize> Flow<Own<RecordBatch>, CLOCK> {
    /// Takes each record batch as rows of the frame `S`; see [`frame::arrow`](crate::frame::arrow) for the types.
    ///
    /// # Errors
    ///
    /// `emit` fails if a batch does not hold such rows; the next is looked at afresh.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::arrow::{RecordBatch, SchemaError};
    /// use streamz::frame::{Frame, Table};
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     name: String,
    ///     amount: f64,
    /// }
    ///
    /// let mut totals = Vec::new();
    /// let mut p = pipeline!(|batches: RecordBatch| -> Result<(), SchemaError> {
    ///     batches.try_frame::<Sale>().sum(|sale| sale.amount).sink(|x| totals.push(x));
    /// });
    /// let sales = Table::from_iter([Sale { name: "tea".to_owned(), amount: 2.5 }]);
    /// p.emit(sales.into())?;
    /// drop(p);
    /// assert_eq!(totals, [2.5]);
    /// # Ok::<(), SchemaError>(())
    /// ```
    pub fn try_frame<S: Frame>(self) -> TryFrame<S, Own<RecordBatch>> {
        TryFrame::new()
    }
}

impl<const CLOCK: usize> Flow<Ref<RecordBatch>, CLOCK> {
    /// Takes each record batch as rows of the frame `S`; see [`frame::arrow`](crate::frame::arrow) for the types.
    ///
    /// # Errors
    ///
    /// `emit` fails if a batch does not hold such rows; the next is looked at afresh.
    pub fn try_frame<S: Frame>(self) -> TryFrame<S, Ref<RecordBatch>> {
        TryFrame::new()
    }
}

/// The operator of [`FrameFlow::to_batches`].
pub struct ToBatches<P, L, C> {
    batches: Batches<L, C>,
    plan: PhantomData<fn(P)>,
}

impl<P: Plan, L, C> Node for ToBatches<P, L, C> {
    type Out = Own<RecordBatch>;
    type Rate = EachTick;
}

impl<P, L: Columns, C: Columns> Operator for ToBatches<P, L, C>
where
    P: Readable<Index: for<'r> Shape<At<'r>: Record<Column = L>>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<RecordBatch>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        One(self.batches.batch(rows))
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Each batch of rows as a record batch; see [`Batches`] for the columns.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::Frame;
    /// use streamz::prelude::*;
    ///
    /// #[derive(Frame)]
    /// struct Sale {
    ///     #[frame(index)]
    ///     number: u32,
    ///     price: f64,
    /// }
    ///
    /// let mut columns = Vec::new();
    /// let mut p = pipeline!(|sales: Sale| {
    ///     sales.frame().map(|sale| sale.price * 1.2).to_batches().sink(|batch| {
    ///         columns.extend(batch.schema().fields().iter().map(|field| field.name().clone()));
    ///     });
    /// });
    /// p.emit(Sale { number: 7, price: 5.0 });
    /// drop(p);
    /// assert_eq!(columns, ["index", "value"]);
    /// ```
    pub fn to_batches<L, C>(self) -> ToBatches<P, L, C>
    where
        L: Columns,
        C: Columns,
        P: Plan<Index: for<'r> Shape<At<'r>: Record<Column = L>>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    {
        ToBatches {
            batches: Batches::default(),
            plan: PhantomData,
        }
    }
}

crate::saved!([S: Frame, K] TryFrame<S, K> {});
crate::saved!([P, L, C] ToBatches<P, L, C> {});
