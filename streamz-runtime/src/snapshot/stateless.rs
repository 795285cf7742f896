//! Operators that hold nothing from one event to another.

use crate::ops::{
    BatchToStream, Catch, Filter, FilterMap, FlatMap, Flatten, FlattenSlice, Flush, LateCatch, Map, PluckMember,
    Relabel, Sink, SinkTagged, ToBatch, TryMap, TrySink, Union,
};

crate::saved!([T] BatchToStream<T> {});
crate::saved!([K, E, O, F] Catch<K, E, O, F> {});
crate::saved!([K, F, E] Filter<K, F, E> {});
crate::saved!([K, O, F] FilterMap<K, O, F> {});
crate::saved!([K, I, F] FlatMap<K, I, F> {});
crate::saved!([T] Flatten<T> {});
crate::saved!([T] FlattenSlice<T> {});
crate::saved!([K] Flush<K> {});
crate::saved!([E, O, F] LateCatch<E, O, F> {});
crate::saved!([K, O, F] Map<K, O, F> {});
crate::saved!([K, const INDEX: isize] PluckMember<K, INDEX> {});
crate::saved!([A, B] Relabel<A, B> {});
crate::saved!([K, F] Sink<K, F> {});
crate::saved!([K, M, F] SinkTagged<K, M, F> {});
crate::saved!([V] ToBatch<V> {});
crate::saved!([K, O, E, F] TryMap<K, O, E, F> {});
crate::saved!([K, E, F] TrySink<K, E, F> {});
crate::saved!([K] Union<K> {});

#[cfg(feature = "alloc")]
crate::saved!([T, F] crate::ops::BatchFilter<T, F> {});
#[cfg(feature = "alloc")]
crate::saved!([T, O, F] crate::ops::BatchMap<T, O, F> {});
#[cfg(not(feature = "alloc"))]
crate::saved!([K] crate::ops::NeedsHeap<K> {});

/// Implements [`Snapshot`](crate::snapshot::Snapshot) for an operator that holds nothing from one event to another:
/// `stateless!([T] Same<T>);` (feature `serde`).
///
/// # Examples
///
/// ```
/// # use core::marker::PhantomData;
/// struct Same<T>(PhantomData<fn(T) -> T>);
///
/// streamz::stateless!([T] Same<T>);
/// ```
#[macro_export]
macro_rules! stateless {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> $crate::snapshot::Snapshot for $type {
            fn save<S: $crate::snapshot::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_unit()
            }

            fn restore<'de, D: $crate::snapshot::Deserializer<'de>>(
                &mut self,
                saved: D,
            ) -> ::core::result::Result<(), D::Error> {
                <() as $crate::snapshot::Deserialize<'de>>::deserialize(saved)
            }
        }
    };
}
