//! In a build without the feature `alloc`: the operators that would need it, so that rustc can say what to write instead
//! of "no method of this name".

use core::marker::PhantomData;

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::{Item, Kind, Own};
use crate::operator::{AnyTick, Node, Operator};
use crate::ops::JoinWith;

/// Never implemented: there is no heap in this build.
#[diagnostic::on_unimplemented(
    message = "this operator can grow without bound, and this build of `streamz` has no heap",
    label = "needs the feature `alloc`",
    note = "turn on the feature `alloc` of `streamz`, or say how much it may hold: `unique(n)`, `collect(n)`, \
            `sink_to_list(n)`, `feedback(source, n)`, `try_frequencies(n)`, `try_partition_by(n, keys, key)`, \
            `try_zip(n, ..)`, `try_zip_latest(n, ..)`"
)]
pub trait Heap {}

/// What stands in for an operator that needs a heap.
pub struct NeedsHeap<K>(PhantomData<fn(K)>);

impl<K: Kind + Heap> Node for NeedsHeap<K> {
    type Out = K;
    type Rate = AnyTick;
}

impl<K: Kind + Heap, const INLET: usize> Operator<INLET> for NeedsHeap<K> {
    type In = K;
    type Emit<'a>
        = Maybe<Item<'a, K>>
    where
        Self: 'a;

    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Self::Emit<'a> {
        Maybe(Some(item))
    }
}

macro_rules! needs_heap {
    ($($name:ident $([$($generics:tt)+])? ($($argument:ty),*);)+) => {
        impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
            $(
                #[doc(hidden)]
                pub fn $name $(<$($generics)+>)? (self, $(_: $argument),*) -> NeedsHeap<Own<T>> {
                    NeedsHeap(PhantomData)
                }
            )+
        }
    };
}

needs_heap! {
    unique_hashed(usize);
    unique_hashed_by[Q, F: FnMut(&T) -> Q](usize, F);
    unique_unbounded();
    unique_unbounded_by[Q, F: FnMut(&T) -> Q](F);
    frequencies_unbounded();
    partition_by_unbounded[Q, F: FnMut(&T) -> Q](usize, F);
    collect_unbounded();
    zip_unbounded[J: JoinWith<Own<T>>](J);
    zip_latest_unbounded[J: JoinWith<Own<T>>](J);
    feedback_unbounded[const SOURCE: usize](Flow<Own<T>, SOURCE>);
    sink_to_list_unbounded();
}
