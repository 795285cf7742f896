//! Frames from and to bytes: what the modules of the formats share.
//!
//! Each format that is enabled is a module of [`frame`](crate::frame): `csv`, `json`, `ipc`, `parquet`. In each, `Reader`
//! makes tables of what can be read, and `Writer` writes rows. Where bytes come in pieces by other ways, `Decoder` takes the
//! pieces. The schema is that of the frame; columns are found by name.

#[cfg(feature = "csv")]
pub mod csv;
#[cfg(any(feature = "csv", feature = "json", feature = "ipc"))]
mod decode;
mod error;
#[cfg(feature = "ipc")]
pub mod ipc;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(any(feature = "csv", feature = "json", feature = "ipc"))]
mod read;
mod write;

#[cfg(any(feature = "csv", feature = "json", feature = "ipc"))]
pub use decode::{Decode, Decoder};
pub use error::Error;
#[cfg(any(feature = "csv", feature = "json", feature = "ipc"))]
pub use read::Reader;
pub use write::{Encode, Writer};

/// How many rows a table has that a reader makes, if nothing else is asked for.
#[cfg(any(feature = "csv", feature = "json", feature = "parquet"))]
const ROWS: usize = 1024;
