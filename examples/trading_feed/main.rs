//! A trading feed: real market data through one compiled pipeline, with what it found and what it cost.
//!
//! ```text
//! cargo run --release --example trading_feed
//! ```
//!
//! The pipeline is in `signals.rs`. All else is what a program around a pipeline needs: it reads ([`feed`]),
//! measures ([`replay`], [`latency`], [`allocations`]), prints ([`report`]) and draws ([`plot`]).

mod allocations;
mod args;
#[path = "../common/calendar.rs"]
mod calendar;
mod failure;
mod feed;
mod latency;
mod market;
mod plot;
mod replay;
mod report;
mod signals;
mod text;

use core::error::Error as _;
use std::io;
use std::process::ExitCode;

use clap::Parser as _;

use self::args::Args;
use self::failure::Failure;

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_output() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            let mut cause = failure.source();
            while let Some(error) = cause {
                eprintln!("cause: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    let out = &mut io::stdout().lock();

    let tape = feed::read(args.input.as_deref())?;
    let symbol = failure::find(&tape, args.symbol.as_deref())?;
    report::input(out, &tape)?;

    // The pipeline runs here: see `signals.rs`.
    let replay = replay::run(&tape);
    report::signals(out, &tape, &replay.signals, args.last)?;

    let latency = latency::measure(&tape);
    report::speed(out, &tape, &replay, &latency)?;

    if let Some(file) = &args.plot {
        let name = &tape.symbols[usize::from(symbol)].name;
        let mut signals = replay.signals;
        signals.retain(|signal| signal.symbol == symbol);
        plot::draw(file, name, &replay::points(&tape, symbol), &signals)?;
        report::plotted(out, name, file)?;
    }
    failure::unless_zero(replay.allocations)
}
