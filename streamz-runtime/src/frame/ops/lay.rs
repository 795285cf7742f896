//! `stream`, `lay`: rows laid down in columns once.

use core::marker::PhantomData;
use core::ops::Range;

use crate::emission::One;
use crate::frame::column::{Cells, Column, Record, Values};
use crate::frame::plan::{FrameFlow, Frames, Plan, PlanAt, Readable, Shaped};
use crate::frame::rows::Rows;
use crate::frame::shape::{CellOf, Plain, Shape};
use crate::operator::{EachTick, Node, Operator};

/// Rows in columns, beside their labels.
#[derive(Clone, Debug)]
pub struct Laid<I, C> {
    labels: Values<I>,
    rows: C,
}

impl<I, C: Default> Default for Laid<I, C> {
    fn default() -> Self {
        Self {
            labels: Values::default(),
            rows: C::default(),
        }
    }
}

impl<I: Copy + 'static, C: Column> Laid<I, C> {
    /// Lays down a row behind those that are there.
    #[inline]
    pub(crate) fn push(&mut self, index: I, row: impl Record<Column = C>) {
        self.labels.push(index);
        row.lay(&mut self.rows);
    }

    /// Lays down a row that was lent by such columns.
    pub(crate) fn push_cell(&mut self, index: I, row: C::Cell<'_>) {
        self.labels.push(index);
        self.rows.push(row);
    }

    /// Lays down the rows behind those that are there.
    #[inline]
    pub(crate) fn extend<R>(&mut self, rows: R)
    where
        R: Rows<Index = I, Row: Record<Column = C>>,
    {
        if rows.is_dense() {
            self.labels.add_rows(rows.labels());
            R::Row::lay_rows(rows, &mut self.rows);
        } else {
            rows.each(|index, row| self.push(index, row));
        }
    }

    /// Lets go of all rows.
    pub(crate) fn clear(&mut self) {
        self.labels.clear();
        self.rows.clear();
    }

    /// Lets go of the first `count` rows.
    pub(crate) fn drop_front(&mut self, count: usize) {
        self.labels.drop_front(count);
        self.rows.drop_front(count);
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.labels.as_slice().len()
    }

    /// The rows.
    #[inline]
    pub(crate) fn rows(&self) -> LaidRows<'_, I, C::Cells<'_>> {
        LaidRows {
            labels: self.labels.as_slice(),
            cells: self.rows.cells(),
        }
    }
}

#[cfg(feature = "serde")]
mod saved {
    use serde::de::{DeserializeSeed, Deserializer, SeqAccess};
    use serde::ser::{Serialize, SerializeTuple, Serializer};

    use super::Laid;
    use crate::frame::column::{Cells, Column, Values};
    use crate::snapshot::{Elements, Exact, Parts, ReadExact, Snapshot, Value, save_part, tuple_of};

    impl<I: Copy + Value + 'static, C: Column + Snapshot> Parts for Laid<I, C> {
        const COUNT: usize = 2;

        fn save_parts<S: SerializeTuple>(&self, tuple: &mut S) -> Result<(), S::Error> {
            save_part(&self.rows, tuple)?;
            let labels = self.labels.as_slice();
            if size_of::<I>() == 0 {
                // In a tuple, for there are formats that write `Some(())` as `None`.
                tuple.serialize_element(&labels.first().map(|label| (label,)))
            } else {
                tuple.serialize_element(&Exact(labels))
            }
        }

        fn restore_parts<'de, A: SeqAccess<'de>>(&mut self, elements: &mut Elements<A>) -> Result<(), A::Error> {
            elements.part(&mut self.rows)?;
            self.labels = Values::new();
            if size_of::<I>() == 0 {
                // There are as many as rows: nobody could read how many if it was damaged.
                let label: Option<(I,)> = elements.value()?;
                let labels = label.into_iter().map(|(label,)| label).cycle();
                self.labels.extend(labels.take(self.rows.cells().len()));
            } else {
                self.labels
                    .extend(elements.seed(ReadExact::<alloc::vec::Vec<I>>::new())?);
            }
            Ok(())
        }
    }

    impl<I: Copy + Value + 'static, C: Column + Snapshot> Snapshot for Laid<I, C> {
        fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            tuple_of::<_, ()>(self).serialize(serializer)
        }

        fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
            tuple_of::<_, ()>(self).deserialize(saved)
        }
    }
}

/// The rows of a [`Laid`], whose cells are `C`.
pub struct LaidRows<'a, I, C> {
    labels: &'a [I],
    cells: C,
}

impl<'a, I, C> LaidRows<'a, I, C> {
    /// The labels of the rows.
    pub(crate) const fn label_slice(&self) -> &'a [I] {
        self.labels
    }
}

impl<I, C: Copy> Clone for LaidRows<'_, I, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, C: Copy> Copy for LaidRows<'_, I, C> {}

impl<I: Copy, C: Cells> Rows for LaidRows<'_, I, C> {
    type Row = C::Cell;
    type Index = I;

    #[inline(always)]
    fn places(self) -> usize {
        self.labels.len()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(I, C::Cell)> {
        self.labels.get(place).map(|&index| (index, self.cells.at(place)))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(I, C::Cell)) {
        let (labels, cells) = (&self.labels[..places.end], self.cells.narrow(places.end));
        for place in places {
            visit(labels[place], cells.at(place));
        }
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}

/// The operator of [`FrameFlow::lay`], and the plan of what it hands on.
pub struct Lay<P, I, C> {
    laid: Laid<I, C>,
    plan: PhantomData<fn(P)>,
}

impl<P, I: Copy, C: Column> Shaped for Lay<P, I, C> {
    type Row = CellOf<C>;
    type Index = Plain<I>;
}

impl<'a, P, I: Copy + 'static, C: Column> PlanAt<'a, &'a Self> for Lay<P, I, C> {
    type Rows = LaidRows<'a, I, C::Cells<'a>>;
}

impl<P: Plan, I: Copy + 'static, C: Column> Node for Lay<P, I, C> {
    type Out = Frames<Self>;
    type Rate = EachTick;
}

impl<P, I: Copy + 'static, C: Column> Operator for Lay<P, I, C>
where
    P: Readable<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
{
    type In = Frames<P>;
    type Emit<'a>
        = One<LaidRows<'a, I, C::Cells<'a>>>
    where
        Self: 'a;

    #[inline]
    fn step<'a>(&'a mut self, rows: <P as PlanAt<'a>>::Rows) -> Self::Emit<'a> {
        self.laid.clear();
        self.laid.extend(rows);
        One(self.laid.rows())
    }
}

impl<P: Plan, const CLOCK: usize> FrameFlow<P, CLOCK> {
    /// Lays the rows of each batch down in columns, once.
    ///
    /// Without it a chain of filters and expressions runs in the loop of whatever consumes it, and once for each consumer:
    /// put this in front of a branch if the chain is dear. The columns are kept between batches: nothing is allocated once
    /// they have grown to the largest.
    pub fn lay<I, C>(self) -> Lay<P, I, C>
    where
        I: Copy + 'static,
        C: Column,
        P: Plan<Index: for<'r> Shape<At<'r> = I>, Row: for<'r> Shape<At<'r>: Record<Column = C>>>,
    {
        Lay {
            laid: Laid::default(),
            plan: PhantomData,
        }
    }
}
