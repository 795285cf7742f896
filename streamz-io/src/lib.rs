//! Sources and sinks of [`streamz`](https://docs.rs/streamz) on real systems.
//!
//! Each connector stands behind a feature of its own name and is a plain `futures::Stream` or `futures::Sink`, usable without
//! a pipeline. In one, a source is pulled with `try_source` or, where its elements are acknowledged, `try_tagged_source`; a
//! sink is an end, `forward`.
//!
//! The network and the timers are those of tokio: all of this runs inside a tokio runtime.
//!
//! | feature | from | to | delivery |
//! | --- | --- | --- | --- |
//! | `files` | [`from_textfile`](files::from_textfile), [`filenames`](files::filenames) | [`sink_to_textfile`](files::sink_to_textfile) | at least once with a checkpoint; a flush has written |
//! | `process` | [`from_process`](process::from_process) | | at most once |
//! | `tcp` | [`from_tcp`](tcp::from_tcp) | | at most once |
//! | `http` | [`from_http_server`](http::from_http_server) | | at least once, for clients that ask again |
//! | `websocket` | [`from_websocket`](websocket::from_websocket) | [`to_websocket`](websocket::to_websocket) | from: at most once; to: at least once, to the server's library |
//! | `mqtt` | [`from_mqtt`](mqtt::from_mqtt) | [`to_mqtt`](mqtt::to_mqtt) | at least once |
//! | `kafka` | [`from_kafka`](kafka::from_kafka), [`from_kafka_batched`](kafka::from_kafka_batched) | [`to_kafka`](kafka::to_kafka) | at least once |
//!
//! `records` reads JSON and CSV out of what comes, `tls` and `kafka-ssl` secure connections, `watch` makes files be looked at when
//! the system tells of them. The page of each module says what is bounded, what fails, and what happens at the end. As `streamz::io`,
//! these are features of `streamz` by the same names.
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
