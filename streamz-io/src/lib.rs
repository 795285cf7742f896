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
// Some of what the documentation points to is there only with the feature it names.
#![cfg_attr(
    not(all(
        feature = "files",
        feature = "watch",
        feature = "process",
        feature = "tcp",
        feature = "http",
        feature = "websocket",
        feature = "mqtt",
        feature = "kafka",
        feature = "tls",
        feature = "records"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]

#[cfg(feature = "files")]
pub mod files;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "kafka")]
pub mod kafka;
#[cfg(any(feature = "files", feature = "process", feature = "tcp"))]
mod line;
#[cfg(any(feature = "files", feature = "process", feature = "tcp"))]
#[allow(dead_code, reason = "not every connector uses all of it")]
mod lines;
mod metrics;
#[cfg(feature = "mqtt")]
pub mod mqtt;
mod payload;
#[cfg(feature = "process")]
pub mod process;
mod receipt;
mod reconnect;
#[cfg(feature = "records")]
pub mod records;
#[cfg(any(feature = "http", feature = "tcp", feature = "websocket"))]
mod serve;
#[cfg(feature = "tcp")]
pub mod tcp;
#[cfg(feature = "tls")]
mod tls;
mod told;
#[cfg(feature = "websocket")]
pub mod websocket;

#[cfg(any(feature = "files", feature = "process", feature = "tcp"))]
pub use line::Line;
pub use metrics::Metrics;
pub use payload::Payload;
pub use receipt::{OnFailure, Receipt, Untagged};
pub use reconnect::Reconnect;
#[cfg(any(feature = "http", feature = "tcp", feature = "websocket"))]
pub use serve::Address;
#[cfg(feature = "tls")]
pub use tls::Tls;
