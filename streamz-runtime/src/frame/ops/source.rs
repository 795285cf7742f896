//! `frame`: tables, or rows one at a time, as a stream of frames.

use core::marker::PhantomData;

use crate::emission::One;
use crate::flow::Flow;
use crate::frame::column::Column;
use crate::frame::plan::{Frames, PlanAt, Shaped};
use crate::frame::rows::Rows;
use crate::frame::shape::{CellOf, Plain};
use crate::frame::table::{Frame, RowOf, Table, TableRows};
use crate::kind::{Own, Ref};
use crate::operator::{EachTick, Node, Operator};

/// The plan of rows that lie in a [`Table`].
pub struct Tables<S>(PhantomData<fn() -> S>);

impl<S: Frame> Shaped for Tables<S> {
    type Row = CellOf<S::Column>;
    type Index = Plain<S::Index>;
}

impl<'a, S: Frame> PlanAt<'a, &'a Self> for Tables<S> {
    type Rows = TableRows<'a, S, <S::Column as Column>::Cells<'a>>;
}

/// The operator of `frame` on tables.
pub struct LendTable<S>(PhantomData<fn() -> S>);

impl<S: Frame> Node for LendTable<S> {
    type Out = Frames<Tables<S>>;
    type Rate = EachTick;
}

impl<S: Frame> Operator for LendTable<S> {
    type In = Ref<Table<S>>;
    type Emit<'a>
        = One<TableRows<'a, S, <S::Column as Column>::Cells<'a>>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, table: &'a Table<S>) -> Self::Emit<'a> {
        One(table.rows())
    }
}

/// The operator of `frame` on tables that are handed over.
pub struct KeepTable<S: Frame> {
    table: Table<S>,
}

impl<S: Frame> Node for KeepTable<S> {
    type Out = Frames<Tables<S>>;
    type Rate = EachTick;
}

impl<S: Frame> Operator for KeepTable<S> {
    type In = Own<Table<S>>;
    type Emit<'a>
        = One<TableRows<'a, S, <S::Column as Column>::Cells<'a>>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, table: Table<S>) -> Self::Emit<'a> {
        self.table = table;
        One(self.table.rows())
    }

    #[inline]
    fn settle(&mut self) {
        self.table = Table::new();
    }
}

/// The plan of rows that come one at a time.
pub struct Singles<S>(PhantomData<fn() -> S>);

/// The one row of an event.
pub struct SingleRow<'a, S> {
    row: &'a S,
}

impl<S> Clone for SingleRow<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for SingleRow<'_, S> {}

impl<'a, S: Frame> Rows for SingleRow<'a, S> {
    type Row = RowOf<'a, S>;
    type Index = S::Index;

    #[inline(always)]
    fn places(self) -> usize {
        1
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(S::Index, RowOf<'a, S>)> {
        (place == 0).then(|| {
            let row = self.row.cell();
            (S::index(row), row)
        })
    }

    #[inline(always)]
    fn each(self, mut visit: impl FnMut(S::Index, RowOf<'a, S>)) {
        let row = self.row.cell();
        visit(S::index(row), row);
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}

impl<S: Frame> Shaped for Singles<S> {
    type Row = CellOf<S::Column>;
    type Index = Plain<S::Index>;
}

impl<'a, S: Frame> PlanAt<'a, &'a Self> for Singles<S> {
    type Rows = SingleRow<'a, S>;
}

/// The operator of `frame` on rows that are lent.
pub struct LendRow<S>(PhantomData<fn() -> S>);

impl<S: Frame> Node for LendRow<S> {
    type Out = Frames<Singles<S>>;
    type Rate = EachTick;
}

impl<S: Frame> Operator for LendRow<S> {
    type In = Ref<S>;
    type Emit<'a>
        = One<SingleRow<'a, S>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, row: &'a S) -> Self::Emit<'a> {
        One(SingleRow { row })
    }
}

/// The operator of `frame` on rows that are handed over.
pub struct KeepRow<S> {
    row: Option<S>,
}

impl<S: Frame> Node for KeepRow<S> {
    type Out = Frames<Singles<S>>;
    type Rate = EachTick;
}

impl<S: Frame> Operator for KeepRow<S> {
    type In = Own<S>;
    type Emit<'a>
        = One<SingleRow<'a, S>>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, row: S) -> Self::Emit<'a> {
        One(SingleRow {
            row: self.row.insert(row),
        })
    }

    #[inline(always)]
    fn settle(&mut self) {
        self.row = None;
    }
}

impl<S: Frame, const CLOCK: usize> Flow<Ref<Table<S>>, CLOCK> {
    /// Takes each table as a batch of rows: the operators that follow work on rows and columns.
    ///
    /// # Examples
    ///
    /// ```
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
    /// let mut p = pipeline!(|sales: &Table<Sale>| {
    ///     sales.frame().filter(|sale| sale.name == "Alice").sum(|sale| sale.amount).sink(|x| totals.push(x));
    /// });
    /// let mut batch = Table::new();
    /// for (name, amount) in [("Alice", 100.0), ("Bob", 200.0), ("Alice", 1.0)] {
    ///     batch.push(SaleRow { name, amount });
    /// }
    /// p.emit(&batch);
    /// p.emit(&batch);
    /// drop(p);
    /// assert_eq!(totals, [101.0, 202.0]);
    /// ```
    pub fn frame(self) -> LendTable<S> {
        LendTable(PhantomData)
    }
}

impl<S: Frame, const CLOCK: usize> Flow<Own<Table<S>>, CLOCK> {
    /// Takes each table as a batch of rows: the operators that follow work on rows and columns.
    pub fn frame(self) -> KeepTable<S> {
        KeepTable { table: Table::new() }
    }
}

impl<S: Frame, const CLOCK: usize> Flow<Ref<S>, CLOCK> {
    /// Takes each item as a batch of one row.
    pub fn frame(self) -> LendRow<S> {
        LendRow(PhantomData)
    }
}

impl<S: Frame, const CLOCK: usize> Flow<Own<S>, CLOCK> {
    /// Takes each item as a batch of one row.
    pub fn frame(self) -> KeepRow<S> {
        KeepRow { row: None }
    }
}
