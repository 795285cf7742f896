//! The same five workloads in streamz and in the crates people would use instead.
//!
//! `cargo run --release -- table` measures everything there is and prints Markdown. It counts instructions with valgrind;
//! `--no-instructions` does without. `--features ours` adds streamz itself, `python/streamz_peers.py` its model in Python.

mod dfir;
mod futures;
mod hand;
mod iterator;
mod options;
#[cfg(feature = "ours")]
mod ours;
mod peer;
mod renoir;
mod run;
mod rxrust;
mod table;
mod timely;

use std::process::ExitCode;

use bench::measure::{Allocations, Counting};
use bench::workload;
use options::{Options, USAGE};
use run::{allocations, check, run_ns};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> ExitCode {
    let options = match Options::from_env() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = if options.table {
        table::print(&options)
    } else {
        run_once(&options)
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// One run of one workload.
fn run_once(options: &Options) -> Result<(), String> {
    let (&[peer], &[case], &[mode]) = (
        options.peers.as_slice(),
        options.cases.as_slice(),
        options.modes.as_slice(),
    ) else {
        return Err(format!("a run is one of each\n\n{USAGE}"));
    };
    let events = options.events;
    if !peer.has(case) {
        return Err(format!("{} has no case {}", peer.name(), case.letter()));
    }
    let sum = peer.run(case, mode, events);
    if options.checksum {
        println!("{sum}");
        return Ok(());
    }
    check(peer, case, mode, events, sum)?;
    let ns = run_ns(peer, case, mode, events)? as f64 / events as f64;
    let Allocations { count, bytes } = allocations(peer, case, mode, [events, 2 * events])?;
    println!("checksum {sum}, {ns:.2} ns, {count:.3} allocations of {bytes:.0} B per event");
    Ok(())
}
