//! Ten million elements through every operator that holds some, with random faults, under a virtual clock, in bounded memory.
//!
//! `cargo run --release --example soak`, `--help` for the options. Nothing waits in real time: the clock moves on when there is
//! nothing else to do. The program checks every count itself and fails if one is off, or if memory grew.

mod args;
mod faults;
mod heap;
mod ledger;
mod run;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;

use args::Args;

fn main() -> ExitCode {
    let args = Args::parse();
    let start = Instant::now();
    let outcome = run::soak(args.elements, args.seed);
    println!("{outcome}");
    println!(
        "took {:.1} s, {} elements a second",
        start.elapsed().as_secs_f64(),
        per_second(args.elements, start)
    );
    let mistakes = outcome.mistakes();
    for mistake in &mistakes {
        eprintln!("{mistake}");
    }
    if mistakes.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn per_second(elements: u64, start: Instant) -> u64 {
    // A rate to look at: the digits behind the point do not matter.
    (elements as f64 / start.elapsed().as_secs_f64()) as u64
}
