//! The example of Python's streamz for streaming data frames, line by line: names, and amounts of money.
//!
//! ```text
//! cargo run --release --example names_and_amounts
//! ```
//!
//! The pipeline is in `sales.rs`, each statement below the line of Python that it stands for.

#[path = "../common/bars.rs"]
mod bars;
mod sales;

use core::error::Error;
use core::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use thiserror::Error;

use self::bars::PictureError;
use self::sales::{Results, Sale, Table};

/// Sums and means of amounts: of everything, by name, and over windows.
///
/// 400 sales, one every seven minutes, come in batches of 25; printed is what each line has after the last one.
#[derive(Debug, Parser)]
#[command(name = "names_and_amounts")]
struct Args {
    /// Draw the sum for each name.
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,
}

#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Plot(#[from] PictureError),

    #[error("the report cannot be printed")]
    Print(#[from] io::Error),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, as `| head` has.
        Err(Failure::Print(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            if let Some(cause) = failure.source() {
                eprintln!("cause: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    let results = sales::analyse(&batches(&sales::made_up(400), 25));
    report(&mut io::stdout().lock(), &results)?;
    if let Some(file) = &args.plot {
        bars::draw(file, "Amount by name", "amount", &results.sums)?;
        println!("\ndrawn to {}", file.display());
    }
    Ok(())
}

/// Cuts sales into batches.
fn batches(sales: &[Sale], rows: usize) -> Vec<Table<Sale>> {
    sales
        .chunks(rows)
        .map(|sales| sales.iter().cloned().collect())
        .collect()
}

fn report(out: &mut impl io::Write, results: &Results) -> io::Result<()> {
    let mut line = |python: &str, result: &dyn fmt::Display| writeln!(out, "{python:<62} {result}");
    line("sdf[sdf.name == 'Alice'].amount.sum()", &Number(results.alice))?;
    line("sdf.amount.mean()", &Number(results.mean))?;
    line("sdf['tax'] = sdf.amount * 0.25; sdf.tax.sum()", &Number(results.tax))?;
    line("sdf.groupby(sdf.name).amount.sum()", &Names(&results.sums))?;
    line("sdf.groupby(sdf.name).amount.mean()", &Names(&results.means))?;
    line("sdf.window(n=100).amount.sum()", &Number(results.last_rows))?;
    line("sdf.window(value='2h').amount.sum()", &Number(results.last_hours))?;
    line(
        "sdf.window(value='2h').groupby('name').amount.sum()",
        &Names(&results.last_hours_by_name),
    )?;
    line(
        "sdf.window(n=100).apply(lambda df: df.amount.max())",
        &Number(results.largest),
    )?;
    line("sdf.rolling(10).amount.mean()", &Number(results.rolling))
}

/// A number as money.
struct Number(f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

/// A number for each name.
struct Names<'a>(&'a [(String, f64)]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value)) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{name} {value:.2}")?;
        }
        Ok(())
    }
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
