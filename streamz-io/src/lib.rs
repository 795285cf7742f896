//! Sources and sinks of [`streamz`](https://docs.rs/streamz) on real systems.
//!
//! Each connector stands behind a feature of its own name and is a plain `futures::Stream` or `futures::Sink`, usable without
//! a pipeline. In one, a source is pulled with `try_source` or, where its elements are acknowledged, `try_tagged_source`; a
//! sink is an end, `forward`.
//!
//! The network and the timers are those of tokio: all of this runs inside a tokio runtime.
//!
//! # At least once
//!
//! A source that can read its elements again hands each on with a [`Receipt`], which rides beside the element through the
//! pipeline (see `streamz::tags`) and says when everything made of it has been dealt with. Only then does the source commit
//! its position, acknowledge the message, or answer the request. Whatever fails or is dropped is never acknowledged.

#![forbid(unsafe_code)]

#[cfg(feature = "kafka")]
pub mod kafka;
#[cfg(any(feature = "files", feature = "process", feature = "tcp"))]
mod lines;
mod metrics;
mod payload;
mod receipt;
mod reconnect;

pub use metrics::Metrics;
pub use payload::Payload;
pub use receipt::{OnFailure, Receipt, Untagged};
pub use reconnect::Reconnect;
