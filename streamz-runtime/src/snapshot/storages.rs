//! Storages: their items, oldest first.

use serde::de::{DeserializeSeed, SeqAccess};
use serde::ser::SerializeTuple;
use serde::{Deserializer, Serialize, Serializer};

use crate::ops::arities;
use crate::snapshot::{Elements, Parts, Snapshot, Value, each, save_each, save_part, tuple_of};
use crate::storage::{Buffer, InlineRing, Queue, Ring};

macro_rules! buffer {
    ([$($generics:tt)*] $type:ty) => {
        impl<T: Value $($generics)*> Snapshot for $type {
            fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(Buffer::as_slice(self))
            }

            fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
                Buffer::clear(self);
                each(saved, Buffer::capacity(self), |item| Buffer::push(self, item))
            }
        }
    };
}

macro_rules! queue {
    ([$($generics:tt)*] $type:ty) => {
        impl<T: Value $($generics)*> Snapshot for $type {
            fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                save_each(Queue::len(self), Queue::iter(self), serializer)
            }

            fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
                Queue::clear(self);
                each(saved, Queue::capacity(self), |item| Queue::push(self, item))
            }
        }
    };
}

macro_rules! ring {
    ([$($generics:tt)*] $type:ty) => {
        impl<T: Value + Clone $($generics)*> Snapshot for $type {
            fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(Ring::as_slice(self))
            }

            fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
                Ring::clear(self);
                let size = self.size();
                each(saved, size, |item| {
                    if Ring::is_full(self) {
                        return Err(item);
                    }
                    Ring::push(self, item);
                    Ok(())
                })
            }
        }
    };
}

buffer!([, const N: usize] heapless::Vec<T, N>);
queue!([, const N: usize] heapless::Deque<T, N>);
ring!([, const N: usize] InlineRing<T, N>);

/// An item or none, as a sequence: a format may write `Some(None)` as it writes `None`.
impl<T: Value> Snapshot for Option<T> {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        *self = None;
        each(saved, 1, |item| match self {
            Some(_) => Err(item),
            None => {
                *self = Some(item);
                Ok(())
            }
        })
    }
}

macro_rules! tuple {
    ($($T:ident $C:ident $i:tt),+) => {
        impl<$($T: Snapshot),+> Parts for ($($T,)+) {
            const COUNT: usize = [$($i),+].len();

            fn save_parts<S: SerializeTuple>(&self, tuple: &mut S) -> Result<(), S::Error> {
                $(save_part(&self.$i, tuple)?;)+
                Ok(())
            }

            fn restore_parts<'de, A: SeqAccess<'de>>(&mut self, elements: &mut Elements<A>) -> Result<(), A::Error> {
                $(elements.part(&mut self.$i)?;)+
                Ok(())
            }
        }

        impl<$($T: Snapshot),+> Snapshot for ($($T,)+) {
            fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                tuple_of::<_, ()>(self).serialize(serializer)
            }

            fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
                tuple_of::<_, ()>(self).deserialize(saved)
            }
        }
    };
}
tuple!(T0 C0 0);
arities!(tuple);

#[cfg(feature = "alloc")]
mod heap {
    use alloc::collections::VecDeque;
    use alloc::vec::Vec;
    use core::hash::Hash;

    use serde::{Deserializer, Serializer};

    use crate::snapshot::{Snapshot, Value, each, save_each};
    use crate::storage::{BoundedDeque, BoundedVec, Buffer, HeapRing, Queue, Recency, Ring};

    buffer!([] BoundedVec<T>);
    buffer!([] Vec<T>);
    queue!([] BoundedDeque<T>);
    queue!([] VecDeque<T>);
    ring!([] HeapRing<T>);

    /// The keys, the newest last.
    impl<Q: Hash + Eq + Value> Snapshot for Recency<Q> {
        fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.iter())
        }

        fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
            self.clear();
            each(saved, self.size(), |key| {
                if self.is_full() {
                    return Err(key);
                }
                self.touch(key);
                Ok(())
            })
        }
    }

    impl<Q: Hash + Eq + Value> Snapshot for hashbrown::HashSet<Q> {
        fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self)
        }

        fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
            self.clear();
            each(saved, usize::MAX, |key| {
                self.insert(key);
                Ok(())
            })
        }
    }
}
