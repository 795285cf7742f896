//! The operators, storages and traits that [`streamz`](https://docs.rs/streamz) pipelines are made of.
//!
//! Users depend on `streamz`, which re-exports this crate beside the macro `pipeline!`. Look here for the methods of
//! [`Flow`], which are the operators, and for [`operator`], to write one of your own.
//!
//! # Features
//!
//! Without any, the crate is `no_std`, needs no allocator and cannot panic.
//!
//! * `std` (default): `alloc`, and threads that run futures.
//! * `alloc`: sizes known at run time only, operators with `unbounded` in their name, batches, channels.
//! * `affinity`: `std`, and threads pinned to a core.
//! * `tokio`, `embassy`: the clocks of these executors.
//! * `frame`: batches of rows with typed columns.
//! * `serde`: `snapshot`, what a pipeline holds, saved and restored.
//! * `arrow`: `frame`, and Arrow's record batches as such and from such.
//! * `dynamic`: `arrow`, and frames whose columns are known at run time only.
//! * `csv`, `json`, `ipc`, `parquet`: `arrow`, and frames from and to these formats.

#![no_std]
#![deny(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod boundary;
#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
pub mod channel;
pub mod drive;
pub mod emission;
mod emit;
mod error;
mod flow;
#[cfg(feature = "frame")]
pub mod frame;
mod kind;
pub mod meta;
pub mod operator;
pub mod ops;
mod saved;
#[cfg(feature = "serde")]
pub mod snapshot;
pub mod storage;
pub mod tags;
#[cfg(feature = "std")]
pub mod thread;
pub mod time;
#[doc(hidden)]
pub mod wiring;

pub use boundary::{from_iterable, from_periodic, source, try_source};
pub use emit::Emit;
pub use error::{OutOfRange, Overflow, Silence};
pub use flow::{Batches, Flow, Witness};
pub use kind::{Batch, Branch, Item, Kind, KindAt, Nothing, Own, Ref};
pub(crate) use saved::saved;
#[cfg(feature = "frame")]
pub(crate) use saved::sealed;
