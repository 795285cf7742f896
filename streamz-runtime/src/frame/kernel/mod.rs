//! The machines that keep aggregates: over everything, over windows, for each group.

pub mod counts;
pub mod groups;
pub mod groups_aggregate;
mod groups_index;
pub mod keyed;
pub mod keyed_queue;
pub mod keyed_rows;
