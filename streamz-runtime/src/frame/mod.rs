//! Frames: batches of rows with named, typed columns, and what runs over them.
//!
//! * [`cell`]: values that may be missing.
//! * [`key`]: values that rows are grouped by.
//! * [`aggregate`]: the contract of everything that many rows become one value by.
//! * [`fold`]: aggregates that are an associative merge: sum, mean, minimum, moments.
//! * [`kernel`]: the machines that keep such aggregates over everything, over windows, for each group.

pub mod aggregate;
pub mod cell;
pub mod fold;
pub mod kernel;
pub mod key;

pub use aggregate::{Aggregate, Queue, Running, Sliding, Starts};
pub use cell::{Cell, Nullable};
pub use fold::Fold;
pub use kernel::counts::{ValueCounts, WindowCounts};
pub use kernel::groups::{Groups, NO_GROUP};
pub use kernel::groups_aggregate::Grouped;
pub use kernel::keyed::{KeyedRolling, KeyedWindow};
pub use kernel::keyed_queue::{Queued, TwoStack};
pub use kernel::keyed_rows::KeyedRows;
pub use kernel::quantile::{Interpolation, Median, NoQuantile, Quantile, Quantiles, Real};
pub use key::{Key, OwnedKey};
