//! Records of JSON and CSV, one in each line or message, and what to do with those that cannot be read.
//!
//! [`json`] and [`Csv`] make a value of any type that implements serde's `Deserialize`. What cannot be read is a
//! [`BadRecord`]: an error that knows where the record was, and has its bytes. With `try_map` and `catch` such records go
//! their own way, and the rest goes on:
//!
//! ```
//! use core::pin::pin;
//! use serde::Deserialize;
//! use streamz::prelude::*;
//! use streamz_io::records::{self, BadRecord};
//! use streamz_io::Payload;
//!
//! #[derive(Debug, PartialEq, Deserialize)]
//! struct Sale {
//!     name: String,
//!     amount: f64,
//! }
//!
//! // For one, the body of a request; lines of `from_textfile` go straight into `json`.
//! let body = Payload::from("{\"name\":\"tea\",\"amount\":2.5}\n{\"name\":\"milk\"}\n{\"name\":\"rice\",\"amount\":3}\n");
//!
//! let (mut sales, mut bad) = (Vec::new(), Vec::new());
//! let mut p = pipeline!(|bodies: Payload| {
//!     let parsed = bodies.flat_map(|body| records::lines(&body)).try_map(|line| records::json::<Sale>(&line));
//!     parsed.sink(|sale| sales.push(sale));
//!     parsed.catch(|_, error: BadRecord| error).sink(|error| bad.push(error));
//! });
//! p.emit(body);
//! drop(p);
//! assert_eq!(sales.iter().map(|sale| &*sale.name).collect::<Vec<_>>(), ["tea", "rice"]);
//! assert_eq!(bad[0].to_string(), "line 2, byte 28: this is no such record of json: missing field `amount` at line 1 column 15");
//! assert_eq!(*bad[0].bytes(), "{\"name\":\"milk\"}");
//! ```
//!
//! In a pipeline with receipts a bad record carries its receipt on, so that it counts as dealt with when it has been put
//! where it goes.
//!
//! # Frames
//!
//! A row that implements both `Deserialize` and `Frame` goes on as a frame:
//!
//! ```
//! use serde::Deserialize;
//! use streamz::frame::Frame;
//! use streamz::prelude::*;
//! use streamz_io::records::Csv;
//! use streamz_io::Payload;
//!
//! #[derive(Clone, Deserialize, Frame)]
//! struct Sale {
//!     name: String,
//!     amount: f64,
//! }
//!
//! let mut csv = Csv::columns(["name", "amount"]);
//! let mut mean = 0.0;
//! let mut p = pipeline!(|lines: Payload| {
//!     let sales = lines.try_map(|line| csv.row::<Sale>(&line));
//!     sales.catch(|_, error| error).sink(|error| eprintln!("{error}"));
//!     sales.frame().mean(|sale| sale.amount).sink(|x| mean = x);
//! });
//! p.emit(Payload::from("tea,2.5\n"));
//! p.emit(Payload::from("\"rice, brown\",3.5\n"));
//! p.emit(Payload::from("milk\n")); // to the error output
//! drop(p);
//! assert_eq!(mean, 3.0);
//! ```
//!
//! The decoders of `streamz::frame` (`csv`, `json`, `ipc`) make whole tables of bytes, which is faster, and a record that
//! cannot be read ends them. They fit where a message is a whole table: see `streamz::frame::ipc`.

mod bad;
mod csv;
mod json;
mod lines;

pub use self::csv::Csv;
pub use bad::{BadRecord, Position, Record};
pub use json::json;
pub use lines::{Lines, Part, lines};
