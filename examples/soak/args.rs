//! The command line.

use clap::Parser;

/// Sends elements through every operator that holds some, with random faults, and counts what comes out.
#[derive(Debug, Parser)]
#[command(name = "soak")]
pub(crate) struct Args {
    /// How many elements.
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    pub(crate) elements: u64,

    /// What the faults and the pauses are drawn from: the same seed gives the same run.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub(crate) seed: u64,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
