//! The machines that keep aggregates: over everything, over windows, for each group.
