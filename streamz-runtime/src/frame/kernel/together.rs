//! Several aggregates of the same rows: a tuple of aggregates is an aggregate of tuples.

use alloc::vec::Vec;

use crate::frame::aggregate::{Aggregate, Queue, Running, Sliding, Starts};
use crate::frame::cell::Cell;

/// The states of several aggregates, and room to take rows apart and put results together.
pub struct Together<S, C, O> {
    states: S,
    cells: C,
    results: O,
}

macro_rules! together {
    ($($aggregate:ident $state:ident $results:ident $number:tt),+) => {
        /// A row of several cells is there if any of them is.
        impl<$($aggregate: Cell),+> Cell for ($($aggregate,)+) {
            #[inline(always)]
            fn is_missing(self) -> bool {
                $(self.$number.is_missing())&&+
            }
        }

        impl<$($aggregate: Aggregate),+> Aggregate for ($($aggregate,)+) {
            type In = ($($aggregate::In,)+);
            type Out = ($($aggregate::Out,)+);
            type Running = Together<($($aggregate::Running,)+), ($(Vec<$aggregate::In>,)+), ()>;
            type Sliding = Together<($($aggregate::Sliding,)+), ($(Vec<$aggregate::In>,)+), ($(Vec<$aggregate::Out>,)+)>;
            type Queue = Together<($($aggregate::Queue,)+), (), ()>;

            fn running(&self) -> Self::Running {
                Together {
                    states: ($(self.$number.running(),)+),
                    cells: Default::default(),
                    results: (),
                }
            }

            fn sliding(&self, rows: Option<usize>, min_periods: usize) -> Self::Sliding {
                Together {
                    states: ($(self.$number.sliding(rows, min_periods),)+),
                    cells: Default::default(),
                    results: Default::default(),
                }
            }

            fn queue(&self, min_periods: usize) -> Self::Queue {
                Together {
                    states: ($(self.$number.queue(min_periods),)+),
                    cells: (),
                    results: (),
                }
            }
        }

        impl<$($state: Running),+> Running for Together<($($state,)+), ($(Vec<$state::In>,)+), ()> {
            type In = ($($state::In,)+);
            type Out = ($($state::Out,)+);

            #[inline]
            fn push(&mut self, cell: Self::In) {
                $(self.states.$number.push(cell.$number);)+
            }

            fn extend(&mut self, cells: &[Self::In]) {
                $(
                    self.cells.$number.clear();
                    self.cells.$number.extend(cells.iter().map(|cell| cell.$number));
                    self.states.$number.extend(&self.cells.$number);
                )+
            }

            fn value(&self) -> Self::Out {
                ($(self.states.$number.value(),)+)
            }
        }

        /// States that have begun elsewhere.
        impl<$($state: Running),+> Running for ($($state,)+) {
            type In = ($($state::In,)+);
            type Out = ($($state::Out,)+);

            #[inline]
            fn push(&mut self, cell: Self::In) {
                $(self.$number.push(cell.$number);)+
            }

            fn value(&self) -> Self::Out {
                ($(self.$number.value(),)+)
            }
        }

        impl<$($state: Sliding),+> Sliding
            for Together<($($state,)+), ($(Vec<$state::In>,)+), ($(Vec<$state::Out>,)+)>
        {
            type In = ($($state::In,)+);
            type Out = ($($state::Out,)+);

            fn scan(&mut self, cells: &[Self::In], starts: Starts<'_>, out: &mut Vec<Self::Out>) {
                $(
                    self.cells.$number.clear();
                    self.cells.$number.extend(cells.iter().map(|cell| cell.$number));
                    self.results.$number.clear();
                    self.states.$number.scan(&self.cells.$number, starts, &mut self.results.$number);
                )+
                $(let mut $results = self.results.$number.drain(..);)+
                out.extend(core::iter::from_fn(|| Some(($($results.next()?,)+))));
            }

            fn extend(&mut self, cells: &[Self::In], start: u64) {
                $(
                    self.cells.$number.clear();
                    self.cells.$number.extend(cells.iter().map(|cell| cell.$number));
                    self.states.$number.extend(&self.cells.$number, start);
                )+
            }

            fn value(&self) -> Self::Out {
                ($(self.states.$number.value(),)+)
            }
        }

        impl<$($state: Queue),+> Queue for Together<($($state,)+), (), ()> {
            type In = ($($state::In,)+);
            type Out = ($($state::Out,)+);

            #[inline]
            fn push(&mut self, cell: Self::In) {
                $(self.states.$number.push(cell.$number);)+
            }

            #[inline]
            fn pop(&mut self) {
                $(self.states.$number.pop();)+
            }

            fn len(&self) -> usize {
                self.states.0.len()
            }

            fn value(&self) -> Self::Out {
                ($(self.states.$number.value(),)+)
            }
        }
    };
}

together!(A Sa a 0);
together!(A Sa a 0, B Sb b 1);
together!(A Sa a 0, B Sb b 1, C Sc c 2);
together!(A Sa a 0, B Sb b 1, C Sc c 2, D Sd d 3);
together!(A Sa a 0, B Sb b 1, C Sc c 2, D Sd d 3, E Se e 4);
together!(A Sa a 0, B Sb b 1, C Sc c 2, D Sd d 3, E Se e 4, F Sf f 5);
together!(A Sa a 0, B Sb b 1, C Sc c 2, D Sd d 3, E Se e 4, F Sf f 5, G Sg g 6);
together!(A Sa a 0, B Sb b 1, C Sc c 2, D Sd d 3, E Se e 4, F Sf f 5, G Sg g 6, H Sh h 7);

crate::saved!([S: Snapshot, C, O] Together<S, C, O> { part states });
