//! The operators on frames, one file for each family.

mod asof;
mod assign;
mod counts;
mod cumulative;
mod ends;
mod filter;
mod full;
mod group_rolling;
mod groupby;
mod grouping;
mod index;
mod join;
mod largest;
mod lay;
mod map;
mod map_batches;
mod on_first;
mod order;
mod reduce;
mod reductions;
mod rolling;
mod sink;
mod source;
#[cfg(feature = "serde")]
mod stateless;
mod window;

pub use asof::{Asof, JoinedRows};
pub use assign::{Assign, AssignRows, Lent, Select, SelectRows};
pub use counts::{Nunique, Tally, ValueCounts, WindowNunique, WindowValueCounts};
pub use cumulative::{Scan, ScanRows};
pub use ends::{Ends, RunRows};
pub use filter::{Filter, FilterRows};
pub use full::{Apply, Full, FullRows};
pub use group_rolling::{
    GroupMinPeriods, GroupRoll, GroupRollReduce, GroupRollingFlow, GroupRollingRows, GroupRollings, RollGroupBy,
};
pub use groupby::{
    GroupBy, GroupFlow, GroupKind, GroupReduce, WindowGroupBy, WindowGroupFlow, WindowGroupKind, WindowGroupReduce,
    WindowGroupRows,
};
pub use grouping::{GroupOf, GroupRows, GroupTable, GroupValues, Grouper};
pub use index::{IndexRows, LabelledRows, SetIndex, ShowIndex};
pub use join::Join;
pub use largest::{Foremost, PlacedRows};
pub use lay::{Laid, LaidRows, Lay};
pub use map::Map;
pub use map_batches::MapBatches;
pub use order::{InOrder, Late, OrderedRows};
pub use reduce::{BatchFlow, BatchReduce, BatchRows, EachBatch, PerBatch, Reduce, ReduceWithState};
pub use rolling::{
    Expand, ExpandReduce, ExpandingFlow, ExpandingRows, Expandings, MinPeriods, Roll, RollReduce, RollingFlow,
    RollingRows, Rollings,
};
pub use sink::{Sink, TrySink};
pub use source::{KeepRow, KeepTable, LendRow, LendTable, SingleRow, Singles, Tables};
pub use window::{Window, WindowFlow, WindowReduce, WindowRows, Windows};
