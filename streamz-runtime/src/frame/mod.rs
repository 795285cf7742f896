//! Frames: batches of rows with named, typed columns, and what runs over them.
//!
//! * [`cell`]: values that may be missing.
//! * [`aggregate`]: the contract of everything that many rows become one value by.
//! * [`fold`]: aggregates that are an associative merge: sum, mean, minimum, moments.
//! * [`kernel`]: the machines that keep such aggregates over everything, over windows, for each group.

pub mod aggregate;
pub mod cell;
pub mod fold;
pub mod kernel;

pub use aggregate::{Aggregate, Running, Sliding, Starts};
pub use cell::{Cell, Nullable};
pub use fold::Fold;
