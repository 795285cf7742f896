//! Columns of tuples: a column for each member.

use super::{Cells, Column, Columns, Record, Visit, VisitMut};
use crate::frame::rows::Rows;

macro_rules! tuple {
    ($($member:ident $value:ident $number:tt),+) => {
        impl<$($member: Cells),+> Cells for ($($member,)+) {
            type Cell = ($($member::Cell,)+);

            #[inline(always)]
            fn len(self) -> usize {
                self.0.len()
            }

            #[inline(always)]
            fn narrow(self, len: usize) -> Self {
                let ($($value,)+) = self;
                ($($value.narrow(len),)+)
            }

            #[inline(always)]
            fn at(self, place: usize) -> Self::Cell {
                let ($($value,)+) = self;
                ($($value.at(place),)+)
            }
        }

        impl<$($member: Column),+> Column for ($($member,)+) {
            type Cell<'a> = ($($member::Cell<'a>,)+);
            type Cells<'a> = ($($member::Cells<'a>,)+);

            #[inline]
            fn cells(&self) -> Self::Cells<'_> {
                let ($($value,)+) = self;
                ($($value.cells(),)+)
            }

            #[inline]
            fn push(&mut self, cell: Self::Cell<'_>) {
                #[expect(non_snake_case, reason = "the columns beside the cells of the same members")]
                let ($($member,)+) = self;
                let ($($value,)+) = cell;
                $($member.push($value);)+
            }

            fn drop_front(&mut self, count: usize) {
                let ($($value,)+) = self;
                $($value.drop_front(count);)+
            }

            fn clear(&mut self) {
                let ($($value,)+) = self;
                $($value.clear();)+
            }
        }

        impl<$($member: Columns),+> Columns for ($($member,)+) {
            fn index() -> Option<&'static str> {
                None$(.or_else($member::index))+
            }

            fn visit(&self, visitor: &mut impl Visit) {
                let ($($value,)+) = self;
                $($value.visit(visitor);)+
            }

            fn visit_mut<V: VisitMut>(&mut self, visitor: &mut V) -> Result<(), V::Error> {
                let ($($value,)+) = self;
                $($value.visit_mut(visitor)?;)+
                Ok(())
            }
        }

        impl<$($member: Record),+> Record for ($($member,)+) {
            type Column = ($($member::Column,)+);

            #[inline]
            fn lay(self, column: &mut Self::Column) {
                #[expect(non_snake_case, reason = "the columns beside the cells of the same members")]
                let ($($member,)+) = column;
                let ($($value,)+) = self;
                $($value.lay($member);)+
            }

            // A column at a time, so that each is one plain loop.
            #[inline]
            fn lay_rows<Rows_: Rows<Row = Self>>(rows: Rows_, column: &mut Self::Column) {
                if rows.is_dense() {
                    $($member::lay_rows(rows.pick(|row| row.$number), &mut column.$number);)+
                } else {
                    rows.each(|_, row| row.lay(column));
                }
            }
        }
    };
}

tuple!(A a 0);
tuple!(A a 0, B b 1);
tuple!(A a 0, B b 1, C c 2);
tuple!(A a 0, B b 1, C c 2, D d 3);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7);
