//! The operators, one file for each family; each is made by a method of [`Flow`](crate::Flow).

mod accumulate;
mod batch;
mod catch;
mod collect;
mod combine_latest;
mod feedback;
mod filter;
mod flatten;
mod frequencies;
mod join;
mod list;
mod map;
#[cfg(not(feature = "alloc"))]
mod needs_heap;
mod partition;
mod partition_unique;
mod pluck;
mod sink;
mod slice;
mod union;
mod unique;
mod window;
mod zip;
mod zip_latest;

pub use accumulate::{Accumulate, AccumulateFrom, Scan};
pub use batch::{BatchSum, BatchToStream, Relabel, ToBatch};
pub use catch::{Catch, Failures, LateCatch, LateFailures};
pub use collect::{Collect, Flush};
pub use combine_latest::{CombineLatest, EmitOn};
pub use feedback::Feedback;
pub use filter::{Filter, FilterMap};
pub use flatten::{FlatMap, Flatten, FlattenSlice};
pub use frequencies::Frequencies;
#[cfg(feature = "serde")]
pub(crate) use join::arities;
pub use join::{AnyClock, InStep, JoinWith, OutOfStep, SameClock, Witnesses};
pub use list::List;
pub use map::{Map, TryMap};
#[cfg(all(feature = "serde", not(feature = "alloc")))]
pub(crate) use needs_heap::NeedsHeap;
pub use partition::{Partition, PartitionBy};
pub use partition_unique::{Keep, PartitionUnique};
pub use pluck::{Elements, Pluck, PluckMember};
pub use sink::{Sink, SinkTagged, TrySink};
pub use slice::{Slice, StepBy};
pub use union::{Union, UnionWith};
pub use unique::{History, Recent, Unique};
pub use window::{SlidingWindow, SlidingWindowFull};
pub use zip::{Slots, Slotted, Zip, ZipQueued};
pub use zip_latest::{Bounded, Growing, OfTick, OnePlace, Paired, Room, Roomy, ZipLatest};

#[cfg(feature = "alloc")]
pub use batch::{BatchFilter, BatchMap};
#[cfg(feature = "alloc")]
pub use frequencies::FrequenciesUnbounded;
#[cfg(feature = "alloc")]
pub use partition::PartitionByUnbounded;
#[cfg(feature = "alloc")]
pub use unique::RecentHashed;
