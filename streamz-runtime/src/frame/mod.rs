//! Frames: batches of rows with named, typed columns, and what runs over them.
//!
//! * [`cell`]: values that may be missing.
//! * [`key`]: values that rows are grouped by.
//! * [`aggregate`]: the contract of everything that many rows become one value by.
//! * [`fold`]: aggregates that are an associative merge: sum, mean, minimum, moments.
//! * [`shape`]: what rows are, apart from what is to be done to them.
//! * [`kernel`]: the machines that keep such aggregates over everything, over windows, for each group.

pub mod aggregate;
#[cfg(feature = "arrow")]
pub mod arrow;
pub mod cell;
pub mod column;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod extent;
pub mod fold;
mod gather;
#[cfg(any(feature = "csv", feature = "json", feature = "ipc", feature = "parquet"))]
pub mod io;
pub mod kernel;
pub mod key;
pub mod ops;
mod plan;
mod recent;
mod results;
mod rows;
mod scope;
pub mod shape;
mod table;
mod timestamp;

pub use aggregate::{Aggregate, Queue, Running, Sliding, Starts};
pub use cell::{Cell, Nullable, Real};
pub use extent::{Bounds, Closed, Distance, Extent, Horizon, Ordinal, Sided, Span};
pub use fold::{
    Count, First, Fold, Last, Max, Mean, Merging, Min, OrNull, Product, Size, Std, Sum, TileScan, Trues, Var,
};
#[cfg(feature = "csv")]
pub use io::csv;
#[cfg(feature = "ipc")]
pub use io::ipc;
#[cfg(feature = "json")]
pub use io::json;
#[cfg(feature = "parquet")]
pub use io::parquet;
pub use kernel::cumulative::{CumMax, CumMin, CumProd, CumSum, Cumulated};
pub use kernel::ewm::{Ewm, EwmMean, EwmStd, EwmVar, NoDecay};
pub use kernel::groups::{Groups, NO_GROUP};
pub use kernel::groups_aggregate::Grouped;
pub use kernel::keyed::{KeyedRolling, KeyedWindow};
pub use kernel::keyed_queue::{Queued, TwoStack};
pub use kernel::keyed_rows::KeyedRows;
pub use kernel::quantile::{Interpolation, Median, NoQuantile, Quantile, Quantiles};
pub use kernel::rolling::{Invertible, Undo};
pub use key::{Key, OwnedKey};
pub use plan::{FrameFlow, Frames, Index, Plan, PlanAt, Readable, Row, Shaped};
pub use results::ResultRows;
pub use rows::{Iter, Labels, Picked, Rows};
pub use table::{Frame, RowOf, Table, TableRows};
pub use timestamp::Timestamp;
