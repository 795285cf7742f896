//! Where operators keep items: inline arrays for a literal size, one allocation for a size known at run time.

mod buffer;
mod flights;
mod queue;
#[cfg(feature = "alloc")]
mod recency;
mod ring;
mod shielded;
mod size;

pub use buffer::Buffer;
pub(crate) use buffer::move_to_back;
pub use flights::{Flights, InlineFlights, Slot};
pub use queue::Queue;
pub use ring::{InlineRing, Ring};
pub use shielded::Shielded;
pub use size::{Bounded, Inline, Size};

#[cfg(feature = "alloc")]
pub use buffer::BoundedVec;
#[cfg(feature = "alloc")]
pub use flights::HeapFlights;
#[cfg(feature = "alloc")]
pub use queue::BoundedDeque;
#[cfg(feature = "alloc")]
pub(crate) use recency::Recency;
#[cfg(feature = "alloc")]
pub use ring::HeapRing;
#[cfg(feature = "alloc")]
pub use size::Unbounded;
