//! The operators on frames, one file for each family.

mod assign;
mod ends;
mod filter;
mod full;
mod groupby;
mod index;
mod lay;
mod map;
mod reduce;
mod rolling;
pub(crate) mod scope;
mod sink;
mod source;
mod window;

pub use assign::{Assign, AssignRows, Lent, Select, SelectRows};
pub use ends::{Ends, RunRows};
pub use filter::{Filter, FilterRows};
pub use full::{Apply, Full};
pub use groupby::{
    GroupBy, GroupFlow, GroupKind, GroupOf, GroupReduce, GroupRows, GroupTable, GroupValues, Grouper, WindowGroupBy,
    WindowGroupFlow, WindowGroupKind, WindowGroupReduce, WindowGroupRows,
};
pub use index::{IndexRows, Label, LabelAndRow, LabelledRows, Relabelled, SetIndex, ShowIndex};
pub use lay::{Laid, LaidRows, Lay};
pub use map::{Map, MapRows};
pub use reduce::Reduce;
pub use rolling::{
    Expand, ExpandReduce, ExpandingFlow, ExpandingRows, Expandings, MinPeriods, Roll, RollReduce, RollingFlow,
    RollingRows, Rollings,
};
pub use sink::{Sink, TrySink};
pub use source::{KeepRow, KeepTable, LendRow, LendTable, SingleRow, Singles, Tables};
pub use window::{Window, WindowFlow, WindowReduce, WindowRows, Windows};
