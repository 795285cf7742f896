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

use keyed_queue::TwoStack;
use rolling::RollingFold;
use running::RunningFold;

use super::aggregate::Aggregate;
use super::fold::Fold;

impl<F: Fold> Aggregate for F {
    type In = F::In;
    type Out = F::Out;
    type Running = RunningFold<F>;
    type Sliding = RollingFold<F>;
    type Queue = TwoStack<F>;

    fn running(&self) -> RunningFold<F> {
        RunningFold::new(self.clone())
    }

    fn sliding(&self, rows: Option<usize>, min_periods: usize) -> RollingFold<F> {
        RollingFold::new(self.clone(), rows, min_periods)
    }

    fn queue(&self, min_periods: usize) -> TwoStack<F> {
        TwoStack::new(self.clone(), min_periods)
    }
}
