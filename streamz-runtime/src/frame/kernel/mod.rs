//! The machines that keep aggregates: over everything, over windows, for each group.

pub mod cumulative;
pub mod ewm;
pub mod groups;
pub mod groups_aggregate;
mod groups_index;
pub mod keyed;
pub mod keyed_queue;
pub mod keyed_rows;
mod order;
mod order_node;
mod order_tree;
pub mod quantile;
mod quantile_rank;
mod quantile_ranks;
mod quantile_window;
pub mod rolling;
pub mod running;
pub mod together;
