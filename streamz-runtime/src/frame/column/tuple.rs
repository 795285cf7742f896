//! Columns of tuples: a column for each member.

use super::{Cells, Column, Columns, Record, Visit, VisitMut};

macro_rules! tuple {
    ($($member:ident $value:ident),+) => {
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
        }
    };
}

tuple!(A a);
tuple!(A a, B b);
tuple!(A a, B b, C c);
tuple!(A a, B b, C c, D d);
tuple!(A a, B b, C c, D d, E e);
tuple!(A a, B b, C c, D d, E e, F f);
tuple!(A a, B b, C c, D d, E e, F f, G g);
tuple!(A a, B b, C c, D d, E e, F f, G g, H h);
