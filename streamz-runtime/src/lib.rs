//! The operators, storages and traits that [`streamz`](https://docs.rs/streamz) pipelines are made of.
//!
//! Users depend on `streamz`, which re-exports this crate beside the macro `pipeline!`. Look here for the methods of
//! [`Flow`], which are the operators, and for [`operator`], to write one of your own.
//!
//! # Features
//!
//! Without any, the crate is `no_std`, needs no allocator and cannot panic.
//!
//! * `std` (default): `alloc`.
//! * `alloc`: sizes known at run time only, operators with `unbounded` in their name, batches.

#![no_std]
#![deny(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod emission;
mod emit;
mod error;
mod flow;
mod kind;
pub mod meta;
pub mod operator;
pub mod ops;
pub mod storage;
#[doc(hidden)]
pub mod wiring;

pub use emit::Emit;
pub use error::{OutOfRange, Overflow};
pub use flow::{Batches, Flow, Witness};
pub use kind::{Batch, Branch, Item, Kind, KindAt, Nothing, Own, Ref};
